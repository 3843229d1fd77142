// Which Electron runs here. The official binary of the version that package.json pins; where it cannot be downloaded,
// on Linux x64, the test runtime. Never both: once the official one is there it is used.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './child.ts';
import { Problem, ROOT, say } from './script.ts';
import { readyTestRuntime, TEST_RUNTIME_VERSION } from './test-runtime.ts';

export type Runtime = {
  executable: string;
  name: string;
  version: string;
  /** Never part of a release: what is built on it says so in its name. */
  isTest: boolean;
};

const PACKAGE = path.join(ROOT, 'node_modules/electron');
const REACH_MS = 5_000;

export async function readyRuntime(): Promise<Runtime> {
  const version = officialVersion();
  const name = `Electron ${version}`;
  const official = { name, version, isTest: false };
  const installed = officialExecutable(version);
  if (installed !== null) return { executable: installed, ...official };
  if (await canReachRelease(version)) {
    say(`Downloading ${name}.`);
    const { code, output } = await run(process.execPath, [path.join(PACKAGE, 'install.js')]);
    const downloaded = officialExecutable(version);
    if (downloaded !== null) return { executable: downloaded, ...official };
    say(`The download of ${name} failed (${code}): ${output.trim().split('\n')[0] ?? ''}`);
  }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Problem(
      `${name} cannot be downloaded here, and there is no other runtime for ${process.platform} ${process.arch}. ` +
        'Connect to a network that reaches github.com, or set ELECTRON_MIRROR to a mirror of its releases.',
    );
  const executable = await readyTestRuntime();
  return {
    executable,
    name: `Electron ${TEST_RUNTIME_VERSION}, the test runtime (${name} cannot be downloaded here)`,
    version: TEST_RUNTIME_VERSION,
    isTest: true,
  };
}

/** The Electron that package.json pins, and that every release runs on. */
export function officialVersion(): string {
  try {
    return (JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8')) as { version: string })
      .version;
  } catch {
    throw new Problem('Electron is not installed: run `npm install` first.');
  }
}

/** As electron's own index.js finds it, without its download. */
function officialExecutable(version: string): string | null {
  try {
    const found = readFileSync(path.join(PACKAGE, 'dist/version'), 'utf8').replace(/^v/u, '').trim();
    const executable = path.join(PACKAGE, 'dist', readFileSync(path.join(PACKAGE, 'path.txt'), 'utf8'));
    return found === version && existsSync(executable) ? executable : null;
  } catch {
    return null;
  }
}

async function canReachRelease(version: string): Promise<boolean> {
  const releases =
    process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/download/';
  try {
    const address = `${releases.replace(/\/?$/u, '/')}v${version}/SHASUMS256.txt`;
    const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(REACH_MS) });
    return answer.ok;
  } catch {
    return false;
  }
}
