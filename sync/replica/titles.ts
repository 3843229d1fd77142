// What rows are called, and who edited them, for lists that name rows of any table: kept in memory for the rows that
// were asked for.
import { automaticEntryId } from '../core/automatic-entries.ts';
import type { SyncedRow } from '../schema/declare.ts';
import { isTable, type TableName } from '../schema/tables.ts';
import type { ReplicaDatabase } from './database.ts';
import { openLiveDocuments, type LiveDocuments } from './live-documents.ts';
import { collectionOf, ROW_COLLECTIONS, type StoredRow } from './rx-schema.ts';

const RECORD_TABLES: Readonly<Record<string, TableName>> = {
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
};

export type Titles = {
  /** Null where the row is not here, or not read yet: `changed` is called when it is. */
  titleOf: (table: string, row_id: string) => string | null;
  /**
   * By the entry that the server has put on the timeline of the record for this edit. Null where there is none, or it is
   * not read yet.
   */
  authorOf: (table: string, row_id: string, cell: string, clock: string) => string | null;
  close(): void;
};

export async function openTitles(
  database: ReplicaDatabase,
  changed: () => void,
  failed: (error: unknown) => void,
): Promise<Titles> {
  const held = new Map<string, LiveDocuments<StoredRow>>();
  for (const name of ROW_COLLECTIONS) {
    const collection = database.rows.get(name);
    if (collection)
      held.set(name, await openLiveDocuments<StoredRow>({ collection, held: 'wanted', changed, failed }));
  }

  function titleOf(table: string, row_id: string): string | null {
    if (!isTable(table)) return null;
    const rows = held.get(collectionOf(table));
    void rows?.want([row_id]);
    const row = rows?.get(row_id);
    return row ? (ownTitle(row) ?? recordTitle(row)) : null;
  }

  /** A card, a task or an entry is called as the record that it is of. */
  function recordTitle({ record_type, record_id }: SyncedRow): string | null {
    const table = RECORD_TABLES[String(record_type)];
    return table && typeof record_id === 'string' ? titleOf(table, record_id) : null;
  }

  function authorOf(table: string, row_id: string, cell: string, clock: string): string | null {
    if (!isTable(table)) return null;
    const [column = cell] = cell.split('.');
    // The stage of a card is told of its deal, where it is one's.
    const record_id = held.get(collectionOf(table))?.get(row_id)?.['record_id'];
    const edited = column === 'stage_id' && typeof record_id === 'string' ? [row_id, record_id] : [row_id];
    const entries = held.get(collectionOf('timeline_entries'));
    const ids = edited.map((id) => automaticEntryId(id, column, clock));
    void entries?.want(ids);
    const author = ids.map((id) => entries?.get(id)?.['author_id']).find((id) => typeof id === 'string');
    return typeof author === 'string' ? author : null;
  }

  return {
    titleOf,
    authorOf,
    close() {
      for (const rows of held.values()) rows.close();
    },
  };
}

function ownTitle({ name, title }: SyncedRow): string | null {
  if (typeof name === 'string') return name;
  return typeof title === 'string' ? title : null;
}
