// Everything but Electron is real: the machine, the feed over HTTP, its signature, electron-updater, and the files.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { AppImageUpdater } from 'electron-updater';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EVENT_ARGUMENTS } from '../ipc/arguments.ts';
import type { UpdateState, Updates } from '../ipc/contract.ts';
import { feedName } from './feed.ts';
import { fetchFeed } from './fetch-feed.ts';
import { openHands } from './hands.ts';
import { openUpdates, type OpenedUpdates } from './open-updates.ts';

const NAME = feedName('stable', 'linux', 'x64');
const OLD = 'the old program';
const NEW = Buffer.from('the new program '.repeat(40_000));
const FILE = 'Outpost-1.0.1.AppImage';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const KEY = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const NOW = Date.parse('2026-11-22T08:00:00Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** electron-updater's own, on Node's network instead of Chromium's. */
class NodeExecutor extends ElectronHttpExecutor {
  override createRequest(options: http.RequestOptions, callback: (response: unknown) => void): never {
    return http.request(options, callback as (response: http.IncomingMessage) => void) as never;
  }
  override addRedirectHandlers(): void {
    // Node tells of a redirect in the response.
  }
}

let folder: string;
let served: Map<string, Buffer>;
let asked: string[];
let server: http.Server;
let answer: (file: Buffer, response: http.ServerResponse, name: string) => void;
let base: string;
let nowMs: number;
let kept: string | null;
let timers: { atMs: number; call: () => void }[];
let told: Updates[];
let log: string[];
let quits: number;
const appImage = (): string => path.join(folder, 'apps/Outpost.AppImage');

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'outpost-updates-'));
  mkdirSync(path.dirname(appImage()));
  writeFileSync(appImage(), OLD);
  chmodSync(appImage(), 0o755);
  writeFileSync(path.join(folder, 'app-update.yml'), 'updaterCacheDirName: outpost-updater\n');
  vi.stubEnv('APPIMAGE', appImage());
  [served, asked, nowMs, kept, timers, told, log, quits] = [new Map(), [], NOW, null, [], [], [], 0];
  answer = (file, response) => response.setHeader('content-length', file.length).end(file);
  server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? '', 'http://x').pathname.slice(1));
    asked.push(name);
    const file = served.get(name);
    if (file) answer(file, response, name);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const sha512 = (bytes: Buffer): string => createHash('sha512').update(bytes).digest('base64');

/** Puts a release on the server. `signedBy`: by our key where nothing is said. */
function publish(
  changed: { version?: string; issuedAt?: string; stagingPercentage?: number } = {},
  signedBy = privateKey,
): void {
  const { version = '1.0.1' } = changed;
  const url = `Outpost-${version}.AppImage`;
  const feed = Buffer.from(
    JSON.stringify({
      feed: NAME,
      issuedAt: '2026-11-22T07:00:00.000Z',
      expiresAt: '2027-02-22T07:00:00.000Z',
      files: [{ url, sha512: sha512(NEW), size: NEW.length }],
      releaseDate: '2026-11-22T07:00:00.000Z',
      releaseNotes: [
        { version, note: 'A repair.\nAnother.' },
        { version: '1.0.0', note: 'The first.' },
      ],
      ...changed,
      version,
    }),
  );
  served = new Map([
    [NAME, feed],
    [`${NAME}.sig`, Buffer.from(sign(null, feed, signedBy).toString('base64'))],
    [url, NEW],
  ]);
}

/** The app, started anew. */
function start({ installed = '1.0.0', silenceMs = HOUR_MS } = {}): OpenedUpdates {
  timers = [];
  const updater = new AppImageUpdater(null, {
    ...{ version: installed, name: 'outpost', isPackaged: true },
    ...{ userDataPath: folder, baseCachePath: path.join(folder, 'cache') },
    appUpdateConfigPath: path.join(folder, 'app-update.yml'),
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => expect.fail('nothing is put in place but by us'),
  });
  Object.assign(updater, { httpExecutor: new NodeExecutor() });
  return openUpdates({
    installed,
    news: null,
    work: {
      keys: [KEY],
      feedName: () => NAME,
      fetchFeed: (name, signal) => fetchFeed(fetch, { base, name }, signal),
      hands: openHands(updater, { way: { kind: 'app_image', file: appImage() }, base, silenceMs }),
    },
    off: null,
    kept: { read: () => kept, write: (text) => Promise.resolve(void (kept = text)) },
    now: () => nowMs,
    after(ms, call) {
      const timer = { atMs: nowMs + ms, call };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
    tell(updates) {
      // Or no window would hear of it.
      expect(EVENT_ARGUMENTS['updates:changed'].safeParse([updates]).error).toBeUndefined();
      told.push(updates);
    },
    quit: () => (quits += 1),
    log: (line) => log.push(line),
  });
}

/** Lets the clock run; what is due then happens in its order. */
function pass(ms: number): void {
  const endMs = nowMs + ms;
  for (;;) {
    const [next] = timers.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
    if (!next) break;
    timers.splice(timers.indexOf(next), 1);
    nowMs = next.atMs;
    next.call();
  }
  nowMs = endMs;
}

const until = (updates: OpenedUpdates, kind: UpdateState['kind']): Promise<void> =>
  vi.waitFor(() => expect(updates.read().state.kind).toBe(kind), { timeout: 10_000 });
const program = (): string => readFileSync(appImage(), 'utf8');
/** What lies beside the program, and what is left of downloads. */
const leftovers = (): string[] =>
  readdirSync(path.dirname(appImage())).filter((name) => name !== 'Outpost.AppImage');

async function refused(updates: OpenedUpdates, reason: string): Promise<void> {
  updates.check();
  await until(updates, 'failed');
  expect(updates.read().state).toEqual({ kind: 'failed', reason });
  await updates.place();
  expect(program()).toBe(OLD);
  expect(leftovers()).toEqual([]);
}

describe('a newer version', () => {
  test('is found soon after the start, downloaded, and in place once the app has quit', async () => {
    publish();
    const updates = start();
    pass(MINUTE_MS);
    await until(updates, 'ready');
    expect(updates.read().state).toEqual({
      kind: 'ready',
      offer: { version: '1.0.1', news: [{ version: '1.0.1', lines: ['A repair.', 'Another.'] }] },
    });
    expect(asked).toEqual([NAME, `${NAME}.sig`, FILE]);
    const percents = told.flatMap(({ state }) => (state.kind === 'downloading' ? [state.percent] : []));
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(program()).toBe(OLD);
    await updates.place();
    expect(program()).toBe(NEW.toString());
    expect(statSync(appImage()).mode & 0o111).toBe(0o111);
    expect(leftovers()).toEqual([]);
    expect(log).toEqual([]);
    expect(start({ installed: '1.0.1' }).read().state).toEqual({ kind: 'idle', checked_at: null });
  });

  test('is looked for again after a day, also when the laptop slept meanwhile', async () => {
    const updates = start();
    publish({ version: '1.0.0' });
    pass(MINUTE_MS);
    await until(updates, 'idle');
    await vi.waitFor(() =>
      expect(updates.read().state).toMatchObject({ checked_at: expect.any(String) as string }),
    );
    const before = asked.length;
    pass(23 * HOUR_MS);
    expect(asked).toHaveLength(before);
    nowMs += 48 * HOUR_MS;
    publish();
    pass(10 * MINUTE_MS);
    await until(updates, 'ready');
  });

  test('is not looked for while a window writes, and a window that is gone writes nothing', async () => {
    publish();
    const updates = start();
    const [one, other] = [{}, {}];
    updates.writing(one, true);
    updates.writing(other, true);
    pass(HOUR_MS);
    updates.writing(one, false);
    expect(asked).toEqual([]);
    updates.writing(other, false);
    await until(updates, 'ready');
  });

  test('that was downloaded before the app was killed is not downloaded again', async () => {
    publish();
    const killed = start();
    killed.check();
    await until(killed, 'ready');
    const updates = start();
    updates.check();
    await until(updates, 'ready');
    expect(asked.filter((name) => name === FILE)).toHaveLength(1);
    await updates.place();
    expect(program()).toBe(NEW.toString());
  });

  test('quits the app when the person wants it now, and no sooner', async () => {
    publish();
    const updates = start();
    updates.check();
    await until(updates, 'ready');
    expect(quits).toBe(0);
    updates.restart();
    expect(quits).toBe(1);
  });

  test('is not offered outside of its part of a staged roll-out, and is once it is for all', async () => {
    publish({ stagingPercentage: 0 });
    const updates = start();
    updates.check();
    await until(updates, 'idle');
    expect(asked).not.toContain(FILE);
    publish();
    updates.check();
    await until(updates, 'ready');
  });
});

describe('refused, with the old program left as it was, is', () => {
  test('a feed with a changed byte', async () => {
    publish();
    const feed = served.get(NAME) ?? Buffer.alloc(0);
    feed[feed.indexOf('1.0.1')] = '2'.charCodeAt(0);
    await refused(start(), 'untrusted');
    expect(asked).not.toContain(FILE);
  });

  test('a feed that somebody else has signed', async () => {
    publish({}, generateKeyPairSync('ed25519').privateKey);
    await refused(start(), 'untrusted');
    expect(asked).not.toContain(FILE);
  });

  test('a feed without a signature, and a server without a feed', async () => {
    publish();
    served.delete(`${NAME}.sig`);
    await refused(start(), 'unreachable');
    served.clear();
    await refused(start(), 'unreachable');
    expect(asked).not.toContain(FILE);
  });

  test('a feed without an end', async () => {
    publish();
    answer = (file, response, name) => {
      if (name !== NAME) response.end(file);
      else response.on('drain', () => response.write(NEW)).write(NEW);
    };
    await refused(start(), 'untrusted');
  });

  test('an older version, and the same one', async () => {
    for (const version of ['0.9.0', '1.0.0', '1.0.0-beta.9']) {
      publish({ version });
      const updates = start();
      updates.check();
      await vi.waitFor(() =>
        expect(updates.read().state).toMatchObject({
          kind: 'idle',
          checked_at: expect.any(String) as string,
        }),
      );
      await updates.place();
    }
    expect(asked.filter((name) => name.endsWith('.AppImage'))).toEqual([]);
    expect(program()).toBe(OLD);
  });

  test('an old feed of ours once a newer one was seen, also after a restart', async () => {
    publish();
    const old = served;
    publish({ version: '1.0.0', issuedAt: '2026-11-22T07:30:00.000Z' });
    const updates = start();
    updates.check();
    await vi.waitFor(() =>
      expect(updates.read().state).toMatchObject({ checked_at: expect.any(String) as string }),
    );
    served = old;
    await refused(start(), 'outdated');
    expect(asked).not.toContain(FILE);
  });

  test('a download with a changed byte', async () => {
    publish();
    const changed = Buffer.from(NEW);
    changed[1000] = 0;
    served.set(FILE, changed);
    await refused(start(), 'damaged');
  });

  test('a download that is cut short, and the next try gets the whole', async () => {
    publish();
    answer = (file, response, name) => {
      response.setHeader('content-length', file.length);
      if (name !== FILE) response.end(file);
      else response.write(file.subarray(0, 100_000), () => response.destroy());
    };
    const updates = start();
    await refused(updates, 'unreachable');
    answer = (file, response) => response.end(file);
    updates.check();
    await until(updates, 'ready');
    await updates.place();
    expect(program()).toBe(NEW.toString());
  });

  test('a download that comes to a halt', async () => {
    publish();
    answer = (file, response, name) => {
      response.setHeader('content-length', file.length);
      if (name === FILE) response.write(file.subarray(0, 100_000));
      else response.end(file);
    };
    await refused(start({ silenceMs: 100 }), 'unreachable');
  });

  test('what lies in the download folder and is another than was downloaded, and the next start says so', async () => {
    publish();
    const updates = start();
    updates.check();
    await until(updates, 'ready');
    const pending = path.join(folder, 'cache/outpost-updater/pending', FILE);
    writeFileSync(pending, 'something else');
    await updates.place();
    expect(program()).toBe(OLD);
    expect(leftovers()).toEqual([]);
    expect(log).toEqual(['an update could not be put in place: damaged']);
    expect(start().read().state).toEqual({ kind: 'failed', reason: 'not_placed' });
    expect(start().read().state).toEqual({ kind: 'idle', checked_at: null });
  });
});

test('being offline is no failure unless the person asked', async () => {
  const updates = start();
  pass(MINUTE_MS);
  await vi.waitFor(() => expect(log).toEqual(['an update failed: unreachable']));
  expect(updates.read().state).toEqual({ kind: 'idle', checked_at: null });
  updates.check();
  await until(updates, 'failed');
});

test('another channel is remembered and looked at at once', async () => {
  publish();
  const updates = start();
  await updates.choose('beta');
  expect(told.at(-1)?.channel).toBe('beta');
  await until(updates, 'ready');
  expect(start().read().channel).toBe('beta');
});

test('a build that does not update itself asks nobody and says why', async () => {
  const updates = openUpdates({
    ...{ installed: '1.0.0', news: null, work: null, off: 'repository' },
    kept: { read: () => null, write: () => Promise.resolve() },
    now: () => NOW,
    after: () => expect.fail('there is nothing to wait for'),
    ...{ tell: () => undefined, quit: () => undefined, log: () => undefined },
  });
  updates.check();
  await updates.place();
  expect(updates.read().state).toEqual({ kind: 'off', why: 'repository' });
});

test('an app in a place that cannot be written to says so before anything is downloaded', async () => {
  publish();
  const updates = start();
  rmSync(path.dirname(appImage()), { recursive: true });
  updates.check();
  await until(updates, 'failed');
  expect(updates.read().state).toEqual({ kind: 'failed', reason: 'read_only' });
  expect(asked).not.toContain(FILE);
});

test('what was kept and cannot be read counts as never written', () => {
  kept = '{"channel":"nightly"}';
  expect(start().read().channel).toBe('stable');
  expect(existsSync(appImage())).toBe(true);
});
