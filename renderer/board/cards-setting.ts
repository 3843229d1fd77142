// How a person has the cards of each board: which fields they show, and which stages are collapsed. Kept between starts.
import { create } from 'zustand';

export type BoardCards = {
  /** Cells, in their order; null: what a card shows of itself. */
  fields: readonly string[] | null;
  /** Ids of stages. */
  collapsed: readonly string[];
};
/** By board. */
export type Cards = Readonly<Record<string, BoardCards>>;

const USUAL: BoardCards = { fields: null, collapsed: [] };
/** A setting is small: of boards beyond these the oldest are forgotten. */
const MOST_BOARDS = 60;
export const MOST_FIELDS = 4;

export const useCards = create<{ boards: Cards }>(() => ({ boards: {} }));

/** How this board is had by this person. */
export const useBoardCards = (board_id: string): BoardCards =>
  useCards(({ boards }) => boards[board_id] ?? USUAL);

export const setBoardCards = (board_id: string, change: Partial<BoardCards>): void =>
  useCards.setState(({ boards }) => ({ boards: withBoard(boards, board_id, change) }));

export function withBoard(boards: Cards, board_id: string, change: Partial<BoardCards>): Cards {
  const { [board_id]: before = USUAL, ...others } = boards;
  const now = { ...before, ...change };
  const kept = now.fields === null && now.collapsed.length === 0 ? [] : [[board_id, now] as const];
  return Object.fromEntries([...Object.entries(others), ...kept].slice(-MOST_BOARDS));
}

export const toggleCollapsed = (board_id: string, stage_id: string): void => {
  const { collapsed } = useCards.getState().boards[board_id] ?? USUAL;
  const others = collapsed.filter((id) => id !== stage_id);
  setBoardCards(board_id, {
    collapsed: others.length < collapsed.length ? others : [...collapsed, stage_id],
  });
};

/** What the setting says, without what this version does not know. */
export function parseCards(setting: unknown): Cards {
  const boards = fieldsIn(setting);
  return Object.fromEntries(
    Object.entries(boards).map(([board_id, one]) => {
      const { fields, collapsed } = fieldsIn(one);
      const cells = textsIn(fields)?.slice(0, MOST_FIELDS) ?? null;
      return [board_id, { fields: cells, collapsed: textsIn(collapsed) ?? [] }];
    }),
  );
}

const fieldsIn = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
const textsIn = (value: unknown): string[] | null =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : null;

/** Begins with `initial` and hands every later change to `save`. Called once. */
export function startCards(initial: Cards, save: (boards: Cards) => void): void {
  useCards.setState({ boards: initial });
  useCards.subscribe(({ boards }) => save(boards));
}
