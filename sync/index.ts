// All that a window may use of the replica.
import type { Place, Replica, Result, SessionStore } from './api.ts';
import type { WorkerPort } from './replica/kept-worker.ts';
import type { FromWorker, ToWorker } from './replica/link.ts';
import type { FromReader, ToReader } from './reader/messages.ts';
import type { Updating } from './replica/migrate.ts';
import { replicaName, wipeDatabase } from './replica/database.ts';
import { openReplica as open } from './replica/open-replica.ts';
import { DONE, inReplica } from './replica/results.ts';
import { heldKey, holdKey, type KeyMessage } from './replica/sealed/realm-key.ts';
import { copyAll, dropAll } from './replica/sealed/copy.ts';
import { countUnsentMutations } from './replica/sealed/unsent.ts';

export * from './api.ts';
export * from './reads.ts';
export { matcher, type Looking, type Matches } from './query/matches.ts';
export { openAccount } from './remote/account.ts';
export type { Updating } from './replica/migrate.ts';
export { carryOver } from './replica/carry-over.ts';
export { createLocalWorkspace } from './replica/local-workspace.ts';
export { foundIn, type Stretch } from './search/query.ts';

/**
 * Opens the replica of `place` on this laptop; needs no network and no session. `updating`: called while what an older
 * version has stored is brought into the form of this one. `version`: of Outpost; where another one was here last, what is
 * not sent is kept a second time until it is.
 */
export const openReplica = (
  place: Place,
  store: SessionStore,
  updating: (progress: Updating) => void,
  version: string,
): Promise<Result<Replica>> => open(place, store, { startWorker, startReader, onFocus, updating, version });

/** Removes a replica that is not open from the laptop, with what was not sent. */
export const removeReplica = (place: Place): Promise<Result<void>> =>
  inReplica(async () => {
    await wipeDatabase(replicaName(place));
    return DONE;
  });

/** Everything that is opened from now on is sealed with the key of the app lock; it cannot be taken out of it. */
export const useLockKey = (key: CryptoKey): void => holdKey(key);

/** Writes every replica on this laptop anew, sealed or not; none may be open. The ones before stay until `dropReplicas`. */
export const copyReplicas = (
  to: 'sealed' | 'plain',
  key: CryptoKey,
  moved: (progress: Updating) => void,
): Promise<Result<void>> =>
  inReplica(async () => {
    await copyAll(to, key, moved);
    return DONE;
  });

/** Removes every sealed, or every plain, replica from this laptop; none may be open. */
export const dropReplicas = (dropped: 'sealed' | 'plain'): Promise<Result<void>> =>
  inReplica(async () => {
    await dropAll(dropped);
    return DONE;
  });

/** Of every replica on this laptop, sealed or not; needs no key. Null: they cannot be counted. */
export const countUnsent = (): Promise<number | null> => countUnsentMutations().catch(() => null);

function onFocus(listener: () => void): () => void {
  globalThis.addEventListener('focus', listener);
  return () => globalThis.removeEventListener('focus', listener);
}

function startWorker() {
  return portOf<ToWorker, FromWorker>(
    new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'outpost-sync' }),
  );
}

function startReader() {
  return portOf<ToReader, FromReader>(
    new Worker(new URL('./reader/reader.worker.ts', import.meta.url), {
      type: 'module',
      name: 'outpost-reader',
    }),
  );
}

function portOf<To extends { kind: string }, From extends { kind: string }>(
  worker: Worker,
): WorkerPort<To, From> {
  const key = heldKey();
  if (key) worker.postMessage({ kind: 'key', key } satisfies KeyMessage);
  return {
    post: (message) => worker.postMessage(message),
    receive(listener) {
      worker.onmessage = ({ data }: MessageEvent<From>) => listener(data);
    },
    end: () => worker.terminate(),
  };
}
