import { expect, it } from 'vitest';
import type { CardRow } from './board-view.ts';
import { createCardIndex } from './card-index.ts';

const card = (id: string, stage_id: string, rank: string, rest: Partial<CardRow> = {}): CardRow => ({
  id,
  created_at: '',
  updated_at: '',
  deleted_at: null,
  row_version: 1,
  clocks: {},
  workspace_id: 'w',
  board_id: 'b',
  stage_id,
  record_type: 'deal',
  record_id: `deal-${id}`,
  position: 0,
  rank,
  team_id: null,
  ...rest,
});

it('holds each stage in board order through every coming, moving and going', () => {
  const index = createCardIndex([card('b', 'lead', 'a1'), card('a', 'lead', 'a1'), card('c', 'won', 'a0')]);
  const lead = () => index.inStage('lead').map(({ id }) => id);
  expect(lead()).toEqual(['a', 'b']);
  expect(index.put('c', card('c', 'lead', 'a0'))).toEqual(['won', 'lead']);
  expect(lead()).toEqual(['c', 'a', 'b']);
  expect(index.put('a', card('a', 'lead', 'a2'))).toEqual(['lead', 'lead']);
  expect(lead()).toEqual(['c', 'b', 'a']);
  expect(index.put('b', card('b', 'lead', 'a1', { deleted_at: '2026-01-01' }))).toEqual(['lead']);
  expect(index.put('b', undefined)).toEqual([]);
  expect(lead()).toEqual(['c', 'a']);
  expect(index.inStage('won')).toEqual([]);
});

it('finds a card by its record as long as it lies on the board', () => {
  const index = createCardIndex([card('a', 'lead', 'a1')]);
  expect(index.ofRecord('deal-a')?.id).toBe('a');
  index.put('a', undefined);
  expect(index.ofRecord('deal-a')).toBeUndefined();
});
