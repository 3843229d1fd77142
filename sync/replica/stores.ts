// The engine's storage ports on RxDB. Rows and mutations are changed by read, change and write with the revision as
// the guard: where the window and the worker write one document at a time, the later one reads again.
import {
  normalizeMangoQuery,
  prepareQuery,
  type MangoQuery,
  type PreparedQuery,
  type RxCollection,
  type RxDocumentData,
} from 'rxdb';
import { MUTATION_STATES, type Mutation } from '../core/journal.ts';
import { StorageError, type Journal, type Memory, type RowStore } from '../core/ports.ts';
import type { TableName } from '../schema/tables.ts';
import type { ReplicaDatabase, RowCollection } from './database.ts';
import { CATALOG, collectionOf, type StoredFact, type StoredRow } from './rx-schema.ts';
import { soundOf, staysWhenDamaged } from './damage.ts';
import { defaultsOf } from './migrate.ts';
import { inStorage } from './storage-fault.ts';

/** Two writers that meet this often on one document would be a fault of ours. */
const MEETINGS_LIMIT = 50;
const CONFLICT = 409;

export type Find = {
  selector: Readonly<Record<string, unknown>>;
  sort?: readonly Readonly<Record<string, 'asc'>>[];
  limit?: number;
};

/** Documents that are in the collection, not those it only remembers as removed. Raises StorageError. */
export async function findDocuments<T>(
  collection: RxCollection<T>,
  find: Find,
): Promise<RxDocumentData<T>[]> {
  return inStorage(async () => {
    const { documents } = await collection.storageInstance.query(prepared(collection, find));
    return soundOf(collection, documents);
  });
}

/** Those of `ids` that are in the collection. Raises StorageError. */
export const readDocuments = <T>(
  collection: RxCollection<T>,
  ids: readonly string[],
): Promise<RxDocumentData<T>[]> =>
  inStorage(async () =>
    soundOf(collection, await collection.storageInstance.findDocumentsById([...ids], false)),
  );

async function countDocuments<T>(collection: RxCollection<T>, selector: Find['selector']): Promise<number> {
  const counted = await inStorage(() => collection.storageInstance.count(prepared(collection, { selector })));
  return counted.count;
}

function prepared<T>({ storageInstance: { schema } }: RxCollection<T>, find: Find): PreparedQuery<T> {
  const query = { ...find, selector: { ...find.selector, _deleted: { $eq: false } } };
  return prepareQuery(schema, normalizeMangoQuery(schema, query as unknown as MangoQuery<T>));
}

/** `change` gets undefined for a document that is not there; it answers null to remove it, undefined to leave it. */
export async function updateDocuments<T extends { id: string }>(
  collection: RxCollection<T>,
  ids: readonly string[],
  change: (document: T | undefined, id: string) => T | null | undefined,
): Promise<void> {
  const { storageInstance } = collection;
  let left = ids;
  for (let meeting = 0; left.length > 0; meeting += 1) {
    if (meeting > MEETINGS_LIMIT)
      throw new StorageError('storage_broken', 'The replica is written from two sides at once.');
    const found = await storageInstance.findDocumentsById([...left], true);
    const stored = new Map((await soundOf(collection, found)).map((document) => [document.id, document]));
    if (stored.size < found.length) {
      // A damaged row is gone by now, and is looked for again; a damaged mutation stays, and is left alone.
      const amiss = new Set(found.map(({ id }) => id).filter((id) => !stored.has(id)));
      if (staysWhenDamaged(collection.name)) left = left.filter((id) => !amiss.has(id));
      continue;
    }
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

/**
 * RxDB fills revision and time in; they must be there for it to do so. Of a document that is removed it keeps a mark, by
 * which another writer sees that it is gone; nothing of its content stays on the disk.
 */
function asDocument<T extends { id: string }>(
  next: T | null,
  previous: RxDocumentData<T> | undefined,
): RxDocumentData<T> {
  const own = { _deleted: next === null, _attachments: {}, _meta: previous?._meta ?? { lwt: 1 }, _rev: '' };
  return { ...(next ?? { id: previous?.id }), ...own } as RxDocumentData<T>;
}

export function createRowStore({ rows }: Pick<ReplicaDatabase, 'rows'>): RowStore {
  const collection = (table: TableName): RowCollection => {
    const found = rows.get(collectionOf(table));
    if (!found) throw new StorageError('storage_broken', `The replica has no place for ${table}.`);
    return found;
  };
  return {
    update: (table, ids, change) =>
      inStorage(() => {
        const into = collection(table);
        const always = { ...defaultsOf(into), ...ofTable(table) };
        return updateDocuments<StoredRow>(into, ids, (row, id) => {
          const next = change(row, id);
          return next && { ...always, ...next };
        });
      }),
    async read(table, ids) {
      const found = await readDocuments(collection(table), ids);
      return new Map(found.map((row) => [row.id, row]));
    },
    count: (table) => countDocuments(collection(table), ofTable(table)),
    find: (table, where) =>
      findDocuments(collection(table), {
        selector: { ...ofTable(table), ...(where ? { [where.column]: where.value } : {}) },
      }),
  };
}

const ofTable = (table: TableName) => (collectionOf(table) === CATALOG ? { table } : {});

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
    list: (state, page) =>
      findDocuments(mutations, {
        selector: { state, ...(page ? { clock: { $gt: page.after } } : {}) },
        sort: [{ state: 'asc' }, { clock: 'asc' }],
        ...(page ? { limit: page.limit } : {}),
      }),
    update: (ids, change) =>
      inStorage(() => updateDocuments(mutations, ids, (mutation) => mutation && change(mutation))),
  };
}

/** Whether the journal holds mutations in a state that nobody asks for. Raises StorageError. */
export async function hasUnlisted(mutations: RxCollection<Mutation>): Promise<boolean> {
  const all = await countDocuments(mutations, {});
  const listed = await Promise.all(MUTATION_STATES.map((state) => countDocuments(mutations, { state })));
  return listed.reduce((sum, count) => sum + count, 0) < all;
}

export function createMemory(facts: RxCollection<StoredFact>): Memory {
  return {
    async read<T>(key: string) {
      const [found] = await readDocuments(facts, [key]);
      return found?.value as T | undefined;
    },
    write: (key, value) => inStorage(() => updateDocuments(facts, [key], () => ({ id: key, value }))),
  };
}
