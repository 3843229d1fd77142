// What can be done with cards, wherever it is asked for: the menu, the keys, the bar of the selection, a drop.
import type { CardView } from '../../sync/index.ts';
import { write, nameOf, moveOnBoard } from './write.ts';
import { useBoardState } from './board-state.ts';
import type { BoardTools } from './board-context.ts';
import { clearSelection } from './selection.ts';
import { t } from '../words/t.ts';

type Cards = readonly CardView[];
const ids = (cards: Cards): string[] => cards.map(({ card_id }) => card_id);
const records = (cards: Cards): string[] => cards.map(({ record_id }) => record_id);

/** Why this person may not, in a word; null where they may. */
export const whyNot = (
  { may, record_type }: BoardTools,
  what: 'move' | 'edit' | 'delete' | 'stages',
): string | null =>
  (what === 'move' && may('board', 'write') && (record_type !== 'deal' || may('deal', 'write'))) ||
  (what === 'edit' && may(record_type, 'write')) ||
  (what === 'delete' && may(record_type, 'delete')) ||
  (what === 'stages' && may('board', 'write'))
    ? null
    : t('boards.not_allowed');

export function moveToStage({ replica, stages }: BoardTools, cards: Cards, stage_id: string): void {
  const stage = stages.find(({ id }) => id === stage_id);
  const said = t('board.moved', { name: nameOf(cards), stage: stage?.name ?? '' });
  void moveOnBoard(replica, { card_ids: ids(cards), stage_id, before_id: null }, said);
}

/** To the first stage of the other board. */
export function moveToBoard({ replica, directory }: BoardTools, cards: Cards, board_id: string): void {
  const there = directory.stages.filter((stage) => stage.board_id === board_id);
  const stage = there.find(({ stage_type }) => stage_type === 'open') ?? there[0];
  if (!stage) return;
  const said = t('boards.moved_to_board', { name: nameOf(cards), board: stage.board_name });
  void write(replica, 'move_cards', { card_ids: ids(cards), stage_id: stage.id, spot: 'top' }, said);
  clearSelection();
}

/** The other boards that cards of this one can be moved to. */
export const otherBoards = ({ directory, board_id, record_type }: BoardTools) =>
  directory.boards.filter((board) => board.record_type === record_type && board.id !== board_id);

export const canClose = ({ record_type, stages }: BoardTools, outcome: 'won' | 'lost'): boolean =>
  record_type === 'deal' && stages.some(({ stage_type }) => stage_type === outcome);

/** Won at once; for what is lost the reason is asked first. */
export function close(tools: BoardTools, cards: Cards, outcome: 'won' | 'lost'): void {
  if (outcome === 'lost') useBoardState.setState({ losing: records(cards) });
  else void closeDeals(tools, cards, { outcome });
}

export async function closeDeals(
  { replica, stages }: BoardTools,
  cards: Cards,
  how: { outcome: 'won' | 'lost'; reason?: string },
): Promise<void> {
  const [deal_id, ...and_ids] = records(cards);
  const stage_id = stages.find(({ stage_type }) => stage_type === how.outcome)?.id;
  if (deal_id === undefined || stage_id === undefined) return;
  const said = t(`boards.closed.${how.outcome}`, { name: nameOf(cards) });
  await write(replica, 'close_deal', { deal_id, and_ids, stage_id, ...how }, said);
  clearSelection();
}

export async function remove({ replica }: BoardTools, cards: Cards): Promise<void> {
  const [card_id, ...and_ids] = ids(cards);
  if (card_id === undefined) return;
  await write(replica, 'remove_card', { card_id, and_ids }, t('boards.removed', { name: nameOf(cards) }));
  clearSelection();
}

export async function deleteRecords({ replica, record_type }: BoardTools, cards: Cards): Promise<void> {
  const said = t('boards.deleted', { name: nameOf(cards) });
  await write(replica, 'delete_records', { record_type, ids: records(cards) }, said);
  clearSelection();
}
