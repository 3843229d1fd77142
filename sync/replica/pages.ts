// All documents of a collection, in pages, newest first: past RxDB's queries, which go by a cursor and take three times
// as long. Ids that were made here tell their time, so the newest are those whose id comes last.
import type { RxCollection, RxDocumentData } from 'rxdb';
import { fromDexieToStorage } from 'rxdb/plugins/storage-dexie';
import { soundOf } from './damage.ts';
import { inStorage } from './storage-fault.ts';

type DexieTable = {
  count(): Promise<number>;
  toCollection(): { primaryKeys(): Promise<string[]> };
  where(key: string): {
    between(from: string, to: string, fromToo: boolean, toToo: boolean): { toArray(): Promise<unknown[]> };
  };
};
type Internals = { dexieTable: DexieTable; booleanIndexes: string[] };

const internalsOf = <T>({ storageInstance }: RxCollection<T>) =>
  storageInstance.internals as unknown as Promise<Internals>;

/** How many documents there are, about: removed ones that are only remembered count too. Raises StorageError. */
export const countAll = <T>(collection: RxCollection<T>): Promise<number> =>
  inStorage(async () => (await internalsOf(collection)).dexieTable.count());

/** Documents that are in the collection, not those it only remembers as removed. Raises StorageError. */
export async function* pagesOf<T>(
  collection: RxCollection<T>,
  size: number,
): AsyncGenerator<RxDocumentData<T>[], void> {
  const { dexieTable, booleanIndexes } = await internalsOf(collection);
  const ids = await inStorage(() => dexieTable.toCollection().primaryKeys());
  for (let end = ids.length; end > 0; end -= size) {
    const [from, to] = [ids[Math.max(0, end - size)], ids[end - 1]];
    if (from === undefined || to === undefined) return;
    yield await inStorage(async () => {
      const stored = await dexieTable.where('id').between(from, to, true, true).toArray();
      const documents = stored.map((one) => fromDexieToStorage<T>(booleanIndexes, one));
      return soundOf(
        collection,
        documents.filter(({ _deleted }) => !_deleted),
      );
    });
  }
}
