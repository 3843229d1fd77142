import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { TableList, TableRows } from './columns.ts';
import { HEAD } from './grid-keys.ts';

type Followed<R> = { rows: TableRows<R>; list: TableList };

/** Keeps the present cell on its record, not on its place, when rows come, go or change their order. */
export function useFollowedRow<R extends { id: string }>(
  { rows, list }: Followed<R>,
  at: number,
  goTo: (at: number) => void,
): (id: string | null) => void {
  const followed = useRef<string | null>(null);
  const latest = useRef({ list, goTo });
  useLayoutEffect(() => {
    latest.current = { list, goTo };
  });
  useEffect(() => {
    const here = rows.row(at)?.id ?? null;
    followed.current ??= here;
    const id = followed.current;
    if (id === null || here === id) return;
    let stale = false;
    void latest.current.list.placeOf(id).then((place) => {
      if (stale) return;
      if (place === null) followed.current = null;
      latest.current.goTo(place ?? Math.min(at, Math.max(rows.total - 1, HEAD)));
    });
    return () => {
      stale = true;
    };
  }, [rows, at]);
  return useCallback((id) => {
    followed.current = id;
  }, []);
}
