import { useCallback, useLayoutEffect, useRef } from 'react';
import type { TableList, TableRows } from './columns.ts';
import { anchoredAt, NOTHING, rangedTo, toggled, withAll, type Selection } from './selection.ts';

type Chosen<R> = {
  rows: TableRows<R>;
  list: TableList;
  selection: Selection;
  onSelection: (selection: Selection) => void;
};

/** Selects the row at a place, the range up to it, everything or nothing. A range without a beginning begins at `from`. */
export function useSelecting<R extends { id: string }>(chosen: Chosen<R>) {
  const latest = useRef(chosen);
  useLayoutEffect(() => {
    latest.current = chosen;
  });
  return useCallback((at: number, how: 'toggle' | 'range' | 'all' | 'none', from?: string) => {
    const { rows, selection, onSelection, list } = latest.current;
    const id = rows.row(at)?.id;
    if (how === 'none') onSelection(NOTHING);
    else if (how === 'toggle') {
      if (id !== undefined) onSelection(toggled(selection, id));
    } else if (how === 'range') {
      if (id === undefined) return;
      const near = idsAround(rows, at);
      const begun = () => {
        const present = latest.current.selection;
        return present.anchor === null && from !== undefined ? anchoredAt(present, from) : present;
      };
      const take = (all: readonly string[]) => onSelection(rangedTo(begun(), id, all));
      const anchor = begun().anchor;
      if (anchor === null || near.includes(anchor.id)) take(near);
      else void list.ids().then(take);
    } else void list.ids().then((all) => onSelection(withAll(latest.current.selection, all)));
  }, []);
}

/** The ids of the rows that are at hand around a place, in order. */
function idsAround<R extends { id: string }>(rows: TableRows<R>, at: number): readonly string[] {
  const before: string[] = [];
  for (let place = at - 1, id = rows.row(place)?.id; id !== undefined; id = rows.row((place -= 1))?.id)
    before.push(id);
  const after: string[] = [];
  for (let place = at, id = rows.row(place)?.id; id !== undefined; id = rows.row((place += 1))?.id)
    after.push(id);
  return [...before.reverse(), ...after];
}
