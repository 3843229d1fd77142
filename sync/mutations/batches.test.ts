import { expect, it } from 'vitest';
import { BATCH, inBatches } from './batches.ts';
import type { Change } from './edits.ts';

const edit = (table: 'board_cards' | 'deals', id: string, record_id?: string): Change => ({
  table,
  row: { id, clocks: {}, row_version: 0, ...(record_id === undefined ? {} : { record_id }) } as never,
  columns: { stage_id: 'won' },
});

it('cuts what is too large for one mutation, and leaves nothing out', () => {
  const changes = Array.from({ length: 2 * BATCH + 1 }, (_, n) => edit('deals', `deal-${n}`));
  const batches = inBatches(changes);
  expect(batches.map((batch) => batch.length)).toEqual([BATCH, BATCH, 1]);
  expect(batches.flat()).toEqual(changes);
  expect(inBatches([])).toEqual([]);
});

it('never parts a deal from its card', () => {
  const pairs = Array.from({ length: BATCH }, (_, n) => [
    edit('board_cards', `card-${n}`, `deal-${n}`),
    edit('deals', `deal-${n}`),
  ]).flat();
  const batches = inBatches([edit('deals', 'first'), ...pairs]);
  expect(batches.map((batch) => batch.length)).toEqual([BATCH + 1, BATCH]);
});
