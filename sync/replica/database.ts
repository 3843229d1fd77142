// Opens the RxDB database of one person and one workspace on Dexie. A window and its workers each open it and tell one
// another what they write. They open it one after the other, so that what an older version has stored is brought into
// the form of this one once, before anybody reads it.
import {
  createRxDatabase,
  type RxCollection,
  type RxDatabase,
  type RxJsonSchema,
  type RxStorage,
} from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { Place } from '../api.ts';
import type { Mutation } from '../core/journal.ts';
import { openChanges, type Hears } from './changes.ts';
import type { CollectionOptions, Damage } from './damage.ts';
import { askForKeysFirst } from './keys-first.ts';
import { deleteIndexedDb, migrate, refuseNewer, storedCollections, type Updating } from './migrate.ts';
import { MIGRATIONS, type Document, type Migrations } from './migrations.ts';
import { SCHEMAS, type StoredFact, type StoredRow } from './rx-schema.ts';
import { refuseOtherKey, sealedName } from './sealed/key-check.ts';
import { heldKey } from './sealed/realm-key.ts';
import { sealedStorage } from './sealed/storage.ts';
import { inStorage } from './storage-fault.ts';
import { keepUnsent, restoreUnsent } from './unsent-copy.ts';

export type RowCollection = RxCollection<StoredRow>;
export type ReplicaDatabase = {
  database: RxDatabase;
  /** By collection name. */
  rows: ReadonlyMap<string, RowCollection>;
  journal: RxCollection<Mutation>;
  facts: RxCollection<StoredFact>;
};

export type OpenOptions = {
  /** Of Outpost: before it opens a replica for the first time, what is not sent is kept a second time. Null: not asked. */
  version?: string | null;
  /** What is stored is sealed with it; null: it is not. The realm's by default. */
  key?: CryptoKey | null;
  storage?: RxStorage<unknown, unknown>;
  schemas?: Readonly<Record<string, RxJsonSchema<Document>>>;
  migrations?: Migrations;
  /** Called while what an older version has stored is brought into the form of this one. */
  updating?: (updating: Updating) => void;
  /** Called when something is found in the storage that is not what it should be. */
  damaged?: (damage: Damage) => void;
  /** What is told of what other realms write; nothing by default. */
  hears?: Hears;
  /** Gives up waiting for another that opens or wipes it. */
  signal?: AbortSignal;
};

/** Unique per person and workspace; also the name of the lock and the channel of its sync. */
export const replicaName = ({ user_id, workspace_id }: Pick<Place, 'user_id' | 'workspace_id'>): string =>
  `outpost-${user_id}-${workspace_id}`;

/**
 * What is told to the person as saved must survive a power cut: the browser's default only hands a transaction to the
 * operating system.
 */
const strictDexie = (): RxStorage<unknown, unknown> =>
  getRxStorageDexie({ chromeTransactionDurability: 'strict', onCreate: askForKeysFirst });

/** Raises StorageError, and then nothing is open. */
export function openDatabase(replica: string, options: OpenOptions = {}): Promise<ReplicaDatabase> {
  const { storage = strictDexie(), schemas = SCHEMAS, migrations = MIGRATIONS, key = heldKey() } = options;
  const name = key ? sealedName(replica) : replica;
  const damaged = options.damaged ?? (() => undefined);
  return inStorage(() =>
    alone(
      replica,
      async () => {
        const stored = await storedCollections(name);
        refuseNewer(stored, schemas);
        const database: RxDatabase = await createRxDatabase({
          name,
          storage: key ? sealedStorage(storage, key) : storage,
          // Who writes tells the others; see changes.ts.
          multiInstance: false,
          eventReduce: true,
          // A window that reloads opens before the garbage collector has closed the last one.
          closeDuplicates: true,
        });
        const changes = openChanges(replica, options.hears ?? null);
        database.onClose.push(() => changes.close());
        const kept: CollectionOptions = { damaged, changes };
        try {
          const opened = await database.addCollections(
            Object.fromEntries(
              Object.entries(schemas).map(([collection, schema]) => [
                collection,
                { schema, autoMigrate: false, options: kept },
              ]),
            ),
          );
          if (key) await refuseOtherKey(opened['facts'] as unknown as RxCollection<StoredFact>);
          const { mutations, facts, ...rows } = opened as unknown as {
            mutations: RxCollection<Mutation>;
            facts: RxCollection<StoredFact>;
          } & Record<string, RowCollection>;
          const copy = { database, journal: mutations, facts };
          if (options.version) await keepUnsent(copy, stored, options.version);
          await migrate(database, stored, migrations, options.updating ?? (() => undefined));
          if (options.version) await restoreUnsent(copy, migrations);
          for (const collection of Object.values(opened)) changes.tell(collection);
          return { database, rows: new Map(Object.entries(rows)), journal: mutations, facts };
        } catch (error) {
          await database.close();
          throw error;
        }
      },
      options.signal,
    ),
  );
}

/** One window or worker at a time opens or wipes a replica. The browser frees the lock of one that is killed. */
const alone = <T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> =>
  navigator.locks.request(`${name}-opening`, { ...(signal && { signal }) }, work);

/** Deletes every IndexedDB database of a closed replica; RxDB's own `remove()` leaves the emptied databases behind. */
export const wipeDatabase = (name: string): Promise<void> =>
  inStorage(() =>
    alone(name, async () => {
      for (const form of [name, sealedName(name)])
        for (const { database } of await storedCollections(form)) await deleteIndexedDb(database);
    }),
  );
