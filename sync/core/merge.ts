// Rows are merged per column by clock: the later edit stays, whoever brings it and in whichever order it arrives.
// That makes every step repeatable: pulling a row twice, or applying an edit again after a crash, changes nothing.
import type { Clocks, SyncedRow } from '../schema/declare.ts';
import { clientColumns, type TableName } from '../schema/tables.ts';
import { NEVER } from './clock.ts';

/** Stands for every column that has no clock of its own: the row's creation. */
export const ALL_COLUMNS = '*';

export const clockOf = (clocks: Clocks, column: string): string =>
  clocks[column] ?? clocks[ALL_COLUMNS] ?? NEVER;

/** Columns that one person set at one moment. */
export type Edit = { columns: Readonly<Record<string, unknown>>; clock: string };

/** `row` with the columns of `edit` that are later than its own; the same object where none is. */
export function applyEdit(row: SyncedRow, edit: Edit): SyncedRow {
  const later = Object.keys(edit.columns).filter((column) => edit.clock > clockOf(row.clocks, column));
  if (later.length === 0) return row;
  const edited: SyncedRow = { ...row, clocks: { ...row.clocks } };
  const clocks: Record<string, string> = { ...row.clocks };
  for (const column of later) {
    edited[column] = edit.columns[column];
    clocks[column] = edit.clock;
  }
  edited.clocks = clocks;
  return edited;
}

/**
 * The server's row as this replica shall hold it: the server's, but for the columns edited here later and not sent yet.
 * Columns that this version does not know are kept. Undefined where the replica already holds just that.
 */
export function mergePulled(
  table: TableName,
  local: SyncedRow | undefined,
  server: SyncedRow,
): SyncedRow | undefined {
  if (!local) return server;
  const merged: SyncedRow = { ...local, ...server };
  const clocks: Record<string, string> = { ...server.clocks };
  let ahead = false;
  for (const column of clientColumns(table)) {
    const here = clockOf(local.clocks, column);
    if (here > clockOf(server.clocks, column)) {
      merged[column] = local[column];
      clocks[column] = here;
      ahead = true;
    }
  }
  if (!ahead) return sameVersion(local, server) ? undefined : merged;
  merged.clocks = clocks;
  return sameVersion(local, merged) ? undefined : merged;
}

/** True where both were made by the same edits on the same server version. */
function sameVersion(a: SyncedRow, b: SyncedRow): boolean {
  if (a.row_version !== b.row_version) return false;
  const [mine, theirs] = [Object.entries(a.clocks), b.clocks];
  return (
    mine.length === Object.keys(theirs).length && mine.every(([column, clock]) => theirs[column] === clock)
  );
}
