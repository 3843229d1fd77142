// How much would be lost with every replica on the laptop: told without the key, because the state of a mutation is one of
// the fields that an index needs.
import type { MutationState } from '../../core/journal.ts';
import { storedReplicas, withDatabase } from './copy.ts';

const UNSENT: readonly MutationState[] = ['saved', 'waiting', 'refused'];
/** As RxDB's Dexie storage writes what is false. */
const NOT_DELETED = '0';

/** Mutations of all replicas that their servers do not have. Raises StorageError. */
export async function countUnsentMutations(): Promise<number> {
  let count = 0;
  for (const { database, collection } of await storedReplicas())
    if (collection === 'mutations') count += await withDatabase(database, countIn);
  return count;
}

const countIn = (database: IDBDatabase): Promise<number> =>
  new Promise((resolve, reject) => {
    let count = 0;
    const request = database.transaction('docs').objectStore('docs').openCursor();
    request.onerror = () => reject(request.error ?? new Error('The storage did not answer.'));
    request.onsuccess = () => {
      const { result: cursor } = request;
      if (!cursor) {
        resolve(count);
        return;
      }
      const { state, _deleted } = cursor.value as { state?: MutationState; _deleted?: unknown };
      if (_deleted === NOT_DELETED && state !== undefined && UNSENT.includes(state)) count += 1;
      cursor.continue();
    };
  });
