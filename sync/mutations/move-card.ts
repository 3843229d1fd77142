// Moves on a board that is shown: it holds all that a move needs, so the edits are there in the tick of the drop.
import type { CardsMove } from '../api.ts';
import type { BoardModel } from '../replica/board-model.ts';
import type { RowEdit } from './edits.ts';
import { ranksAt, stayersOf } from './places.ts';

/** What a move needs of the board. */
export type ShownBoard = Pick<BoardModel, 'card' | 'record' | 'stageCards'>;

/**
 * The edits that make a move: each card's place, stage and rank in one, and the stage of its deal, which follows it as
 * the server will have it follow. None where the cards lie there already; null where the board does not have one of them.
 */
export function editsOfMoves(
  board: ShownBoard,
  { card_ids, stage_id, before_id }: CardsMove,
  random: () => number,
): RowEdit[] | null {
  const cards = card_ids.flatMap((id) => board.card(id) ?? []);
  if (cards.length < card_ids.length) return null;
  const behind = stayersOf((id) => board.stageCards(id), new Set(card_ids));
  const ranks = ranksAt(
    board.stageCards(stage_id),
    card_ids,
    before_id === null ? 'end' : { before_id },
    random,
  );
  return ranks.flatMap(({ rank }, nth): RowEdit[] => {
    const card = cards[nth];
    if (!card) return [];
    const next_id = behind(card);
    const deal = card.record_type === 'deal' ? board.record(card.record_id) : undefined;
    return [
      { table: 'board_cards', row: card, columns: { stage_id, rank }, next_id },
      ...(deal && deal['stage_id'] !== stage_id
        ? [{ table: 'deals' as const, row: deal, columns: { stage_id } }]
        : []),
    ];
  });
}
