import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Undo2 } from 'lucide-react';
import type { ListRow, Replica } from '../../sync/index.ts';
import type { Directory } from '../fields/directory.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { useMinute } from '../ui/clock.ts';
import { CheckMark } from '../ui/data-table/check-mark.tsx';
import { ago } from '../ui/dates.ts';
import { useRowHeight } from '../ui/density.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useStayMemory } from '../ui/stay-memory.ts';
import type { ShownList } from '../ui/use-list.ts';
import { visibleIndexes } from '../ui/visible-indexes.ts';
import { t } from '../words/t.ts';
import { aboutOf, nameOf, restore, type TrashTable } from './trash-kinds.ts';

type Row = ListRow<TrashTable>;

type Props = {
  replica: Replica;
  table: TrashTable;
  shown: ShownList<TrashTable>;
  directory: Directory;
  /** Who deleted it, by the id of the row. */
  deleters: ReadonlyMap<string, string>;
  mayRestore: boolean;
};

const AHEAD = 60;
const STEPS: Readonly<Record<string, number>> = {
  ...{ ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity },
};

/** What is deleted of one table; one or many of it can be brought back. */
export function TrashList({ replica, table, shown: { list, view }, directory, deleters, mayRestore }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const scroll = useStayMemory<number>(`trash ${table}`, 0);
  const rowHeight = useRowHeight();
  const now = useMinute();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  /** The place that has the keyboard. */
  const [current, setCurrent] = useState(0);
  const [wanted, setWanted] = useState<{ at: number } | null>(null);
  const at = Math.min(current, view.total - 1);

  // The rule knows this hook: it may not be compiled. Nothing here is.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: view.total,
    overscan: 8,
    paddingEnd: 72,
    scrollPaddingEnd: 72,
    initialOffset: scroll.read,
    getScrollElement: () => element.current,
    estimateSize: () => rowHeight,
    rangeExtractor: (range) => visibleIndexes(range, [at]),
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const seen = virtualizer.getVirtualItems();
  const places = seen.map(({ index }) => index);
  const [from, to] = [Math.min(...places), Math.max(...places)];
  useEffect(() => {
    if (Number.isFinite(from)) list.show(Math.max(0, from - AHEAD), to + AHEAD);
  }, [list, from, to]);
  useLayoutEffect(() => {
    if (wanted === null) return;
    virtualizer.scrollToIndex(wanted.at, { align: 'auto' });
    element.current?.querySelector<HTMLElement>(`[data-at="${wanted.at}"]`)?.focus({ preventScroll: true });
    // What is wanted is new each time; where the rows are does not matter until then.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted]);

  const inside = useRef(false);
  useLayoutEffect(() => {
    if (!inside.current || document.activeElement !== document.body) return;
    element.current?.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus({ preventScroll: true });
  }, [view, at]);

  const toggle = useCallback(
    (id: string) =>
      setSelected((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const bringBack = useCallback(
    (row: Row) => {
      setSelected((before) => new Set([...before].filter((id) => id !== row.id)));
      void restore(replica, table, [row.id], nameOf(row));
    },
    [replica, table],
  );
  async function bringBackAll() {
    const ids = [...selected];
    const result = await restore(replica, table, ids, null);
    if (result.ok) setSelected(new Set());
  }
  const selectAll = async () => setSelected(new Set(await list.ids()));

  function go(next: number) {
    const place = Math.min(Math.max(next, 0), view.total - 1);
    setCurrent(place);
    setWanted({ at: place });
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const { key } = event;
    if (event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (key !== 'a' || !mayRestore) return;
      void selectAll();
    } else if (key === 'Escape' && selected.size > 0) setSelected(new Set());
    else if (STEPS[key] !== undefined) go(at + STEPS[key]);
    else {
      const row = view.row(at);
      if (
        !mayRestore ||
        !row ||
        !(event.target instanceof HTMLElement) ||
        event.target.dataset['at'] === undefined
      )
        return;
      if (key === ' ') toggle(row.id);
      else if (key === 'Enter') bringBack(row);
      else return;
    }
    event.preventDefault();
  }

  return (
    <>
      <div
        ref={element}
        role="region"
        aria-label={t('trash.list', { kind: t(`trash.kinds.${table}`) })}
        tabIndex={-1}
        className="relative min-h-0 grow overflow-x-hidden overflow-y-auto outline-none [overflow-anchor:none]"
        onScroll={({ currentTarget }) => scroll.keep(currentTarget.scrollTop)}
        onKeyDown={onKeyDown}
        onFocus={() => (inside.current = true)}
        onBlur={({ relatedTarget }) => {
          // Another window in front is no leaving.
          if (relatedTarget !== null || document.hasFocus()) inside.current = false;
        }}
      >
        <p id="trash-keys" hidden>
          {t('trash.keys')}
        </p>
        <div className="relative mx-auto max-w-240" style={{ height: virtualizer.getTotalSize() }}>
          {seen.map(({ index, start, size }) => {
            const row = view.row(index);
            return (
              <div
                key={row?.id ?? index}
                className="absolute inset-x-0 top-0 px-4"
                style={{ height: size, transform: `translateY(${start}px)` }}
                onFocus={() => setCurrent(index)}
              >
                {row && (
                  <TrashRow
                    row={row}
                    at={index}
                    current={index === at}
                    selected={selected.has(row.id)}
                    deleted={deletedWords(row, deleters.get(row.id), directory, now)}
                    onToggle={toggle}
                    onRestore={mayRestore ? bringBack : null}
                  />
                )}
              </div>
            );
          })}
        </div>
      </div>
      {selected.size > 0 && (
        <div className="appear pointer-events-none absolute inset-x-0 bottom-5 z-30 flex justify-center">
          <div className="pointer-events-auto flex items-center gap-1 rounded-card bg-surface p-1 ps-3 shadow-float">
            <span className="tabular pe-2">{t('trash.selected', { count: selected.size })}</span>
            {selected.size < view.total && (
              <Button kind="quiet" onClick={() => void selectAll()}>
                {t('trash.select_all')}
              </Button>
            )}
            <Button kind="quiet" onClick={() => setSelected(new Set())}>
              {t('trash.unselect')}
            </Button>
            <Button kind="primary" onClick={() => void bringBackAll()}>
              {t('trash.restore_many', { count: selected.size })}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

function deletedWords(row: Row, by: string | undefined, directory: Directory, now: number): string {
  const when = row.deleted_at === null ? '' : ago(row.deleted_at, now);
  if (by === directory.me) return t('trash.deleted_by_you', { when });
  const name = by === undefined ? null : directory.person(by);
  return name === null ? t('trash.deleted', { when }) : t('trash.deleted_by', { when, name });
}

type RowProps = {
  row: Row;
  at: number;
  current: boolean;
  selected: boolean;
  deleted: string;
  onToggle: (id: string) => void;
  /** Null: the person may not. */
  onRestore: ((row: Row) => void) | null;
};

const TrashRow = memo(function TrashRow({
  row,
  at,
  current,
  selected,
  deleted,
  onToggle,
  onRestore,
}: RowProps) {
  const name = nameOf(row);
  const about = aboutOf(row);
  const stop = current ? 0 : -1;
  return (
    <article
      tabIndex={stop}
      data-at={at}
      aria-label={name}
      aria-describedby="trash-keys"
      className={classNames(
        'group/row flex h-full items-center gap-2 rounded-control pe-1 fades focus-visible:outline-offset-[-2px]',
        onRestore ? 'ps-1' : 'ps-3',
        selected ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      {onRestore && (
        <button
          type="button"
          role="checkbox"
          aria-checked={selected}
          aria-label={t('trash.select', { name })}
          tabIndex={stop}
          onClick={() => onToggle(row.id)}
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-control"
        >
          <CheckMark state={selected ? 'all' : 'none'} />
        </button>
      )}
      <span className="flex min-w-0 grow basis-0 items-baseline gap-2">
        <span className="truncate" title={name}>
          {name}
        </span>
        {about !== null && (
          <span className="min-w-0 shrink-2 truncate text-small text-secondary">{about}</span>
        )}
      </span>
      <span
        className="max-w-72 shrink-0 truncate text-small text-secondary"
        title={row.deleted_at === null ? undefined : new Date(row.deleted_at).toLocaleString()}
      >
        {deleted}
      </span>
      {onRestore && (
        <IconButton name={t('trash.restore')} tabIndex={stop} onClick={() => onRestore(row)}>
          <Undo2 aria-hidden className="size-4 rtl:-scale-x-100" />
        </IconButton>
      )}
    </article>
  );
});
