// Which card is elsewhere than before, for bringing it into view. Pure.
import type { StageView } from '../../sync/index.ts';
import type { Spot } from './neighbours.ts';

/** The first card that is in another stage, or came, or lies elsewhere in its stage; null where none is. */
export function movedCard(before: readonly StageView[], after: readonly StageView[]): Spot | null {
  const stageOf = new Map(before.flatMap(({ id, cards }) => cards.map(({ card_id }) => [card_id, id])));
  for (const { id: stage_id, cards } of after) {
    const moved = cards.find(({ card_id }) => stageOf.get(card_id) !== stage_id);
    if (moved) return { stage_id, card_id: moved.card_id };
  }
  for (const { id: stage_id, cards } of after) {
    const old = before.find(({ id }) => id === stage_id)?.cards ?? [];
    // One that has only gone is nowhere to be shown.
    if (old.length !== cards.length) continue;
    const at = cards.findIndex(({ card_id }, index) => old[index]?.card_id !== card_id);
    if (at < 0) continue;
    const up = old[at]?.card_id === cards[at + 1]?.card_id;
    return { stage_id, card_id: (up ? cards[at] : old[at])?.card_id ?? null };
  }
  return null;
}
