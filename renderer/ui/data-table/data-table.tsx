// A table of any number of rows that draws only what is seen. It knows no noun: rows come by place, values by column, and
// what happens to them is told. Its cells have one Tab stop together, the arrow keys move from one to the next.
import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { t } from '../../words/t.ts';
import { createSlots } from '../slots.ts';
import { useStayMemory } from '../stay-memory.ts';
import { visibleIndexes } from '../visible-indexes.ts';
import {
  CHECK_WIDTH,
  HEAD_HEIGHT,
  placeOfEvent,
  type Place,
  type TableColumn,
  type TableList,
  type TableRows,
} from './columns.ts';
import { gridIntent, HEAD, type GridIntent } from './grid-keys.ts';
import { moved, resized, type Layout } from './layout.ts';
import { headState, type Selection } from './selection.ts';
import { sortedBy, type Sort } from './sort.ts';
import { TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import { useFollowedRow } from './use-followed-row.ts';
import { useSelecting } from './use-selecting.ts';
import { isLeftToUs, useTableFocus } from './use-table-focus.ts';

type Props<R> = {
  /** Names the table for screen readers; `memory` tells it from others on the same screen. */
  label: string;
  memory: string;
  rows: TableRows<R>;
  list: TableList;
  nameOf: (row: R) => string;
  /** By `layout`, in its order. */
  columns: readonly TableColumn<R>[];
  layout: Layout;
  onLayout: (layout: Layout) => void;
  sort: Sort;
  onSort: (sort: Sort) => void;
  selection: Selection;
  onSelection: (selection: Selection) => void;
  rowHeight: number;
  onOpen: (row: R) => void;
  onPeek: (row: R) => void;
  /** What edits a cell in place; null, after saying why, where it cannot be edited. `end` is called when it is done. */
  editor: (row: R, column: string, end: () => void) => ReactNode;
};

const READ_AHEAD = 60;
const RESIZE_STEP = 16;

export function DataTable<R extends { id: string }>(props: Props<R>) {
  const { label, memory, rows, columns, layout, sort, selection, rowHeight } = props;
  const { total } = rows;
  const help = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const scroll = useStayMemory<number>(`${memory}/scroll`, 0);
  const lastRow = useStayMemory<number>(`${memory}/row`, 0);
  const [place, setCurrent] = useState<Place>(() => ({ row: lastRow.read(), column: 1 }));
  // Whatever goes, one cell is reached by Tab.
  const current = { row: Math.min(place.row, total - 1), column: Math.min(place.column, columns.length) };
  const [editing, setEditing] = useState<{ id: string; column: string; editor: ReactNode } | null>(null);
  const [pulled, setPulled] = useState<Layout | null>(null);
  const shown = pulled ?? layout;

  // The rule knows this hook: it may not be compiled. Nothing here is.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: total,
    overscan: 6,
    scrollMargin: HEAD_HEIGHT,
    getScrollElement: () => scroller.current,
    initialOffset: scroll.read,
    estimateSize: () => rowHeight,
    rangeExtractor: (range) => visibleIndexes(range, [current.row]),
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  const { list } = props;
  useEffect(() => {
    if (total > 0)
      list.show(Math.max(0, startIndex - READ_AHEAD), Math.min(total, endIndex + 1 + READ_AHEAD));
  }, [list, startIndex, endIndex, total]);

  const wantFocus = useTableFocus({
    scroller,
    scrolled: scroll.read,
    total,
    current,
    waits: editing !== null,
  });

  const latest = useRef({ props, current, editing });
  useLayoutEffect(() => {
    latest.current = { props, current, editing };
  });

  const follow = useFollowedRow(props, current.row, (row) => setCurrent((now) => ({ ...now, row })));

  const goTo = useCallback(
    (to: Place) => {
      const { props: now } = latest.current;
      const row = Math.min(Math.max(to.row, HEAD), now.rows.total - 1);
      const column = Math.min(Math.max(to.column, 0), now.columns.length);
      follow(now.rows.row(row)?.id ?? null);
      wantFocus();
      lastRow.keep(Math.max(0, row));
      setCurrent({ row, column });
    },
    [follow, lastRow, wantFocus],
  );

  const select = useSelecting(props);

  /** Where Tab leads from the cell that is edited, until that has ended. */
  const tabbed = useRef<1 | -1 | null>(null);
  /** Takes that back, and tells what it was. */
  const leave = useRef(() => {
    const by = tabbed.current;
    tabbed.current = null;
    return by;
  });
  const begin = useCallback(
    (at: Place): boolean => {
      const { props: now } = latest.current;
      const row = now.rows.row(at.row);
      const column = now.columns[at.column - 1];
      const editor = row && column ? now.editor(row, column.id, () => end.current()) : null;
      if (!row || !column || editor === null) return false;
      goTo(at);
      setEditing({ id: row.id, column: column.id, editor });
      return true;
    },
    [goTo],
  );
  const end = useRef<() => void>(() => undefined);
  useLayoutEffect(() => {
    end.current = () => {
      const by = leave.current();
      setEditing(null);
      if (by === null) {
        if (isLeftToUs(document.activeElement, scroller.current)) wantFocus();
        return;
      }
      const next = nextEditable(current.column, by);
      if (next === null || !begin({ row: current.row, column: next })) goTo(current);
    };
  });
  const nextEditable = (from: number, by: 1 | -1): number | null => {
    for (let column = from + by; column >= 1 && column <= columns.length; column += by)
      if (columns[column - 1]?.editable) return column;
    return null;
  };

  const perform = (intent: GridIntent): void => {
    const { row, column } = current;
    const item = rows.row(row);
    const head = columns[column - 1];
    const pageOf = Math.max(
      1,
      Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / rowHeight) - 1,
    );
    const goRow = (to: number, extend: boolean) => {
      const at = Math.min(Math.max(to, extend ? 0 : HEAD), total - 1);
      goTo({ row: at, column });
      if (extend) select(at, 'range', item?.id);
    };
    switch (intent.kind) {
      case 'go':
        if (intent.rows !== 0) goRow(row + intent.rows, intent.extend);
        else goTo({ row, column: column + intent.columns });
        break;
      case 'page':
        goRow(Math.max(0, row + (intent.down ? pageOf : -pageOf)), intent.extend);
        break;
      case 'end':
        if (intent.of === 'row') goTo({ row, column: intent.last ? columns.length : 0 });
        else goTo({ row: intent.last ? total - 1 : 0, column });
        break;
      case 'open':
        if (item) props.onOpen(item);
        break;
      case 'peek':
        if (item) props.onPeek(item);
        break;
      case 'edit':
        begin(current);
        break;
      case 'toggle':
        select(row, 'toggle');
        break;
      case 'select_all':
        select(row, row === HEAD && selected !== 'none' ? 'none' : 'all');
        break;
      case 'select_none':
        select(row, 'none');
        break;
      case 'sort':
        if (head) props.onSort(sortedBy(sort, head.id, intent.added));
        break;
      case 'resize': {
        const width = layout.find(({ id }) => id === head?.id)?.width;
        if (head && width !== undefined)
          props.onLayout(resized(layout, head.id, width + intent.by * RESIZE_STEP));
        break;
      }
      case 'reorder': {
        if (!head || column < 2) break;
        const to = Math.min(Math.max(column - 1 + intent.by, 1), columns.length - 1);
        props.onLayout(moved(layout, head.id, to));
        goTo({ row, column: to + 1 });
        break;
      }
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (editing) {
      if (event.key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return;
      // Leaving the field saves it. What does not fit keeps the focus.
      event.preventDefault();
      const field = document.activeElement;
      tabbed.current = event.shiftKey ? -1 : 1;
      scroller.current?.focus({ preventScroll: true });
      const stays = leave.current() !== null;
      if (stays && field instanceof HTMLElement) field.focus();
      return;
    }
    const place = placeOfEvent(event);
    if (!place || event.defaultPrevented) return;
    const forwards = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const intent = gridIntent(event.nativeEvent, place, forwards);
    if (!intent || (intent.kind === 'select_none' && selection.ids.size === 0)) return;
    event.preventDefault();
    perform(intent);
  };

  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const place = placeOfEvent(event);
    if (!place || editing) return;
    const { row, column } = place;
    if (row === HEAD) {
      goTo(place);
      if (column === 0) select(row, selected === 'none' ? 'all' : 'none');
      return;
    }
    const item = rows.row(row);
    goTo(place);
    if (!item) return;
    if (event.shiftKey) select(row, 'range');
    else if (column === 0 || event.ctrlKey || event.metaKey) select(row, 'toggle');
    else if ((event.target as Element).closest('[data-opens]')) props.onOpen(item);
  };

  const onDoubleClick = (event: MouseEvent<HTMLDivElement>) => {
    const place = placeOfEvent(event);
    if (place && place.row !== HEAD && place.column > 0 && !editing) begin(place);
  };

  const items = virtualizer.getVirtualItems();
  const [slotsOf] = useState(createSlots);
  const slots = slotsOf(items.map(({ index }) => index));
  const idOf = (index: number) => `${help}${slots.get(index) ?? ''}`;
  // In the document rows lie by their places, in this order they follow each other.
  const inPlace = [...items].sort((a, b) => (slots.get(a.index) ?? 0) - (slots.get(b.index) ?? 0));
  const selected = headState(
    selection,
    total,
    items.flatMap(({ index }) => rows.row(index)?.id ?? []),
  );
  const style = {
    '--table-columns': `${CHECK_WIDTH}px ${shown.map(({ width }) => `${width}px`).join(' ')} minmax(0,1fr)`,
    '--table-width': `${CHECK_WIDTH + shown.reduce((sum, { width }) => sum + width, 0)}px`,
    scrollPaddingTop: HEAD_HEIGHT,
    scrollPaddingInlineStart: CHECK_WIDTH + (shown[0]?.width ?? 0),
  } as CSSProperties;

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-describedby={help}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      tabIndex={-1}
      style={style}
      onScroll={({ currentTarget }) => {
        scroll.keep(currentTarget.scrollTop);
        currentTarget.toggleAttribute('data-scrolled', currentTarget.scrollLeft !== 0);
      }}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      onFocus={(event) => {
        const place = placeOfEvent(event);
        if (place && (place.row !== current.row || place.column !== current.column)) {
          follow(rows.row(place.row)?.id ?? null);
          setCurrent(place);
        }
      }}
      className="group/table relative min-h-0 grow overflow-auto outline-none [overflow-anchor:none]"
    >
      <p id={help} hidden>
        {t('lists.table.help')}
      </p>
      <div style={{ width: 'max(100%, var(--table-width))' }}>
        <TableHead
          columns={columns}
          layout={shown}
          onLayout={(next, settled) => {
            setPulled(settled ? null : next);
            if (settled) props.onLayout(next);
          }}
          sort={sort}
          onSort={props.onSort}
          selected={selected}
          current={current.row === HEAD ? current.column : null}
        />
        <div
          role="rowgroup"
          aria-owns={items.map(({ index }) => idOf(index)).join(' ')}
          className="relative [&_a:not(:hover)]:no-underline"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {inPlace.map(({ index, start }) => {
            const row = rows.row(index);
            return (
              <TableRow
                key={slots.get(index)}
                id={idOf(index)}
                row={row}
                at={index}
                top={start - HEAD_HEIGHT}
                height={rowHeight}
                name={row ? t('lists.table.select_row', { name: props.nameOf(row) }) : ''}
                columns={columns}
                selected={row !== undefined && selection.ids.has(row.id)}
                current={current.row === index ? current.column : null}
                editing={
                  editing && row?.id === editing.id ? { id: editing.column, editor: editing.editor } : null
                }
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
