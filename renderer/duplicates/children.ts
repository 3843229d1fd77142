// What hangs on a record and comes along when it is merged into another.
import { useMemo } from 'react';
import type { ListQuery, ListTable, RecordType, Replica } from '../../sync/index.ts';
import { useList } from '../ui/use-list.ts';
import { locale } from '../words/locale.ts';
import { t } from '../words/t.ts';

type Child = 'deals' | 'contacts' | 'companies' | 'tasks' | 'entries';

const pointing = (table: ListTable, cell: string, id: string): ListQuery => ({
  table,
  conditions: [{ kind: 'any_of', cell, values: [id] }],
});
/** Asked where a record has no children of a kind: nothing meets it. */
const none = (table: ListTable): ListQuery => ({
  table,
  conditions: [{ kind: 'any_of', cell: 'id', values: [] }],
});

/** "3 deals, 2 tasks and 12 timeline entries"; empty where nothing does, undefined until it is known. */
export function useChildren(replica: Replica, record_type: RecordType, id: string): string | undefined {
  const queries = useMemo(() => queriesOf(record_type, id), [record_type, id]);
  const totals: Record<Child, number | undefined> = {
    deals: useList(replica, queries.deals)?.view.total,
    contacts: useList(replica, queries.contacts)?.view.total,
    companies: useList(replica, queries.companies)?.view.total,
    tasks: useList(replica, queries.tasks)?.view.total,
    entries: useList(replica, queries.entries)?.view.total,
  };
  const counts = Object.entries(totals) as [Child, number | undefined][];
  if (counts.some(([, count]) => count === undefined)) return undefined;
  const parts = counts.flatMap(([child, count = 0]) =>
    count > 0 ? [t(`duplicates.merging.${child}`, { count })] : [],
  );
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(parts);
}

function queriesOf(record_type: RecordType, id: string): Record<Child, ListQuery> {
  const company = record_type === 'company';
  return {
    deals:
      record_type === 'contact'
        ? { table: 'deal_contacts', of: id }
        : company
          ? pointing('deals', 'company_id', id)
          : none('deals'),
    contacts:
      record_type === 'deal'
        ? { table: 'deal_contacts', of: id }
        : company
          ? pointing('contacts', 'company_id', id)
          : none('contacts'),
    companies: company ? pointing('companies', 'parent_id', id) : none('companies'),
    tasks: { table: 'tasks', of: id },
    entries: { table: 'timeline_entries', of: id },
  };
}
