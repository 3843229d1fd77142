// Rows as a mutation needs them. Whatever is not there, or deleted, is an InvalidInput that names the column.
import { asSynced, type Rows, type TableName } from '../schema/tables.ts';
import type { SyncedRow } from '../schema/declare.ts';
import type { Context } from './context.ts';
import { InvalidInput } from './invalid-input.ts';

type Reading = Pick<Context, 'reader'>;

/** The rows of `ids`, in that order, deleted ones too. `column`: where the person chose them. */
export async function rowsOf<T extends TableName>(
  { reader }: Reading,
  table: T,
  ids: readonly string[],
  column: string,
): Promise<Rows[T][]> {
  const distinct = [...new Set(ids)];
  const rows = await reader.read(table, distinct);
  return distinct.map((id) => {
    const row = rows.get(id);
    if (!row) throw new InvalidInput('not_found', column, 'This is not here any more.');
    return asRow(row);
  });
}

/** As `rowsOf`; deleted rows are not found. */
export async function liveRowsOf<T extends TableName>(
  context: Reading,
  table: T,
  ids: readonly string[],
  column: string,
): Promise<Rows[T][]> {
  const rows = await rowsOf(context, table, ids, column);
  if (!rows.every(isLive)) throw new InvalidInput('not_found', column, 'This has been deleted.');
  return rows;
}

export async function liveRow<T extends TableName>(
  context: Reading,
  table: T,
  id: string,
  column: string,
): Promise<Rows[T]> {
  const [row] = await liveRowsOf(context, table, [id], column);
  if (!row) throw new InvalidInput('not_found', column, 'This is not here any more.');
  return row;
}

/** All rows of `table`, or those with `value` in `column`; deleted ones too. */
export async function find<T extends TableName>(
  { reader }: Reading,
  table: T,
  where?: { [C in keyof Rows[T] & string]?: string },
): Promise<Rows[T][]> {
  const [column, value] = Object.entries(where ?? {})[0] ?? [];
  const found = await reader.find(
    table,
    column === undefined ? undefined : { column, value: value as string },
  );
  return found.map(asRow);
}

export async function findLive<T extends TableName>(
  context: Reading,
  table: T,
  where?: { [C in keyof Rows[T] & string]?: string },
): Promise<Rows[T][]> {
  return (await find(context, table, where)).filter(isLive);
}

export const isLive = (row: Rows[TableName]): boolean => asSynced(row).deleted_at === null;

/** The replica holds what the server has, whose columns a test holds against the declarations. */
const asRow = (row: SyncedRow) => row as never;
