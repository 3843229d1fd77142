// Where the keyboard is in a table: on its present cell, also after the cell was drawn only now, after an editor has gone,
// and when one comes back to the table.
import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Place } from './columns.ts';
import { HEAD } from './grid-keys.ts';

type Options = {
  scroller: RefObject<HTMLElement | null>;
  /** How far it was scrolled when it was left. */
  scrolled: () => number;
  total: number;
  current: Place;
  /** Something else has the focus for now. */
  waits: boolean;
};

/** What comes back moves the focus to the present cell, and the cell into view. */
export function useTableFocus({ scroller, scrolled, total, current, waits }: Options): () => void {
  /** Quietly: where nothing else has the focus, and without a scroll. */
  const wanted = useRef<'no' | 'quietly' | 'in_view'>('no');
  const [left] = useState(scrolled);
  const isFilled = useRef(false);

  useLayoutEffect(() => {
    if (isFilled.current || total === 0) return;
    isFilled.current = true;
    // Rows that were not there yet had no height to scroll back to.
    if (left > 0) scroller.current?.scrollTo({ top: left });
    wanted.current = 'quietly';
  }, [scroller, total, left]);

  useLayoutEffect(() => {
    const how = wanted.current;
    if (how === 'no' || waits) return;
    const row = current.row === HEAD ? '[role=row]' : `[data-at="${current.row}"]`;
    const cell = scroller.current?.querySelector<HTMLElement>(`${row} > [data-column="${current.column}"]`);
    // It is drawn in a moment.
    if (!cell) return;
    wanted.current = 'no';
    if (how === 'quietly' && !isNowhere(document.activeElement)) return;
    cell.focus({ preventScroll: true });
    if (how === 'in_view') cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  return useCallback(() => {
    wanted.current = 'in_view';
  }, []);
}

/** Whether the focus is where an editor leaves it: in the table, nowhere, or in a panel that floats. */
export const isLeftToUs = (focused: Element | null, table: HTMLElement | null): boolean =>
  isNowhere(focused) ||
  table?.contains(focused) === true ||
  Boolean(focused?.closest('[data-radix-popper-content-wrapper]'));

const isNowhere = (focused: Element | null): boolean =>
  focused === null || focused === document.body || focused.tagName === 'MAIN';
