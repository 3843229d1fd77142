import { v5, v7 } from 'uuid';
import { expect, it } from 'vitest';
import { derivedId, pairId } from './pair-id.ts';

it('gives a pair one id, whoever makes it, and another pair another', () => {
  const [board_id, record_id] = [v7(), v7()];
  const id = pairId('board_cards', { board_id, record_id });
  expect(id).toBe(v5(record_id, board_id));
  expect(pairId('board_cards', { record_id, board_id })).toBe(id);
  expect(pairId('board_cards', { board_id: record_id, record_id: board_id })).not.toBe(id);
});

it('keeps the ids that are stored', () => {
  const workspace_id = '018f0000-0000-7000-8000-000000000001';
  expect(pairId('roles', { workspace_id, name: 'guest' })).toBe('53c571a4-7098-5b60-9615-7240661a9088');
});

it('takes every id that PostgreSQL takes, and names in any script', () => {
  expect(derivedId('11111111-1111-1111-1111-111111111111', 'Größe 大')).toBe(
    'c1e09884-fdb2-51ee-a4c3-301e857db13a',
  );
});
