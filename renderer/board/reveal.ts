// Brings into view what the keyboard reached: the focused card, or the gap under a lifted one.
import { useLayoutEffect, type RefObject } from 'react';
import type { CardView } from '../../sync/index.ts';
import { useHand } from './lift.ts';

type FocusArgs = {
  stage_id: string;
  drawn: boolean;
  cards: readonly CardView[];
  element: RefObject<HTMLElement | null>;
  head: RefObject<HTMLElement | null>;
  list: RefObject<HTMLElement | null>;
  virtualizer: { scrollToIndex(index: number, options: { align: 'auto' }): void };
};

/** Gives the focus to the wanted spot of this column, once, in the commit that drew it. */
export function useColumnFocus({
  stage_id,
  drawn,
  cards,
  element,
  head,
  list,
  virtualizer,
}: FocusArgs): void {
  const wanted = useHand((hand) => (hand.wanted?.stage_id === stage_id ? hand.wanted : null));
  useLayoutEffect(() => {
    if (!wanted || !drawn) return;
    const { card_id } = wanted;
    useHand.setState({ wanted: null });
    element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (card_id === null) return head.current?.focus({ preventScroll: true });
    const at = cards.findIndex((card) => card.card_id === card_id);
    if (at < 0) return;
    virtualizer.scrollToIndex(at, { align: 'auto' });
    list.current
      ?.querySelector<HTMLElement>(`[data-card-id="${CSS.escape(card_id)}"]`)
      ?.focus({ preventScroll: true });
  }, [wanted, drawn, cards, element, head, list, virtualizer]);
}

const MARGIN = 12;

type GapArgs = {
  /** Only a card moved by keyboard: under the mouse the gap is in view anyway. */
  shown: boolean;
  top: number;
  height: number;
  element: RefObject<HTMLElement | null>;
  list: RefObject<HTMLElement | null>;
};

export function useRevealGap({ shown, top, height, element, list }: GapArgs): void {
  useLayoutEffect(() => {
    const scroller = list.current;
    if (!shown || !scroller) return;
    element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const above = top - MARGIN;
    const below = top + height + MARGIN - scroller.clientHeight;
    if (scroller.scrollTop > above) scroller.scrollTo({ top: above });
    else if (scroller.scrollTop < below) scroller.scrollTo({ top: below });
  }, [shown, top, height, element, list]);
}
