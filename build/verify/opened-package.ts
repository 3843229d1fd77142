// A finished package as somebody gets it, opened into a folder without installing it.
import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { run } from '../child.ts';
import type { AppDescription } from '../app-description.ts';
import { Problem } from '../script.ts';
import { readyFiles } from '../system-packages.ts';

export type OpenedPackage = {
  platform: 'linux' | 'darwin' | 'win32';
  /** What has the fuses: the program, or on macOS the .app. */
  executable: string;
  /** Electron's folder of resources. */
  resources: string;
  described: AppDescription;
};

/** `file`: a .deb, .rpm, .AppImage or .tar.gz, or an unpacked folder or .app; `into`: a folder of the caller's for it. */
export async function openPackage(file: string, into: string): Promise<OpenedPackage> {
  return readOpened(await unpack(path.resolve(file), into));
}

const EXECUTABLE_OF = {
  linux: ({ name }: AppDescription) => name,
  win32: ({ productName }: AppDescription) => `${productName}.exe`,
};

/** `folder`: the one with the program in it, or a .app. Throws a `Problem` where there is no app in it. */
export function readOpened(folder: string): OpenedPackage {
  const isMac = folder.endsWith('.app');
  const resources = path.join(folder, isMac ? 'Contents/Resources' : 'resources');
  const asar = path.join(resources, 'app.asar');
  if (!existsSync(asar)) throw new Problem(`There is no app.asar in ${folder}.`);
  const described = JSON.parse(extractFile(asar, 'package.json').toString()) as AppDescription;
  if (isMac) return { platform: 'darwin', executable: folder, resources, described };
  const platform = existsSync(path.join(folder, EXECUTABLE_OF.win32(described))) ? 'win32' : 'linux';
  return {
    platform,
    executable: path.join(folder, EXECUTABLE_OF[platform](described)),
    resources,
    described,
  };
}

export const asarOf = ({ resources }: Pick<OpenedPackage, 'resources'>): string =>
  path.join(resources, 'app.asar');

/** The files in an app.asar, by their paths with `/`. */
export function filesIn(asar: string): string[] {
  return listPackage(asar, { isPack: false })
    .map((name) => name.replaceAll('\\', '/').replace(/^\//u, ''))
    .filter((name) => !('files' in statFile(asar, path.normalize(name), false)))
    .sort();
}

export const readIn = (asar: string, name: string): Buffer => extractFile(asar, path.normalize(name));

async function unpack(file: string, into: string): Promise<string> {
  if (!existsSync(file)) throw new Problem(`There is no package ${file}.`);
  await mkdir(into, { recursive: true });
  if (file.endsWith('.tar.gz')) {
    await mustRun(file, 'tar', ['-xzf', file, '-C', into, '--no-same-owner']);
    return onlyFolderIn(into);
  }
  if (file.endsWith('.deb')) {
    await mustRun(file, 'dpkg-deb', ['-x', file, into]);
    return onlyFolderIn(path.join(into, 'opt'));
  }
  if (file.endsWith('.rpm')) {
    await readyFiles({ '/usr/bin/rpm2archive': 'rpm2cpio' });
    await mustRun(file, 'sh', ['-c', 'rpm2archive - < "$1" | tar -xz -C "$2"', 'sh', file, into]);
    return onlyFolderIn(path.join(into, 'opt'));
  }
  if (file.endsWith('.AppImage')) {
    await mustRun(file, file, ['--appimage-extract'], into);
    return path.join(into, 'squashfs-root');
  }
  return file;
}

async function mustRun(file: string, command: string, args: string[], cwd?: string): Promise<void> {
  const { code, output } = await run(command, args, cwd === undefined ? {} : { cwd });
  if (code !== 0)
    throw new Problem(`${path.basename(file)} cannot be opened:\n${output.trim().slice(-1000)}`);
}

function onlyFolderIn(folder: string): string {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const [name] = names;
  if (name === undefined || names.length > 1)
    throw new Problem(`The package has ${names.length} folders where one app is expected.`);
  return path.join(folder, name);
}
