// The lines of a timeline, drawn where one looks. Apart from what lies above them, so that scrolling draws nothing else.
import { memo, useCallback, useEffect, type ReactNode, type RefObject } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { Item } from './items.ts';

type Props = {
  scroller: RefObject<HTMLElement | null>;
  /** Of what lies above, in px. */
  top: number;
  items: readonly Item[];
  /** Keep it as long as it draws the same. */
  draw: (item: Item) => ReactNode;
  /** There is more than `items`: asked for before the end is reached. Null where this is all, or more is on its way. */
  onMore: (() => void) | null;
  busy: boolean;
};

/** As many lines before the end, more are read. */
const AHEAD = 30;
const HEIGHTS: Readonly<Record<Item['kind'], number>> = { day: 36, entry: 60, fold: 32 };

export function TimelineRows({ scroller, top, items, draw, onMore, busy }: Props) {
  // Another function would make the virtualizer lay out every line again.
  const keyOf = useCallback((at: number) => items[at]?.key ?? at, [items]);
  // eslint-disable-next-line react-hooks/incompatible-library -- its instance is used here only, and never memoized
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => HEIGHTS[items[at]?.kind ?? 'entry'],
    getItemKey: keyOf,
    scrollMargin: top,
    overscan: 8,
  });
  const drawn = rows.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  const near = last >= items.length - AHEAD;
  useEffect(() => {
    if (near) onMore?.();
  }, [near, onMore]);
  return (
    <div aria-busy={busy} className="relative mx-auto max-w-190" style={{ height: rows.getTotalSize() }}>
      {drawn.map(({ key, index, start }) => {
        const item = items[index];
        return (
          item && (
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className="absolute inset-x-0 top-0 px-4"
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <Drawn item={item} draw={draw} />
            </div>
          )
        );
      })}
    </div>
  );
}

const Drawn = memo(function Drawn({ item, draw }: { item: Item } & Pick<Props, 'draw'>) {
  return draw(item);
});
