// The timeline entries that the server will write for an edit, so that they show at once, offline too. They have the
// server's ids, so that the pulled entry takes their place, and are never pushed: the server takes none from people.
// The SQL that this follows is private.log_record.
import type { SyncedRow } from '../schema/declare.ts';
import { clientColumns, tableOf, type Rows, type TableName } from '../schema/tables.ts';
import { columnClock } from './merge.ts';
import { derivedId } from './pair-id.ts';
import { sameJson } from './same-json.ts';

export type TimelineEntry = Rows['timeline_entries'];

/** A row as the server has it, and as it will be; `clocks` of the latter date each cell that was edited. */
export type EditedRow = { table: TableName; before: SyncedRow; after: SyncedRow };

/** The tables whose edits are on a timeline of their own. */
const RECORD_TYPES: Partial<Record<TableName, string>> = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
};

/**
 * One entry per column that differs, dated by its latest cell; none for rows that are on no timeline. `author_id` is
 * whoever edits.
 * `row_version` is 0 as long as the server's own entry has not come.
 */
export function automaticEntries({ table, before, after }: EditedRow, author_id: string): TimelineEntry[] {
  const subject = subjectOf(table, after);
  if (!subject) return [];
  const columns = table === 'board_cards' ? ['stage_id'] : clientColumns(table);
  return columns.flatMap((column) => {
    const [was, is] = [asStored(table, column, before[column]), asStored(table, column, after[column])];
    if (sameJson(was, is)) return [];
    const clock = columnClock(after.clocks, column);
    const time = storedTime(new Date(Number(clock.slice(0, 13))).toISOString());
    return {
      ...subject,
      id: automaticEntryId(after.id, column, clock),
      workspace_id: after['workspace_id'] as string,
      team_id: (after['team_id'] ?? null) as string | null,
      entry_type: column === 'stage_id' ? 'stage_change' : 'field_edit',
      author_id,
      body: null,
      payload: { column, before: was, after: is },
      happened_at: time,
      created_at: time,
      updated_at: time,
      deleted_at: null,
      row_version: 0,
      clocks: { '*': clock },
    };
  });
}

/** The id of the entry of one edit of a column of the row `edited_id`. */
export const automaticEntryId = (edited_id: string, column: string, clock: string): string =>
  derivedId(edited_id, `${column} ${clock}`);

function subjectOf(
  table: TableName,
  row: SyncedRow,
): Pick<TimelineEntry, 'record_type' | 'record_id'> | null {
  const record_type = RECORD_TYPES[table];
  if (record_type !== undefined) return { record_type, record_id: row.id };
  // A deal has its stage itself, which moves with its card.
  if (table !== 'board_cards' || row['record_type'] === 'deal') return null;
  return { record_type: row['record_type'] as string, record_id: row['record_id'] as string };
}

/** A value as the server gives it back. */
function asStored(table: TableName, column: string, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (tableOf(table).columns[column]?.kind === 'timestamp') return storedTime(value as string);
  // There, null removes the value of a custom field.
  if (column === 'custom_fields')
    return Object.fromEntries(Object.entries(value).filter(([, held]) => held !== null));
  return value;
}

/** `2026-01-02T03:04:05.600Z` as PostgreSQL writes it into JSON: `2026-01-02T03:04:05.6+00:00`. */
const storedTime = (time: string): string =>
  time.endsWith('Z') ? new Date(time).toISOString().replace(/\.?0*Z$/, '+00:00') : time;
