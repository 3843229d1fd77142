// Rows as the reader holds them: their columns without their clocks, texts that many rows share held once.
import type { ListRow } from '../../reads.ts';
import { tableOf, type TableName } from '../../schema/tables.ts';
import { clockOf } from '../../core/merge.ts';
import type { Row } from '../../query/row.ts';
import { heightOf } from '../../replica/live-documents.ts';
import type { StoredRow } from '../../replica/rx-schema.ts';

/** `height`: how often it was written; `moved_at`: of a deal, ms since the epoch when its stage was set. */
export type HeldRow = Row & { readonly deleted_at: string | null; readonly height: number };

/** Columns besides references in which few values stand on many rows. */
const SHARED: ReadonlySet<string> = new Set([
  ...['record_type', 'record_id', 'currency', 'status', 'entry_type', 'role', 'industry', 'size', 'title'],
  ...['due_date', 'close_date'],
]);
const NO_FIELDS = Object.freeze({});
const NO_LIST = Object.freeze([]);
/** Texts beyond these many are held as often as they come. */
const POOL_LIMIT = 200_000;
const MS_DIGITS = 13;

export function createHolder() {
  const pool = new Map<string, string>();

  function shared(value: string): string {
    const known = pool.get(value);
    if (known !== undefined) return known;
    if (pool.size < POOL_LIMIT) pool.set(value, value);
    return value;
  }

  return function hold(table: TableName, stored: StoredRow): HeldRow {
    const row: Record<string, unknown> = {};
    for (const [column, { kind, references }] of columnsOf(table)) {
      const value = stored[column];
      if (typeof value === 'string')
        row[column] = references !== undefined || SHARED.has(column) ? shared(value) : value;
      else if (kind === 'texts') row[column] = textsOf(value, shared);
      else if (kind === 'json') row[column] = isBare(value) ? NO_FIELDS : value;
      else row[column] = value ?? null;
    }
    if (row['updated_at'] === row['created_at']) row['updated_at'] = row['created_at'];
    row['height'] = heightOf(stored);
    if (table === 'deals') row['moved_at'] = Number(clockOf(stored.clocks, 'stage_id').slice(0, MS_DIGITS));
    return row as HeldRow;
  };
}

const known = new Map<TableName, [string, { kind: string; references?: string }][]>();

function columnsOf(table: TableName) {
  const columns = known.get(table) ?? Object.entries(tableOf(table).columns);
  known.set(table, columns);
  return columns;
}

const textsOf = (value: unknown, shared: (text: string) => string): readonly unknown[] =>
  Array.isArray(value) && value.length > 0
    ? value.map((one: unknown) => (typeof one === 'string' ? shared(one) : one))
    : NO_LIST;

const isBare = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || Object.keys(value).length === 0;

/** A row as a window is given it; `names` are those of its references. */
export function listRow(held: HeldRow, names: ListRow['names']): ListRow {
  const { height: _, moved_at: __, ...row } = held;
  return { ...row, names } as unknown as ListRow;
}
