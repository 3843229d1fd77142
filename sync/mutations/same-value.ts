import { columnOf } from '../core/cells.ts';
import { tableOf, type TableName } from '../schema/tables.ts';

/**
 * True where a cell of `table` holds the same either way: instants however they are written, objects whatever the order
 * of their keys, as the server gives them back.
 */
export function sameValue(table: TableName, cell: string, a: unknown, b: unknown): boolean {
  const [x, y] = [a ?? null, b ?? null];
  if (tableOf(table).columns[columnOf(cell)]?.kind === 'timestamp')
    return x === y || (typeof x === 'string' && typeof y === 'string' && Date.parse(x) === Date.parse(y));
  return canonical(x) === canonical(y);
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([p], [q]) => (p < q ? -1 : 1)))
      : held,
  );
