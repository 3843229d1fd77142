import { useRef, useState, type PointerEvent } from 'react';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { t } from '../../words/t.ts';
import { classNames } from '../class-names.ts';
import { CheckMark } from './check-mark.tsx';
import { HEAD_HEIGHT, type TableColumn } from './columns.ts';
import { moved, resized, type Layout } from './layout.ts';
import { sortedBy, type Sort } from './sort.ts';

type Props<R> = {
  columns: readonly TableColumn<R>[];
  layout: Layout;
  /** `settled` is false while the hand still holds what it changes. */
  onLayout: (layout: Layout, settled: boolean) => void;
  sort: Sort;
  onSort: (sort: Sort) => void;
  selected: 'none' | 'some' | 'all';
  /** The cell that Tab reaches, where it is in the head. */
  current: number | null;
};

const DRAG_PX = 5;

/** The names of the columns: pressed to sort, dragged to reorder, pulled at the end to resize. */
export function TableHead<R>({ columns, layout, onLayout, sort, onSort, selected, current }: Props<R>) {
  const head = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ id: string; to: number } | null>(null);

  /** The place that a column has when it is dropped here. */
  function placeAt(clientX: number, id: string): number {
    const from = layout.findIndex((column) => column.id === id);
    const cells = [...(head.current?.querySelectorAll<HTMLElement>('[data-head-cell]') ?? [])];
    const rtl = head.current !== null && getComputedStyle(head.current).direction === 'rtl';
    const passed = cells.filter((cell, at) => {
      if (at === from) return false;
      const { left, width } = cell.getBoundingClientRect();
      return rtl ? clientX < left + width / 2 : clientX > left + width / 2;
    });
    return Math.max(1, passed.length);
  }

  function startDrag(event: PointerEvent<HTMLElement>, id: string, at: number) {
    if (event.button !== 0) return;
    const { currentTarget: cell, clientX: startX, pointerId } = event;
    let to: number | null = null;
    cell.setPointerCapture(pointerId);
    const onMove = (move: globalThis.PointerEvent) => {
      if (at === 0 || (to === null && Math.abs(move.clientX - startX) < DRAG_PX)) return;
      to = placeAt(move.clientX, id);
      setDrag({ id, to });
    };
    const onEnd = (end: globalThis.PointerEvent) => {
      cell.removeEventListener('pointermove', onMove);
      cell.removeEventListener('pointerup', onEnd);
      cell.removeEventListener('pointercancel', onEnd);
      setDrag(null);
      if (end.type === 'pointercancel') return;
      if (to === null) onSort(sortedBy(sort, id, end.shiftKey));
      else onLayout(moved(layout, id, to), true);
    };
    cell.addEventListener('pointermove', onMove);
    cell.addEventListener('pointerup', onEnd);
    cell.addEventListener('pointercancel', onEnd);
  }

  function startResize(event: PointerEvent<HTMLElement>, id: string) {
    event.stopPropagation();
    const { currentTarget: handle, clientX: startX, pointerId } = event;
    const width = layout.find((column) => column.id === id)?.width ?? 0;
    const sign = getComputedStyle(handle).direction === 'rtl' ? -1 : 1;
    handle.setPointerCapture(pointerId);
    const widthAt = (clientX: number) => resized(layout, id, width + sign * (clientX - startX));
    const onMove = (move: globalThis.PointerEvent) => onLayout(widthAt(move.clientX), false);
    const onEnd = (end: globalThis.PointerEvent) => {
      handle.removeEventListener('pointermove', onMove);
      handle.removeEventListener('pointerup', onEnd);
      handle.removeEventListener('pointercancel', onEnd);
      onLayout(widthAt(end.clientX), true);
    };
    handle.addEventListener('pointermove', onMove);
    handle.addEventListener('pointerup', onEnd);
    handle.addEventListener('pointercancel', onEnd);
  }

  const dragged = drag ? layout.findIndex((column) => column.id === drag.id) : -1;
  return (
    <div
      ref={head}
      role="row"
      aria-rowindex={1}
      style={{ height: HEAD_HEIGHT }}
      className="sticky top-0 z-3 grid grid-cols-(--table-columns) border-b border-hairline bg-paper text-small text-secondary"
    >
      <div
        role="columnheader"
        aria-colindex={1}
        data-column={0}
        tabIndex={current === 0 ? 0 : -1}
        className="group/check sticky start-0 z-1 flex items-center justify-center bg-inherit focus-visible:-outline-offset-2"
      >
        <CheckMark state={selected} />
        <span className="sr-only">{t('lists.table.select_all')}</span>
      </div>
      {columns.map((column, at) => {
        const nth = sort.findIndex((one) => one.id === column.id);
        const direction = sort[nth]?.direction;
        // The mark stands where the column will: before it, or behind it when it moves to the end.
        const marked =
          drag && dragged !== drag.to && drag.to === at ? (drag.to > dragged ? 'end' : 'start') : null;
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={at + 2}
            aria-sort={direction ?? 'none'}
            data-column={at + 1}
            data-head-cell
            tabIndex={current === at + 1 ? 0 : -1}
            title={column.name}
            onPointerDown={(event) => startDrag(event, column.id, at)}
            className={classNames(
              'group/head relative flex min-w-0 items-center gap-1 px-2.5 font-medium fades hover:text-text focus-visible:-outline-offset-2',
              at === 0
                ? 'sticky start-10 z-1 bg-paper group-data-scrolled/table:border-e group-data-scrolled/table:border-hairline'
                : 'bg-paper',
              column.numeric && 'flex-row-reverse',
              drag?.id === column.id && 'opacity-50',
              direction && 'text-text',
            )}
          >
            <span className="truncate">{column.name}</span>
            {direction && (
              <span className="flex shrink-0 items-center text-accent">
                {direction === 'ascending' ? (
                  <ArrowUp aria-hidden className="size-3" />
                ) : (
                  <ArrowDown aria-hidden className="size-3" />
                )}
                {sort.length > 1 && <span className="tabular text-label">{nth + 1}</span>}
              </span>
            )}
            <span
              aria-hidden
              onPointerDown={(event) => startResize(event, column.id)}
              className="absolute inset-y-0 end-0 z-1 w-2 cursor-col-resize after:absolute after:inset-y-2 after:end-0 after:w-px after:bg-hairline hover:after:inset-y-0 hover:after:w-0.5 hover:after:bg-accent"
            />
            {marked && (
              <span
                aria-hidden
                className={classNames(
                  'absolute inset-y-1 w-0.5 rounded-full bg-accent',
                  marked === 'end' ? 'end-0' : 'start-0',
                )}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
