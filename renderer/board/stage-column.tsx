import { memo, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useShallow } from 'zustand/react/shallow';
import type { CardView, RecordType, StageView } from '../../sync/index.ts';
import { classNames } from '../ui/class-names.ts';
import { useStayMemory } from '../ui/stay-memory.ts';
import { visibleIndexes } from '../ui/visible-indexes.ts';
import { words } from '../words.ts';
import { Card, CardFace } from './card.tsx';
import { estimateHeight } from './card-height.ts';
import type { Columns } from './columns.ts';
import { columnLift, useHand } from './lift.ts';
import { nearestSlot, slotTop, type Column } from './slots.ts';
import { StageHead } from './stage-head.tsx';
import { useColumnFocus, useRevealGap } from './reveal.ts';

type Props = {
  stage: StageView;
  index: number;
  record_type: RecordType;
  today: string;
  /** The card that Tab reaches, null for the head, undefined when it is in another column. */
  current: string | null | undefined;
  columns: Columns;
};

const GAP = 8;

/** One stage: its head, and its cards in a list of its own that draws only what is seen. */
export const StageColumn = memo(function StageColumn({
  stage,
  index,
  record_type,
  today,
  current,
  columns,
}: Props) {
  const { cards } = stage;
  const lift = useHand(useShallow((hand) => columnLift(hand.lift, stage.id)));
  const element = useRef<HTMLElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const source = indexOf(cards, lift.source_id);
  const kept = [source, indexOf(cards, current ?? undefined)];

  // A new function here would make the virtualizer lay out every card again.
  const scroll = useStayMemory<number>(stage.id, 0);
  const keyOf = useCallback((at: number) => cards[at]?.card_id ?? at, [cards]);
  // The rule knows this hook: it may not be compiled. Nothing here is.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: cards.length,
    gap: GAP,
    overscan: 4,
    scrollPaddingStart: 4,
    scrollPaddingEnd: 12,
    getScrollElement: () => list.current,
    initialOffset: scroll.read,
    getItemKey: keyOf,
    estimateSize: (at) => estimateHeight(cards[at]),
    rangeExtractor: (range) => visibleIndexes(range, kept),
  });
  const rows = virtualizer.getVirtualItems();
  const row = (at: number) => virtualizer.measurementsCache[at] ?? { start: 0, size: 0 };
  const column: Column = { count: cards.length, row, source, gap: GAP };

  const slot = slotOf(cards, source, lift.before_id);
  const gapTop = slot === undefined ? 0 : slotTop(column, slot);
  const taken = source >= 0 ? row(source).size + GAP : 0;
  const opened = slot === undefined ? 0 : lift.height + GAP;
  const shift = (at: number) => {
    const after = source >= 0 && at > source;
    return (after ? -taken : 0) + (slot !== undefined && at - (after ? 1 : 0) >= slot ? opened : 0);
  };

  const latest = useRef({ cards, column });
  useLayoutEffect(() => {
    latest.current = { cards, column };
  });
  useEffect(() => {
    if (!element.current || !list.current) return;
    const scroller = list.current;
    return columns.add({
      stage_id: stage.id,
      element: element.current,
      list: scroller,
      targetAt(clientY) {
        const now = latest.current;
        const at = nearestSlot(
          now.column,
          clientY - scroller.getBoundingClientRect().top + scroller.scrollTop,
        );
        const before = now.column.source >= 0 && at >= now.column.source ? at + 1 : at;
        return { stage_id: stage.id, before_id: now.cards[before]?.card_id ?? null };
      },
    });
  }, [columns, stage.id]);

  useColumnFocus({ stage_id: stage.id, cards, element, head, list, virtualizer });
  useRevealGap({ shown: lift.shown !== undefined, top: gapTop, height: lift.height, element, list });

  return (
    <section
      ref={element}
      data-stage-id={stage.id}
      aria-label={stage.name}
      className="flex max-w-80 min-w-62 flex-1 flex-col"
    >
      <StageHead
        ref={head}
        stage={stage}
        index={index}
        record_type={record_type}
        current={current === null}
      />
      <div
        ref={list}
        onScroll={({ currentTarget }) => scroll.keep(currentTarget.scrollTop)}
        className="quiet-scroll relative min-h-0 grow overflow-x-hidden overflow-y-auto pt-1 pb-3 pl-1 [overflow-anchor:none]"
      >
        <div
          role="list"
          aria-label={words.board.stage(stage.name, cards.length)}
          className="relative"
          style={{ height: virtualizer.getTotalSize() - (source >= 0 ? taken : 0) + opened }}
        >
          {rows.map(({ index: at, key, start }) => {
            const card = cards[at];
            if (!card) return null;
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                role="listitem"
                aria-posinset={at + 1}
                aria-setsize={cards.length}
                data-index={at}
                className={classNames('card-row', at === source && 'pointer-events-none opacity-0')}
                style={{ transform: `translateY(${start + (at === source ? 0 : shift(at))}px)` }}
              >
                <Card
                  card={card}
                  stage_id={stage.id}
                  open={stage.stage_type === 'open'}
                  today={today}
                  current={current === card.card_id}
                />
              </div>
            );
          })}
          {slot !== undefined && (
            <div
              aria-hidden
              className={classNames('card-row rounded-card', lift.shown === undefined && 'bg-gap')}
              style={{ transform: `translateY(${gapTop}px)`, height: lift.height }}
            >
              {lift.shown && (
                <LiftedCard card={lift.shown} open={stage.stage_type === 'open'} today={today} />
              )}
            </div>
          )}
        </div>
        {cards.length === 0 && slot === undefined && <EmptyStage />}
      </div>
    </section>
  );
});

/** The card while the arrow keys carry it; the real one keeps the focus where it was lifted. */
const LiftedCard = ({ card, open, today }: { card: CardView; open: boolean; today: string }) => (
  <div className="-translate-y-0.5 rounded-card border border-transparent bg-surface p-2.5 shadow-lifted outline-2 -outline-offset-1 outline-accent">
    <CardFace card={card} open={open} today={today} />
  </div>
);

const EmptyStage = () => (
  <p className="appear flex h-20 group-data-empty/board:hidden items-center justify-center rounded-card border border-dashed border-hairline text-small text-secondary">
    {words.board.emptyStage}
  </p>
);

const indexOf = (cards: readonly CardView[], card_id: string | undefined): number =>
  card_id === undefined ? -1 : cards.findIndex((card) => card.card_id === card_id);

/** The slot before `before_id` in a stage whose lifted card is taken out; its end when that card is gone. */
function slotOf(
  cards: readonly CardView[],
  source: number,
  before_id: string | null | undefined,
): number | undefined {
  if (before_id === undefined) return undefined;
  const found = before_id === null ? -1 : indexOf(cards, before_id);
  const index = found < 0 ? cards.length : found;
  return source >= 0 && index > source ? index - 1 : index;
}
