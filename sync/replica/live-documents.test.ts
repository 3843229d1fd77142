import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openDatabase, type ReplicaDatabase } from './database.ts';
import { openLiveDocuments } from './live-documents.ts';
import { createRowStore } from './stores.ts';

let database: ReplicaDatabase;

beforeEach(async () => {
  database = await openDatabase('outpost-live-documents');
  await createRowStore(database).update('companies', ['nordwind'], (_row, id) => ({
    id,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    deleted_at: null,
    row_version: 1,
    clocks: {},
    name: 'Nordwind',
  }));
});
afterEach(() => database.database.close());

it('is not done with a document that somebody else has asked for and that is still being read', async () => {
  const live = await openLiveDocuments({
    collection: database.rows.get('companies')!,
    held: 'wanted',
    changed: () => undefined,
    failed: (error) => expect.fail(String(error)),
  });
  void live.want(['nordwind']);
  const again = live.want(['nordwind']);
  expect(again).not.toBeNull();
  await again;
  expect(live.get('nordwind')).toMatchObject({ name: 'Nordwind' });
  expect(live.want(['nordwind'])).toBeNull();
  live.close();
});

it('shows no document any more that was shown before it was stored, when it is stored and nobody wants it', async () => {
  const companies = database.rows.get('companies')!;
  const live = await openLiveDocuments({
    collection: companies,
    held: 'wanted',
    changed: () => undefined,
    failed: (error) => expect.fail(String(error)),
  });
  const rows = createRowStore(database);
  const stored = (await rows.read('companies', ['nordwind'])).get('nordwind')!;
  live.preview({ ...stored, name: 'Südwind' }, ({ name }) => name === 'Südwind');
  await rows.update('companies', ['nordwind'], (row) => ({ ...row!, name: 'Südwind' }));
  await vi.waitUntil(() => live.get('nordwind') === undefined);
  live.close();
});
