// A card in the hand: lifted, moved, dropped or put back, by mouse and by keyboard alike.
import type { CardMove, CardView, StageView } from '../../sync/index.ts';
import { words } from '../words.ts';
import { focusSpot, useHand, type Lift } from './lift.ts';
import { nudge, originOf, positionOf, presentSpot, sameTarget, type Key, type Target } from './neighbours.ts';

export type Moves = {
  lift(card_id: string, from_stage: string, by: Lift['by'], height: number): void;
  over(target: Target): void;
  nudge(key: Key): void;
  drop(): void;
  putBack(): void;
  /** Lets go of a card that somebody else took off the board meanwhile. */
  letGoOfGone(): void;
};

/** `stages` is asked anew on each call, so that a row that arrives meanwhile counts. */
export function createMoves(stages: () => readonly StageView[], move: (move: CardMove) => void): Moves {
  const say = (said: string) => useHand.setState({ said });

  const describe = (
    lift: Lift,
    tell: (name: string, stage: string, position: number, total: number) => string,
  ) => {
    const { stage, position, total } = positionOf(stages(), lift.card.card_id, lift.over);
    say(tell(lift.card.title, stage, position, total));
  };

  /** Where the card is now by the replica; null when it has gone. */
  function origin(lift: Lift): Target | null {
    const stage = stages().find(({ cards }) => cards.some(({ card_id }) => card_id === lift.card.card_id));
    return stage ? originOf(stage, lift.card.card_id) : null;
  }

  /** The end of the stage where the card below the gap has left it meanwhile. */
  function present({ stage_id, before_id }: Target): Target {
    const stage = stages().find(({ id }) => id === stage_id);
    const there = stage?.cards.some((card) => card.card_id === before_id) ?? false;
    return { stage_id, before_id: there ? before_id : null };
  }

  return {
    lift(card_id, from_stage, by, height) {
      const stage = stages().find(({ id }) => id === from_stage);
      const card: CardView | undefined = stage?.cards.find((candidate) => candidate.card_id === card_id);
      if (!stage || !card) return;
      const lift: Lift = { card, from_stage, by, height, over: originOf(stage, card_id) };
      useHand.setState({ lift, spot: { stage_id: from_stage, card_id } });
      if (by === 'keyboard') describe(lift, words.moving.lifted);
    },
    over(target) {
      const { lift } = useHand.getState();
      if (lift && !sameTarget(lift.over, target)) useHand.setState({ lift: { ...lift, over: target } });
    },
    nudge(key) {
      const { lift } = useHand.getState();
      if (!lift) return;
      const over = nudge(stages(), lift.card.card_id, lift.over, key);
      if (sameTarget(over, lift.over)) return;
      const moved = { ...lift, over };
      useHand.setState({ lift: moved });
      describe(moved, (_name, stage, position, total) => words.moving.over(stage, position, total));
    },
    drop() {
      const { lift } = useHand.getState();
      if (!lift) return;
      const from = origin(lift);
      if (!from) return;
      useHand.setState({ lift: null });
      describe(lift, words.moving.dropped);
      const { card_id } = lift.card;
      const target = present(lift.over);
      if (!sameTarget(from, target)) move({ card_id, ...target });
      focusSpot({ stage_id: target.stage_id, card_id });
    },
    putBack() {
      const { lift } = useHand.getState();
      if (!lift) return;
      useHand.setState({ lift: null });
      const stage = stages().find(({ id }) => id === lift.from_stage);
      say(words.moving.putBack(lift.card.title, stage?.name ?? ''));
      if (lift.by === 'keyboard') focusSpot({ stage_id: lift.from_stage, card_id: lift.card.card_id });
    },
    letGoOfGone() {
      const { lift } = useHand.getState();
      if (!lift || origin(lift)) return;
      useHand.setState({ lift: null });
      say(words.moving.gone(lift.card.title));
      const spot = presentSpot(stages(), { stage_id: lift.from_stage, card_id: null });
      if (lift.by === 'keyboard' && spot) focusSpot(spot);
    },
  };
}
