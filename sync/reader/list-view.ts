// What a list shows: what the reader has told, and over it the edits of this window that the reader has not told yet.
// Pure.
import type { SyncedRow } from '../core/ports.ts';
import { listed } from '../query/listed.ts';
import type { Looking } from '../query/matches.ts';
import { namesOf, referencesOf } from '../query/names.ts';
import type { Lookup } from '../query/row.ts';
import type { ListQuery, ListRow, ListTable, ListView } from '../reads.ts';
import type { ListNews } from './messages.ts';

export type Told = Pick<ListNews, 'total' | 'sums' | 'complete' | 'from' | 'ids'> & {
  rows: ReadonlyMap<string, ListRow>;
};

/** Tables whose new rows of one record stand at the top before the reader has told where they belong. */
const NEW_ON_TOP: ReadonlySet<ListTable> = new Set<ListTable>(['tasks', 'timeline_entries', 'deal_contacts']);

export function listView(
  query: ListQuery,
  told: Told,
  /** Rows as this window has edited them, in the form of the list. */
  edited: ReadonlyMap<string, ListRow>,
  looking: Looking,
): ListView {
  const { total, sums, complete, from } = told;
  if (edited.size === 0)
    return viewOf(
      told.ids.map((id) => told.rows.get(id)),
      from,
      { total, sums, complete },
    );
  const isListed = listed(query, looking);
  const here = new Set(told.ids);
  const fits = (row: ListRow | undefined) => row === undefined || isListed(row);
  const kept = told.ids.map((id) => edited.get(id) ?? told.rows.get(id)).filter(fits);
  const added =
    query.of !== undefined && NEW_ON_TOP.has(query.table)
      ? [...edited.values()].filter((row) => !here.has(row.id) && isNew(row) && isListed(row)).reverse()
      : [];
  const hidden = told.ids.length - kept.length;
  const rows = from === 0 ? [...added, ...kept] : kept;
  return viewOf(rows, from === 0 ? 0 : from + added.length, {
    total: total + added.length - hidden,
    sums,
    complete,
  });
}

/** The server has not had it. */
const isNew = ({ row_version }: ListRow): boolean => row_version === 0;

function viewOf(rows: readonly (ListRow | undefined)[], from: number, rest: Omit<ListView, 'row'>): ListView {
  return { ...rest, row: (at) => rows[at - from] };
}

/** `before`: the row as the reader told it, whose names hold where its references are the same. */
export function editedRow(
  table: ListTable,
  { clocks: _, ...row }: SyncedRow,
  before: ListRow | undefined,
  lookup: Lookup,
): ListRow {
  const names: Record<string, string> = { ...namesOf(table, row, lookup) };
  const was = before as Readonly<Record<string, unknown>> | undefined;
  for (const { column } of referencesOf(table)) {
    const name = before?.names[column];
    if (name !== undefined && names[column] === undefined && was?.[column] === row[column])
      names[column] = name;
  }
  return { ...row, names } as unknown as ListRow;
}
