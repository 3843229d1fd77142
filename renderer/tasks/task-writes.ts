import type { Replica } from '../../sync/index.ts';
import { shortDay } from '../ui/dates.ts';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import type { TaskRow } from './task-view.ts';

type Task = Pick<TaskRow, 'id' | 'title'>;

/** What can be done with a task that is there, each said with its way back. */
export function taskWrites(replica: Replica) {
  const edit = (task: Task, columns: Readonly<Record<string, unknown>>, said: string | null) =>
    write(replica, 'edit_tasks', { ids: [task.id], columns }, said);
  return {
    complete: (task: Task) =>
      write(replica, 'complete_tasks', { ids: [task.id] }, t('tasks.done.completed', { title: task.title })),
    reopen: (task: Task) => edit(task, { status: 'open' }, t('tasks.done.reopened', { title: task.title })),
    rename: (task: Task, title: string) => edit(task, { title }, null),
    setDue: (task: Task, due_date: string | null, today: string) =>
      edit(
        task,
        { due_date },
        due_date === null
          ? t('tasks.done.undated', { title: task.title })
          : t('tasks.done.moved', { title: task.title, day: shortDay(due_date, today) }),
      ),
    give: (task: Task, person: { id: string | null; name: string }) =>
      edit(task, { assigned_to: person.id }, t('tasks.done.given', { title: task.title, name: person.name })),
    remove: (task: Task) =>
      write(replica, 'delete_tasks', { ids: [task.id] }, t('tasks.done.deleted', { title: task.title })),
  };
}
export type TaskWrites = ReturnType<typeof taskWrites>;
