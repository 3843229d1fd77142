// An installed AppImage and what a server can send it: the newer version replaces it, and nothing else does.
import { generateKeyPairSync, sign, createPrivateKey, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { test as base, expect } from '@playwright/test';
import type { Made } from '../../build/test-updates.ts';
import type { Feed } from '../../electron/updates/feed.ts';
import { restartedAppImage, startAppImage, type AppImage, type RunningApp } from './app-image.ts';

const made = JSON.parse(process.env['OUTPOST_UPDATES_MADE'] ?? 'null') as Made | null;
if (!made) throw new Error('Run these tests by `npm run test:updates`, which makes the packages.');
const { oldFile, newFolder, port, key } = made;

const NAME = 'latest-linux.yml';
type Answer = (response: http.ServerResponse, file: string) => Promise<void> | void;
type Server = {
  /** Names in the order in which they were asked for. */
  asked: string[];
  /** Answers this name in another way than with its file. */
  answer: (name: string, answer: Answer) => void;
  /** Changes the feed, signed by us where nothing is said. */
  feed: (change: (feed: Feed) => unknown, by?: KeyObject) => Promise<void>;
};

type Fixtures = { server: Server; installed: AppImage; start: () => Promise<RunningApp> };
const test = base.extend<Fixtures, { home: string }>({
  /** One home for all: an AppImage that was unpacked once starts fast. */
  home: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'outpost-updates-'));
      await mkdir(path.join(folder, 'apps'));
      const file = path.join(folder, 'apps/Outpost.AppImage');
      await copyFile(oldFile, file);
      await chmod(file, 0o755);
      await use(folder);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],
  installed: async ({ home }, use) => {
    await rm(path.join(home, 'data'), { recursive: true, force: true });
    await rm(path.join(home, 'cache/outpost-test-updater'), { recursive: true, force: true });
    await use({ file: path.join(home, 'apps/Outpost.AppImage'), home });
  },
  // eslint-disable-next-line no-empty-pattern -- as above.
  server: async ({}, use) => {
    const asked: string[] = [];
    const answers = new Map<string, Answer>();
    const server = http.createServer((request, response) => {
      const name = decodeURIComponent(new URL(request.url ?? '', 'http://x').pathname.slice(1));
      asked.push(name);
      const file = path.join(newFolder, path.basename(name));
      void Promise.resolve((answers.get(name) ?? whole)(response, file)).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    await use({
      asked,
      answer: (name, answer) => void answers.set(name, answer),
      async feed(change, by = createPrivateKey(key)) {
        const feed = JSON.parse(await readFile(path.join(newFolder, NAME), 'utf8')) as Feed;
        const bytes = Buffer.from(JSON.stringify(change(feed)));
        answers.set(NAME, (response) => void response.end(bytes));
        answers.set(`${NAME}.sig`, (response) => void response.end(sign(null, bytes, by).toString('base64')));
      },
    });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
  start: async ({ installed }, use) => {
    const running: RunningApp[] = [];
    await use(async () => {
      const app = await startAppImage(installed);
      running.push(app);
      return app;
    });
    for (const app of running) app.kill();
  },
});

const whole: Answer = async (response, file) => {
  response.setHeader('content-length', (await stat(file)).size);
  await pipeline(createReadStream(file), response);
};

const isAppImage = (name: string): boolean => name.endsWith('.AppImage');

/** Asks for an update, expects what becomes of it, and that the next start is still the old version. */
async function refused(
  { start, installed }: Pick<Fixtures, 'start' | 'installed'>,
  expected: Record<string, unknown>,
): Promise<void> {
  const app = await start();
  expect(await app.version()).toBe('1.0.0');
  await app.check();
  await expect.poll(() => app.state()).toMatchObject(expected);
  await app.quit();
  const again = await start();
  expect(await again.version()).toBe('1.0.0');
  await again.quit();
  expect(await readdir(path.dirname(installed.file))).toEqual(['Outpost.AppImage']);
}

test('a feed with a changed byte is refused before anything is downloaded', async ({
  server,
  installed,
  start,
}) => {
  server.answer(NAME, async (response, file) => {
    const feed = await readFile(file);
    feed[feed.indexOf('1.0.1')] = '2'.charCodeAt(0);
    response.end(feed);
  });
  await refused({ start, installed }, { kind: 'failed', reason: 'untrusted' });
  expect(server.asked.filter(isAppImage)).toEqual([]);
});

test('a feed that somebody else has signed is refused before anything is downloaded', async ({
  server,
  installed,
  start,
}) => {
  await server.feed((feed) => feed, generateKeyPairSync('ed25519').privateKey);
  await refused({ start, installed }, { kind: 'failed', reason: 'untrusted' });
  expect(server.asked.filter(isAppImage)).toEqual([]);
});

test('an older version is not taken although we signed it', async ({ server, installed, start }) => {
  await server.feed((feed) => ({ ...feed, version: '0.9.0' }));
  await refused({ start, installed }, { kind: 'idle', checked_at: expect.any(String) });
  expect(server.asked.filter(isAppImage)).toEqual([]);
});

test('an old feed of ours is refused once a newer one was seen', async ({ server, installed, start }) => {
  await server.feed((feed) => ({ ...feed, version: '1.0.0', issuedAt: new Date().toISOString() }));
  const app = await start();
  await app.check();
  await expect.poll(() => app.state()).toMatchObject({ kind: 'idle', checked_at: expect.any(String) });
  await app.quit();
  await server.feed((feed) => feed);
  await refused({ start, installed }, { kind: 'failed', reason: 'outdated' });
  expect(server.asked.filter(isAppImage)).toEqual([]);
});

test('a download with a changed byte is refused', async ({ server, installed, start, home }) => {
  const [name = ''] = (await readdir(newFolder)).filter(isAppImage);
  const changed = path.join(home, 'changed');
  server.answer(name, async (response, file) => {
    const bytes = await readFile(file);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(changed, bytes);
    await whole(response, changed);
  });
  await refused({ start, installed }, { kind: 'failed', reason: 'damaged' });
  expect(server.asked.filter(isAppImage)).not.toEqual([]);
});

test('a download that is cut short is refused', async ({ server, installed, start }) => {
  const [name = ''] = (await readdir(newFolder)).filter(isAppImage);
  server.answer(name, async (response, file) => {
    const bytes = await readFile(file);
    response.setHeader('content-length', bytes.length);
    response.write(bytes.subarray(0, bytes.length / 3), () => response.destroy());
  });
  await refused({ start, installed }, { kind: 'failed', reason: 'unreachable' });
});

test('the newer version is in place after quitting, and what the person has is still there', async ({
  server,
  installed,
  start,
}) => {
  const app = await start();
  expect(await app.version()).toBe('1.0.0');
  const { window } = app;
  await window.getByRole('button', { name: /Start on this laptop/u }).click();
  await window.getByLabel('What is your company called?').fill('Harbour');
  await window.getByLabel('What is your name?').fill('Rosa');
  await window.keyboard.press('Enter');
  await expect(window.getByText('Negotiation')).toBeVisible();
  await window.keyboard.press('g');
  await window.keyboard.press('s');
  await window.getByRole('button', { name: 'About and updates' }).click();
  const look = window.getByRole('button', { name: 'Look now' });
  if (await look.isVisible()) await look.click();
  await expect(window.getByText('1.0.1 is here')).toBeVisible();
  await expect(window.getByRole('button', { name: 'Restart now' })).toBeVisible();
  await app.quit();
  expect(server.asked.filter(isAppImage)).not.toEqual([]);

  const updated = await start();
  expect(await updated.version()).toBe('1.0.1');
  await expect(updated.window.getByRole('button', { name: /Harbour/u }).first()).toBeVisible();
  await updated.quit();
  expect(await readdir(path.dirname(installed.file))).toEqual(['Outpost.AppImage']);
});

test('the newer version starts by itself when the person wants it now', async ({
  server,
  installed,
  start,
}) => {
  await copyFile(oldFile, installed.file);
  const app = await start();
  await app.check();
  await expect.poll(() => app.state()).toMatchObject({ kind: 'ready' });
  expect(server.asked.filter(isAppImage)).not.toEqual([]);
  await app.restart();
  const restarted = await restartedAppImage(installed, app);
  expect(await restarted.version()).toBe('1.0.1');
  await restarted.quit();
});
