// What cases call in a page, as `window.bench`: each runs in workers as the app's own sync does, and answers in ms.
import { createClient, REALTIME_SUBSCRIBE_STATES } from '@supabase/supabase-js';
import type { ServerPlace, SessionStore } from '../../sync/api.ts';
import { openAccount, openReplica, type Replica } from '../../sync/index.ts';
import type { FromWorker, Report, ToWorker } from '../../sync/replica/link.ts';
import { replicaName } from '../../sync/replica/database.ts';
import type { FromPeer, ToPeer } from './peer.worker.ts';

export type Place = ServerPlace & { token: string };

/** The sync worker alone, as a window starts it, until a first sync has ended. */
function firstSync({ token, ...place }: Place): Promise<number> {
  const worker = new Worker(new URL('../../sync/worker.ts', import.meta.url), { type: 'module' });
  const shared = new BroadcastChannel(`${replicaName(place)}-sync`);
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message));
    shared.onmessage = ({ data }: MessageEvent<{ kind: string; report: Report }>) => {
      if (data.kind !== 'report') return;
      const { kind, fault } = data.report.status;
      if (fault) reject(new Error(fault.message));
      if (kind !== 'idle') return;
      const ms = performance.now() - startedAt;
      worker.onmessage = (told: MessageEvent<FromWorker>) => {
        if (told.data.kind !== 'closed') return;
        worker.terminate();
        shared.close();
        resolve(ms);
      };
      worker.postMessage({ kind: 'close' } satisfies ToWorker);
    };
    worker.postMessage({ kind: 'open', place, token } satisfies ToWorker);
  });
}

/** Runs `asked` in a worker of its own. */
function inPeer(asked: ToPeer): Promise<number> {
  const worker = new Worker(new URL('./peer.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<number>((resolve, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data }: MessageEvent<FromPeer>) => {
      if ('error' in data) reject(new Error(data.error));
      else resolve(data.ms);
    };
    worker.postMessage(asked);
  }).finally(() => worker.terminate());
}

const memory = (): SessionStore => {
  const kept = new Map<string, string>();
  return {
    read: (key) => Promise.resolve(kept.get(key) ?? null),
    write: (key, value) => Promise.resolve(void kept.set(key, value)),
    remove: (key) => Promise.resolve(void kept.delete(key)),
  };
};

/** The whole replica, as the app opens it. */
async function open({ token: _, ...place }: Place, password: string): Promise<Replica> {
  const store = memory();
  const account = await openAccount(place, store);
  const signedIn = await account.signIn({ email: place.email, password });
  if (!signedIn.ok) throw new Error(signedIn.error.message);
  account.close();
  const opened = await openReplica(place, store, () => undefined, '');
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

let replica: Replica | null = null;

/** Opens it for the functions below, and waits for its first sync. */
async function openSynced(place: Place, password: string): Promise<void> {
  replica = await open(place, password);
  await untilSynced(replica);
}

const opened = (): Replica => {
  if (!replica) throw new Error('No replica is open here.');
  return replica;
};

/** One edit of each contact: its title becomes `title` and a number. */
async function editEach(ids: readonly string[], title: string): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const edits = ids.slice(from, from + AT_ONCE).map(async (id, at) => {
      const columns = { title: `${title} ${from + at}` };
      const done = await opened().mutate('edit_records', { record_type: 'contact', ids: [id], columns });
      if (!done.ok) throw new Error(done.error.message);
    });
    await Promise.all(edits);
  }
}

const AT_ONCE = 50;

/** Ms until nothing waits, from now on, when the network is back. */
async function sendAll(): Promise<number> {
  const startedAt = performance.now();
  opened().syncNow();
  await untilSynced(opened());
  return performance.now() - startedAt;
}

/** Until nothing waits and nothing is left to pull. */
function untilSynced(replica: Replica): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const status = replica.sync.get();
      if (status?.kind !== 'up_to_date' || status.waiting > 0 || status.first_sync) return;
      leave();
      resolve();
    };
    const leave = replica.sync.subscribe(look);
    look();
  });
}

let heard: () => void = () => undefined;

/** Joins the workspace's channel and does nothing else. */
async function listen({ url, publishable_key, workspace_id, token }: Place): Promise<void> {
  const client = createClient(url, publishable_key, { accessToken: () => Promise.resolve(token) });
  await new Promise<void>((resolve) => {
    client
      .channel(`workspace:${workspace_id}`, { config: { private: true } })
      .on('broadcast', { event: 'poke' }, ({ payload }: { payload: { table: string } }) => {
        if (payload.table === 'board_cards') heard();
      })
      .subscribe((status) => status === REALTIME_SUBSCRIBE_STATES.SUBSCRIBED && resolve());
  });
}

/** Ms since the epoch when the next poke of a card comes. */
const heardOfCards = () => new Promise<number>((resolve) => (heard = () => resolve(Date.now())));

const bench = { listen, heardOfCards, firstSync, inPeer, openSynced, editEach, sendAll };
export type PageBench = typeof bench;
Object.assign(globalThis, { bench });
