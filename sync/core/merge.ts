// Rows are merged per column by clock: the later edit stays, whoever brings it and in whichever order it arrives.
// That makes every step repeatable: pulling a row twice, or applying an edit again after a crash, changes nothing.
import type { Clocks, SyncedRow } from '../schema/declare.ts';
import { clientColumns, tableOf, type TableName } from '../schema/tables.ts';
import { columnOf, elementOf, readCell, writeCell, type Cells } from './cells.ts';
import { NEVER } from './clock.ts';
import { sameJson } from './same-json.ts';

/** Stands for every column that has no clock of its own: the row's creation. */
export const ALL_COLUMNS = '*';

/** Of a cell: that of the cell itself, else of its column, else of the row. */
export const clockOf = (clocks: Clocks, cell: string): string =>
  clocks[cell] ?? clocks[columnOf(cell)] ?? clocks[ALL_COLUMNS] ?? NEVER;

/** Of a column with all its elements: the latest of them. */
export function columnClock(clocks: Clocks, column: string): string {
  let latest = clockOf(clocks, column);
  for (const [cell, clock] of Object.entries(clocks))
    if (columnOf(cell) === column && clock > latest) latest = clock;
  return latest;
}

/** Cells that one person set at one moment. */
export type Edit = { columns: Cells; clock: string };

/** `row` with the cells of `edit` that are later than its own; the same object where none is. */
export function applyEdit(table: TableName, row: SyncedRow, edit: Edit): SyncedRow {
  const later = Object.keys(edit.columns).filter((cell) => edit.clock > clockOf(row.clocks, cell));
  if (later.length === 0) return row;
  const edited: SyncedRow = { ...row };
  const clocks: Record<string, string> = { ...row.clocks };
  for (const cell of later) {
    writeCell(table, edited, cell, edit.columns[cell]);
    clocks[cell] = edit.clock;
  }
  edited.clocks = clocks;
  return edited;
}

/**
 * The server's row as this replica shall hold it: the server's, but for the cells edited here later and not sent yet.
 * Columns that this version does not know are kept. Undefined where the replica already holds just that.
 * `answered`: the clocks of edits that the server has judged; what it made of them counts, not what is here.
 */
export function mergePulled(
  table: TableName,
  local: SyncedRow | undefined,
  server: SyncedRow,
  answered: Clocks = {},
): SyncedRow | undefined {
  if (!local) return server;
  const merged: SyncedRow = { ...local, ...server };
  const clocks: Record<string, string> = { ...server.clocks };
  for (const cell of [...clientColumns(table), ...elementsIn(local.clocks)]) {
    const judge = judgeOf(table, cell, local.clocks, server.clocks);
    const here = clockOf(local.clocks, judge);
    if (here <= clockOf(server.clocks, judge) || here <= clockOf(answered, judge)) continue;
    writeCell(table, merged, cell, readCell(table, local, cell));
    clocks[cell] = clockOf(local.clocks, cell);
  }
  merged.clocks = clocks;
  return isSame(local, merged) ? undefined : merged;
}

/** The cell by whose clock `cell` is decided: a rank goes with its stage, unless both are of one stage. */
function judgeOf(table: TableName, cell: string, mine: Clocks, theirs: Clocks): string {
  const { columns } = tableOf(table);
  if (columns[cell]?.rule !== 'place' || columns[cell].references !== undefined) return cell;
  const leads = (name: string) => columns[name]?.rule === 'place' && columns[name].references !== undefined;
  const leader = Object.keys(columns).find(leads) ?? cell;
  return clockOf(mine, leader) === clockOf(theirs, leader) ? cell : leader;
}

/**
 * The server's row with `waiting` edits on top, whatever clocks the replica holds: they may be of another history of the
 * server, in which it had edits that it has lost. Undefined where the replica already holds just that.
 */
export function rebuilt(
  table: TableName,
  local: SyncedRow | undefined,
  server: SyncedRow,
  waiting: readonly Edit[],
): SyncedRow | undefined {
  const row = waiting.reduce((edited, edit) => applyEdit(table, edited, edit), { ...local, ...server });
  return local && isSame(local, row) ? undefined : row;
}

const elementsIn = (clocks: Clocks) => Object.keys(clocks).filter((cell) => elementOf(cell) !== null);

/**
 * True where nothing differs. The version does not tell: a transaction may write a row again after it answered with it,
 * and after a restore versions come again.
 */
const isSame = (a: SyncedRow, b: SyncedRow): boolean =>
  Object.keys(b).every((column) => sameJson(a[column], b[column]));
