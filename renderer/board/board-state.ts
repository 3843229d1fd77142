// What is open on the board that is shown: a form, a question, the filter. One board at a time.
import { create } from 'zustand';
import type { Condition } from '../../sync/index.ts';

export type Filter = { conditions: readonly Condition[]; text: string };
export const NO_FILTER: Filter = { conditions: [], text: '' };
export const isFiltering = ({ conditions, text }: Filter): boolean =>
  conditions.length > 0 || text.trim() !== '';

type BoardState = {
  /** The stage whose form for a new card is open. */
  adding: string | null;
  /** The card that is edited in place. */
  editing: string | null;
  /** Deals that are about to be lost: the reason is asked. */
  losing: readonly string[] | null;
  /** The stage of which something is edited, and what. */
  stage: { id: string; what: 'name' | 'details' | 'deletion' } | null;
};

const NOTHING: BoardState = { adding: null, editing: null, losing: null, stage: null };

export const useBoardState = create<BoardState>(() => NOTHING);
export const closeForms = (): void => useBoardState.setState(NOTHING);

/** By board, for as long as the window is open. */
export const useFilters = create<{ filters: Readonly<Record<string, Filter & { view_id: string | null }>> }>(
  () => ({ filters: {} }),
);

export const useFilter = (board_id: string): Filter & { view_id: string | null } =>
  useFilters(({ filters }) => filters[board_id] ?? UNFILTERED);
const UNFILTERED = { ...NO_FILTER, view_id: null };

export const setFilter = (board_id: string, filter: Filter, view_id: string | null = null): void =>
  useFilters.setState(({ filters }) => ({ filters: { ...filters, [board_id]: { ...filter, view_id } } }));
