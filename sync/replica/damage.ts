// Documents on this laptop that are not what they should be, whatever made them so. None is ever handed on. A row goes,
// and its table is pulled anew, because the server has it; a mutation stays where it is, because only it holds what
// somebody did.
import type { RxCollection, RxDocumentData } from 'rxdb';
import { misfitOfMutation } from '../core/check-mutation.ts';
import { PULL_ANEW, standingKey } from '../core/inbox.ts';
import { misfitOf } from '../schema/check-row.ts';
import { isTable, TABLE_NAMES, type TableName } from '../schema/tables.ts';
import type { Changes } from './changes.ts';
import type { Document } from './migrations.ts';
import { CATALOG, collectionOf, ROW_COLLECTIONS } from './rx-schema.ts';

/** `table` null: an entry of the journal. */
export type Damage = { table: TableName | null };

type Kind = 'rows' | 'mutations' | 'facts';
const kindOf = (collection: string): Kind =>
  ROW_COLLECTIONS.includes(collection) ? 'rows' : collection === 'mutations' ? 'mutations' : 'facts';

export const staysWhenDamaged = (collection: string): boolean => kindOf(collection) === 'mutations';

/** What RxDB keeps for us with a collection. */
export type CollectionOptions = { damaged: (damage: Damage) => void; changes: Changes };

const isSound = (collection: string, document: Document): boolean => {
  switch (kindOf(collection)) {
    case 'facts':
      return true;
    case 'mutations':
      return misfitOfMutation(document) === null;
    case 'rows': {
      const table = tableIn(collection, document);
      return table !== null && misfitOf(table, document) === null;
    }
  }
};

/** Null for a row of the catalog that does not say of which table it is. */
function tableIn(collection: string, document: Document): TableName | null {
  const table = collection === CATALOG ? String(document['table']) : collection;
  return isTable(table) && collectionOf(table) === collection ? table : null;
}

/** The documents that can be used. Those that cannot are told of, and taken away where they can be had again. */
export async function soundOf<T>(
  collection: RxCollection<T>,
  documents: readonly RxDocumentData<T>[],
): Promise<RxDocumentData<T>[]> {
  const sound = documents.filter((document) => document._deleted || isSound(collection.name, document));
  if (sound.length === documents.length) return sound;
  const { damaged } = collection.options as CollectionOptions;
  if (staysWhenDamaged(collection.name)) {
    damaged({ table: null });
    return sound;
  }
  const amiss = documents.filter((document) => !sound.includes(document));
  const tables = new Set(
    amiss.flatMap((document) => {
      const table = tableIn(collection.name, document);
      return table ? [table] : TABLE_NAMES.filter((name) => collectionOf(name) === collection.name);
    }),
  );
  // First that they are to be pulled, then that they are gone: a crash between the two costs a pull and no row.
  const { facts } = collection.database.collections as unknown as { facts: RxCollection<Document> };
  for (const table of tables) await facts.incrementalUpsert({ id: standingKey(table), value: PULL_ANEW });
  await remove(collection, amiss);
  for (const table of tables) damaged({ table });
  return sound;
}

/** Of a document that is removed: by it another writer sees that it is gone, and nothing of its content stays. */
function markOf<T>(removed: RxDocumentData<T>): RxDocumentData<T> {
  const { _attachments, _meta, _rev } = removed;
  const own = { _attachments, _meta, _rev, _deleted: true };
  return { id: (removed as Document)['id'], ...own } as unknown as RxDocumentData<T>;
}

async function remove<T>(
  { storageInstance }: RxCollection<T>,
  documents: readonly RxDocumentData<T>[],
): Promise<void> {
  const revised = documents.filter(({ _rev }) => typeof _rev === 'string' && _rev !== '');
  await storageInstance.bulkWrite(
    revised.map((previous) => ({ previous, document: markOf(previous) })),
    'outpost',
  );
  const others = documents.filter((document) => !revised.includes(document));
  if (others.length === 0) return;
  // RxDB writes no document that has no revision to compare.
  const internals = storageInstance.internals as unknown as Promise<{
    dexieTable: { bulkDelete(ids: readonly unknown[]): Promise<void> };
  }>;
  const { dexieTable } = await internals;
  await dexieTable.bulkDelete(others.map((document) => (document as Document)['id']));
}
