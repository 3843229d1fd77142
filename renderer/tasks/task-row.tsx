import { memo, useRef, type KeyboardEvent } from 'react';
import { AlarmClock, Trash2 } from 'lucide-react';
import type { RecordTable } from '../../sync/index.ts';
import { RECORD_TABLES } from '../../sync/index.ts';
import { Avatar } from '../fields/avatar.tsx';
import type { Directory } from '../fields/directory.ts';
import { showPanel } from '../navigation/screen.ts';
import { classNames } from '../ui/class-names.ts';
import { Combobox } from '../ui/combobox.tsx';
import { fullDay, shortDay } from '../ui/dates.ts';
import { Floating } from '../ui/floating.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Tick } from '../ui/tick.tsx';
import { t } from '../words/t.ts';
import { DuePanel } from './due-panel.tsx';
import type { TaskRow as Task } from './task-view.ts';

/** What of a row is being edited. */
export type OpenPart = 'title' | 'due' | 'person';

export type RowActions = {
  open(id: string, part: OpenPart): void;
  /** `refocus`: the row has the keyboard again. */
  close(id: string, refocus: boolean): void;
  toggle(task: Task): void;
  rename(task: Task, title: string): void;
  setDue(task: Task, day: string | null): void;
  give(task: Task, person_id: string | null): void;
  remove(task: Task): void;
};

type Props = {
  task: Task;
  today: string;
  directory: Directory;
  current: boolean;
  part: OpenPart | null;
  mayEdit: boolean;
  mayDelete: boolean;
  actions: RowActions;
};

export const recordOf = (
  task: Pick<Task, 'record_type' | 'record_id'>,
): { table: RecordTable; id: string } => ({
  table: RECORD_TABLES[task.record_type as keyof typeof RECORD_TABLES],
  id: task.record_id,
});

export const TaskRow = memo(function TaskRow({
  task,
  today,
  directory,
  current,
  part,
  mayEdit,
  mayDelete,
  actions,
}: Props) {
  const done = task.status === 'done';
  const late = !done && task.due_date !== null && task.due_date < today;
  const stop = current ? 0 : -1;
  const record_name = task.names['record_id'];
  return (
    <article
      tabIndex={stop}
      data-task={task.id}
      aria-label={task.title}
      aria-describedby="task-keys"
      className={classNames(
        'group/row flex h-full items-center gap-1 rounded-control ps-1 pe-2 fades hover:bg-hover',
        'focus-visible:outline-offset-[-2px]',
        part !== null && 'bg-hover',
      )}
    >
      <Tick
        checked={done}
        late={late}
        tabIndex={stop}
        name={t(done ? 'tasks.row.reopen' : 'tasks.row.complete', { title: task.title })}
        onPress={mayEdit ? () => actions.toggle(task) : null}
      />
      <div className="flex min-w-0 grow basis-0 items-center">
        {part === 'title' ? (
          <TitleField task={task} actions={actions} />
        ) : (
          <span
            className={classNames('truncate px-1', done && 'text-secondary line-through')}
            title={task.title}
            onClick={mayEdit ? () => actions.open(task.id, 'title') : undefined}
          >
            {task.title}
          </span>
        )}
      </div>
      <div className="hidden shrink-0 gap-0.5 group-focus-within/row:flex group-hover/row:flex">
        {!done && mayEdit && (
          <IconButton
            name={t('tasks.row.snooze')}
            shortcut="S"
            tabIndex={stop}
            onClick={() => actions.open(task.id, 'due')}
          >
            <AlarmClock aria-hidden className="size-4" />
          </IconButton>
        )}
        {mayDelete && (
          <IconButton
            name={t('tasks.row.delete')}
            shortcut="Del"
            tabIndex={stop}
            onClick={() => actions.remove(task)}
          >
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        )}
      </div>
      <div className="flex w-36 shrink-0 justify-start @3xl:w-52">
        {record_name !== undefined && (
          <button
            type="button"
            tabIndex={stop}
            aria-label={t('tasks.row.open_record', { name: record_name })}
            title={record_name}
            onClick={() => showPanel(recordOf(task))}
            className="h-7 max-w-full truncate rounded-control px-1.5 text-small text-secondary fades hover:bg-pressed hover:text-text"
          >
            {record_name}
          </button>
        )}
      </div>
      <Due {...{ task, today, late, mayEdit, actions }} tabIndex={stop} open={part === 'due'} />
      <Assignee {...{ task, directory, mayEdit, actions }} tabIndex={stop} open={part === 'person'} />
    </article>
  );
});

function TitleField({ task, actions }: { task: Task; actions: RowActions }) {
  const kept = useRef(true);
  const end = (value: string, refocus: boolean) => {
    if (!kept.current) return;
    kept.current = false;
    const title = value.trim();
    if (title !== '' && title !== task.title) actions.rename(task, title);
    actions.close(task.id, refocus);
  };
  return (
    <input
      autoFocus
      defaultValue={task.title}
      maxLength={500}
      aria-label={t('tasks.row.edit_title')}
      onFocus={({ currentTarget }) => currentTarget.setSelectionRange(task.title.length, task.title.length)}
      onBlur={({ currentTarget }) => end(currentTarget.value, false)}
      onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') end(event.currentTarget.value, true);
        else if (event.key === 'Escape') end('', true);
      }}
      className="h-7 w-full rounded-control bg-surface px-1 focus-visible:outline-offset-[-1px]"
    />
  );
}

type DueProps = {
  task: Task;
  today: string;
  late: boolean;
  mayEdit: boolean;
  tabIndex: number;
  open: boolean;
  actions: RowActions;
};

function Due({ task, today, late, mayEdit, tabIndex, open, actions }: DueProps) {
  const { due_date } = task;
  const full = due_date === null ? t('tasks.row.no_date') : fullDay(due_date);
  const button = (
    <button
      type="button"
      disabled={!mayEdit}
      tabIndex={tabIndex}
      title={due_date === null ? undefined : t(late ? 'tasks.row.overdue' : 'tasks.row.due', { day: full })}
      onClick={() => actions.open(task.id, 'due')}
      className={classNames(
        'tabular h-7 w-22 shrink-0 truncate rounded-control px-1.5 text-end text-small fades enabled:hover:bg-pressed enabled:hover:text-text',
        late ? 'text-due' : 'text-secondary',
      )}
    >
      <span className="sr-only">{t('tasks.row.date')} </span>
      {due_date === null ? '–' : shortDay(due_date, today)}
    </button>
  );
  return open ? (
    <DuePanel
      anchor={button}
      day={due_date}
      today={today}
      onDay={(day) => actions.setDue(task, day)}
      onClose={() => actions.close(task.id, true)}
    />
  ) : (
    button
  );
}

type AssigneeProps = {
  task: Task;
  directory: Directory;
  mayEdit: boolean;
  tabIndex: number;
  open: boolean;
  actions: RowActions;
};

function Assignee({ task, directory, mayEdit, tabIndex, open, actions }: AssigneeProps) {
  const { assigned_to } = task;
  const name = assigned_to === null ? null : (task.names['assigned_to'] ?? directory.person(assigned_to));
  const shown = name ?? t('tasks.whose.nobody');
  const button = (
    <button
      type="button"
      disabled={!mayEdit}
      tabIndex={tabIndex}
      title={shown}
      onClick={() => actions.open(task.id, 'person')}
      className="inline-flex size-7 shrink-0 items-center justify-center rounded-control fades enabled:hover:bg-pressed"
    >
      <span className="sr-only">
        {t('tasks.row.person')} {name === null && shown}
      </span>
      {name === null ? (
        <span aria-hidden className="size-5 rounded-full border border-dashed border-edge" />
      ) : (
        <Avatar name={name} />
      )}
    </button>
  );
  if (!open) return button;
  return (
    <Floating
      anchor={button}
      label={t('tasks.row.person')}
      align="end"
      onClose={() => actions.close(task.id, true)}
    >
      <Combobox
        label={t('tasks.whose.person')}
        options={peopleOf(directory)}
        chosen={assigned_to === null ? [] : [assigned_to]}
        onChoose={(id) => actions.give(task, id)}
        clear={
          assigned_to === null ? null : { name: t('tasks.whose.nobody'), run: () => actions.give(task, null) }
        }
        nothing={t('tasks.add.nothing_found')}
      />
    </Floating>
  );
}

export const peopleOf = ({ people }: Directory) =>
  people
    .filter(({ active }) => active)
    .map(({ id, name }) => ({ value: id, name, icon: <Avatar name={name} beside /> }));
