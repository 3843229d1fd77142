import type { ListQuery } from '../reads.ts';
import type { TableName } from '../schema/tables.ts';
import { matcher, type Looking, type Matches } from './matches.ts';

/** The columns by which a row is `of` a record. */
const OF: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  tasks: ['record_id'],
  timeline_entries: ['record_id'],
  deal_contacts: ['deal_id', 'contact_id'],
};

/** Whether a row of the query's table is in its list. */
export function listed(query: ListQuery, looking: Looking): Matches {
  const matches = matcher(query, looking);
  const deleted = query.deleted ?? false;
  const columns = OF[query.table] ?? [];
  const { of } = query;
  return (row) =>
    (row['deleted_at'] !== null) === deleted &&
    (of === undefined || columns.some((column) => row[column] === of)) &&
    matches(row);
}
