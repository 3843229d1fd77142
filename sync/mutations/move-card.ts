import type { CardMove } from '../api.ts';
import { rankBefore } from '../core/rank.ts';
import type { BoardModel } from './board-model.ts';
import type { RowEdit } from './mutations.ts';

/**
 * The edits that make a move: the card's place, stage and rank in one, and the stage of its deal, which follows it as the
 * server will have it follow. None where the card lies there already; null where the board has no such card.
 */
export function editsOfMove(board: BoardModel, move: CardMove, random: () => number): RowEdit[] | null {
  const card = board.card(move.card_id);
  if (!card) return null;
  if (
    move.before_id === card.id ||
    (card.stage_id === move.stage_id && isBefore(board, card, move.before_id))
  )
    return [];
  const rank = rankBefore(board.stageCards(move.stage_id, card.id), move.before_id, random);
  const edits: RowEdit[] = [{ table: 'board_cards', row: card, columns: { stage_id: move.stage_id, rank } }];
  const deal = card.record_type === 'deal' ? board.record(card.record_id) : undefined;
  if (deal && deal['stage_id'] !== move.stage_id)
    edits.push({ table: 'deals', row: deal, columns: { stage_id: move.stage_id } });
  return edits;
}

/** True where the card that follows `card` in its stage is `before_id`, or none does and that is null. */
function isBefore(
  board: BoardModel,
  card: { id: string; stage_id: string; rank: string },
  before_id: string | null,
): boolean {
  const next = board
    .stageCards(card.stage_id, card.id)
    .find(({ id, rank }) => rank > card.rank || (rank === card.rank && id > card.id));
  return (next?.id ?? null) === before_id;
}
