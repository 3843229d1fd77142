// Who works for a replica when several windows are open: the real workers' code, on Web Locks and IndexedDB, without a
// session, so that no server is asked.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ServerPlace } from './api.ts';
import { replicaName, wipeDatabase } from './replica/database.ts';
import { openSharedChannel, type FromWorker, type ToWorker } from './replica/link.ts';

/** For a slow machine: what is waited for comes long before. */
const PATIENCE = { timeout: 10_000 };
const place: ServerPlace = {
  url: 'http://127.0.0.1:9',
  publishable_key: 'sb_publishable_none',
  user_id: 'ann',
  workspace_id: 'w',
  email: 'ann@outpost.example',
  workspace_name: 'Nordwind',
};
const name = replicaName(place);

let closed: number;
let workers: ((message: ToWorker) => void)[];

beforeEach(() => {
  [closed, workers] = [0, []];
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => close(worker)));
  vi.unstubAllGlobals();
  await wipeDatabase(name);
});

/** The worker of one more window. */
async function open(): Promise<(message: ToWorker) => void> {
  const scope = {
    onmessage: (_event: { data: ToWorker }): void => undefined,
    postMessage({ kind }: FromWorker): void {
      if (kind === 'closed') closed += 1;
    },
    addEventListener: () => undefined,
  };
  vi.stubGlobal('self', scope);
  vi.resetModules();
  await import('./worker.ts');
  const worker = (message: ToWorker) => scope.onmessage({ data: message });
  workers.push(worker);
  worker({ kind: 'open', place, token: null });
  return worker;
}
async function close(worker: (message: ToWorker) => void): Promise<void> {
  const before = closed;
  workers = workers.filter((one) => one !== worker);
  worker({ kind: 'close' });
  await vi.waitUntil(() => closed > before, PATIENCE);
}
/** Whoever works says so when asked. */
async function someoneWorks(): Promise<void> {
  let told = false;
  const channel = openSharedChannel(name, ({ kind }) => {
    told ||= kind === 'report';
  });
  await vi.waitUntil(() => {
    channel.post({ kind: 'hello' });
    return told;
  }, PATIENCE);
  channel.close();
}
async function workersThat(are: 'held' | 'pending'): Promise<number> {
  const locks = await navigator.locks.query();
  return (locks[are] ?? []).filter((lock) => lock.name === name).length;
}

it(
  'one worker at a time works for a replica; the next takes over when it goes',
  { timeout: 60_000 },
  async () => {
    const first = await open();
    await someoneWorks();
    const second = await open();
    const third = await open();
    await vi.waitUntil(async () => (await workersThat('pending')) === 2, PATIENCE);
    expect(await workersThat('held')).toBe(1);
    // One that waits can go without having worked.
    await close(third);
    await someoneWorks();
    await close(first);
    await someoneWorks();
    expect(await workersThat('held')).toBe(1);
    await close(second);
    expect(await workersThat('held')).toBe(0);
  },
);
