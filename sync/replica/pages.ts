// Many documents of a collection, in pages: past RxDB's queries, which go by a cursor and take three times as long. A page
// is as much as may be taken at once without holding up what else its thread does.
import type { RxCollection, RxDocumentData } from 'rxdb';
import { fromDexieToStorage } from 'rxdb/plugins/storage-dexie';
import { soundOf } from './damage.ts';
import { inStorage } from './storage-fault.ts';
import { readDocuments } from './stores.ts';

/** A page that is taken in one go; more would be a long task in the window. */
export const READ_AT_ONCE = 500;

type Range = { toArray(): Promise<unknown[]>; limit(count: number): Range };
type DexieTable = {
  count(): Promise<number>;
  toCollection(): { primaryKeys(): Promise<string[]> };
  where(key: string): { between(from: unknown, to: unknown, fromToo: boolean, toToo: boolean): Range };
};
type Internals = {
  dexieTable: DexieTable;
  booleanIndexes: string[];
  /** Where documents are sealed. */
  open?: (stored: readonly unknown[]) => Promise<unknown[]>;
};

const internalsOf = <T>({ storageInstance }: RxCollection<T>) =>
  storageInstance.internals as unknown as Promise<Internals>;

/** How many documents there are, about: removed ones that are only remembered count too. Raises StorageError. */
export const countAll = <T>(collection: RxCollection<T>): Promise<number> =>
  inStorage(async () => (await internalsOf(collection)).dexieTable.count());

async function page<T>(
  collection: RxCollection<T>,
  range: (table: DexieTable) => Range,
): Promise<RxDocumentData<T>[]> {
  const { dexieTable, booleanIndexes, open } = await internalsOf(collection);
  const stored = await range(dexieTable).toArray();
  const documents = stored.map((one) => fromDexieToStorage<T>(booleanIndexes, one));
  return open ? ((await open(documents)) as typeof documents) : documents;
}

const soundOnes = <T>(collection: RxCollection<T>, documents: readonly RxDocumentData<T>[]) =>
  soundOf(
    collection,
    documents.filter(({ _deleted }) => !_deleted),
  );

/** Each page is asked for while the one before it is taken. */
async function* oneAhead<T>(pages: readonly (() => Promise<T>)[]): AsyncGenerator<T, void> {
  let next = pages[0]?.();
  for (let at = 1; next; at += 1) {
    const now = next;
    next = pages[at]?.();
    // Where nobody asks for it any more, nobody is to be told either.
    next?.catch(() => undefined);
    yield await now;
  }
}

/**
 * All that are in the collection, not those it only remembers as removed; newest first: ids that were made here tell their
 * time. Raises StorageError.
 */
export async function* pagesOf<T>(
  collection: RxCollection<T>,
  size: number,
): AsyncGenerator<RxDocumentData<T>[], void> {
  const { dexieTable } = await internalsOf(collection);
  const ids = await inStorage(() => dexieTable.toCollection().primaryKeys());
  const pages: (() => Promise<RxDocumentData<T>[]>)[] = [];
  for (let end = ids.length; end > 0; end -= size) {
    const [from, to] = [ids[Math.max(0, end - size)], ids[end - 1]];
    pages.push(() =>
      inStorage(async () =>
        soundOnes(
          collection,
          await page(collection, (table) => table.where('id').between(from, to, true, true)),
        ),
      ),
    );
  }
  yield* oneAhead(pages);
}

/** Those of `ids` that are in the collection. Raises StorageError. */
export async function* pagesAmong<T>(
  collection: RxCollection<T>,
  ids: readonly string[],
  size: number,
): AsyncGenerator<RxDocumentData<T>[], void> {
  if (ids.length <= size) {
    yield await readDocuments(collection, ids);
    return;
  }
  const asked = new Set(ids);
  const { dexieTable } = await internalsOf(collection);
  const all = await inStorage(() => dexieTable.toCollection().primaryKeys());
  const pages: (() => Promise<RxDocumentData<T>[]>)[] = [];
  for (let at = 0; at < all.length; at += size) {
    const part = all.slice(at, at + size);
    const wanted = part.filter((id) => asked.has(id));
    if (wanted.length === 0) continue;
    // One by one costs about four times as much as side by side.
    const isDense = wanted.length * 4 >= part.length;
    pages.push(() => (isDense ? between(collection, wanted, asked) : readDocuments(collection, wanted)));
  }
  yield* oneAhead(pages);
}

const between = <T>(
  collection: RxCollection<T>,
  wanted: readonly string[],
  asked: ReadonlySet<string>,
): Promise<RxDocumentData<T>[]> =>
  inStorage(async () => {
    const documents = await page(collection, (table) =>
      table.where('id').between(wanted[0], wanted.at(-1), true, true),
    );
    return soundOnes(
      collection,
      documents.filter((document) => asked.has((document as unknown as { id: string }).id)),
    );
  });

/** Those that are in the collection with `value` in `column`, by an index that begins with it. Raises StorageError. */
export async function* pagesWith<T>(
  collection: RxCollection<T>,
  column: keyof T & string,
  value: string,
  size: number,
): AsyncGenerator<RxDocumentData<T>[], void> {
  const fields = indexOn(collection, column);
  const read = (after: readonly unknown[]) =>
    inStorage(() =>
      page(collection, (table) =>
        table
          .where(`[${fields.join('+')}]`)
          .between(after, [NOT_DELETED, value, AFTER_ALL], false, false)
          .limit(size),
      ),
    );
  let next: ReturnType<typeof read> | null = read([NOT_DELETED, value]);
  while (next) {
    const documents: RxDocumentData<T>[] = await next;
    const last = documents.at(-1) as Readonly<Record<string, unknown>> | undefined;
    const isLast = documents.length < size;
    // Asked for while this page is taken; see oneAhead.
    next = isLast ? null : read([NOT_DELETED, ...fields.slice(1).map((field) => last?.[field])]);
    next?.catch(() => undefined);
    yield await inStorage(() => soundOnes(collection, documents));
  }
}

/** As Dexie's storage writes what is false. */
const NOT_DELETED = '0';
/** In the order of keys a list comes after every text. */
const AFTER_ALL: readonly unknown[] = [];

function indexOn<T>({ schema, name }: RxCollection<T>, column: string): readonly string[] {
  const found = schema.indexes.find(([deleted, first]) => deleted === '_deleted' && first === column);
  if (!found) throw new Error(`${name} has no index that begins with ${column}.`);
  return found;
}
