// What a named mutation is made of: rows that are edited and rows that are made. A mutation is a pure function from what
// the replica holds to such changes; committing them is commit.ts' part.
import { cellsOf, readCell, type Cells } from '../core/cells.ts';
import type { Write } from '../core/journal.ts';
import type { RowStore } from '../core/ports.ts';
import { sameJson } from '../core/same-json.ts';
import type { SyncedRow } from '../schema/declare.ts';
import type { TableName } from '../schema/tables.ts';

/** An edit of a row that is there: `row` is what the person saw, `columns` whole columns or cells of them. */
export type RowEdit = {
  table: TableName;
  row: SyncedRow;
  columns: Cells;
  /** Of a card that moves: the first card behind it, where it lay, that does not move with it; null: none. */
  next_id?: string | null;
};
/** A row that is not there yet, whole: what is sent, and the server's own columns as they are shown until it answers. */
export type NewRow = { table: TableName; id: string; columns: Cells; shown: Cells };
export type Change = RowEdit | NewRow;

/** Where a mutation looks up what else it touches. Raises StorageError. */
export type Reader = Pick<RowStore, 'read' | 'find'>;

/** The change as the journal keeps it; null where it changes nothing. */
export function writeOf(change: Change): Write | null {
  const { table, columns } = change;
  if ('id' in change)
    return {
      table,
      id: change.id,
      columns,
      shown: change.shown,
      before: null,
      base: null,
      state: { kind: 'waiting' },
    };
  const { row, next_id } = change;
  const edited = Object.entries(cellsOf(table, row, columns)).filter(
    // A column that the row does not have is null.
    ([cell, value]) => !sameJson(readCell(table, row, cell) ?? null, value ?? null),
  );
  if (edited.length === 0) return null;
  return {
    table,
    id: row.id,
    columns: Object.fromEntries(edited),
    before: Object.fromEntries(edited.map(([cell]) => [cell, readCell(table, row, cell)])),
    base: row.clocks,
    ...(next_id === undefined ? {} : { next_id }),
    state: { kind: 'waiting' },
  };
}
