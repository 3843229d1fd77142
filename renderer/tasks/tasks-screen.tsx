import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { Check, ChevronDown, CircleCheck } from 'lucide-react';
import { ME, type Replica } from '../../sync/index.ts';
import { useDirectory, type Directory } from '../fields/directory.ts';
import { useMay, type May } from '../fields/permissions.ts';
import type { ScreenProps } from '../navigation/screen-props.ts';
import { useScreen } from '../navigation/screen.ts';
import { useShortcut } from '../navigation/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { useToday } from '../ui/clock.ts';
import { Combobox } from '../ui/combobox.tsx';
import { Empty } from '../ui/empty.tsx';
import { Floating } from '../ui/floating.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { TopBar } from '../ui/top-bar.tsx';
import { useList } from '../ui/use-list.ts';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { AddTask } from './add-task.tsx';
import { TaskList } from './task-list.tsx';
import { peopleOf } from './task-row.tsx';
import { useShownTasks } from './shown-tasks.ts';
import { itemsOf, queryOf, TASK_VIEWS, type TaskView, type Whose } from './task-view.ts';

const EVERYBODY = 'everybody';

export function TasksScreen({ replica, onPainted }: ScreenProps) {
  const { view, whose } = useShownTasks();
  const today = useToday();
  const directory = useDirectory(replica);
  const beside = useScreen(({ visit }) => visit.route.panel);
  const field = useRef<HTMLInputElement>(null);
  const add = () => field.current?.focus();
  const may = useMay(replica);
  const mayEdit = may('task', 'write');
  useShortcut('create', mayEdit ? add : null);
  return (
    <>
      <TopBar name={t('tasks.title')}>
        <Tabs
          label={t('tasks.views.label')}
          tabs={TASK_VIEWS.map((name) => ({ value: name, name: t(`tasks.views.${name}`) }))}
          value={view}
          onChange={(chosen) => useShownTasks.setState({ view: chosen })}
        />
        <span className="grow" />
        <WhosePicker whose={whose} directory={directory} />
      </TopBar>
      <div className="shrink-0 px-4 pt-4 pb-2">
        {mayEdit ? (
          <AddTask
            replica={replica}
            today={today}
            assigned_to={whose === ME || whose === null ? directory.me : whose}
            beside={beside}
            field={field}
          />
        ) : (
          <p className="mx-auto max-w-240 px-3 text-small text-secondary">{t('tasks.not_allowed')}</p>
        )}
      </div>
      <Tasks
        key={`${view} ${whose ?? EVERYBODY}`}
        {...{ replica, view, whose, today, directory, may, onPainted, onAdd: mayEdit ? add : null }}
      />
    </>
  );
}

type TasksProps = {
  replica: Replica;
  view: TaskView;
  whose: Whose;
  today: string;
  directory: Directory;
  may: May;
  onPainted: () => void;
  /** Null: the person may not. */
  onAdd: (() => void) | null;
};

function Tasks({ replica, view, whose, today, directory, may, onPainted, onAdd }: TasksProps) {
  const query = useMemo(() => queryOf(view, whose, today), [view, whose, today]);
  const shown = useList(replica, query);
  const failure = useLive(replica.readFailure);
  const arriving = useLive(replica.sync)?.first_sync ?? null;
  const items = useMemo(
    () => (shown ? itemsOf(shown.view, today, view !== 'done') : []),
    [shown, today, view],
  );
  const ready = shown !== null;
  useEffect(() => {
    if (ready) onPainted();
  }, [ready, onPainted]);

  if (shown && shown.view.total > 0)
    return <TaskList {...{ replica, items, view, today, directory, may }} list={shown.list} />;
  if (shown?.view.complete && arriving === null) return <NoTasks view={view} onAdd={onAdd} />;
  if (failure)
    return (
      <Empty
        icon={<CircleCheck aria-hidden className="size-5" />}
        title={t('tasks.failed')}
        text={t(`failures.${failure.code}`)}
      />
    );
  return <Skeleton />;
}

function NoTasks({ view, onAdd }: { view: TaskView; onAdd: (() => void) | null }) {
  return (
    <Empty
      icon={<CircleCheck aria-hidden className="size-5" />}
      title={t(`tasks.empty.${view}`)}
      text={t(`tasks.empty.${view}_text`)}
    >
      <div className="mt-3">
        {view === 'today' ? (
          <Button onClick={() => useShownTasks.setState({ view: 'upcoming' })}>
            {t('tasks.empty.show_upcoming')}
          </Button>
        ) : view === 'done' ? (
          <Button onClick={() => useShownTasks.setState({ view: 'open' })}>
            {t('tasks.empty.show_open')}
          </Button>
        ) : (
          onAdd && <Button onClick={onAdd}>{t('tasks.empty.add')}</Button>
        )}
      </div>
    </Empty>
  );
}

const Skeleton = () => (
  <div
    role="status"
    aria-label={t('tasks.loading')}
    className="appear-late mx-auto w-full max-w-240 px-6 pt-14"
  >
    {[62, 48, 55, 40, 58, 45].map((width) => (
      <div key={width} className="flex h-9 items-center gap-3">
        <div className="size-4 rounded-full bg-hairline" />
        <div className="h-2 rounded-full bg-hairline" style={{ width: `${width}%` }} />
      </div>
    ))}
  </div>
);

function WhosePicker({ whose, directory }: { whose: Whose; directory: Directory }) {
  const [open, setOpen] = useState(false);
  const button: RefObject<HTMLButtonElement | null> = useRef(null);
  const name =
    whose === ME
      ? t('tasks.whose.mine')
      : whose === null
        ? t('tasks.whose.everybody')
        : (directory.person(whose) ?? t('tasks.whose.nobody'));
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const trigger = (
    <button
      ref={button}
      type="button"
      aria-haspopup="dialog"
      aria-expanded={open}
      aria-label={`${t('tasks.whose.label')}: ${name}`}
      onClick={() => setOpen(true)}
      className="no-drag flex h-7 items-center gap-1 rounded-control px-2 text-secondary fades hover:bg-hover hover:text-text"
    >
      {name}
      <ChevronDown aria-hidden className="size-3.5" />
    </button>
  );
  if (!open) return trigger;
  return (
    <Floating anchor={trigger} label={t('tasks.whose.label')} align="end" onClose={close}>
      <Combobox
        label={t('tasks.whose.label')}
        options={[
          {
            value: ME,
            name: t('tasks.whose.mine'),
            icon: <Check aria-hidden className="invisible size-5" />,
          },
          {
            value: EVERYBODY,
            name: t('tasks.whose.everybody'),
            icon: <Check aria-hidden className="invisible size-5" />,
          },
          ...peopleOf(directory).filter(({ value }) => value !== directory.me),
        ]}
        chosen={[whose ?? EVERYBODY]}
        onChoose={(chosen) => {
          useShownTasks.setState({ whose: chosen === EVERYBODY ? null : chosen });
          close();
        }}
        nothing={t('tasks.add.nothing_found')}
      />
    </Floating>
  );
}
