import { columnOf } from '../core/cells.ts';
import { sameJson } from '../core/same-json.ts';
import { tableOf, type TableName } from '../schema/tables.ts';

/**
 * True where a cell of `table` holds the same either way: instants however they are written, objects whatever the order
 * of their keys, as the server gives them back.
 */
export function sameValue(table: TableName, cell: string, a: unknown, b: unknown): boolean {
  const [x, y] = [a ?? null, b ?? null];
  if (tableOf(table).columns[columnOf(cell)]?.kind === 'timestamp')
    return x === y || (typeof x === 'string' && typeof y === 'string' && Date.parse(x) === Date.parse(y));
  return sameJson(x, y);
}
