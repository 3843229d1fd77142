// Brings every replica of the laptop from plain to sealed or back, into databases beside those it is in. It does not
// remove anything: whoever asks notes that all is copied, and only then drops the others. Cut off, it begins anew.
import { openDatabase } from '../database.ts';
import { deleteIndexedDb, type Updating } from '../migrate.ts';
import type { Document } from '../migrations.ts';
import { SCHEMAS } from '../rx-schema.ts';
import { CHECK, sealedName } from './key-check.ts';
import { createSeal } from './seal.ts';

export type Form = 'sealed' | 'plain';

/** Taken at once, and sealed side by side. */
const PAGE = 500;
const DOCUMENTS = 'docs';
const PREFIX = 'rxdb-dexie-';
const SEALED_END = sealedName('');

type Stored = { database: string; replica: string; form: Form; rest: string; collection: string };

/** Every IndexedDB database of every replica. */
export async function storedReplicas(): Promise<Stored[]> {
  return (await indexedDB.databases()).flatMap(({ name: database = '' }) => {
    const [whose = '', version = '', collection = ''] = database.slice(PREFIX.length).split('--');
    if (!database.startsWith(`${PREFIX}outpost-`)) return [];
    const form: Form = whose.endsWith(SEALED_END) ? 'sealed' : 'plain';
    const replica = form === 'sealed' ? whose.slice(0, -SEALED_END.length) : whose;
    return [{ database, replica, form, rest: `--${version}--${collection}`, collection }];
  });
}

const nameOf = ({ replica, rest }: Stored, form: Form): string =>
  `${PREFIX}${form === 'sealed' ? sealedName(replica) : replica}${rest}`;

/** Raises StorageError. */
export async function copyAll(to: Form, key: CryptoKey, copied: (progress: Updating) => void): Promise<void> {
  await dropAll(to);
  const from = to === 'sealed' ? 'plain' : 'sealed';
  const replicas = new Set((await storedReplicas()).map(({ replica }) => replica));
  // What an older version has stored is brought into the form of this one first, and what is newer is refused.
  for (const replica of replicas)
    await (await openDatabase(replica, { key: from === 'sealed' ? key : null })).database.close();

  const databases = await storedReplicas();
  let total = 0;
  for (const one of databases) total += await withDatabase(one.database, (source) => countOf(source));
  let done = 0;
  copied({ done, total });
  for (const one of databases)
    await withDatabase(one.database, async (source) => {
      const count = (rows: number) => copied({ done: (done += rows), total });
      await copyDatabase(source, nameOf(one, to), transformOf(one.collection, to, key), count);
    });
}

/** Raises StorageError. */
export async function dropAll(form: Form): Promise<void> {
  for (const one of await storedReplicas()) if (one.form === form) await deleteIndexedDb(one.database);
}

/** RxDB's own list of collections is the same in both forms. */
function transformOf(
  collection: string,
  to: Form,
  key: CryptoKey,
): (document: Document) => Promise<Document> {
  const schema = SCHEMAS[collection];
  if (!schema) return (document) => Promise.resolve(document);
  const seal = createSeal(key, { collection, indexed: (schema.indexes ?? []).flat() });
  return (document) => (to === 'sealed' ? seal.close(document) : seal.open(document));
}

async function copyDatabase(
  source: IDBDatabase,
  name: string,
  transform: (document: Document) => Promise<Document>,
  copied: (rows: number) => void,
): Promise<void> {
  const shapes = shapesOf(source);
  const copy = async (target: IDBDatabase) => {
    for (const { store } of shapes)
      for await (const page of pagesIn(source, store)) {
        const kept = page.filter(({ id }) => id !== CHECK.id);
        const documents = store === DOCUMENTS ? await Promise.all(kept.map(transform)) : kept;
        await putAll(target, store, documents);
        if (store === DOCUMENTS) copied(page.length);
      }
  };
  await withDatabase(name, copy, { version: source.version, make: (target) => makeStores(target, shapes) });
}

async function* pagesIn(source: IDBDatabase, store: string): AsyncGenerator<Document[], void> {
  for (let after: IDBValidKey | undefined; ;) {
    const range = after === undefined ? null : IDBKeyRange.lowerBound(after, true);
    const from = source.transaction(store).objectStore(store);
    const [keys, page] = await Promise.all([
      answer(from.getAllKeys(range, PAGE)),
      answer(from.getAll(range, PAGE) as IDBRequest<Document[]>),
    ]);
    after = keys.at(-1);
    if (after === undefined) return;
    yield page;
  }
}

/** Resolves when it is on the disk. */
function putAll(target: IDBDatabase, store: string, documents: readonly Document[]): Promise<void> {
  const transaction = target.transaction(store, 'readwrite', { durability: 'strict' });
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('The copy was not taken.'));
    const into = transaction.objectStore(store);
    for (const document of documents) into.put(document);
  });
}

type Index = Pick<IDBIndex, 'name' | 'keyPath' | 'unique' | 'multiEntry'>;
type Shape = { store: string; keyPath: string | string[] | null; autoIncrement: boolean; indexes: Index[] };

/** Read while the transaction that shows them is alive. */
function shapesOf(source: IDBDatabase): Shape[] {
  const stores = [...source.objectStoreNames];
  if (stores.length === 0) return [];
  const transaction = source.transaction(stores);
  return stores.map((store) => {
    const from = transaction.objectStore(store);
    const indexes = [...from.indexNames].map((name): Index => {
      const { keyPath, unique, multiEntry } = from.index(name);
      return { name, keyPath, unique, multiEntry };
    });
    return { store, keyPath: from.keyPath, autoIncrement: from.autoIncrement, indexes };
  });
}

function makeStores(target: IDBDatabase, shapes: readonly Shape[]): void {
  for (const { store, keyPath, autoIncrement, indexes } of shapes) {
    const made = target.createObjectStore(store, { keyPath, autoIncrement });
    for (const { name, keyPath: path, unique, multiEntry } of indexes)
      made.createIndex(name, path, { unique, multiEntry });
  }
}

const countOf = (source: IDBDatabase): Promise<number> =>
  source.objectStoreNames.contains(DOCUMENTS)
    ? answer(source.transaction(DOCUMENTS).objectStore(DOCUMENTS).count())
    : Promise.resolve(0);

type Making = { version: number; make: (database: IDBDatabase) => void };

export async function withDatabase<T>(
  name: string,
  work: (database: IDBDatabase) => Promise<T>,
  making?: Making,
): Promise<T> {
  const request = indexedDB.open(name, making?.version);
  request.onupgradeneeded = () => making?.make(request.result);
  const database = await answer(request);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The storage did not answer.'));
  });
