// Opens the RxDB database of one person and one workspace on Dexie. A window and its worker each open it; RxDB tells
// one what the other wrote.
import { createRxDatabase, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { Place } from '../api.ts';
import type { Mutation } from '../core/journal.ts';
import { FACT_SCHEMA, JOURNAL_SCHEMA, ROW_SCHEMAS, type StoredFact, type StoredRow } from './rx-schema.ts';
import { inStorage } from './storage-fault.ts';

export type RowCollection = RxCollection<StoredRow>;
export type ReplicaDatabase = {
  database: RxDatabase;
  /** By collection name. */
  rows: ReadonlyMap<string, RowCollection>;
  journal: RxCollection<Mutation>;
  facts: RxCollection<StoredFact>;
};

/** Unique per person and workspace; also the name of the lock and the channel of its sync. */
export const replicaName = ({ user_id, workspace_id }: Pick<Place, 'user_id' | 'workspace_id'>): string =>
  `outpost-${user_id}-${workspace_id}`;

/**
 * What is told to the person as saved must survive a power cut: the browser's default only hands a transaction to the
 * operating system.
 */
const strictDexie = (): RxStorage<unknown, unknown> =>
  getRxStorageDexie({ chromeTransactionDurability: 'strict' });

/** Raises StorageError. */
export function openDatabase(
  name: string,
  storage: RxStorage<unknown, unknown> = strictDexie(),
): Promise<ReplicaDatabase> {
  return inStorage(async () => {
    const database: RxDatabase = await createRxDatabase({
      name,
      storage,
      multiInstance: true,
      eventReduce: true,
      // A window that reloads opens before the garbage collector has closed the last one.
      closeDuplicates: true,
    });
    const opened = await database.addCollections({
      ...Object.fromEntries(Object.entries(ROW_SCHEMAS).map(([name, schema]) => [name, { schema }])),
      mutations: { schema: JOURNAL_SCHEMA },
      facts: { schema: FACT_SCHEMA },
    });
    const { mutations, facts, ...rows } = opened as unknown as {
      mutations: RxCollection<Mutation>;
      facts: RxCollection<StoredFact>;
    } & Record<string, RowCollection>;
    return { database, rows: new Map(Object.entries(rows)), journal: mutations, facts };
  });
}

/** Deletes every IndexedDB database of a closed replica; RxDB's own `remove()` leaves the emptied databases behind. */
export async function wipeDatabase(name: string): Promise<void> {
  for (const { name: found } of await indexedDB.databases()) {
    if (found?.startsWith(`rxdb-dexie-${name}--`)) {
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase(found);
        request.onsuccess = () => resolve();
        request.onerror = () => reject(toError(request.error));
      });
    }
  }
}

const toError = (error: DOMException | null) => error ?? new Error('The database could not be deleted.');
