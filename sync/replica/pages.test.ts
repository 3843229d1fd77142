import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase, type ReplicaDatabase } from './database.ts';
import { pagesAmong, pagesOf, pagesWith } from './pages.ts';
import type { StoredRow } from './rx-schema.ts';
import { createRowStore } from './stores.ts';

const ENTRIES = Array.from({ length: 12 }, (_, at) => `entry-${String(at).padStart(2, '0')}`);
const recordOf = (id: string) => (Number(id.slice(6)) % 2 === 0 ? 'ann' : 'ole');
const ofAnn = ENTRIES.filter((id) => recordOf(id) === 'ann');

let database: ReplicaDatabase;
const entries = () => database.rows.get('timeline_entries')!;

beforeEach(async () => {
  database = await openDatabase('outpost-pages');
  await createRowStore(database).update('timeline_entries', ENTRIES, (_row, id) => ({
    id,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    deleted_at: null,
    row_version: 1,
    clocks: {},
    record_type: 'contact',
    record_id: recordOf(id),
    entry_type: 'note',
    happened_at: '2026-01-01T00:00:00Z',
  }));
});
afterEach(() => database.database.remove());

async function idsIn(pages: AsyncIterable<StoredRow[]>): Promise<string[][]> {
  const all: string[][] = [];
  for await (const page of pages) all.push(page.map(({ id }) => id));
  return all;
}
const remove = (id: string) => createRowStore(database).update('timeline_entries', [id], () => null);

it('gives out everything, newest first, in pages', async () => {
  expect(await idsIn(pagesOf(entries(), 8))).toEqual([ENTRIES.slice(4), ENTRIES.slice(0, 4)]);
});

it('gives out those of one value in pages, equal keys and the last page too', async () => {
  expect(await idsIn(pagesWith(entries(), 'record_id', 'ann', 4))).toEqual([
    ofAnn.slice(0, 4),
    ofAnn.slice(4),
  ]);
  expect(await idsIn(pagesWith(entries(), 'record_id', 'nobody', 4))).toEqual([[]]);
});

it('gives out those that are asked for, whether they lie side by side or far apart', async () => {
  const asked = ['entry-00', 'entry-01', 'entry-03', 'entry-11', 'not-here'];
  expect((await idsIn(pagesAmong(entries(), asked, 4))).flat()).toEqual(asked.slice(0, 4));
  expect((await idsIn(pagesAmong(entries(), asked, 100))).flat().sort()).toEqual(asked.slice(0, 4));
});

it('gives out nothing that was removed', async () => {
  await remove('entry-02');
  expect((await idsIn(pagesWith(entries(), 'record_id', 'ann', 2))).flat()).not.toContain('entry-02');
  expect((await idsIn(pagesAmong(entries(), ENTRIES, 3))).flat()).toHaveLength(11);
  expect((await idsIn(pagesOf(entries(), 5))).flat()).toHaveLength(11);
});

it('refuses to go through all for a column without an index', async () => {
  await expect(idsIn(pagesWith(entries(), 'body', 'x', 4))).rejects.toThrow('no index');
});
