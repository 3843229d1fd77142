// Cards in the hand: lifted, moved, dropped or put back, by mouse and by keyboard alike.
import type { CardsMove, CardView, StageView } from '../../sync/index.ts';
import { t } from '../words/t.ts';
import { focusSpot, useHand, type Aside, type Lift } from './lift.ts';
import { nudge, originOf, positionOf, presentSpot, sameTarget, type Key, type Target } from './neighbours.ts';
import { selectedInOrder } from './selection.ts';

export type Moves = {
  /** Takes the card, and all that are selected with it. */
  lift(card_id: string, from_stage: string, by: Lift['by'], height: number): void;
  over(target: Target, aside?: Aside | null): void;
  nudge(key: Key): void;
  drop(): void;
  putBack(): void;
  /** Lets go of a card that somebody else took off the board meanwhile. */
  letGoOfGone(): void;
};

/** `stages` is asked anew on each call, so that a row that arrives meanwhile counts. */
export function createMoves(stages: () => readonly StageView[], move: (move: CardsMove) => void): Moves {
  const say = (said: string) => useHand.setState({ said });

  const describe = (lift: Lift, how: 'lifted' | 'over' | 'dropped') => {
    const place = positionOf(stages(), lift.lifted, lift.over);
    const name = lift.lifted.size > 1 ? t('boards.cards', { count: lift.lifted.size }) : lift.card.title;
    say(t(`board.hand.${how}`, { name, ...place }));
  };

  /** Where the card is now by the replica; null when it has gone. */
  function origin({ card, lifted }: Lift): Target | null {
    const stage = stages().find(({ cards }) => cards.some(({ card_id }) => card_id === card.card_id));
    return stage ? originOf(stage, card.card_id, lifted) : null;
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
      const lifted = new Set(selectedInOrder(stages(), card_id));
      const over = originOf(stage, card_id, lifted);
      const lift: Lift = { card, lifted, from_stage, by, height, over, aside: null };
      useHand.setState({ lift, spot: { stage_id: from_stage, card_id } });
      if (by === 'keyboard') describe(lift, 'lifted');
    },
    over(target, aside = null) {
      const { lift } = useHand.getState();
      if (!lift || (sameTarget(lift.over, target) && sameAside(lift.aside, aside))) return;
      useHand.setState({ lift: { ...lift, over: target, aside } });
    },
    nudge(key) {
      const { lift } = useHand.getState();
      if (!lift) return;
      const over = nudge(stages(), lift.lifted, lift.over, key);
      if (sameTarget(over, lift.over)) return;
      const moved = { ...lift, over };
      useHand.setState({ lift: moved });
      describe(moved, 'over');
    },
    drop() {
      const { lift } = useHand.getState();
      if (!lift) return;
      const from = origin(lift);
      if (!from) return;
      useHand.setState({ lift: null });
      describe(lift, 'dropped');
      const target = present(lift.over);
      const card_ids = [...lift.lifted];
      if (card_ids.length > 1 || !sameTarget(from, target)) move({ card_ids, ...target });
      focusSpot({ stage_id: target.stage_id, card_id: lift.card.card_id });
    },
    putBack() {
      const { lift } = useHand.getState();
      if (!lift) return;
      useHand.setState({ lift: null });
      const stage = stages().find(({ id }) => id === lift.from_stage);
      say(t('board.hand.put_back', { name: lift.card.title, stage: stage?.name ?? '' }));
      if (lift.by === 'keyboard') focusSpot({ stage_id: lift.from_stage, card_id: lift.card.card_id });
    },
    letGoOfGone() {
      const { lift } = useHand.getState();
      if (!lift || origin(lift)) return;
      useHand.setState({ lift: null });
      say(t('board.hand.gone', { name: lift.card.title }));
      const spot = presentSpot(stages(), { stage_id: lift.from_stage, card_id: null });
      if (lift.by === 'keyboard' && spot) focusSpot(spot);
    },
  };
}

const sameAside = (one: Aside | null, other: Aside | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
