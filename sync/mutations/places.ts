// Where cards lie in a stage, whoever holds the cards: a board that is shown, or the replica.
import { compareRank, placeByRank, rankBefore, rankBetween, type Ranked } from '../core/rank.ts';

/** Where in a stage: first, last, or directly before a card of it. */
export type Spot = 'top' | 'end' | { before_id: string };

/**
 * The ranks that put `moving` at `spot`, in that order. `stage` is in board order, with those of the moving cards that
 * lie in it. None where they all lie there already; a card to go before that is not there means the end.
 */
export function ranksAt(
  stage: readonly Ranked[],
  moving: readonly string[],
  spot: Spot,
  random: () => number,
): readonly Ranked[] {
  const ids = new Set(moving);
  const others = stage.filter(({ id }) => !ids.has(id));
  const before_id = stays(stage, ids, spot);
  const at = before_id === null ? others.length : others.findIndex(({ id }) => id === before_id);
  const after = [
    ...others.slice(0, at).map(({ id }) => id),
    ...moving,
    ...others.slice(at).map(({ id }) => id),
  ];
  if (after.length === stage.length && stage.every(({ id }, place) => id === after[place])) return [];
  let below: string | null = null;
  const above = before_id === null ? null : (others[at]?.rank ?? null);
  return moving.map((id) => {
    below = below === null ? rankBefore(others, before_id, random) : rankBetween(below, above, random);
    return { id, rank: below };
  });
}

/** The first card from `spot` on that does not move; null: the end. */
function stays(stage: readonly Ranked[], moving: ReadonlySet<string>, spot: Spot): string | null {
  if (spot === 'end') return null;
  const from = spot === 'top' ? 0 : stage.findIndex(({ id }) => id === spot.before_id);
  return (from < 0 ? [] : stage.slice(from)).find(({ id }) => !moving.has(id))?.id ?? null;
}

/** Answers, for a card, the first one behind it that does not move; null: none. `cards`: a stage in board order. */
export function stayersOf(
  cards: (stage_id: string) => readonly Ranked[],
  moving: ReadonlySet<string>,
): (card: { id: string; stage_id: string }) => string | null {
  const stages = new Map<string, ReadonlyMap<string, string | null>>();
  return ({ id, stage_id }) => {
    const known = stages.get(stage_id) ?? stayersBehind(cards(stage_id), moving);
    stages.set(stage_id, known);
    return known.get(id) ?? null;
  };
}

function stayersBehind(
  stage: readonly Ranked[],
  moving: ReadonlySet<string>,
): ReadonlyMap<string, string | null> {
  const behind = new Map<string, string | null>();
  let stayer: string | null = null;
  for (const { id } of [...stage].reverse()) {
    behind.set(id, stayer);
    if (!moving.has(id)) stayer = id;
  }
  return behind;
}

type Card = Ranked & { stage_id: string; deleted_at: string | null };

/** The cards of a stage in board order. */
export const cardsIn = <C extends Card>(cards: Iterable<C>, stage_id: string): readonly C[] =>
  [...cards].filter((card) => card.stage_id === stage_id && card.deleted_at === null).sort(compareRank);

/** The cards of a board, stage by stage in board order, while some of them move. */
export type Stages<C> = {
  cards(stage_id: string): readonly C[];
  /** Whether a card lies in that stage. */
  has(stage_id: string, id: string): boolean;
  /** Those that lie behind where a card of this rank and id would, the nearest first; without the card itself. */
  behind(stage_id: string, card: Ranked): Iterable<C>;
  /** Puts a card where it belongs by its stage and rank. */
  put(card: C): void;
};

export function stagesOf<C extends Card>(cards: readonly C[]): Stages<C> {
  const held = new Map(cards.map((card) => [card.id, card]));
  const sorted = new Map<string, C[]>();
  const inStage = (stage_id: string): C[] => {
    const known = sorted.get(stage_id) ?? [...cardsIn(held.values(), stage_id)];
    sorted.set(stage_id, known);
    return known;
  };
  return {
    cards: inStage,
    has: (stage_id, id) => {
      const card = held.get(id);
      return card?.stage_id === stage_id && card.deleted_at === null;
    },
    *behind(stage_id, card) {
      const stage = inStage(stage_id);
      for (let at = placeByRank(stage, card); at < stage.length; at += 1) {
        const other = stage[at];
        if (other && other.id !== card.id) yield other;
      }
    },
    put(card) {
      const old = held.get(card.id);
      if (old?.deleted_at === null) {
        const left = inStage(old.stage_id);
        left.splice(placeByRank(left, old), 1);
      }
      const stage = inStage(card.stage_id);
      stage.splice(placeByRank(stage, card), 0, card);
      held.set(card.id, card);
    },
  };
}
