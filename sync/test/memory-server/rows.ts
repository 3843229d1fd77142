// Rows of every table in the order in which a pull reads them. Rows are never changed in place, so they may be handed out.
import type { SyncedRow } from '../../core/ports.ts';
import { TABLE_NAMES, type TableName } from '../../schema/tables.ts';

export type Heap = {
  get(table: TableName, id: string): SyncedRow | undefined;
  all(table: TableName): SyncedRow[];
  set(table: TableName, row: SyncedRow): void;
  remove(table: TableName, id: string): void;
  /** How it all was, to be put back. */
  copy(): () => void;
  /** By (row_version, id). */
  inOrder(table: TableName): readonly SyncedRow[];
};

export function createHeap(): Heap {
  const tables = new Map<TableName, Map<string, SyncedRow>>(TABLE_NAMES.map((name) => [name, new Map()]));
  const ordered = new Map<TableName, SyncedRow[]>();
  const held = (table: TableName) => tables.get(table) ?? new Map<string, SyncedRow>();

  return {
    get: (table, id) => held(table).get(id),
    all: (table) => [...held(table).values()],
    set(table, row) {
      held(table).set(row.id, row);
      ordered.delete(table);
    },
    remove(table, id) {
      held(table).delete(id);
      ordered.delete(table);
    },
    copy() {
      const copies = [...tables].map(([table, rows]) => [table, new Map(rows)] as const);
      return () => {
        for (const [table, rows] of copies) tables.set(table, new Map(rows));
        ordered.clear();
      };
    },
    inOrder(table) {
      let rows = ordered.get(table);
      if (!rows) {
        rows = [...held(table).values()].sort(
          (a, b) => a.row_version - b.row_version || (a.id < b.id ? -1 : 1),
        );
        ordered.set(table, rows);
      }
      return rows;
    },
  };
}

/** The place of the first row after (row_version, id) in rows that are in order. */
export function firstAfter(rows: readonly SyncedRow[], row_version: number, id: string): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && (row.row_version > row_version || (row.row_version === row_version && row.id > id)))
      high = middle;
    else low = middle + 1;
  }
  return low;
}
