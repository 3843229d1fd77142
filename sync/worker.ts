// The worker of a window: opens the replica's database a second time and runs the engine, so that no sync work is done
// on the window's thread. Each window has one; a lock lets one of them work, and the next takes over when it goes.
import type { ServerPlace } from './api.ts';
import { createEngine, type Engine } from './core/engine.ts';
import { createSupabaseRemote, type SupabaseRemote } from './remote/supabase-remote.ts';
import { openDatabase, replicaName, type ReplicaDatabase } from './replica/database.ts';
import { openSharedChannel, type FromWorker, type Report, type ToWorker } from './replica/link.ts';
import { holdKey, type KeyMessage } from './replica/sealed/realm-key.ts';
import { systemTimer } from './replica/system.ts';
import { createJournal, createMemory, createRowStore, hasUnlisted } from './replica/stores.ts';
import { toStorageError } from './replica/storage-fault.ts';

declare const self: DedicatedWorkerGlobalScope;

const OPEN_AGAIN_MS = 10_000;

let token: string | null = null;
let engine: Engine | null = null;
let remote: SupabaseRemote | null = null;
const closing = new AbortController();
let ended: Promise<unknown> = Promise.resolve();

const tell = (message: FromWorker) => self.postMessage(message);

async function lead(place: ServerPlace): Promise<void> {
  const name = replicaName(place);
  let last: Report | null = null;
  let offsetMs = 0;
  const shared = openSharedChannel(name, (message) => {
    if (message.kind === 'hello' && last) shared.post({ kind: 'report', report: last });
    if (message.kind === 'wake') engine?.wake(message.reason);
    if (message.kind === 'damaged') engine?.damaged(message.table);
  });
  const report = (status: Report['status']) => {
    last = { status, offsetMs };
    shared.post({ kind: 'report', report: last });
    if (status.kind === 'signed_out' && token !== null) tell({ kind: 'renew' });
  };

  try {
    const opened = await openWhenThereIsRoom(name, report);
    if (!opened) return;
    remote = createSupabaseRemote({ ...place, token: () => token });
    engine = createEngine({
      user_id: place.user_id,
      rows: createRowStore(opened),
      journal: createJournal(opened.journal),
      memory: createMemory(opened.facts),
      remote,
      timer: systemTimer,
      random: Math.random,
      report,
      offsetMeasured: (measured) => {
        offsetMs = Math.round(measured);
      },
    });
    engine.start();
    const network = () => engine?.wake('network');
    self.addEventListener('online', network);
    self.addEventListener('offline', network);
    if (await hasUnlisted(opened.journal).catch(() => false)) engine.damaged(null);
    await untilClosing();
    await engine.stop();
    await opened.database.close();
  } finally {
    shared.close();
  }
}

/** What the storage cannot do now it may do later, such as when the disk was full. Null: closed before it could. */
async function openWhenThereIsRoom(
  name: string,
  report: (status: Report['status']) => void,
): Promise<ReplicaDatabase | null> {
  // A call, so that the compiler does not take it for settled within the loop.
  const isClosing = () => closing.signal.aborted;
  while (!isClosing()) {
    try {
      return await openDatabase(name, {
        damaged: ({ table }) => engine?.damaged(table),
        signal: closing.signal,
      });
    } catch (error) {
      if (isClosing()) break;
      const { fault, message } = toStorageError(error);
      report({ kind: 'stopped', first_sync: null, last_contact: null, fault: { fault, message } });
      await untilClosing(OPEN_AGAIN_MS);
    }
  }
  return null;
}

/** Or until `ms` have passed. */
const untilClosing = (ms?: number) =>
  new Promise<void>((resolve) => {
    if (closing.signal.aborted) resolve();
    closing.signal.addEventListener('abort', () => resolve());
    if (ms !== undefined) setTimeout(resolve, ms);
  });

self.onmessage = ({ data }: MessageEvent<ToWorker | KeyMessage>) => {
  switch (data.kind) {
    case 'key':
      holdKey(data.key);
      return;
    case 'open':
      token = data.token;
      ended = navigator.locks
        .request(replicaName(data.place), { signal: closing.signal }, () => lead(data.place))
        // Closed while another window's worker held the lock.
        .catch(() => undefined);
      return;
    case 'token':
      token = data.token;
      remote?.renew();
      engine?.wake('session');
      return;
    case 'ask':
      tell({ kind: 'here' });
      return;
    case 'close':
      closing.abort();
      void ended.then(() => tell({ kind: 'closed' }));
  }
};
