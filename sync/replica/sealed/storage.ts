// RxDB's storage with sealed documents. Queries over readable fields are the storage's own; one over another field is
// asked for by what is readable in it, and decided on the opened documents. Events are those of this realm.
import { Subject } from 'rxjs';
import {
  getQueryMatcher,
  getSortComparator,
  INTERNAL_STORAGE_NAME,
  normalizeMangoQuery,
  prepareQuery,
  type BulkWriteRow,
  type EventBulk,
  type MangoQuery,
  type PreparedQuery,
  type RxDocumentData,
  type RxStorage,
  type RxStorageChangeEvent,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
  type RxStorageWriteError,
} from 'rxdb';
import type { Document } from '../migrations.ts';
import { createSeal, type Seal } from './seal.ts';

type Doc = RxDocumentData<Document>;
type Instance = RxStorageInstance<Document, unknown, unknown, unknown>;
type Events = EventBulk<RxStorageChangeEvent<Document>, unknown>;
type Written = { document: Doc; previous: Doc | undefined };
type Selector = Readonly<Record<string, unknown>>;

/** `inner` holds what the key does not open; RxDB's own list of collections, which has no rows, stays as it is. */
export function sealedStorage(
  inner: RxStorage<unknown, unknown>,
  key: CryptoKey,
): RxStorage<unknown, unknown> {
  return {
    name: inner.name,
    rxdbVersion: inner.rxdbVersion,
    async createStorageInstance<T>(params: RxStorageInstanceCreationParams<T, unknown>) {
      // Events of other realms would be sealed: they tell one another what they write past the storage.
      if (params.multiInstance) throw new Error('A sealed storage tells of its own writes only.');
      const instance = await inner.createStorageInstance(params);
      if (params.collectionName === INTERNAL_STORAGE_NAME) return instance;
      const seal = createSeal(key, {
        collection: params.collectionName,
        indexed: (params.schema.indexes ?? []).flat(),
      });
      return sealed(instance as unknown as Instance, seal) as unknown as typeof instance;
    },
  };
}

function sealed(inner: Instance, seal: Seal): Instance {
  const changes = new Subject<Events>();
  /** Documents of writes that are under way, by what is stored of them. */
  const written = new Map<unknown, Written>();

  const openAll = (stored: readonly Doc[]): Promise<Doc[]> =>
    Promise.all(stored.map((one) => seal.open(one) as Promise<Doc>));

  inner.changeStream().subscribe({
    next: (bulk) => changes.next(withDocuments(bulk, written)),
    complete: () => changes.complete(),
  });

  async function bulkWrite(rows: BulkWriteRow<Document>[], context: string) {
    const stored = await Promise.all(rows.map(({ document }) => seal.close(document)));
    const closed = rows.map(({ previous }, at) => ({
      ...(previous && { previous: withoutContent(previous) }),
      document: stored[at] as Doc,
    }));
    stored.forEach((one, at) => {
      const row = rows[at];
      if (row) written.set(one['sealed'], { document: row.document, previous: row.previous });
    });
    try {
      const { error } = await inner.bulkWrite(closed, context);
      const byId = new Map(rows.map((row) => [row.document['id'], row]));
      const opened = await Promise.all(
        error.map(async (each): Promise<RxStorageWriteError<Document>> => {
          const writeRow = byId.get(each.documentId) ?? each.writeRow;
          return each.status === 409
            ? { ...each, writeRow, documentInDb: (await seal.open(each.documentInDb)) as Doc }
            : { ...each, writeRow };
        }),
      );
      return { error: opened };
    } finally {
      for (const one of stored) written.delete(one['sealed']);
    }
  }

  async function query(prepared: PreparedQuery<Document>): Promise<Doc[]> {
    const { schema } = inner;
    const { query: asked } = prepared;
    if (isReadable(asked.selector, seal.readable) && asked.sort.every((by) => hasOnly(by, seal.readable)))
      return openAll((await inner.query(prepared)).documents);
    const readable = Object.entries(asked.selector).filter(([field, value]) =>
      isReadable({ [field]: value }, seal.readable),
    );
    const wider = { selector: Object.fromEntries(readable) } as MangoQuery<Document>;
    const { documents } = await inner.query(prepareQuery(schema, normalizeMangoQuery(schema, wider)));
    const found = (await openAll(documents)).filter(getQueryMatcher(schema, asked));
    const { skip, limit = Infinity } = asked;
    return found.sort(getSortComparator(schema, asked)).slice(skip, skip + limit);
  }

  return {
    databaseName: inner.databaseName,
    collectionName: inner.collectionName,
    schema: inner.schema,
    options: inner.options,
    internals: opening(inner.internals, openAll),
    bulkWrite,
    query: async (prepared) => ({ documents: await query(prepared) }),
    count: async (prepared) =>
      isReadable(prepared.query.selector, seal.readable)
        ? inner.count(prepared)
        : { count: (await query(prepared)).length, mode: 'slow' },
    findDocumentsById: async (ids, deleted) => openAll(await inner.findDocumentsById(ids, deleted)),
    getAttachmentData: (...of) => inner.getAttachmentData(...of),
    changeStream: () => changes.asObservable(),
    cleanup: (minimumDeletedTime) => inner.cleanup(minimumDeletedTime),
    remove: () => inner.remove(),
    close: () => inner.close(),
  };
}

/** For whoever reads past the queries: `open` beside what the Dexie storage has there. */
async function opening(
  internals: unknown,
  open: (stored: readonly Doc[]) => Promise<readonly Doc[]>,
): Promise<unknown> {
  return { ...((await internals) as object), open };
}

/** Of the document before, only the revision is looked at. */
const withoutContent = ({ id, _deleted, _attachments, _meta, _rev }: Doc): Doc => ({
  ...{ id, _deleted, _attachments, _meta, _rev },
});

const withDocuments = (bulk: Events, written: ReadonlyMap<unknown, Written>): Events => ({
  ...bulk,
  events: bulk.events.map((event) => {
    const { document, previous } = written.get(event.documentData['sealed']) ?? {};
    return {
      ...event,
      documentData: document,
      previousDocumentData: previous,
    } as RxStorageChangeEvent<Document>;
  }),
});

const hasOnly = (fields: object, readable: ReadonlySet<string>): boolean =>
  Object.keys(fields).every((field) => readable.has(field.split('.')[0] ?? field));

/** Whether `selector` can be decided by the readable fields. */
const isReadable = (selector: Selector, readable: ReadonlySet<string>): boolean =>
  Object.entries(selector).every(([field, value]) =>
    field.startsWith('$')
      ? (value as readonly Selector[]).every((part) => isReadable(part, readable))
      : hasOnly({ [field]: value }, readable),
  );
