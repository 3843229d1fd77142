import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { LiveList, Replica } from '../../sync/index.ts';
import type { Directory } from '../fields/directory.ts';
import type { May } from '../fields/permissions.ts';
import { useShortcut } from '../navigation/shortcuts.ts';
import { showPanel } from '../navigation/screen.ts';
import { useRowHeight } from '../ui/density.ts';
import { keyAfter, keyFrom, useKeptFocus } from '../ui/kept-focus.ts';
import { useStayMemory } from '../ui/stay-memory.ts';
import { visibleIndexes } from '../ui/visible-indexes.ts';
import { t } from '../words/t.ts';
import { GroupHeading } from './group-heading.tsx';
import { recordOf, TaskRow, type OpenPart, type RowActions } from './task-row.tsx';
import { tasksIn, type Item, type TaskRow as Task } from './task-view.ts';
import { taskWrites } from './task-writes.ts';

type Props = {
  replica: Replica;
  list: LiveList<'tasks'>;
  items: readonly Item[];
  /** Of `items`. */
  view: string;
  today: string;
  directory: Directory;
  may: May;
};

/** A task that has just left: it fades where it was, while those below move up. */
type Leaving = { task: Task; top: number };

const HEADING_HEIGHT = 44;
/** Rows at hand before and behind those that are seen. */
const AHEAD = 60;

/** As long as the window waits for the second key of "g d". */
const GOES_WITHIN_MS = 1_200;

const STEPS: Readonly<Record<string, number>> = {
  ...{ ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity },
};
const PARTS: Readonly<Record<string, OpenPart>> = { F2: 'title', d: 'due', s: 'due', a: 'person' };

const taskOf = (target: Element) => target.closest('[data-task]')?.getAttribute('data-task');

/** The tasks of a view, of which only those that are seen are drawn. One of them has the keyboard, and it is never lost. */
export function TaskList({ replica, list, items, view, today, directory, may }: Props) {
  const mayEdit = may('task', 'write');
  const mayDelete = may('task', 'delete');
  const element = useRef<HTMLDivElement>(null);
  const scroll = useStayMemory<number>(`tasks ${view}`, 0);
  const rowHeight = useRowHeight();
  const [part, setPart] = useState<{ id: string; part: OpenPart } | null>(null);
  const [leaving, setLeaving] = useState<readonly Leaving[]>([]);
  const keys = useMemo(() => tasksIn(items), [items]);
  const { current, setCurrent, wanted, focus, inside } = useKeptFocus(`task ${view}`, keys, taskOf);
  const currentAt = items.findIndex(({ key }) => key === current);

  // The rule knows this hook: it may not be compiled. Nothing here is.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: items.length,
    overscan: 8,
    paddingEnd: 32,
    scrollPaddingStart: HEADING_HEIGHT,
    scrollPaddingEnd: 32,
    initialOffset: scroll.read,
    getScrollElement: () => element.current,
    getItemKey: useCallback((at: number) => items[at]?.key ?? at, [items]),
    estimateSize: (at) => (items[at]?.kind === 'heading' ? HEADING_HEIGHT : rowHeight),
    rangeExtractor: (range) => visibleIndexes(range, [currentAt]),
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, items, rowHeight]);

  const seen = virtualizer.getVirtualItems();
  const places = seen.flatMap(({ index }) => {
    const item = items[index];
    return item?.kind === 'task' ? [item.at] : [];
  });
  const [from, to] = [Math.min(...places), Math.max(...places)];
  useEffect(() => {
    if (Number.isFinite(from)) list.show(Math.max(0, from - AHEAD), to + AHEAD);
  }, [list, from, to]);

  useLayoutEffect(() => {
    if (wanted === null) return;
    const at = items.findIndex(({ key }) => key === wanted.key);
    if (at >= 0) virtualizer.scrollToIndex(at, { align: 'auto' });
    const row = element.current?.querySelector<HTMLElement>(`[data-task="${CSS.escape(wanted.key)}"]`);
    (row ?? element.current)?.focus({ preventScroll: true });
    // What is wanted is new each time; where the rows are does not matter until then.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted]);

  const shown = useRef({ keys, virtualizer, today, directory });
  useLayoutEffect(() => {
    shown.current = { keys, virtualizer, today, directory };
  });
  const actions = useMemo((): RowActions => {
    const writes = taskWrites(replica);
    /** Fades `task` where it is, and hands the keyboard to the next one. */
    const leave = (task: Task) => {
      const { keys: before, virtualizer: rows } = shown.current;
      const top = rows.getVirtualItems().find(({ key }) => key === task.id)?.start;
      if (top !== undefined) setLeaving((left) => [...left, { task, top }]);
      const others = before.filter((id) => id !== task.id);
      const next = keyAfter(before, others, task.id);
      if (next !== null) focus(next);
    };
    const close = (id: string, refocus: boolean) => {
      setPart((open) => (open?.id === id ? null : open));
      if (refocus) focus(id);
    };
    return {
      open(id, opened) {
        setCurrent(id);
        setPart({ id, part: opened });
      },
      close,
      toggle(task) {
        leave(task);
        void (task.status === 'done' ? writes.reopen(task) : writes.complete(task));
      },
      rename: (task, title) => void writes.rename(task, title),
      setDue(task, day) {
        close(task.id, true);
        if (day !== task.due_date) void writes.setDue(task, day, shown.current.today);
      },
      give(task, person_id) {
        close(task.id, true);
        const name = person_id === null ? null : shown.current.directory.person(person_id);
        if (person_id !== task.assigned_to)
          void writes.give(task, { id: person_id, name: name ?? t('tasks.whose.nobody') });
      },
      remove(task) {
        leave(task);
        void writes.remove(task);
      },
    };
  }, [replica, focus, setCurrent]);

  const task = items.find((item) => item.kind === 'task' && item.key === current);
  const currentTask = task?.kind === 'task' ? task.row : undefined;
  useShortcut('edit', currentTask && mayEdit ? () => actions.open(currentTask.id, 'title') : null);

  const wentAt = useRef(-Infinity);
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const { key, target, timeStamp } = event;
    // What comes after "g" says where to go.
    const goes = timeStamp - wentAt.current < GOES_WITHIN_MS;
    wentAt.current = key === 'g' ? timeStamp : -Infinity;
    if (goes) return;
    if (event.ctrlKey || event.metaKey || event.altKey || part !== null) return;
    if (!(target instanceof HTMLElement) || !event.currentTarget.contains(target)) return;
    const steps = STEPS[key];
    const opened = PARTS[key];
    if (steps !== undefined) {
      const next = keyFrom(keys, current, steps);
      if (next !== null) focus(next);
    } else if (!currentTask) return;
    else if (opened !== undefined && mayEdit) actions.open(currentTask.id, opened);
    else if ((key === 'Delete' || key === 'Backspace') && mayDelete) actions.remove(currentTask);
    else if (target.tagName !== 'ARTICLE') return;
    else if (key === ' ' && mayEdit) actions.toggle(currentTask);
    else if (key === 'Enter') showPanel(recordOf(currentTask));
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={element}
      tabIndex={-1}
      role="region"
      aria-label={t('tasks.list')}
      className="@container relative min-h-0 grow overflow-x-hidden overflow-y-auto outline-none [overflow-anchor:none]"
      onScroll={({ currentTarget }) => scroll.keep(currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
      {...inside}
    >
      <p id="task-keys" hidden>
        {t('tasks.keys')}
      </p>
      <div
        data-settling={leaving.length > 0 || undefined}
        className="group/list relative mx-auto max-w-240"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {seen.map(({ index, key, start, size }) => {
          const item = items[index];
          return item ? (
            <div
              key={key}
              className="absolute inset-x-0 top-0 px-4 group-data-settling/list:transition-transform group-data-settling/list:duration-(--duration-move) group-data-settling/list:ease-(--ease-move)"
              style={{ height: size, transform: `translateY(${start}px)` }}
              onMouseDown={() => {
                if (item.kind === 'task' && item.row) setCurrent(item.row.id);
              }}
            >
              {drawn(item)}
            </div>
          ) : null;
        })}
        {leaving.map((left) => (
          <div
            key={left.task.id}
            aria-hidden
            inert
            className="vanish pointer-events-none absolute inset-x-0 top-0 px-4"
            style={{ height: rowHeight, translate: `0 ${left.top}px` }}
            onAnimationEnd={() => setLeaving((others) => others.filter((other) => other !== left))}
          >
            <TaskRow
              task={{ ...left.task, status: left.task.status === 'done' ? 'open' : 'done' }}
              today={today}
              directory={directory}
              current={false}
              part={null}
              {...{ mayEdit, mayDelete, actions }}
            />
          </div>
        ))}
      </div>
    </div>
  );

  function drawn(item: Item) {
    if (item.kind === 'heading') return <GroupHeading group={item.group} count={item.count} today={today} />;
    if (!item.row) return <div className="mx-2 mt-3.5 h-2 w-2/5 rounded-full bg-hairline" />;
    return (
      <TaskRow
        task={item.row}
        today={today}
        directory={directory}
        current={item.row.id === current}
        part={part?.id === item.row.id ? part.part : null}
        {...{ mayEdit, mayDelete, actions }}
      />
    );
  }
}
