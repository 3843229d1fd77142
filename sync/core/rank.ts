// The order of cards in a stage: (rank, id), rank being a fractional index, so that a move writes one row.
// A new rank lies between distinct neighbours and is jittered, so that two people who drop into one gap rarely tie.
import { generateKeyBetween } from 'fractional-indexing-jittered';

/** Ten halvings at random: a tie in one gap once in 1,024, for two more characters. */
const JITTER_HALVINGS = 10;

export type Ranked = { id: string; rank: string };

/** Board order; plain code unit comparison, which is the server's `collate "C"`. */
export function compareRank(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A rank in the gap between `lower` and `upper` (null: the end of the list on that side). `random` gives [0, 1). */
export function rankBetween(lower: string | null, upper: string | null, random: () => number): string {
  let [low, high] = [lower, upper];
  let middle = generateKeyBetween(low, high);
  for (let halving = 0; halving < JITTER_HALVINGS; halving += 1) {
    if (random() < 0.5) low = middle;
    else high = middle;
    middle = generateKeyBetween(low, high);
  }
  return middle;
}

/**
 * The rank that puts a card directly before `before_id`, or last where that is null or not in `stage`.
 * `stage` is in board order and does not hold the card that moves. Where neighbours share a rank, the gap below
 * the first of them is taken: the nearest place that can be told apart.
 */
export function rankBefore(stage: readonly Ranked[], before_id: string | null, random: () => number): string {
  const at = before_id === null ? -1 : stage.findIndex(({ id }) => id === before_id);
  if (at < 0) return rankBetween(stage.at(-1)?.rank ?? null, null, random);
  const upper = stage[at]?.rank ?? null;
  let below = at - 1;
  while (below >= 0 && stage[below]?.rank === upper) below -= 1;
  return rankBetween(stage[below]?.rank ?? null, upper, random);
}

/** Where a card lies in its stage, or would, by halving. */
export function placeByRank(stage: readonly Ranked[], card: Ranked): number {
  let [from, to] = [0, stage.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = stage[middle];
    if (other && compareRank(other, card) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
