import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { Replica } from '../../sync/index.ts';
import { useMinute } from '../ui/clock.ts';
import { keyFrom, useKeptFocus } from '../ui/kept-focus.ts';
import { useStayMemory } from '../ui/stay-memory.ts';
import { visibleIndexes } from '../ui/visible-indexes.ts';
import { numberText } from '../words/locale.ts';
import { t } from '../words/t.ts';
import { DecidedRow } from './decided-row.tsx';
import { fieldsOf } from './fields.ts';
import { entriesIn, type Item, type Section } from './items.ts';
import { useOutboxActions } from './outbox-actions.ts';
import { OutboxRow, type OpenPart } from './outbox-row.tsx';
import type { Names } from './values.ts';

type Props = {
  replica: Replica;
  items: readonly Item[];
  names: Names;
  /** Scrolls away with the list. */
  state: ReactNode;
  /** Instead of a list that is empty. */
  children: ReactNode;
};

type Row = { kind: 'state'; key: string } | Item;

const STATE: Row = { kind: 'state', key: 'state' };

/** Likely heights in px, before a row is drawn and measured. */
const HEIGHTS = { state: 92, heading: 72, decided: 108, attention: 118, waiting: 54 };

const heightOf = (row: Row | undefined): number =>
  row === undefined ? 0 : row.kind === 'outbox' ? HEIGHTS[row.entry.state] : HEIGHTS[row.kind];

/** Entries from one to the next, whether seen or not. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  j: 1,
  ArrowUp: -1,
  k: -1,
  PageDown: 8,
  PageUp: -8,
  Home: -Infinity,
  End: Infinity,
};

/** The entries, of which only those that are seen are drawn. One of them has the focus, and it is never lost. */
export function SyncList({ replica, items, names, state, children }: Props) {
  const rows = useMemo(() => [STATE, ...items], [items]);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<{ key: string; part: OpenPart }>({ key: '', part: null });
  const list = useRef<HTMLDivElement>(null);
  const scroll = useStayMemory<number>('entries', 0);
  const now = useMinute();
  const keys = useMemo(() => entriesIn(items), [items]);
  const { current, setCurrent, focus, wanted, inside } = useKeptFocus('entry', keys, entryOf);
  const kept = [0, rows.findIndex(({ key }) => key === current)];

  const keyOf = useCallback((at: number) => rows[at]?.key ?? at, [rows]);
  // The rule knows this hook: it may not be compiled. Nothing here is.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    gap: 2,
    overscan: 6,
    paddingEnd: 24,
    scrollPaddingStart: 8,
    scrollPaddingEnd: 24,
    initialOffset: scroll.read,
    getScrollElement: () => list.current,
    getItemKey: keyOf,
    estimateSize: (at) => heightOf(rows[at]),
    rangeExtractor: (range) => visibleIndexes(range, kept),
  });

  useLayoutEffect(() => {
    if (wanted === null) return;
    const at = rows.findIndex(({ key }) => key === wanted.key);
    if (at >= 0 && wanted.scroll) virtualizer.scrollToIndex(at, { align: 'auto' });
    const entry = list.current?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(wanted.key)}"]`);
    (entry ?? list.current)?.focus({ preventScroll: true });
    // What is wanted is new each time; where the rows are does not matter until then.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted]);

  // The page comes with the focus on an entry, and stays where it was scrolled to.
  const first = useRef(true);
  useEffect(() => {
    if (first.current) focus(current ?? '', false);
    first.current = false;
  }, [current, focus]);

  const actions = useOutboxActions({ replica, focus, setExpanded, setOpen });

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyped(event.target)) return;
    const item = items.find(({ key }) => key === current);
    const steps = STEPS[event.key];
    if (steps !== undefined) {
      const next = keyFrom(keys, current, steps);
      if (next !== null) focus(next);
    } else if (event.key === 'Escape') {
      if (open.part === null || item?.kind !== 'outbox') return;
      actions.cancel(item.entry);
    } else if (item?.kind === 'outbox' && item.entry.state === 'attention' && isOnList(event.target)) {
      if (event.key === 'r') actions.retry(item.entry);
      else if (event.key === 'e' && fieldsOf(item.entry, names).length > 0) actions.edit(item.entry);
      else if (event.key === 'Backspace' || event.key === 'Delete') actions.discard(item.entry);
      else return;
    } else return;
    event.preventDefault();
  }

  return (
    <div
      ref={list}
      tabIndex={-1}
      aria-label={t('sync_page.list')}
      role="region"
      className="relative min-h-0 grow overflow-x-hidden overflow-y-auto outline-none [overflow-anchor:none]"
      onScroll={({ currentTarget }) => scroll.keep(currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
      {...inside}
    >
      <p id="entry-keys" hidden>
        {t('sync_page.keys')}
      </p>
      {items.length === 0 ? (
        <div className="mx-auto flex h-full max-w-180 flex-col px-4">
          {state}
          <div className="min-h-60 grow">{children}</div>
        </div>
      ) : (
        <div className="relative mx-auto max-w-180" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                className="absolute inset-x-0 top-0 px-4"
                style={{ transform: `translateY(${start}px)` }}
                onMouseDown={() => {
                  if (keys.includes(row.key)) setCurrent(row.key);
                }}
              >
                {drawn(row)}
              </div>
            );
          })}
        </div>
      )}
    </div>
  );

  function drawn(row: Row): ReactNode {
    switch (row.kind) {
      case 'state':
        return state;
      case 'heading':
        return <Heading section={row.section} count={row.count} />;
      case 'decided':
        return (
          <DecidedRow
            id={row.key}
            decided={row.decided}
            names={names}
            now={now}
            current={row.key === current}
            expanded={expanded.has(row.key)}
            actions={actions}
          />
        );
      case 'outbox':
        return (
          <OutboxRow
            entry={row.entry}
            names={names}
            now={now}
            current={row.key === current}
            expanded={expanded.has(row.key)}
            part={open.key === row.key ? open.part : null}
            actions={actions}
          />
        );
    }
  }
}

function Heading({ section, count }: { section: Section; count: number }) {
  return (
    <div className="px-3 pt-6 pb-1.5">
      <h2 className="font-semibold">
        {t(`sync_page.${section}`)}
        <span className="tabular ms-2 text-small font-normal text-secondary">{numberText(count)}</span>
      </h2>
      <p className="text-small text-secondary">{t(`sync_page.${section}_text`)}</p>
    </div>
  );
}

const entryOf = (target: Element) =>
  target.closest('article')?.querySelector('[data-entry]')?.getAttribute('data-entry');

const isTyped = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select');

/** On an entry, and not on the state above them. */
const isOnList = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('article') !== null;
