import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useShallow } from 'zustand/react/shallow';
import type { CardView, Mark } from '../../sync/index.ts';
import { classNames } from '../ui/class-names.ts';
import { useStayMemory } from '../ui/stay-memory.ts';
import { visibleIndexes } from '../ui/visible-indexes.ts';
import { t } from '../words/t.ts';
import { useBoard } from './board-context.ts';
import { useBoardState } from './board-state.ts';
import { Card } from './card.tsx';
import { CardFace } from './card-face.tsx';
import { estimateHeight } from './card-height.ts';
import type { Columns } from './columns.ts';
import { columnLift, useHand } from './lift.ts';
import type { Lifted } from './neighbours.ts';
import { QuickAdd } from './quick-add.tsx';
import type { ShownStage } from './shown-stages.ts';
import { indexAt, nearestSlot, roomAbove, slotAt, slotTop, type Column } from './slots.ts';
import { StageHead } from './stage-head.tsx';
import { InsertionLine } from './stage-order.tsx';
import { useColumnFocus, useRevealGap } from './reveal.ts';

type Props = {
  stage: ShownStage;
  index: number;
  /** Until its turn has come a column has room for its cards, and none of them. */
  drawn: boolean;
  today: string;
  marks: ReadonlyMap<string, Mark>;
  /** The card that Tab reaches, null for the head, undefined when it is in another column. */
  current: string | null | undefined;
  columns: Columns;
};

const GAP = 8;

/** One stage: its head, and its cards in a list of its own that draws only what is seen. */
export const StageColumn = memo(function StageColumn({
  stage,
  index,
  drawn,
  today,
  marks,
  current,
  columns,
}: Props) {
  const { cards } = stage;
  const { picked } = useBoard();
  const lift = useHand(useShallow((hand) => columnLift(hand.lift, stage.id)));
  const editing = useBoardState((state) => state.editing);
  const element = useRef<HTMLElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const sources = useMemo(() => indexesOf(cards, lift.lifted), [cards, lift.lifted]);
  const kept = [lift.held_id, current ?? undefined, editing ?? undefined].map((id) => indexOf(cards, id));

  // A new function here would make the virtualizer lay out every card again.
  const scroll = useStayMemory<number>(stage.id, 0);
  const keyOf = useCallback((at: number) => cards[at]?.card_id ?? at, [cards]);
  const fieldsShown = picked?.length ?? null;
  // The rule knows this hook: it may not be compiled. Nothing here is.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: cards.length,
    gap: GAP,
    overscan: 4,
    // Until the list is measured, which is after its first frame.
    initialRect: { width: 0, height: window.innerHeight },
    scrollPaddingStart: 4,
    scrollPaddingEnd: 12,
    getScrollElement: () => list.current,
    initialOffset: scroll.read,
    getItemKey: keyOf,
    estimateSize: (at) => estimateHeight(cards[at], marks.get(cards[at]?.record_id ?? ''), fieldsShown),
    rangeExtractor: (range) => (drawn ? visibleIndexes(range, kept) : []),
  });
  const rows = virtualizer.getVirtualItems();
  const row = (at: number) => virtualizer.measurementsCache[at] ?? { start: 0, size: 0 };
  const column: Column = { count: cards.length, row, sources, gap: GAP };

  const slot = slotOf(cards, column, lift.before_id);
  const gapTop = slot === undefined ? 0 : slotTop(column, slot);
  const opened = slot === undefined ? 0 : lift.height + GAP;
  const shift = (at: number) =>
    (slot !== undefined && slotAt(column, at) >= slot ? opened : 0) - roomAbove(column, at);

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
        return {
          stage_id: stage.id,
          before_id: now.cards[indexAt(now.column, at)]?.card_id ?? null,
        };
      },
    });
  }, [columns, stage.id]);

  useColumnFocus({ stage_id: stage.id, drawn, cards, element, head, list, virtualizer });
  useRevealGap({ shown: lift.shown !== undefined, top: gapTop, height: lift.height, element, list });
  const open = stage.stage_type === 'open';

  return (
    <section
      ref={element}
      data-stage-id={stage.id}
      aria-label={stage.name}
      className="relative flex max-w-80 min-w-62 flex-1 flex-col"
    >
      <InsertionLine stage_id={stage.id} />
      <StageHead ref={head} stage={stage} index={index} current={current === null} />
      <div
        ref={list}
        onScroll={({ currentTarget }) => scroll.keep(currentTarget.scrollTop)}
        className={classNames(
          'quiet-scroll relative min-h-0 overflow-x-hidden overflow-y-auto ps-1 pt-1 [overflow-anchor:none]',
          cards.length > 0 && 'pb-1',
        )}
      >
        <div
          role="list"
          aria-label={t('board.stage', { name: stage.name, cards: cards.length })}
          className="relative"
          style={{ height: virtualizer.getTotalSize() - roomAbove(column, cards.length) + opened }}
        >
          {rows.map(({ index: at, key, start }) => {
            const card = cards[at];
            if (!card) return null;
            const taken = sources.includes(at);
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                role="listitem"
                aria-posinset={at + 1}
                aria-setsize={cards.length}
                data-index={at}
                className={classNames('card-row', taken && 'pointer-events-none opacity-0')}
                style={{ transform: `translateY(${start + (taken ? 0 : shift(at))}px)` }}
              >
                <Card
                  card={card}
                  mark={marks.get(card.record_id)}
                  stage_id={stage.id}
                  open={open}
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
                <LiftedCard
                  card={lift.shown}
                  mark={marks.get(lift.shown.record_id)}
                  count={lift.lifted?.size ?? 1}
                  open={open}
                  today={today}
                />
              )}
            </div>
          )}
        </div>
      </div>
      <QuickAdd stage={stage} empty={stage.all === 0 && slot === undefined} list={list} />
    </section>
  );
});

type LiftedProps = { card: CardView; mark: Mark | undefined; count: number; open: boolean; today: string };

/** The card while the arrow keys carry it; the real one keeps the focus where it was lifted. */
const LiftedCard = ({ count, ...face }: LiftedProps) => (
  <div className="relative -translate-y-0.5 rounded-card border border-transparent bg-surface p-2.5 shadow-lifted outline-2 -outline-offset-1 outline-accent">
    <CardFace {...face} />
    {count > 1 && (
      <span className="tabular absolute -end-1 -top-1 flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1.5 text-label font-medium text-on-accent">
        {t('boards.count', { count })}
      </span>
    )}
  </div>
);

const indexOf = (cards: readonly CardView[], card_id: string | undefined): number =>
  card_id === undefined ? -1 : cards.findIndex((card) => card.card_id === card_id);

const indexesOf = (cards: readonly CardView[], lifted: Lifted | undefined): readonly number[] =>
  lifted ? cards.flatMap(({ card_id }, at) => (lifted.has(card_id) ? [at] : [])) : [];

/** The slot before `before_id` in a stage whose lifted cards are taken out; its end when that card is gone. */
function slotOf(
  cards: readonly CardView[],
  column: Column,
  before_id: string | null | undefined,
): number | undefined {
  if (before_id === undefined) return undefined;
  const found = before_id === null ? -1 : indexOf(cards, before_id);
  return slotAt(column, found < 0 ? cards.length : found);
}
