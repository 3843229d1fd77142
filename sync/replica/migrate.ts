// Brings what an older version has stored into the form of this one before anything reads it. A collection of the older
// form stays until its last document is in the newer one, so that a migration which is cut off, by a kill or a full
// disk, goes on at the next opening. Why not by RxDB's own: docs/decisions/0003.
import {
  getPrimaryKeyOfInternalDocument,
  normalizeMangoQuery,
  prepareQuery,
  type InternalStoreCollectionDocType,
  type RxCollection,
  type RxDatabase,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorageInstance,
} from 'rxdb';
import { StorageError } from '../core/ports.ts';
import type { Document, Migrations } from './migrations.ts';

/** Documents of the replica, of those that an opening has to bring into another form. */
export type Updating = { done: number; total: number };

/** Small enough that a window paints between two of them. */
const PAGE = 500;
const CONFLICT = 409;

export type Stored = { collection: string; version: number; database: string };
type Old = RxStorageInstance<Document & { id: string }, unknown, unknown>;

const prefixOf = (name: string) => `rxdb-dexie-${name}--`;

/** The IndexedDB databases of a replica: RxDB's Dexie storage makes one per collection and version. */
export async function storedCollections(name: string): Promise<Stored[]> {
  const found = await indexedDB.databases();
  return found.flatMap(({ name: database }) => {
    if (!database?.startsWith(prefixOf(name))) return [];
    const [version = '', collection = ''] = database.slice(prefixOf(name).length).split('--');
    return [{ collection, version: Number(version), database }];
  });
}

/** Raises StorageError where a newer version has been at work: RxDB would open an empty collection beside it. */
export function refuseNewer(
  stored: readonly Stored[],
  schemas: Readonly<Record<string, Pick<RxJsonSchema<Document>, 'version'>>>,
): void {
  const newer = stored.find(
    ({ collection, version }) => version > (schemas[collection]?.version ?? Infinity),
  );
  if (newer)
    throw new StorageError(
      'storage_newer',
      `This replica was opened by a newer version (${newer.collection} ${newer.version}).`,
    );
}

/** Raises StorageError; what is done by then is not done again. */
export async function migrate(
  database: RxDatabase,
  stored: readonly Stored[],
  migrations: Migrations,
  updating: (updating: Updating) => void,
): Promise<void> {
  const older = stored.flatMap((one) => {
    const collection = database.collections[one.collection] as RxCollection<Document> | undefined;
    return collection && one.version < collection.schema.version ? [{ ...one, into: collection }] : [];
  });
  if (older.length === 0) return;
  const tasks: { into: RxCollection<Document>; from: Old }[] = [];
  try {
    for (const into of new Set(older.map(({ into }) => into))) {
      const from = await openWhole(
        database,
        older.filter((one) => one.into === into),
      );
      if (from) tasks.push({ into, from });
    }
    const counts = await Promise.all(tasks.map(({ from }) => from.count(live(from, {}))));
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    let done = 0;
    for (const { into, from } of tasks) {
      updating({ done, total });
      await copy(from, into, migrations, (count) => updating({ done: (done += count), total }));
    }
  } finally {
    await Promise.all(tasks.map(({ from }) => from.close()));
  }
  // Taken out of RxDB's list first: what is not in it counts as copied, should the process end between the two.
  for (const { into, from } of tasks) await database.removeCollectionDoc(into.name, from.schema);
  for (const { database: name } of older) await deleteIndexedDb(name);
}

/**
 * The oldest form of a collection is whole; one between it and ours is a copy that a version between did not finish.
 * Null where all has been copied.
 */
export async function openWhole(database: RxDatabase, older: readonly Stored[]): Promise<Old | null> {
  const keys = older
    .map(({ collection, version }) => ({ collection, version }))
    .sort((a, b) => a.version - b.version);
  for (const { collection, version } of keys) {
    const id = getPrimaryKeyOfInternalDocument(`${collection}-${version}`, 'collection');
    const [found] = await database.internalStore.findDocumentsById([id], false);
    if (!found) continue;
    const { schema } = (found as RxDocumentData<InternalStoreCollectionDocType>).data;
    return (await database.storage.createStorageInstance({
      databaseInstanceToken: database.token,
      databaseName: database.name,
      collectionName: collection,
      schema: schema as RxJsonSchema<RxDocumentData<Document & { id: string }>>,
      options: {},
      multiInstance: false,
      devMode: false,
    })) as Old;
  }
  return null;
}

async function copy(
  from: Old,
  into: RxCollection<Document>,
  migrations: Migrations,
  copied: (count: number) => void,
): Promise<void> {
  const missing = defaultsOf(into);
  for await (const documents of pagesOf(from)) {
    const writes = documents.flatMap((document) => {
      const next = migrated(document, from.schema.version, into, migrations);
      return next ? [{ document: asNew({ ...missing, ...next }) }] : [];
    });
    const { error } = await into.storageInstance.bulkWrite(writes, 'outpost-migration');
    // One that is there already was copied before the migration was cut off.
    const fatal = error.find(({ status }) => status !== CONFLICT);
    if (fatal)
      throw new StorageError('storage_broken', `A document of ${into.name} was refused (${fatal.status}).`);
    copied(documents.length);
  }
}

/** What is in the collection, in the order of the ids. */
export async function* pagesOf(from: Old): AsyncGenerator<readonly RxDocumentData<Document>[]> {
  for (let after = ''; ;) {
    const { documents } = await from.query(live(from, { after }));
    const last = documents.at(-1);
    if (!last) return;
    after = last.id;
    yield documents;
  }
}

/** A strategy that fails leaves the document as it was: whoever reads it sees what is amiss with it. */
export function migrated(
  { _deleted, _meta, _rev, _attachments, ...document }: Document,
  version: number,
  into: Pick<RxCollection<Document>, 'name' | 'schema'>,
  migrations: Migrations,
): Document | null {
  let next: Document | null = document;
  for (let to = version + 1; next && to <= into.schema.version; to += 1) {
    try {
      next = (migrations[into.name]?.[to] ?? keep)(next);
    } catch {
      return document;
    }
  }
  return next;
}

const keep = (document: Document) => document;

const asNew = (document: Document) =>
  ({
    ...document,
    _deleted: false,
    _attachments: {},
    _meta: { lwt: 1 },
    _rev: '',
  }) as RxDocumentData<Document>;

function live({ schema }: Old, { after }: { after?: string }) {
  return prepareQuery(
    schema,
    normalizeMangoQuery(schema, {
      selector: { _deleted: { $eq: false }, ...(after === undefined ? {} : { id: { $gt: after } }) },
      ...(after === undefined ? {} : { sort: [{ id: 'asc' as const }], limit: PAGE }),
    }),
  );
}

/**
 * Values for the columns that an index needs: a document without one of them would be in the collection and in no
 * result of a query.
 */
export function defaultsOf<T>({ schema: { jsonSchema } }: Pick<RxCollection<T>, 'schema'>): Document {
  const properties = jsonSchema.properties as Readonly<Record<string, { type?: unknown } | undefined>>;
  const columns = (jsonSchema.indexes ?? []).flat() as readonly string[];
  return Object.fromEntries(
    columns.flatMap((column) =>
      properties[column]?.type === 'string' && column !== 'id' ? [[column, '']] : [],
    ),
  );
}

export function deleteIndexedDb(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('The database could not be deleted.'));
  });
}
