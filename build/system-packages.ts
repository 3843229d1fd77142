// On Debian and Ubuntu: the system packages that Electron needs and this machine lacks. They are named, and installed
// where that is allowed (root, or sudo without a password); otherwise the one command to run is the message.
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './child.ts';
import { missingLibraries, packagesFor, type Release } from './debian-packages.ts';
import { needsVirtualDisplay } from './display.ts';
import { Problem, say } from './script.ts';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium of the system, for the tests in breadth; CHROMIUM_PATH names another. On Debian it is installed where it is missing. */
export async function readyBrowser(): Promise<string> {
  const find = (): string | undefined =>
    process.env['CHROMIUM_PATH'] ?? BROWSERS.find((program) => existsSync(program));
  if (find() === undefined && existsSync('/usr/bin/apt-get')) await install(['chromium']);
  const found = find();
  if (found === undefined)
    throw new Problem('Chromium is missing: install it, or name one by CHROMIUM_PATH, then run this again.');
  return found;
}

/** Installs, on Debian, the packages of those files that are not there; `files`: path to the package that brings it. */
export async function readyFiles(files: Readonly<Record<string, string>>): Promise<void> {
  const missing = (): string[] => Object.keys(files).filter((file) => !existsSync(file));
  const packages = [...new Set(missing().map((file) => files[file] ?? ''))];
  if (packages.length > 0 && existsSync('/usr/bin/apt-get')) await install(packages);
  if (missing().length > 0)
    throw new Problem(`${missing().join(', ')} is missing: install what brings it, then run this again.`);
}

export async function readySystem(executable: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const libraries = await findMissingLibraries(executable);
  const extra = [
    ...(needsVirtualDisplay() && !existsSync('/usr/bin/Xvfb') ? ['xvfb'] : []),
    ...(hasFont() ? [] : ['fonts-dejavu-core']),
  ];
  if (libraries.length + extra.length === 0) return;

  const { packages, unknown } = packagesFor(libraries, readRelease());
  if (!existsSync('/usr/bin/apt-get') || unknown.length > 0)
    throw new Problem(
      `This system lacks ${[...libraries, ...extra].join(', ')}. Install the packages that bring them with your system's package manager, then run this again.`,
    );
  await install([...packages, ...extra]);
  const still = await findMissingLibraries(executable);
  if (still.length > 0)
    throw new Problem(
      `${still.join(', ')} is still missing after the installation: install the package that brings it.`,
    );
}

async function findMissingLibraries(executable: string): Promise<string[]> {
  const folder = path.dirname(executable);
  const names = ['electron', 'chrome_crashpad_handler', 'libEGL.so', 'libGLESv2.so', 'libffmpeg.so'];
  const files = names.map((name) => path.join(folder, name)).filter((file) => existsSync(file));
  const { output } = await run('ldd', files);
  return missingLibraries(output);
}

async function install(packages: string[]): Promise<void> {
  const list = packages.join(' ');
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && (await run('sudo', ['-n', 'true'])).code !== 0)
    throw new Problem(
      `These Debian packages are missing: ${list}\nInstall them with this command, then run this again:\n\n` +
        `  sudo apt-get update && sudo apt-get install --no-install-recommends -y ${list}\n`,
    );
  say(`Installing the Debian packages that are missing: ${list}`);
  const apt = async (...args: string[]): Promise<void> => {
    const [command = '', ...rest] = [
      ...asRoot,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-q',
      ...args,
    ];
    const { code, output } = await run(command, rest);
    if (code !== 0)
      throw new Problem(
        `apt-get ${args[0] ?? ''} failed. Mend what it says, then run this again:\n${output.trim().slice(-2000)}`,
      );
  };
  const patience = ['-o', 'DPkg::Lock::Timeout=300'];
  await apt('update', ...patience);
  await apt('install', ...patience, '--no-install-recommends', '-y', ...packages);
}

function hasFont(): boolean {
  return globSync('/usr/{share,local/share}/fonts/**/*.{ttf,otf,ttc,pfb}').length > 0;
}

function readRelease(): Release {
  try {
    const text = readFileSync('/etc/os-release', 'utf8');
    const value = (key: string): string => new RegExp(`^${key}="?([^"\n]*)`, 'mu').exec(text)?.[1] ?? '';
    return { id: value('ID'), version: Number(value('VERSION_ID')) };
  } catch {
    return { id: '', version: NaN };
  }
}
