// Rows as the server gave them. One that is not what its table declares is named and left out: it must not hold up the
// others, and nothing behind this border could do anything with it.
import { misfitOf, isObject } from '../schema/check-row.ts';
import type { SyncedRow } from '../schema/declare.ts';
import { tableOf, type TableName } from '../schema/tables.ts';
import type { Unreadable } from '../core/ports.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

export function readRows(
  table: TableName,
  found: readonly unknown[],
): { rows: SyncedRow[]; unreadable: Unreadable[] } {
  const rows: SyncedRow[] = [];
  const unreadable: Unreadable[] = [];
  for (const one of found) {
    const row = isObject(one) ? one : {};
    const column = misfitIn(table, row);
    if (column === null) rows.push(row as SyncedRow);
    else unreadable.push({ id: String(row['id']), column });
  }
  return { rows, unreadable };
}

/** The row; null where there is none, or one that cannot be read. */
export const readRow = (table: TableName, found: unknown): SyncedRow | null =>
  readRows(table, isObject(found) ? [found] : []).rows[0] ?? null;

function misfitIn(table: TableName, row: Readonly<Record<string, unknown>>): string | null {
  const misfit = misfitOf(table, row);
  if (misfit !== null) return misfit;
  for (const [name, { kind, maxLength = Infinity }] of Object.entries(tableOf(table).columns)) {
    const value = row[name];
    if (typeof value !== 'string') continue;
    // The server would refuse a whole request over one id that is none.
    if (value.length > maxLength || (kind === 'uuid' && !UUID.test(value))) return name;
  }
  return null;
}
