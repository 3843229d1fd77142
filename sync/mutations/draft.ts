// Collects the changes of a mutation, one per row: what is set twice is joined, so that a deal that is edited and moved
// is one edit.
import type { Cells } from '../core/cells.ts';
import type { SyncedRow } from '../schema/declare.ts';
import { asSynced, tableOf, type Rows, type TableName } from '../schema/tables.ts';
import type { Context, Outcome } from './context.ts';
import type { Change, NewRow, RowEdit } from './edits.ts';

export type Draft = {
  edit(table: TableName, row: SyncedRow, columns: Cells, next_id?: string | null): void;
  delete(table: TableName, row: SyncedRow): void;
  /**
   * A new row, with `given` and the default of every other column, as the server would make it. `team_id`: that of the
   * record it hangs on. Answers its id.
   */
  make<T extends TableName>(table: T, given: Given<T>, team_id?: string | null): string;
  /** `row` with `columns`, restored where it is deleted; a new row where there is none. Answers its id. */
  makeOrRestore<T extends TableName>(
    table: T,
    row: Rows[T] | undefined,
    given: Given<T>,
    team_id?: string | null,
  ): string;
  changes(): readonly Change[];
  outcome<T>(result: T): Outcome<T>;
};

export type Given<T extends TableName> = Partial<Rows[T]>;

export function createDraft(context: Pick<Context, 'workspace_id' | 'user_id' | 'now' | 'newId'>): Draft {
  const changes = new Map<string, Change>();
  const keyOf = (table: TableName, id: string) => `${table}/${id}`;

  const draft: Draft = {
    edit(table, row, columns, next_id) {
      const key = keyOf(table, row.id);
      const known = changes.get(key);
      const joined = { ...known?.columns, ...tidy(table, columns) };
      const next = next_id === undefined ? {} : { next_id };
      const change: NewRow | RowEdit =
        known && 'id' in known
          ? { ...known, columns: joined }
          : { ...known, table, row, columns: joined, ...next };
      changes.set(key, change);
    },
    delete: (table, row) => draft.edit(table, row, { deleted_at: context.now() }),
    make(table, given, team_id = null) {
      const row = newRow(context, table, given, team_id);
      changes.set(keyOf(table, row.id), row);
      return row.id;
    },
    makeOrRestore(table, row, given, team_id) {
      if (!row) return draft.make(table, given, team_id);
      const fixed = tableOf(table).columns;
      const columns = Object.entries(given).filter(
        ([column]) => column !== 'id' && fixed[column]?.rule !== 'fixed',
      );
      draft.edit(table, asSynced(row), { ...Object.fromEntries(columns), deleted_at: null });
      return asSynced(row).id;
    },
    changes: () => [...changes.values()],
    outcome: (result) => ({ changes: draft.changes(), result }),
  };
  return draft;
}

/** The defaults of the SQL that differ from those of their kind. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  'board_stages.stage_type': 'open',
  'tasks.status': 'open',
  'team_members.role': 'member',
};
const DEFAULT_OF_KIND: Readonly<Record<string, unknown>> = {
  boolean: false,
  integer: 0,
  texts: [],
  json: {},
  list: [],
};
/** Not sent with a new row: clients may not, or need not. */
const NOT_GIVEN = new Set(['id', 'created_at', 'updated_at', 'deleted_at', 'row_version']);
const SIGNATURES = new Set(['created_by', 'author_id', 'owner_id']);

function newRow<T extends TableName>(
  { workspace_id, user_id, newId }: Pick<Context, 'workspace_id' | 'user_id' | 'newId'>,
  table: T,
  given: Given<T>,
  team_id: string | null,
): NewRow {
  const { id = newId(), ...rest } = given as Readonly<Record<string, unknown>> & { id?: string };
  const said = tidy(table, rest);
  const columns: Record<string, unknown> = { workspace_id };
  const shown: Record<string, unknown> = {};
  for (const [column, { kind, nullable, rule }] of Object.entries(tableOf(table).columns)) {
    if (NOT_GIVEN.has(column) || column === 'workspace_id') continue;
    const byDefault = DEFAULTS[`${table}.${column}`] ?? (nullable ? null : DEFAULT_OF_KIND[kind]);
    if (rule !== 'server') columns[column] = said[column] ?? byDefault;
    else if (column === 'team_id') shown[column] = team_id;
    else shown[column] = SIGNATURES.has(column) ? user_id : byDefault;
  }
  // What the table does not have is for the check to name.
  return { table, id, columns: { ...said, ...columns }, shown };
}

/** Written at length, where blanks may be meant. */
const AS_WRITTEN = new Set(['body', 'description']);

/** Text without blanks around it; null where nothing is left and the column may be null. */
function tidy(table: TableName, cells: Cells): Cells {
  return Object.fromEntries(
    Object.entries(cells).map(([cell, value]) => {
      const column = tableOf(table).columns[cell];
      if (column?.kind !== 'text' || typeof value !== 'string') return [cell, value];
      const text = AS_WRITTEN.has(cell) ? value : value.trim();
      return [cell, text.trim() === '' && column.nullable ? null : text];
    }),
  );
}
