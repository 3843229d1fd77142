// What the references of a row are called.
import { RECORD_TABLES } from '../reads.ts';
import { tableOf, type TableName, isTable } from '../schema/tables.ts';
import type { Lookup, Row } from './row.ts';

/** A column that refers to a row, and of which table that is; null where it cannot be told. */
export type Reference = {
  column: string;
  table: (row: Row) => TableName | null;
  tables: readonly TableName[];
};

const byRecordType = (row: Row): TableName | null =>
  (RECORD_TABLES as Readonly<Record<string, TableName>>)[String(row['record_type'])] ?? null;

const known = new Map<TableName, readonly Reference[]>();

/** The workspace is left out: it is always the same. */
export function referencesOf(table: TableName): readonly Reference[] {
  const references = known.get(table) ?? declared(table);
  known.set(table, references);
  return references;
}

function declared(table: TableName): Reference[] {
  return Object.entries(tableOf(table).columns).flatMap(([column, { references }]): Reference[] => {
    if (column === 'record_id')
      return [{ column, table: byRecordType, tables: Object.values(RECORD_TABLES) }];
    if (references === undefined || !isTable(references) || references === 'workspaces') return [];
    return [{ column, table: () => references, tables: [references] }];
  });
}

/** Column to name; a column whose row is not here, or has no name, is left out. */
export function namesOf(table: TableName, row: Row, lookup: Lookup): Readonly<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const { column, table: referred } of referencesOf(table)) {
    const id = row[column];
    const to = typeof id === 'string' ? referred(row) : null;
    const name = to && titleOf(lookup(to, id as string));
    if (name) names[column] = name;
  }
  return names;
}

export function titleOf(row: Row | undefined): string | null {
  const title = row?.['name'] ?? row?.['title'];
  return typeof title === 'string' ? title : null;
}
