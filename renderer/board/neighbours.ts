// Where the keys lead: the focus over heads and cards, and a lifted card over the slots of all stages. Pure.
import type { StageView } from '../../sync/index.ts';

/** What has the focus on a board: a card, or the head of a stage where `card_id` is null. */
export type Spot = { stage_id: string; card_id: string | null };

/** Where a lifted card would land: before `before_id`, or at the end of the stage where it is null. */
export type Target = { stage_id: string; before_id: string | null };

export type Key = 'up' | 'down' | 'left' | 'right' | 'home' | 'end';

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

const indexOfStage = (stages: readonly StageView[], id: string): number =>
  stages.findIndex((stage) => stage.id === id);

const indexOfCard = (stage: StageView | undefined, id: string | null): number =>
  id === null ? -1 : (stage?.cards.findIndex((card) => card.card_id === id) ?? -1);

/** `spot` where it still is, else where its card went, else the first card of the board; null on a board without stages. */
export function presentSpot(stages: readonly StageView[], spot: Spot | null): Spot | null {
  if (spot) {
    const stage = stages.find(({ id }) => id === spot.stage_id);
    if (stage && (spot.card_id === null || indexOfCard(stage, spot.card_id) >= 0)) return spot;
    const moved = stages.find((other) => indexOfCard(other, spot.card_id) >= 0);
    if (moved) return { stage_id: moved.id, card_id: spot.card_id };
  }
  const stage = stages.find(({ cards }) => cards.length > 0) ?? stages[0];
  return stage ? spotAt(stage, 0) : null;
}

const spotAt = (stage: StageView, index: number): Spot => ({
  stage_id: stage.id,
  card_id: stage.cards[Math.min(index, stage.cards.length - 1)]?.card_id ?? null,
});

/** The spot that `key` leads to; the same spot at an edge. Above the first card is the head of its stage. */
export function neighbour(stages: readonly StageView[], spot: Spot, key: Key): Spot {
  const at = indexOfStage(stages, spot.stage_id);
  const stage = stages[at];
  if (!stage) return spot;
  const index = indexOfCard(stage, spot.card_id);
  const head: Spot = { stage_id: stage.id, card_id: null };
  switch (key) {
    case 'up':
      return index <= 0 ? head : spotAt(stage, index - 1);
    case 'down':
      return spotAt(stage, index + 1);
    case 'home':
      return spotAt(stage, 0);
    case 'end':
      return spotAt(stage, stage.cards.length);
    case 'left':
    case 'right': {
      const beside = stages[at + (key === 'left' ? -1 : 1)];
      if (!beside) return spot;
      return spot.card_id === null ? { stage_id: beside.id, card_id: null } : spotAt(beside, index);
    }
  }
}

/** The cards that are in the hand. */
export type Lifted = ReadonlySet<string>;

/** The cards of `stage` without the lifted ones. */
const others = (stage: StageView, lifted: Lifted) =>
  stage.cards.filter(({ card_id }) => !lifted.has(card_id));

/** Where the lifted card is now, as a target: a single one that is moved there stays where it is. */
export function originOf(stage: StageView, card_id: string, lifted: Lifted): Target {
  const behind = stage.cards.slice(indexOfCard(stage, card_id) + 1);
  const next = behind.find((card) => !lifted.has(card.card_id));
  return { stage_id: stage.id, before_id: next?.card_id ?? null };
}

export const sameTarget = (one: Target, other: Target): boolean =>
  one.stage_id === other.stage_id && one.before_id === other.before_id;

/** Position (from 1) of the first lifted card at `target` and how many cards its stage has then. */
export function positionOf(
  stages: readonly StageView[],
  lifted: Lifted,
  target: Target,
): { stage: string; position: number; total: number } {
  const stage = stages.find(({ id }) => id === target.stage_id);
  if (!stage) return { stage: '', position: 1, total: 1 };
  const rest = others(stage, lifted);
  const before = rest.findIndex((card) => card.card_id === target.before_id);
  return {
    stage: stage.name,
    position: (before < 0 ? rest.length : before) + 1,
    total: rest.length + lifted.size,
  };
}

/** Where `key` moves what is lifted: within its stage, or to the same height of the stage beside it. */
export function nudge(stages: readonly StageView[], lifted: Lifted, target: Target, key: Key): Target {
  const at = indexOfStage(stages, target.stage_id);
  const aside = key === 'left' ? -1 : key === 'right' ? 1 : 0;
  const stage = stages[clamp(at + aside, 0, stages.length - 1)];
  if (!stage) return target;
  if (aside !== 0 && stage.id === target.stage_id) return target;
  const { position } = positionOf(stages, lifted, target);
  const rest = others(stage, lifted);
  const slot = {
    up: position - 2,
    down: position,
    home: 0,
    end: rest.length,
    left: position - 1,
    right: position - 1,
  };
  return { stage_id: stage.id, before_id: rest[clamp(slot[key], 0, rest.length)]?.card_id ?? null };
}
