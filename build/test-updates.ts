// `npm run test:updates`: makes two AppImages that differ in their version only, signs the newer one's feed with a key of
// its own, and tries what a server can send to the older one. Takes some minutes and 1 GB of disk.
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { readChangelog } from '../electron/updates/release-notes.ts';
import { program, start } from './child.ts';
import { readyDisplay } from './display.ts';
import { readyRuntime } from './electron-runtime.ts';
import { publicPart, signFeeds } from './feeds.ts';
import { makePackages } from './package.ts';
import { readyTools } from './packaging-tools.ts';
import { atEnd, Problem, ROOT, say, script } from './script.ts';
import { readySystem } from './system-packages.ts';

/** What the tests are given, as JSON in OUTPOST_UPDATES_MADE. */
export type Made = { oldFile: string; newFolder: string; port: number; key: string };

const VERSIONS = ['1.0.0', '1.0.1'] as const;

await script(async () => {
  const runtime = await readyRuntime();
  await readySystem(runtime.executable);
  const { missing } = await readyTools(['AppImage']);
  if (missing.length > 0) throw new Problem(missing.join('\n'));
  const folder = await mkdtemp(path.join(os.tmpdir(), 'outpost-two-versions-'));
  atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  const { privateKey } = generateKeyPairSync('ed25519');
  const port = await freePort();
  process.env['OUTPOST_UPDATES_URL'] = `http://127.0.0.1:${port}/`;
  process.env['OUTPOST_UPDATES_KEY'] = publicPart(privateKey);
  const files: string[] = [];
  for (const version of VERSIONS) {
    say(`Packaging ${version}.`);
    const into = path.join(folder, version);
    const made = await makePackages({ runtime, targets: ['AppImage'], into, version, isQuick: true });
    files.push(...made.filter((file) => file.endsWith('.AppImage')));
  }
  const [oldFile, newFile] = files;
  if (oldFile === undefined || newFile === undefined) throw new Error('There are no two AppImages.');
  const newFolder = path.dirname(newFile);
  await signFeeds(newFolder, {
    key: privateKey,
    changelog: readChangelog(await readFile(path.join(ROOT, 'CHANGELOG.md'), 'utf8')),
    ...{ now: new Date(), days: 1, rollout: 100 },
  });

  await readyDisplay();
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const made: Made = { oldFile, newFolder, port, key };
  const child = start(
    process.execPath,
    [program('@playwright/test/cli.js'), 'test', '--config', 'e2e/updates', ...process.argv.slice(2)],
    { stdio: 'inherit', env: { ...process.env, OUTPOST_UPDATES_MADE: JSON.stringify(made) } },
  );
  return child.ended;
});

/** Both versions have it built in, so it is chosen before they are made. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
