import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { SyncedRow } from '../core/ports.ts';
import { follow, type Hears } from './changes.ts';
import { openDatabase, type ReplicaDatabase } from './database.ts';
import { openLiveDocuments } from './live-documents.ts';
import { SCHEMAS, type StoredRow } from './rx-schema.ts';
import { createRowStore } from './stores.ts';

const MANY = 120;
/** RxDB opens 13 collections in one process. */
const { companies: COMPANIES, mutations, facts } = SCHEMAS;
const schemas = { companies: COMPANIES!, mutations: mutations!, facts: facts! };
const PATIENCE = { timeout: 10_000 };

const company = (id: string, name = id): SyncedRow => ({
  ...{ id, name, created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', deleted_at: null },
  ...{ row_version: 1, clocks: {} },
});
const ids = Array.from({ length: MANY }, (_, at) => `company-${String(at).padStart(3, '0')}`);
const failed = (error: unknown) => expect.fail(String(error));

let places = 0;
let open: ReplicaDatabase[] = [];

/** Another realm with the same replica: for RxDB a storage of another name, so that it does not close the first. */
async function realm(hears?: Hears): Promise<ReplicaDatabase> {
  const storage = Object.assign(getRxStorageDexie(), { name: `realm-${open.length}` });
  const opened = await openDatabase(`outpost-changes-${places}`, {
    storage,
    schemas,
    ...(hears && { hears }),
  });
  open.push(opened);
  return opened;
}
beforeEach(() => {
  places += 1;
});
afterEach(async () => {
  for (const { database } of open) await database.close();
  open = [];
});

const companies = (of: ReplicaDatabase) => of.rows.get('companies')!;
const write = (of: ReplicaDatabase, which: readonly string[], change: (id: string) => SyncedRow | null) =>
  createRowStore(of).update('companies', which, (_row, id) => change(id));

/** What a realm is told, message by message. */
function heard(of: ReplicaDatabase, wants: (id: string) => boolean): StoredRow[][] {
  const messages: StoredRow[][] = [];
  follow<StoredRow>(companies(of), { wants, take: (rows) => messages.push([...rows]), failed });
  return messages;
}

it('tells a window of what a person does elsewhere with the rows themselves', async () => {
  const [writer, window] = [await realm(), await realm('ids')];
  const messages = heard(window, () => false);
  await write(writer, ['a'], company);
  await vi.waitUntil(() => messages.length > 0, PATIENCE);
  expect(messages).toMatchObject([[{ id: 'a', name: 'a' }]]);
});

it('tells a window of many rows by their ids, of which it reads only those that it wants', async () => {
  const [writer, window] = [await realm(), await realm('ids')];
  const messages = heard(window, (id) => id === ids[7]);
  const reads = vi.spyOn(companies(window).storageInstance, 'findDocumentsById');
  await write(writer, ids, company);
  await vi.waitUntil(() => messages.length > 0, PATIENCE);
  expect(messages).toMatchObject([[{ id: ids[7] }]]);
  expect(reads.mock.calls).toEqual([[[ids[7]], false]]);
});

it('tells a reader of every row', async () => {
  const [writer, reader] = [await realm(), await realm('rows')];
  const messages = heard(reader, () => false);
  await write(writer, ids, company);
  await vi.waitUntil(() => messages.flat().length === MANY, PATIENCE);
});

it('tells a window of many rows that have left', async () => {
  const writer = await realm();
  await write(writer, ids, company);
  const window = await realm('ids');
  const messages = heard(window, () => false);
  await write(writer, ids, () => null);
  await vi.waitUntil(() => messages.flat().length === MANY, PATIENCE);
  expect(messages.flat().every((row) => (row as { _deleted?: boolean })._deleted)).toBe(true);
});

it('reads with the next rows what it could not read, and says so', async () => {
  const [writer, window] = [await realm(), await realm('ids')];
  const errors: unknown[] = [];
  const live = await openLiveDocuments({
    collection: companies(window),
    held: 'wanted',
    changed: () => undefined,
    failed: (error) => errors.push(error),
  });
  await live.want(['a', ...ids]);
  vi.spyOn(companies(window).storageInstance, 'findDocumentsById').mockRejectedValueOnce(
    new Error('No disk.'),
  );
  await write(writer, ids, company);
  await vi.waitUntil(() => errors.length > 0, PATIENCE);
  expect(live.get(ids[0]!)).toBeUndefined();
  await write(writer, ids, (id) => company(id, 'Later'));
  await vi.waitUntil(() => ids.every((id) => live.get(id)?.['name'] === 'Later'), PATIENCE);
  live.close();
});

it('is told nothing of what another replica holds', async () => {
  const [writer, window] = [await realm(), await realm('ids')];
  places += 1;
  const other = await realm();
  const messages = heard(window, () => true);
  await write(other, ['theirs'], company);
  await write(writer, ['ours'], company);
  await vi.waitUntil(() => messages.length > 0, PATIENCE);
  expect(messages.flat().map(({ id }) => id)).toEqual(['ours']);
});
