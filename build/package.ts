// Makes packages: stages the app from its bundles, lays the facts of the moment over electron-builder.yml, and builds.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Arch, build, Platform, type Configuration } from 'electron-builder';
import { describe, namesOn, NOTICES, type AppDescription } from './app-description.ts';
import { bundleForRelease } from './bundle.ts';
import type { Runtime } from './electron-runtime.ts';
import { feedWithoutPackages } from './linux-feed.ts';
import { noticesOf, shippedPackages } from './notices.ts';
import { ROOT } from './script.ts';
import { azureSigning } from './signing/secrets.ts';

export type PackageOptions = {
  runtime: Runtime;
  /** For this kind of machine; none: all of electron-builder.yml for this system, whatever machines they are for. */
  targets: readonly string[];
  /** Folder that gets `app/`, what goes in, and `package/`, what comes out. */
  into: string;
  /** The version of the package; package.json's by default. */
  version?: string;
  /** Larger packages in less time. */
  isQuick?: boolean;
  /** Without a signature there is no package. */
  isRelease?: boolean;
};

/** What a package without a feed names where electron-builder wants an address; such a build says that it does not update. */
const NO_FEED = 'https://updates.outpost.example/';

/** The files that electron-builder made. */
export async function makePackages(options: PackageOptions): Promise<string[]> {
  const { runtime, targets, into } = options;
  const described = await describe(runtime, options.version);
  await stage(path.join(into, 'app'), described);
  const made = await build({
    projectDir: ROOT,
    targets: targetsOf(targets),
    publish: 'never',
    config: configure(options, described),
  });
  await leaveOutPackages(path.join(into, 'package'));
  return made;
}

async function leaveOutPackages(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((file) => /-linux(-\w+)?\.yml$/u.test(file))) {
    const file = path.join(folder, name);
    await writeFile(file, feedWithoutPackages(await readFile(file, 'utf8')));
  }
}

function configure(
  { runtime, targets, into, isQuick, isRelease }: PackageOptions,
  { name, productName, version }: AppDescription,
): Configuration {
  const app = path.join(into, 'app');
  const azureSignOptions = azureSigning(process.env);
  return {
    appId: namesOn(runtime).appId,
    productName,
    directories: { app, output: path.join(into, 'package') },
    extraResources: [{ from: path.join(app, NOTICES), to: NOTICES }],
    linux: { executableName: name },
    ...(azureSignOptions && { win: { azureSignOptions } }),
    // Other kinds of machine have an Electron of their own, which electron-builder fetches and checks.
    ...(targets.length > 0 && { electronDist: electronFolder(runtime.executable) }),
    electronVersion: runtime.version,
    forceCodeSigning: isRelease === true,
    publish: {
      provider: 'generic',
      url: process.env['OUTPOST_UPDATES_URL'] ?? NO_FEED,
      // A version such as 1.2.0-beta.1 is for those who chose the beta channel.
      channel: version.includes('-') ? 'beta' : 'latest',
    },
    ...(isQuick && {
      compression: 'store',
      deb: { compression: 'gz' },
      // What electron-builder's own option names here, fpm does not know.
      rpm: { fpm: ['--rpm-compression=none'] },
    }),
    toolsets: { appimage: appImageToolset() },
  };
}

/** The layout of a folder of tools tells which of electron-builder's two kinds it holds. */
function appImageToolset(): '0.0.0' | '1.0.3' {
  const folder = process.env['APPIMAGE_TOOLS_PATH'];
  return folder !== undefined && existsSync(path.join(folder, 'linux-x64')) ? '0.0.0' : '1.0.3';
}

/** The folder that Electron's program, or on macOS its .app, lies in. */
function electronFolder(executable: string): string {
  const bundle = executable.indexOf('Electron.app');
  return bundle < 0 ? path.dirname(executable) : executable.slice(0, bundle);
}

function targetsOf(targets: readonly string[]): ReturnType<Platform['createTarget']> {
  if (targets.length === 0) return platform().createTarget();
  return platform().createTarget([...targets], process.arch === 'arm64' ? Arch.arm64 : Arch.x64);
}

function platform(): Platform {
  if (process.platform === 'darwin') return Platform.MAC;
  return process.platform === 'win32' ? Platform.WINDOWS : Platform.LINUX;
}

/** Fills `app` with what goes into app.asar, and with the notices that lie beside it. The same sources, the same bytes. */
export async function stage(app: string, described: AppDescription): Promise<void> {
  await rm(app, { recursive: true, force: true });
  await mkdir(app, { recursive: true });
  const files = await bundleForRelease(path.join(app, 'dist'));
  await writeFile(path.join(app, NOTICES), noticesOf(shippedPackages(files)));
  await writeFile(path.join(app, 'package.json'), `${JSON.stringify(described, null, 2)}\n`);
}
