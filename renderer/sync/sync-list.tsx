import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { OutboxEntry, Replica, Result } from '../../sync/index.ts';
import { useMinute } from '../ui/clock.ts';
import { useStayMemory } from '../ui/stay-memory.ts';
import { showToast } from '../ui/toast.tsx';
import { visibleIndexes } from '../ui/visible-indexes.ts';
import { numberText } from '../words/locale.ts';
import { t } from '../words/t.ts';
import { DecidedRow, type DecidedActions } from './decided-row.tsx';
import { fieldsOf } from './fields.ts';
import { entryAfter, entryFrom, isEntry, type Item, type Section } from './items.ts';
import { entryTitle, losesContent } from './lines.ts';
import { OutboxRow, type OpenPart, type OutboxActions } from './outbox-row.tsx';
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
  const { current, setCurrent, focus, wanted, onFocus, onBlur } = useKeptFocus(items, list);
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

  const actions = useActions({ replica, focus, setExpanded, setOpen });

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyped(event.target)) return;
    const item = items.find(({ key }) => key === current);
    const steps = STEPS[event.key];
    if (steps !== undefined) {
      const next = entryFrom(items, current, steps);
      if (next) focus(next.key);
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
      onFocus={onFocus}
      onBlur={onBlur}
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
                  if (isEntry(row as Item)) setCurrent(row.key);
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

const isTyped = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select');

/** On an entry, and not on the state above them. */
const isOnList = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('article') !== null;

/** Which entry is the current one, and what becomes of the focus when that entry leaves. */
function useKeptFocus(items: readonly Item[], list: RefObject<HTMLElement | null>) {
  const memory = useStayMemory<string | null>('entry', null);
  const [chosen, setChosen] = useState(memory.read);
  const [wanted, setWanted] = useState<{ key: string; scroll: boolean } | null>(null);
  const [before, setBefore] = useState(items);
  const inside = useRef(false);
  let current = chosen;
  if (before !== items) {
    setBefore(items);
    if (chosen !== null && !items.some(({ key }) => key === chosen)) {
      current = entryAfter(before, items, chosen)?.key ?? null;
      setChosen(current);
    }
  }
  current ??= entryFrom(items, null, 0)?.key ?? null;

  const setCurrent = useCallback(
    (key: string) => {
      setChosen(key);
      memory.keep(key);
    },
    [memory],
  );
  const focus = useCallback(
    (key: string) => {
      setCurrent(key);
      setWanted({ key, scroll: true });
    },
    [setCurrent],
  );

  // The page comes with the focus on an entry, and stays where it was scrolled to.
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    setWanted({ key: current ?? '', scroll: false });
  }, [current]);

  useLayoutEffect(() => {
    if (inside.current && !list.current?.contains(document.activeElement)) focus(current ?? '');
  }, [items, current, list, focus]);

  return {
    current,
    setCurrent,
    focus,
    wanted,
    onFocus: ({ target }: { target: EventTarget }) => {
      inside.current = true;
      const entry =
        target instanceof Element ? target.closest('article')?.querySelector('[data-entry]') : null;
      const key = entry?.getAttribute('data-entry');
      if (key) setCurrent(key);
    },
    onBlur: ({ relatedTarget }: { relatedTarget: EventTarget | null }) => {
      // Another window in front is no leaving.
      if (relatedTarget !== null || document.hasFocus()) inside.current = false;
    },
  };
}

type ActionPorts = {
  replica: Replica;
  focus: (key: string) => void;
  setExpanded: (change: (expanded: ReadonlySet<string>) => ReadonlySet<string>) => void;
  setOpen: (open: { key: string; part: OpenPart }) => void;
};

function useActions({ replica, focus, setExpanded, setOpen }: ActionPorts): OutboxActions & DecidedActions {
  return useMemo(() => {
    /** Entries that are being settled: a second press is no second decision. */
    const busy = new Set<string>();
    const close = () => setOpen({ key: '', part: null });

    async function settle(
      key: string,
      act: () => Promise<Result<void>>,
      text: string,
      detail?: string | null,
    ) {
      if (busy.has(key)) return;
      busy.add(key);
      const result = await act();
      busy.delete(key);
      if (result.ok) showToast({ text, detail: detail ?? null });
      else
        showToast({
          text: t('sync_page.not_done', { reason: t(`failures.${result.error.code}`) }),
          stays: true,
        });
    }

    const discard = (entry: OutboxEntry) => {
      focus(entry.mutation_id);
      close();
      void settle(
        entry.mutation_id,
        () => replica.discard(entry.mutation_id),
        t('sync_page.discarded', { title: entryTitle(entry) }),
      );
    };

    return {
      toggle: (key) =>
        setExpanded((expanded) => {
          const next = new Set(expanded);
          if (!next.delete(key)) next.add(key);
          return next;
        }),
      retry(entry, edited) {
        focus(entry.mutation_id);
        close();
        void settle(
          entry.mutation_id,
          () => replica.retry(entry.mutation_id, edited),
          t('sync_page.trying_again', { title: entryTitle(entry) }),
          replica.sync.get()?.kind === 'offline' ? t('sync_page.offline_retry') : null,
        );
      },
      edit: ({ mutation_id }) => setOpen({ key: mutation_id, part: 'fields' }),
      discard(entry) {
        if (losesContent(entry)) setOpen({ key: entry.mutation_id, part: 'question' });
        else discard(entry);
      },
      discardForGood: discard,
      cancel({ mutation_id }) {
        close();
        focus(mutation_id);
      },
      keep: ({ mutation_id, title }) =>
        void settle(mutation_id, () => replica.dismiss(mutation_id), t('sync_page.kept', { title })),
      take: ({ mutation_id, title }, decision) =>
        void settle(mutation_id, () => replica.takeBack(decision.with), t('sync_page.took', { title })),
    };
  }, [replica, focus, setExpanded, setOpen]);
}
