// What is known of records from what hangs on them.
import type { Mark } from '../reads.ts';
import type { Rows } from '../schema/tables.ts';

type Task = Pick<Rows['tasks'], 'id' | 'record_id' | 'title' | 'due_date' | 'status' | 'deleted_at'>;

/** By record: its open task that is due first; those without a date come last, then by id. */
export function nextTasks(tasks: Iterable<Task>): ReadonlyMap<string, NonNullable<Mark['next_task']>> {
  const next = new Map<string, Task>();
  for (const task of tasks) {
    if (task.status === 'done' || task.deleted_at !== null) continue;
    const best = next.get(task.record_id);
    if (!best || dueBefore(task, best)) next.set(task.record_id, task);
  }
  return new Map(
    [...next].map(([record_id, { id, title, due_date }]) => [record_id, { id, title, due_date }]),
  );
}

function dueBefore(a: Task, b: Task): boolean {
  if (a.due_date === b.due_date) return a.id < b.id;
  return b.due_date === null || (a.due_date !== null && a.due_date < b.due_date);
}

export const sameMark = (a: Mark, b: Mark): boolean =>
  a.last_activity_at === b.last_activity_at &&
  a.next_task?.id === b.next_task?.id &&
  a.next_task?.title === b.next_task?.title &&
  a.next_task?.due_date === b.next_task?.due_date;
