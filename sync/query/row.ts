import type { TableName } from '../schema/tables.ts';

/** A row as it is listed: its columns by name. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** Undefined where the row is not here. */
export type Lookup = (table: TableName, id: string) => Row | undefined;

/** What `cell` of a row holds: a column, or a key of its custom fields. Null where it holds nothing. */
export function cellReader(cell: string): (row: Row) => unknown {
  if (!cell.startsWith(CUSTOM)) return (row) => row[cell] ?? null;
  const key = cell.slice(CUSTOM.length);
  return (row) => (row['custom_fields'] as Readonly<Record<string, unknown>> | undefined)?.[key] ?? null;
}
const CUSTOM = 'custom_fields.';
