// The cards of one board, stage by stage in board order, kept so while single cards come, change and go: what one of them
// costs does not grow with the board.
import { compareRank, placeByRank } from '../core/rank.ts';
import type { CardRow } from './board-view.ts';

export type CardIndex = {
  get(card_id: string): CardRow | undefined;
  /** A record has one card on a board at most. */
  ofRecord(record_id: string): CardRow | undefined;
  /** In board order; without cards that are deleted. */
  inStage(stage_id: string): readonly CardRow[];
  values(): Iterable<CardRow>;
  /** Takes the card as it is now, undefined where it has gone. Answers the stages that it was in and is in. */
  put(card_id: string, card: CardRow | undefined): readonly string[];
};

export function createCardIndex(cards: Iterable<CardRow>): CardIndex {
  const held = new Map<string, CardRow>();
  const byRecord = new Map<string, CardRow>();
  const stages = new Map<string, CardRow[]>();

  const stageOf = (stage_id: string): CardRow[] => {
    const known = stages.get(stage_id) ?? [];
    stages.set(stage_id, known);
    return known;
  };

  function hold(card: CardRow): void {
    held.set(card.id, card);
    byRecord.set(card.record_id, card);
  }

  for (const card of cards)
    if (card.deleted_at === null) {
      hold(card);
      stageOf(card.stage_id).push(card);
    }
  for (const stage of stages.values()) stage.sort(compareRank);

  return {
    get: (card_id) => held.get(card_id),
    ofRecord: (record_id) => byRecord.get(record_id),
    inStage: (stage_id) => stages.get(stage_id) ?? [],
    values: () => held.values(),
    put(card_id, card) {
      const before = held.get(card_id);
      const now = card?.deleted_at === null ? card : undefined;
      if (before) {
        const left = stageOf(before.stage_id);
        left.splice(placeByRank(left, before), 1);
        held.delete(card_id);
        if (byRecord.get(before.record_id) === before) byRecord.delete(before.record_id);
      }
      if (now) {
        const entered = stageOf(now.stage_id);
        entered.splice(placeByRank(entered, now), 0, now);
        hold(now);
      }
      return [before, now].flatMap((one) => one?.stage_id ?? []);
    },
  };
}
