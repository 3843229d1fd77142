// Which tasks a view shows, and the list with its headings: Overdue, Today, then day by day, then those without a date.
import type { Condition, ListQuery, ListRow, ListView } from '../../sync/index.ts';
import { plusDays } from './days.ts';

export const TASK_VIEWS = ['today', 'upcoming', 'undated', 'open', 'done'] as const;
export type TaskView = (typeof TASK_VIEWS)[number];

export type TaskRow = ListRow<'tasks'>;

/** `ME`, the id of a person, or null for everybody. */
export type Whose = string | null;

export function queryOf(view: TaskView, whose: Whose, today: string): ListQuery<'tasks'> {
  const done = { cell: 'status', values: ['done'] };
  const conditions: Condition[] = [{ kind: view === 'done' ? 'any_of' : 'none_of', ...done }];
  if (whose !== null) conditions.push({ kind: 'any_of', cell: 'assigned_to', values: [whose] });
  if (view === 'undated') conditions.push({ kind: 'any_of', cell: 'due_date', values: [null] });
  if (view === 'today') conditions.push({ kind: 'between', cell: 'due_date', from: null, to: today });
  if (view === 'upcoming')
    conditions.push({ kind: 'between', cell: 'due_date', from: plusDays(today, 1), to: null });
  return {
    table: 'tasks',
    conditions,
    order:
      view === 'done'
        ? [{ cell: 'updated_at', direction: 'descending' }]
        : [
            { cell: 'due_date', direction: 'ascending' },
            { cell: 'created_at', direction: 'ascending' },
          ],
  };
}

/** An ISO 8601 date, or one of the groups that are no day. */
export type Group = string;

export const groupOf = ({ due_date }: Pick<TaskRow, 'due_date'>, today: string): Group =>
  due_date === null ? 'undated' : due_date < today ? 'overdue' : due_date === today ? 'today' : due_date;

/** `count`: null while not all of the group is read. */
type Heading = { kind: 'heading'; key: string; group: Group; count: number | null };
export type Item = Heading | { kind: 'task'; key: string; at: number; row: TaskRow | undefined };

/** `grouped`: with a heading where a group begins. Rows that are not read yet stand below the heading before them. */
export function itemsOf(
  list: Pick<ListView<'tasks'>, 'total' | 'row'>,
  today: string,
  grouped: boolean,
): Item[] {
  const items: Item[] = [];
  let heading: Heading | undefined;
  for (let at = 0; at < list.total; at += 1) {
    const row = list.row(at);
    if (grouped && row) {
      const group = groupOf(row, today);
      if (heading?.group !== group) {
        heading = { kind: 'heading', key: `heading ${group}`, group, count: 0 };
        items.push(heading);
      }
      if (heading.count !== null) heading.count += 1;
    } else if (heading) heading.count = null;
    items.push({ kind: 'task', key: row?.id ?? `unread ${at}`, at, row });
  }
  return items;
}

/** The tasks that are read, in their order. */
export const tasksIn = (items: readonly Item[]): readonly string[] =>
  items.flatMap((item) => (item.kind === 'task' && item.row ? [item.row.id] : []));
