// What is in the hand on a board and what has the focus: in neither the replica nor one view, so it lives here.
import { create } from 'zustand';
import type { CardView } from '../../sync/index.ts';
import type { Lifted, Spot, Target } from './neighbours.ts';

export type Lift = {
  /** The one that was taken hold of. */
  card: CardView;
  /** All that are carried, in board order. */
  lifted: Lifted;
  from_stage: string;
  by: 'mouse' | 'keyboard';
  /** Height of the card in px: the gap is as high. */
  height: number;
  /** Where it would land now. */
  over: Target;
  /** Outside the stages: a zone that closes deals, or another board. The gap closes meanwhile. */
  aside: Aside | null;
};

export type Aside = { kind: 'close'; outcome: 'won' | 'lost' } | { kind: 'board'; board_id: string };

type BoardHand = {
  lift: Lift | null;
  spot: Spot | null;
  /** A spot whose element takes the focus at the next commit. */
  wanted: Spot | null;
  /** What a screen reader is told about what is lifted. */
  said: string;
};

export const EMPTY_HAND: BoardHand = { lift: null, spot: null, wanted: null, said: '' };
export const useHand = create<BoardHand>(() => EMPTY_HAND);

export const focusSpot = (spot: Spot): void => useHand.setState({ spot, wanted: spot });

/** What one column needs to know of the lift; all undefined where it does not concern that column. */
export type ColumnLift = {
  lifted: Lifted | undefined;
  /** The card that was taken hold of, where it comes from this column: it has to stay drawn. */
  held_id: string | undefined;
  /** Where the gap is: before this card, at the end for null, nowhere for undefined. */
  before_id: string | null | undefined;
  height: number;
  /** Drawn in the gap while it is moved by keyboard. */
  shown: CardView | undefined;
};

const NONE: ColumnLift = {
  lifted: undefined,
  held_id: undefined,
  before_id: undefined,
  height: 0,
  shown: undefined,
};

export function columnLift(lift: Lift | null, stage_id: string): ColumnLift {
  if (!lift) return NONE;
  const { card, lifted, from_stage, by, height, over, aside } = lift;
  const target = over.stage_id === stage_id && aside === null;
  return {
    lifted,
    held_id: from_stage === stage_id ? card.card_id : undefined,
    before_id: target ? over.before_id : undefined,
    height: target ? height : 0,
    shown: target && by === 'keyboard' ? card : undefined,
  };
}
