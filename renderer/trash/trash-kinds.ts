// What the trash holds, kind by kind, and how each is brought back.
import type { ListQuery, ListRow, RecordType, Replica } from '../../sync/index.ts';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';

export const TRASH_TABLES = ['contacts', 'companies', 'deals', 'tasks'] as const;
export type TrashTable = (typeof TRASH_TABLES)[number];
export const TRASH_KINDS = [...TRASH_TABLES, 'boards'] as const;
export type TrashKind = (typeof TRASH_KINDS)[number];

const TYPES: Readonly<Record<Exclude<TrashTable, 'tasks'>, RecordType>> = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
};

/** Deleted last comes first. */
export const trashQuery = (table: TrashTable, text: string): ListQuery<TrashTable> => ({
  table,
  text,
  deleted: true,
  order: [{ cell: 'deleted_at', direction: 'descending' }],
});

/** What any of them may have; a list of several tables is typed by what all of them have. */
type Cells = { id: string } & Partial<Record<'name' | 'title' | 'domain', string | null>>;

export function nameOf(row: ListRow<TrashTable>): string {
  const { name, title }: Cells = row;
  return name ?? title ?? t('trash.unnamed');
}

/** What it belonged to, or how else it is known. */
export function aboutOf(row: ListRow<TrashTable>): string | null {
  const { domain }: Cells = row;
  return row.names['company_id'] ?? row.names['record_id'] ?? domain ?? null;
}

/** `name`: what the one record is called; without it, there are several. */
export function restore(replica: Replica, table: TrashTable, ids: readonly string[], name: string | null) {
  const said =
    name === null ? t('trash.restored_many', { count: ids.length }) : t('trash.restored', { name });
  return table === 'tasks'
    ? write(replica, 'restore_tasks', { ids }, said)
    : write(replica, 'restore_records', { record_type: TYPES[table], ids }, said);
}
