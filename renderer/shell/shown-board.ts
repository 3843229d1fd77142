import type { BoardSummary } from '../../sync/index.ts';

/** The board that `id` asks for; the first where it asks for none, or for one that has gone. */
export const shownBoard = (
  boards: readonly BoardSummary[] | undefined,
  id: string | null,
): BoardSummary | undefined => boards?.find((board) => board.id === id) ?? boards?.[0];
