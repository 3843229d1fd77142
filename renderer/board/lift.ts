// What is in the hand on a board and what has the focus: in neither the replica nor one view, so it lives here.
import { create } from 'zustand';
import type { CardView } from '../../sync/index.ts';
import type { Spot, Target } from './neighbours.ts';

export type Lift = {
  card: CardView;
  from_stage: string;
  by: 'mouse' | 'keyboard';
  /** Height of the lifted card in px: the gap is as high. */
  height: number;
  /** Where it would land now. */
  over: Target;
};

type BoardHand = {
  lift: Lift | null;
  spot: Spot | null;
  /** A spot whose element takes the focus at the next commit. */
  wanted: Spot | null;
  /** What a screen reader is told about the lifted card. */
  said: string;
};

export const useHand = create<BoardHand>(() => ({ lift: null, spot: null, wanted: null, said: '' }));

export const focusSpot = (spot: Spot): void => useHand.setState({ spot, wanted: spot });

/** What one column needs to know of the lift; all undefined where it does not concern that column. */
export type ColumnLift = {
  /** The lifted card where it comes from this column. */
  source_id: string | undefined;
  /** Where the gap is: before this card, at the end for null, nowhere for undefined. */
  before_id: string | null | undefined;
  height: number;
  /** Drawn in the gap while it is moved by keyboard. */
  shown: CardView | undefined;
};

const NONE: ColumnLift = {
  source_id: undefined,
  before_id: undefined,
  height: 0,
  shown: undefined,
};

export function columnLift(lift: Lift | null, stage_id: string): ColumnLift {
  if (!lift) return NONE;
  const source = lift.from_stage === stage_id;
  const target = lift.over.stage_id === stage_id;
  return {
    source_id: source ? lift.card.card_id : undefined,
    before_id: target ? lift.over.before_id : undefined,
    height: source || target ? lift.height : 0,
    shown: target && lift.by === 'keyboard' ? lift.card : undefined,
  };
}
