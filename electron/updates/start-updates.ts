// Updates in the running shell: what runs here, the network, the settings and the windows behind the ports.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app, net, type BrowserWindow } from 'electron';
import type { IpcHandlers } from '../ipc/answer.ts';
import type { TextStore } from '../text-store.ts';
import type { Windows } from '../windows.ts';
import { CHANGELOG, FEED_KEYS, FEED_URL, PINNED_ELECTRON } from './build-facts.ts';
import { feedName } from './feed.ts';
import { fetchFeed } from './fetch-feed.ts';
import type { Hands } from './hands.ts';
import { openUpdates, type OpenedUpdates, type UpdateWork } from './open-updates.ts';
import { notesOf, readChangelog } from './release-notes.ts';
import { updateWay, type UpdateWay } from './way.ts';

/** The setting that keeps what updates remember; not one of those that windows may read. */
const KEPT = 'updates';

export function startUpdates(
  settings: TextStore,
  windows: Windows,
  log: (line: string) => void,
): Pick<OpenedUpdates, 'place'> & { handlers: UpdateHandlers } {
  const way = updateWay({
    packaged: app.isPackaged,
    platform: process.platform,
    executable: app.getPath('exe'),
    packageType: packageType(),
    environment: process.env,
    electron: { runs: process.versions.electron, pinned: PINNED_ELECTRON },
    feedUrl: FEED_URL,
    keys: FEED_KEYS,
  });
  const work = way.kind === 'off' || FEED_URL === null ? null : workOf(way, FEED_URL);
  const updates = openUpdates({
    installed: app.getVersion(),
    news: notesOf(readChangelog(CHANGELOG), app.getVersion()),
    work,
    off: way.kind === 'off' ? way.why : null,
    kept: { read: () => settings.read(KEPT), write: (text) => settings.write(KEPT, text) },
    now: Date.now,
    after(ms, call) {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    tell: (changed) => windows.tellAll('updates:changed', changed),
    quit: () => app.quit(),
    log,
  });
  app.on('browser-window-created', (_event, window) =>
    window.once('closed', () => updates.writing(window, false)),
  );
  return { place: updates.place, handlers: handlersOf(updates) };
}

type UpdateChannels =
  'updates:read' | 'updates:check' | 'updates:channel' | 'updates:restart' | 'window:writing';
type UpdateHandlers = Pick<IpcHandlers<BrowserWindow>, UpdateChannels>;

const handlersOf = (updates: OpenedUpdates): UpdateHandlers => ({
  'updates:read': () => updates.read(),
  'updates:check': () => (updates.check(), null),
  'updates:channel': async (_window, channel) => (await updates.choose(channel), null),
  'updates:restart': () => (updates.restart(), null),
  'window:writing': (window, writing) => (updates.writing(window, writing), null),
});

const workOf = (way: Exclude<UpdateWay, { kind: 'off' }>, base: string): UpdateWork => ({
  keys: FEED_KEYS,
  feedName: (channel) => feedName(channel, process.platform, process.arch),
  fetchFeed: (name, signal) => fetchFeed((url, init) => net.fetch(url, init), { base, name }, signal),
  hands: openedWhenNeeded(() =>
    import('./hands.ts').then(({ openHands, systemUpdater }) => openHands(systemUpdater(way), { way, base })),
  ),
});

/** Most starts download nothing: they do not wait for electron-updater's code. */
function openedWhenNeeded(open: () => Promise<Hands>): Hands {
  let opened: Promise<Hands> | null = null;
  const hands = (): Promise<Hands> => (opened ??= open());
  return {
    download: async (...args) => (await hands()).download(...args),
    place: async (options) => (await hands()).place(options),
  };
}

/** What electron-builder leaves in a package of the system's own kind. */
function packageType(): string | null {
  try {
    return readFileSync(path.join(process.resourcesPath, 'package-type'), 'utf8').trim();
  } catch {
    return null;
  }
}
