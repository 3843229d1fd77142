// The engine's storage ports on RxDB. Rows and mutations are changed by read, change and write with the revision as
// the guard: where the window and the worker write one document at a time, the later one reads again.
import {
  normalizeMangoQuery,
  prepareQuery,
  type MangoQuery,
  type RxCollection,
  type RxDocumentData,
} from 'rxdb';
import type { Mutation } from '../core/journal.ts';
import { StorageError, type Journal, type Memory, type RowStore } from '../core/ports.ts';
import type { TableName } from '../schema/tables.ts';
import type { ReplicaDatabase, RowCollection } from './database.ts';
import { CATALOG, collectionOf, type StoredFact, type StoredRow } from './rx-schema.ts';
import { inStorage } from './storage-fault.ts';

/** Two writers that meet this often on one document would be a fault of ours. */
const MEETINGS_LIMIT = 50;
const CONFLICT = 409;

export type Find = {
  selector: Readonly<Record<string, unknown>>;
  sort?: readonly Readonly<Record<string, 'asc'>>[];
};

/** Documents that are in the collection, not those it only remembers as removed. Raises StorageError. */
export async function findDocuments<T>(
  collection: RxCollection<T>,
  find: Find,
): Promise<RxDocumentData<T>[]> {
  const { storageInstance } = collection;
  const query = { ...find, selector: { ...find.selector, _deleted: { $eq: false } } };
  const filled = normalizeMangoQuery(storageInstance.schema, query as unknown as MangoQuery<T>);
  const found = await inStorage(() => storageInstance.query(prepareQuery(storageInstance.schema, filled)));
  return found.documents;
}

/** `change` gets undefined for a document that is not there; it answers null to remove it, undefined to leave it. */
async function updateDocuments<T extends { id: string }>(
  { storageInstance }: RxCollection<T>,
  ids: readonly string[],
  change: (document: T | undefined, id: string) => T | null | undefined,
): Promise<void> {
  let left = ids;
  for (let meeting = 0; left.length > 0; meeting += 1) {
    if (meeting > MEETINGS_LIMIT)
      throw new StorageError('storage_broken', 'The replica is written from two sides at once.');
    const stored = new Map(
      (await storageInstance.findDocumentsById([...left], true)).map((document) => [document.id, document]),
    );
    const writes = left.flatMap((id) => {
      const previous = stored.get(id);
      const next = change(previous && !previous._deleted ? previous : undefined, id);
      if (next === undefined || (next === null && (!previous || previous._deleted))) return [];
      return [{ ...(previous ? { previous } : {}), document: asDocument<T>(next, previous) }];
    });
    if (writes.length === 0) return;
    const { error } = await storageInstance.bulkWrite(writes, 'outpost');
    const fatal = error.find(({ status }) => status !== CONFLICT);
    if (fatal)
      throw new StorageError(
        'storage_broken',
        `A row of the replica could not be written (${fatal.status}).`,
      );
    left = error.map(({ documentId }) => documentId);
  }
}

/** RxDB fills revision and time in; they must be there for it to do so. */
function asDocument<T>(next: T | null, previous: RxDocumentData<T> | undefined): RxDocumentData<T> {
  const own = { _deleted: next === null, _attachments: {}, _meta: previous?._meta ?? { lwt: 1 }, _rev: '' };
  return { ...(next ?? previous), ...own } as RxDocumentData<T>;
}

export function createRowStore({ rows }: Pick<ReplicaDatabase, 'rows'>): RowStore {
  const collection = (table: TableName): RowCollection => {
    const found = rows.get(collectionOf(table));
    if (!found) throw new StorageError('storage_broken', `The replica has no place for ${table}.`);
    return found;
  };
  return {
    update(table, ids, change) {
      const tagged = collectionOf(table) === CATALOG;
      return inStorage(() =>
        updateDocuments<StoredRow>(collection(table), ids, (row, id) => {
          const next = change(row, id);
          return next && tagged ? { ...next, table } : next;
        }),
      );
    },
    async read(table, ids) {
      const found = await inStorage(() =>
        collection(table).storageInstance.findDocumentsById([...ids], false),
      );
      return new Map(found.map((row) => [row.id, row]));
    },
  };
}

export function createJournal(mutations: RxCollection<Mutation>): Journal {
  return {
    // One transaction and no reading before it: the person waits for this write, and for no other.
    append: (mutation) =>
      inStorage(async () => {
        const document = asDocument<Mutation>(mutation, undefined);
        const { error } = await mutations.storageInstance.bulkWrite([{ document }], 'outpost');
        if (error.length > 0)
          throw new StorageError('storage_broken', 'The mutation is in the journal already.');
      }),
    list: (state) =>
      findDocuments(mutations, { selector: { state }, sort: [{ state: 'asc' }, { clock: 'asc' }] }),
    update: (ids, change) =>
      inStorage(() => updateDocuments(mutations, ids, (mutation) => mutation && change(mutation))),
  };
}

export function createMemory(facts: RxCollection<StoredFact>): Memory {
  return {
    async read<T>(key: string) {
      const [found] = await inStorage(() => facts.storageInstance.findDocumentsById([key], false));
      return found?.value as T | undefined;
    },
    write: (key, value) => inStorage(() => updateDocuments(facts, [key], () => ({ id: key, value }))),
  };
}
