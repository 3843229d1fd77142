// What the server no longer lets this person see leaves the replica: a row cannot say so itself, because it does not
// come any more. The scope log names rows that moved, and people whose rights changed. What waits to be sent stays in
// the journal; the server refuses it, and then it is the person's to decide.
import { isTable, type TableName } from '../schema/tables.ts';
import { unsentEdits } from './journal.ts';
import type { Journal, RowStore, SyncedRow } from './ports.ts';

/** Whoever holds the row in a version before `row_version` holds it from when they still saw it. */
export type Moved = { table: TableName; id: string; row_version: number };

/** Where rows hang on a record, and are seen by whoever sees it, by a column that holds its id. */
const HANGING: readonly { table: TableName; column: string }[] = [
  { table: 'board_cards', column: 'record_id' },
  { table: 'deal_contacts', column: 'deal_id' },
  { table: 'timeline_entries', column: 'record_id' },
  { table: 'tasks', column: 'record_id' },
  { table: 'attachments', column: 'record_id' },
];
const RECORD_TABLES: readonly TableName[] = ['companies', 'contacts', 'deals'];

/** Reads entries of the scope log; `changed` where this person's own rights are among them. */
export function readScope(entries: readonly SyncedRow[]): { moved: Moved[]; changed: boolean } {
  const moved = entries.flatMap(({ kind, table_name, record_id, row_version }): Moved[] =>
    kind === 'moved' && isTable(String(table_name))
      ? [{ table: table_name as TableName, id: String(record_id), row_version }]
      : [],
  );
  return { moved, changed: entries.some(({ kind }) => kind === 'changed') };
}

/** Forgets a row that moved out of sight, with all that hangs on it. Raises StorageError. */
export async function forgetMoved(rows: RowStore, { table, id, row_version }: Moved): Promise<void> {
  const hanging = RECORD_TABLES.includes(table) ? HANGING : [];
  for (const child of hanging) {
    const found = await rows.find(child.table, { column: child.column, value: id });
    await forget(
      rows,
      child.table,
      found.filter((row) => row.row_version < row_version),
    );
  }
  await rows.update(table, [id], (row) => (row && row.row_version < row_version ? null : undefined));
}

/** Forgets the rows of `table` that are not among `ids`; those made here and not sent yet stay. Raises StorageError. */
export async function forgetAllBut(
  { rows, journal }: { rows: RowStore; journal: Journal },
  table: TableName,
  ids: ReadonlySet<string>,
): Promise<void> {
  const gone = (await rows.find(table)).filter((row) => !ids.has(row.id));
  const isNew = gone.some((row) => row.row_version === 0);
  const unsent = isNew ? await unsentEdits(journal, table) : new Map<string, unknown>();
  await forget(
    rows,
    table,
    gone.filter((row) => row.row_version > 0 || !unsent.has(row.id)),
  );
}

async function forget(rows: RowStore, table: TableName, gone: readonly SyncedRow[]): Promise<void> {
  if (gone.length > 0)
    await rows.update(
      table,
      gone.map(({ id }) => id),
      () => null,
    );
}
