import { expect, it } from 'vitest';
import type { SyncedRow } from '../../core/ports.ts';
import { mergeEdit } from './merge-edit.ts';

const T = (ms: number, node: string) => `${String(ms).padStart(13, '0')}-0000-0000000${node}`;

it('judges a move as one, by its stage, though the rank alone was edited later by somebody else', () => {
  const seen = { '*': T(1, 'a') };
  // Somebody has moved the card to another stage, and then up in it.
  const card = {
    ...{ id: 'k', deleted_at: null, row_version: 9, stage_id: 'theirs', rank: 'a9' },
    ...{ created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' },
    clocks: { ...seen, stage_id: T(5, 'b'), rank: T(9, 'b') },
  } as SyncedRow;
  const ours = { stage_id: T(7, 'a'), rank: T(7, 'a') };
  const columns = { stage_id: 'ours', rank: 'a5' };
  const won = mergeEdit('board_cards', card, { base: seen, columns, ours });
  expect(won).toMatchObject({
    columns,
    lost: {},
    won: { stage_id: { theirs: 'theirs' }, rank: { theirs: 'a9' } },
  });

  const earlier = { stage_id: T(3, 'a'), rank: T(3, 'a') };
  const lost = mergeEdit('board_cards', card, { base: seen, columns, ours: earlier });
  expect(lost).toMatchObject({
    columns: {},
    lost: { stage_id: { theirs: 'theirs' }, rank: { theirs: 'a9' } },
  });
});

it('lets a move within a stage give way to one that took the card out of it, however much later', () => {
  const seen = { '*': T(1, 'a') };
  const card = {
    ...{ id: 'k', deleted_at: null, row_version: 9, stage_id: 'theirs', rank: 'a2' },
    ...{ created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' },
    clocks: { ...seen, stage_id: T(5, 'b'), rank: T(5, 'b') },
  } as SyncedRow;
  const within = { base: seen, columns: { rank: 'a5' }, ours: { rank: T(9, 'a') } };
  expect(mergeEdit('board_cards', card, within)).toMatchObject({
    columns: {},
    lost: { rank: { theirs: 'a2' } },
  });
});
