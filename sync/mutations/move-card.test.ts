import { describe, expect, it } from 'vitest';
import type { SyncedRow } from '../schema/declare.ts';
import { compareRank } from '../core/rank.ts';
import { editsOfMoves, type ShownBoard } from './move-card.ts';

const row = (id: string, rest: object): SyncedRow => ({
  id,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  deleted_at: null,
  row_version: 1,
  clocks: {},
  ...rest,
});
const cards = [
  ['a', 'lead', 'a1'],
  ['b', 'lead', 'a2'],
  ['c', 'won', 'a1'],
].map(([id = '', stage_id, rank]) =>
  row(id, { board_id: 'board', stage_id, rank, record_type: 'deal', record_id: `deal-${id}` }),
);
type CardRow = NonNullable<ReturnType<ShownBoard['card']>>;
const board: ShownBoard = {
  card: (id) => cards.find((card) => card.id === id) as CardRow | undefined,
  record: (id) => row(id, { stage_id: cards.find((card) => `deal-${card.id}` === id)?.['stage_id'] }),
  stageCards: (stage_id) =>
    (cards as CardRow[]).filter((card) => card.stage_id === stage_id).sort(compareRank),
};
const half = () => 0.5;

describe('a move', () => {
  it('sets the stage and the rank in it in one, and the stage of the deal with them', () => {
    const edits = editsOfMoves(board, { card_ids: ['b'], stage_id: 'won', before_id: 'c' }, half);
    expect(edits).toMatchObject([
      { table: 'board_cards', row: { id: 'b' }, columns: { stage_id: 'won' } },
      { table: 'deals', row: { id: 'deal-b' }, columns: { stage_id: 'won' } },
    ]);
    expect((edits?.[0]?.columns['rank'] as string) < 'a1').toBe(true);
    expect(Object.keys(edits?.[0]?.columns ?? {}).sort()).toEqual(['rank', 'stage_id']);
  });

  it('to where the card lies is none, and of a card that is not here cannot be made', () => {
    expect(editsOfMoves(board, { card_ids: ['a'], stage_id: 'lead', before_id: 'b' }, half)).toEqual([]);
    expect(editsOfMoves(board, { card_ids: ['gone'], stage_id: 'lead', before_id: null }, half)).toBeNull();
  });
});
