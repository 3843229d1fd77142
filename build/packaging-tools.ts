// What each Linux target is built with. electron-builder downloads its tools from GitHub; where that cannot be reached
// each has a variable that names another, and PACKAGING_STAND_INS names a folder that holds some of them in source.
import { chmodSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { run } from './child.ts';
import { CACHE, Problem, say } from './script.ts';
import { readyFiles } from './system-packages.ts';

export const LINUX_TARGETS = ['AppImage', 'deb', 'rpm', 'tar.gz'] as const;
export type LinuxTarget = (typeof LINUX_TARGETS)[number];

const GITHUB = 'https://github.com/electron-userland/electron-builder-binaries';
const REACH_MS = 5_000;

type Tool = { variable: string; what: string };
const FPM: Tool = { variable: 'CUSTOM_FPM_PATH', what: 'the path of fpm' };
const TOOLS: Readonly<Record<LinuxTarget, Tool>> = {
  AppImage: { variable: 'APPIMAGE_TOOLS_PATH', what: "a folder with mksquashfs and AppImage's runtime" },
  deb: FPM,
  rpm: FPM,
  'tar.gz': { variable: 'ELECTRON_BUILDER_7ZIP_PATH', what: 'the path of 7za' },
};

/** Programs of the system that a target takes besides, to the Debian packages that bring them. */
const PROGRAMS: Readonly<Partial<Record<LinuxTarget, Readonly<Record<string, string>>>>> = {
  rpm: { '/usr/bin/rpmbuild': 'rpm' },
};
const SEVEN_ZIP = '/usr/bin/7za';
const STAND_IN_PROGRAMS = {
  '/usr/bin/mksquashfs': 'squashfs-tools',
  '/usr/bin/desktop-file-validate': 'desktop-file-utils',
  '/usr/bin/gcc': 'gcc',
  '/usr/include/stdio.h': 'libc6-dev',
  '/usr/include/squashfuse/squashfuse.h': 'libsquashfuse-dev',
  '/usr/include/lz4.h': 'liblz4-dev',
  '/usr/include/zstd.h': 'libzstd-dev',
  '/usr/include/lzma.h': 'liblzma-dev',
  '/usr/include/zlib.h': 'zlib1g-dev',
};

/** Splits the targets into those that can be built here and, for the others, a sentence that says what is missing. */
export async function readyTools(
  targets: readonly LinuxTarget[],
): Promise<{ ready: LinuxTarget[]; missing: string[] }> {
  const canDownload = await canReach(GITHUB);
  if (!canDownload) await readyStandIns(targets);
  const ready: LinuxTarget[] = [];
  const missing: string[] = [];
  for (const target of targets) {
    const { variable, what } = TOOLS[target];
    const given = process.env[variable];
    if (given !== undefined && !existsSync(given))
      missing.push(`${target} is not built: ${variable} names ${given}, which is not there.`);
    else if (given === undefined && !canDownload)
      missing.push(
        `${target} is not built: ${GITHUB} cannot be reached, and ${variable} does not name ${what}.`,
      );
    else {
      await readyFiles(PROGRAMS[target] ?? {});
      ready.push(target);
    }
  }
  return { ready, missing };
}

async function readyStandIns(targets: readonly LinuxTarget[]): Promise<void> {
  if (targets.includes('tar.gz') && process.env['ELECTRON_BUILDER_7ZIP_PATH'] === undefined) {
    await readyFiles({ [SEVEN_ZIP]: 'p7zip-full' });
    process.env['ELECTRON_BUILDER_7ZIP_PATH'] = SEVEN_ZIP;
  }
  const standIns = process.env['PACKAGING_STAND_INS'];
  if (standIns === undefined) return;
  process.env['CUSTOM_FPM_PATH'] ??= path.resolve(standIns, 'fpm.cjs');
  if (targets.includes('AppImage'))
    process.env['APPIMAGE_TOOLS_PATH'] ??= await makeAppImageTools(path.resolve(standIns, 'appimage'));
}

/** The folder as electron-builder wants it, with a runtime compiled from `sources`; made once. */
async function makeAppImageTools(sources: string): Promise<string> {
  const folder = path.join(CACHE, 'appimage-tools');
  if (existsSync(folder)) return folder;
  await readyFiles(STAND_IN_PROGRAMS);
  say('Making the AppImage tools from the stand-ins.');
  await mkdir(CACHE, { recursive: true });
  const partial = await mkdtemp(path.join(CACHE, 'appimage-tools-'));
  for (const name of ['runtimes', 'lib/x64']) await mkdir(path.join(partial, name), { recursive: true });
  for (const name of ['mksquashfs', 'desktop-file-validate'])
    await symlink(`/usr/bin/${name}`, path.join(partial, name));
  const runtime = path.join(partial, 'runtimes/runtime-x64');
  const files = ['rt.c', 'nolzo.c'].map((name) => path.join(sources, name));
  const libraries = ['squashfuse', 'zstd', 'lz4', 'lzma', 'z'].map((name) => `-l${name}`);
  const { code, output } = await run('gcc', ['-O2', '-static', '-o', runtime, ...files, ...libraries]);
  if (code !== 0) throw new Problem(`The stand-in of AppImage's runtime does not compile:\n${output}`);
  chmodSync(partial, 0o755);
  await rename(partial, folder).catch(() => rm(partial, { recursive: true, force: true }));
  return folder;
}

async function canReach(address: string): Promise<boolean> {
  try {
    await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(REACH_MS) });
    return true;
  } catch {
    return false;
  }
}
