import { useMemo, useRef, useState } from 'react';
import { CalendarDays, Check, X } from 'lucide-react';
import type { ListQuery, ListRow } from '../../sync/index.ts';
import { Avatar } from '../fields/avatar.tsx';
import { classNames } from '../ui/class-names.ts';
import { useToday } from '../ui/clock.ts';
import { DatePicker } from '../ui/date-picker.tsx';
import { fullDay, shortDay } from '../ui/dates.ts';
import { Floating } from '../ui/floating.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useList } from '../ui/use-list.ts';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { useShownRecord } from './record-context.ts';
import { Section, ROW, RowActions } from './section.tsx';
import { useAll } from './use-all.ts';

type Task = ListRow<'tasks'>;

/** What is to be done for the record: open tasks by their day, those that are done behind them. */
export function Tasks() {
  const { replica, id, may } = useShownRecord();
  const query = useMemo(
    (): ListQuery<'tasks'> => ({
      table: 'tasks',
      of: id,
      order: [
        { cell: 'due_date', direction: 'ascending' },
        { cell: 'created_at', direction: 'ascending' },
      ],
    }),
    [id],
  );
  const { rows } = useAll(useList(replica, query));
  const [withDone, setWithDone] = useState(false);
  const open = rows.filter(({ status }) => status !== 'done');
  const done = rows.filter(({ status }) => status === 'done');
  return (
    <Section title={t('records.tasks.title')} count={open.length}>
      <ul>
        {[...open, ...(withDone ? done : [])].map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </ul>
      {may.task && <AddTask />}
      {done.length > 0 && (
        <button
          type="button"
          aria-expanded={withDone}
          className="h-7 rounded-control text-small text-secondary fades hover:text-text"
          onClick={() => setWithDone(!withDone)}
        >
          {withDone ? t('records.tasks.hide_done') : t('records.tasks.show_done', { count: done.length })}
        </button>
      )}
    </Section>
  );
}

function TaskRow({ task: { id, title, due_date, status, assigned_to } }: { task: Task }) {
  const { replica, directory, may } = useShownRecord();
  const today = useToday();
  const [editing, setEditing] = useState(false);
  const [picking, setPicking] = useState(false);
  const isDone = status === 'done';
  const person = assigned_to === null ? null : directory.person(assigned_to);
  const edit = (columns: Record<string, unknown>, said: string | null = null) =>
    void write(replica, 'edit_tasks', { ids: [id], columns }, said);

  const due = (
    <button
      type="button"
      disabled={!may.task}
      title={due_date === null ? undefined : fullDay(due_date)}
      className={classNames(
        'tabular h-7 shrink-0 rounded-control px-1 text-small fades hover:text-text',
        !isDone && due_date !== null && due_date < today ? 'text-due' : 'text-secondary',
        due_date === null && 'opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100',
      )}
      onClick={() => setPicking(true)}
    >
      <span className="sr-only">{t('records.tasks.due_day')} </span>
      {due_date === null ? <CalendarDays aria-hidden className="size-3.5" /> : shortDay(due_date, today)}
    </button>
  );

  return (
    <li className={ROW}>
      <button
        type="button"
        role="checkbox"
        aria-checked={isDone}
        aria-label={t('records.tasks.done_of', { title })}
        disabled={!may.task}
        className="-ms-1.5 flex size-7 shrink-0 items-center justify-center rounded-control"
        onClick={() =>
          isDone
            ? edit({ status: 'open' })
            : void write(replica, 'complete_tasks', { ids: [id] }, t('records.tasks.completed', { title }))
        }
      >
        <span
          aria-hidden
          className={classNames(
            'flex size-4 items-center justify-center rounded-full border fades',
            isDone ? 'border-secondary bg-secondary text-surface' : 'border-control hover:border-text',
          )}
        >
          {isDone && <Check className="size-3" strokeWidth={3} />}
        </span>
      </button>
      {editing ? (
        <TitleInput
          title={title}
          onEnd={(next) => {
            setEditing(false);
            if (next !== null) edit({ title: next });
          }}
        />
      ) : (
        <button
          type="button"
          disabled={!may.task}
          title={title}
          className={classNames(
            'min-w-0 grow truncate rounded-control text-start',
            isDone && 'text-secondary line-through decoration-edge',
          )}
          onClick={() => setEditing(true)}
        >
          {title}
        </button>
      )}
      {picking ? (
        <Floating
          label={t('records.tasks.set_due', { title })}
          align="end"
          anchor={due}
          onClose={() => setPicking(false)}
        >
          <DatePicker
            label={t('records.tasks.set_due', { title })}
            day={due_date}
            onDay={(day) => {
              setPicking(false);
              if (day !== due_date) edit({ due_date: day });
            }}
          />
        </Floating>
      ) : (
        due
      )}
      {person !== null && <Avatar name={person} />}
      {may.task && (
        <RowActions>
          <IconButton
            name={t('records.tasks.delete', { title })}
            onClick={() =>
              void write(replica, 'delete_tasks', { ids: [id] }, t('records.tasks.deleted', { title }))
            }
          >
            <X aria-hidden className="size-3.5" />
          </IconButton>
        </RowActions>
      )}
    </li>
  );
}

function TitleInput({ title, onEnd }: { title: string; onEnd: (title: string | null) => void }) {
  const [text, setText] = useState(title);
  const ended = useRef(false);
  const end = (next: string | null) => {
    if (ended.current) return;
    ended.current = true;
    const said = next?.trim() ?? '';
    onEnd(said === '' || said === title ? null : said);
  };
  return (
    <input
      autoFocus
      aria-label={t('records.tasks.name')}
      value={text}
      maxLength={500}
      onChange={({ target }) => setText(target.value)}
      onBlur={() => end(text)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') end(text);
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          end(null);
        }
      }}
      className="h-7 min-w-0 grow rounded-control bg-surface"
    />
  );
}

/** Enter adds the task, and leaves the field for the next. */
function AddTask() {
  const { replica, record_type, id, directory } = useShownRecord();
  const [title, setTitle] = useState('');
  const [due_date, setDue] = useState<string | null>(null);
  const [picking, setPicking] = useState(false);
  const today = useToday();

  async function add() {
    const said = title.trim();
    if (said === '') return;
    setTitle('');
    setDue(null);
    const input = { record_type, record_id: id, title: said, due_date, assigned_to: directory.me };
    const made = await write(replica, 'create_task', input);
    if (!made.ok) setTitle(said);
  }

  const due = (
    <button
      type="button"
      aria-label={t('records.tasks.due_day')}
      className={classNames(
        'flex h-7 shrink-0 items-center gap-1 rounded-control px-1 text-small text-secondary fades hover:text-text',
        title === '' && due_date === null && !picking && 'invisible',
      )}
      onClick={() => setPicking(true)}
    >
      <CalendarDays aria-hidden className="size-3.5" />
      {due_date === null ? t('records.tasks.due_day') : shortDay(due_date, today)}
    </button>
  );

  return (
    <div className="-mx-1.5 flex min-h-8 items-center gap-2 rounded-control px-1.5">
      <span aria-hidden className="flex w-5.5 shrink-0">
        <span className="size-4 rounded-full border border-dashed border-control" />
      </span>
      <input
        aria-label={t('records.tasks.add')}
        placeholder={t('records.tasks.add')}
        value={title}
        maxLength={500}
        onChange={({ target }) => setTitle(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) void add();
          if (event.key === 'Escape' && title !== '') {
            event.preventDefault();
            event.stopPropagation();
            setTitle('');
          }
        }}
        className="h-7 min-w-0 grow rounded-control bg-transparent placeholder:text-secondary"
      />
      {picking ? (
        <Floating
          label={t('records.tasks.due_day')}
          align="end"
          anchor={due}
          onClose={() => setPicking(false)}
        >
          <DatePicker
            label={t('records.tasks.due_day')}
            day={due_date}
            onDay={(day) => {
              setDue(day);
              setPicking(false);
            }}
          />
        </Floating>
      ) : (
        due
      )}
    </div>
  );
}
