// Who edited a row, by the entry that the server has put on its timeline.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { automaticEntryId } from '../core/automatic-entries.ts';
import type { SyncedRow } from '../core/ports.ts';
import { openDatabase, type ReplicaDatabase } from './database.ts';
import { createRowStore } from './stores.ts';
import { openTitles, type Titles } from './titles.ts';

const CLOCK = '1767225600000-0000-0000000a';
const row = (id: string, rest: Record<string, unknown>): SyncedRow => ({
  ...{ id, created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', deleted_at: null },
  ...{ row_version: 1, clocks: {}, workspace_id: 'w', ...rest },
});

let databases = 0;
let opened: ReplicaDatabase;
let titles: Titles;
const failed = (error: unknown) => {
  throw error;
};
beforeEach(async () => {
  databases += 1;
  opened = await openDatabase(`outpost-titles-${databases}`);
  titles = await openTitles(opened, () => undefined, failed);
});
afterEach(async () => {
  titles.close();
  await opened.database.close();
});

const tell = async (edited: string, column: string) => {
  const entry = row(automaticEntryId(edited, column, CLOCK), {
    ...{ record_type: 'deal', record_id: 'deal', entry_type: 'field_edit', author_id: 'mara', body: null },
    ...{ payload: { column }, happened_at: '2026-01-01T00:00:00Z', team_id: null },
  });
  await createRowStore(opened).update('timeline_entries', [entry.id], () => entry);
};
const authorOf = (...asked: Parameters<Titles['authorOf']>) =>
  vi.waitFor(() => {
    const author = titles.authorOf(...asked);
    expect(author).not.toBeNull();
    return author;
  });

it('names whoever set a cell, also one element of a column', async () => {
  await tell('deal', 'value_cents');
  await tell('deal', 'custom_fields');
  expect(await authorOf('deals', 'deal', 'value_cents', CLOCK)).toBe('mara');
  expect(await authorOf('deals', 'deal', 'custom_fields.region', CLOCK)).toBe('mara');
  expect(titles.authorOf('deals', 'deal', 'close_date', CLOCK)).toBeNull();
});

it('names whoever moved a card by what was told of its deal', async () => {
  await tell('deal', 'stage_id');
  const card = row('card', {
    board_id: 'b',
    stage_id: 's',
    record_type: 'deal',
    record_id: 'deal',
    rank: 'a0',
  });
  await createRowStore(opened).update('board_cards', ['card'], () => ({ ...card, position: 0 }));
  await vi.waitFor(() => {
    titles.titleOf('board_cards', 'card');
    expect(titles.authorOf('board_cards', 'card', 'stage_id', CLOCK)).toBe('mara');
  });
});
