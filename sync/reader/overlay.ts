// The edits of this window that its lists do not have yet: shown over what the reader tells, from the gesture until the
// reader has told all lists of it.
import type { SyncedRow } from '../core/ports.ts';
import type { ListTable } from '../reads.ts';
import type { ReplicaDatabase } from '../replica/database.ts';
import { follow } from '../replica/changes.ts';
import { heightOf } from '../replica/live-documents.ts';
import { collectionOf, type StoredRow } from '../replica/rx-schema.ts';
import type { TableName } from '../schema/tables.ts';
import type { ReaderLink } from './link.ts';

export type Overlay = {
  /** By id, the oldest edit first. */
  rows(table: ListTable): ReadonlyMap<string, SyncedRow>;
  subscribe(table: ListTable, listener: () => void): () => void;
  preview: (table: TableName, row: SyncedRow, isIn: (stored: SyncedRow) => boolean) => () => void;
  close(): void;
};

export const LIST_TABLES: readonly ListTable[] = [
  'contacts',
  'companies',
  'deals',
  'tasks',
  'deal_contacts',
  'timeline_entries',
];
const isListed = (table: TableName): table is ListTable => (LIST_TABLES as readonly string[]).includes(table);

type Shown = { row: SyncedRow; isIn: (stored: SyncedRow) => boolean };
type Table = {
  shown: Map<string, Shown>;
  rows: Map<string, SyncedRow>;
  listeners: Set<() => void>;
  telling: boolean;
};
type Stored = StoredRow & { _deleted: boolean };

export function openOverlay(
  database: Pick<ReplicaDatabase, 'rows'>,
  link: Pick<ReaderLink, 'ask'>,
  failed: (error: unknown) => void,
): Overlay {
  const tables = new Map<ListTable, Table>(
    LIST_TABLES.map((table) => [
      table,
      { shown: new Map(), rows: new Map(), listeners: new Set(), telling: false },
    ]),
  );
  const of = (table: ListTable): Table => tables.get(table) as Table;

  /** Once for all rows of a gesture, and in the same tick. */
  function tell(one: Table): void {
    if (one.telling) return;
    one.telling = true;
    queueMicrotask(() => {
      one.telling = false;
      for (const listener of [...one.listeners]) listener();
    });
  }

  function release(table: ListTable, all: readonly Shown[]): void {
    const { shown, rows } = of(table);
    for (const one of all)
      if (shown.get(one.row.id) === one) {
        shown.delete(one.row.id);
        rows.delete(one.row.id);
      }
    tell(of(table));
  }

  /** What the storage has now stays shown until the reader has told of it too. */
  function stored(table: ListTable, documents: readonly Stored[]): void {
    const ended: Shown[] = [];
    const rows: { id: string; height: number; of: string | null }[] = [];
    for (const document of documents) {
      const shown = of(table).shown.get(document.id);
      if (!shown || !(document._deleted || shown.isIn(document))) continue;
      const { record_id } = shown.row;
      const isEntry = table === 'timeline_entries' && typeof record_id === 'string';
      ended.push(shown);
      rows.push({ id: document.id, height: heightOf(document), of: isEntry ? record_id : null });
    }
    if (rows.length > 0) void link.ask('shown', { table, rows }).then(() => release(table, ended));
  }

  const followed = LIST_TABLES.flatMap((table) => {
    const collection = database.rows.get(collectionOf(table));
    return collection
      ? follow(collection, {
          wants: (id) => of(table).shown.has(id),
          take: (documents) => stored(table, documents),
          failed,
        })
      : [];
  });

  return {
    rows: (table) => of(table).rows,
    subscribe(table, listener) {
      of(table).listeners.add(listener);
      return () => of(table).listeners.delete(listener);
    },
    preview(table, row, isIn) {
      if (!isListed(table)) return () => undefined;
      const shown = { row, isIn };
      of(table).shown.set(row.id, shown);
      of(table).rows.set(row.id, row);
      tell(of(table));
      return () => release(table, [shown]);
    },
    close() {
      for (const end of followed) end();
    },
  };
}
