// Every edit that is made on a board: said in a toast with the way back, or why it could not be.
import type {
  CardsMove,
  CardView,
  MutationInput,
  MutationName,
  MutationResult,
  Replica,
} from '../../sync/index.ts';
import { failureText } from '../fields/invalid-words.ts';
import { dismissToast, showToast } from '../ui/toast.tsx';
import { sayProgress, takeBack } from '../undo/take-back.ts';
import { t } from '../words/t.ts';

/** `said`: what has been done, in words; null where it is plain to see. Answers null where it was not done. */
export async function write<N extends MutationName>(
  replica: Replica,
  name: N,
  input: MutationInput<N>,
  said: string | null,
): Promise<{ value: MutationResult<N> } | null> {
  dismissToast();
  const result = await replica.mutate(name, input, sayProgress);
  if (result.ok) {
    sayDone(replica, said);
    return { value: result.value };
  }
  showToast({ text: t('boards.not_done', { reason: failureText(result.error) }), stays: true });
  return null;
}

export function sayDone(replica: Replica, said: string | null): void {
  if (said !== null)
    showToast({ text: said, action: { name: t('changes.undo'), run: () => void takeBack(replica, 'undo') } });
}

/** On the board that is shown: there in the frame of the drop. */
export async function moveOnBoard(replica: Replica, move: CardsMove, said: string | null): Promise<void> {
  dismissToast();
  const { card_ids, ...to } = move;
  const [card_id = ''] = card_ids;
  const result = await (card_ids.length === 1
    ? replica.moveCard({ card_id, ...to })
    : replica.moveCards(move));
  if (result.ok) sayDone(replica, said);
  else showToast({ text: t('board.not_moved', { reason: failureText(result.error) }), stays: true });
}

/** One card by its name, several by their number. */
export const nameOf = (cards: readonly Pick<CardView, 'title'>[]): string =>
  cards.length === 1 ? (cards[0]?.title ?? '') : t('boards.cards', { count: cards.length });
