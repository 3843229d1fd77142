// What a sealed replica promises beyond what every replica does: the same answers, and nothing readable on the disk.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SyncedRow } from '../../core/ports.ts';
import { openDatabase, type OpenOptions, type ReplicaDatabase } from '../database.ts';
import { pagesOf } from '../pages.ts';
import { createJournal, createMemory, createRowStore, findDocuments } from '../stores.ts';
import { createSeal } from './seal.ts';

type Table = { toArray(): Promise<Record<string, unknown>[]>; put(stored: unknown): Promise<unknown> };

const newKey = () =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

let databases = 0;
let name = '';
let key: CryptoKey;
let opened: ReplicaDatabase[] = [];

const open = async (options: OpenOptions = { key }): Promise<ReplicaDatabase> => {
  const database = await openDatabase(name, options);
  opened.push(database);
  return database;
};

beforeEach(async () => {
  databases += 1;
  name = `outpost-sealed-storage-${databases}`;
  key = await newKey();
});
afterEach(async () => {
  for (const { database } of opened) await database.close();
  opened = [];
});

const row = (id: string, rest: Record<string, unknown> = {}): SyncedRow => ({
  ...{ id, created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', deleted_at: null },
  ...{ row_version: 1, clocks: {}, name: 'Nordwind', workspace_id: 'w', ...rest },
});
const card = (id: string, rank: string, record_id: string): SyncedRow => {
  const { name: _, ...rest } = row(id);
  return { ...rest, board_id: 'b', stage_id: 's', record_type: 'deal', record_id, rank, position: 0 };
};

const tableOf = async ({ rows, journal, facts }: ReplicaDatabase, collection: string): Promise<Table> => {
  const found = rows.get(collection) ?? (collection === 'mutations' ? journal : facts);
  const internals = found.storageInstance.internals as unknown as Promise<{ dexieTable: Table }>;
  return (await internals).dexieTable;
};

it('reads back what was written, whatever it holds', async () => {
  const seal = createSeal(key, { collection: 'contacts', indexed: ['_deleted', 'board_id', 'rank'] });
  const value = fc.jsonValue({ maxDepth: 3 });
  const document = fc.record({
    id: fc.string(),
    board_id: fc.string(),
    rank: fc.string(),
    _deleted: fc.boolean(),
    name: fc.string({ unit: 'binary' }),
    custom_fields: fc.dictionary(fc.string(), value),
    tags: fc.array(fc.string()),
    large: fc.string({ minLength: 0, maxLength: 20_000, size: 'max' }),
  });
  await fc.assert(
    fc.asyncProperty(document, async (written) => {
      const plain = JSON.parse(JSON.stringify(written)) as Record<string, unknown>;
      const stored = await seal.close(plain);
      expect(Object.keys(stored).sort()).toEqual(['_deleted', 'board_id', 'id', 'rank', 'sealed']);
      expect(await seal.open(structuredClone(stored))).toEqual(plain);
    }),
  );
});

it('shows nothing but ids, ranks and times on the disk', async () => {
  const database = await open();
  const rows = createRowStore(database);
  await rows.update('companies', ['a'], () => row('a', { domain: 'nordwind.example' }));
  await rows.update('board_cards', ['c'], () => card('c', 'a0', 'a'));
  await createMemory(database.facts).write('checkpoint', { of: 'Nordwind' });
  await createJournal(database.journal).append({
    ...{ id: 'm', name: 'edit_records', clock: '1767225600000-0000-0000000a', state: 'done' as const },
    writes: [
      {
        ...{ table: 'companies' as const, id: 'a', columns: { name: 'Nordwind' }, before: null, base: null },
        state: { kind: 'sent' as const },
      },
    ],
  });
  const fields = async (collection: string) =>
    Object.keys((await (await tableOf(database, collection)).toArray())[0] ?? {}).sort();
  const own = ['_attachments', '_deleted', '_meta', '_rev'];
  expect(await fields('companies')).toEqual([...own, 'id', 'sealed']);
  expect(await fields('board_cards')).toEqual([...own, 'board_id', 'id', 'rank', 'sealed', 'stage_id']);
  expect(await fields('mutations')).toEqual([...own, 'clock', 'id', 'sealed', 'state']);
  expect(await fields('facts')).toEqual([...own, 'id', 'sealed']);
  for (const collection of ['companies', 'mutations', 'facts'])
    expect(JSON.stringify(await (await tableOf(database, collection)).toArray())).not.toMatch(/nordwind/iu);
});

it('answers queries over hidden columns as it answers those over an index', async () => {
  const database = await open();
  const rows = createRowStore(database);
  const ids = Array.from({ length: 20 }, (_, at) => `c${String(at).padStart(2, '0')}`);
  await rows.update('board_cards', ids, (_card, id) => card(id, `a${id}`, `r${Number(id.slice(1)) % 4}`));
  const found = await rows.find('board_cards', { column: 'record_id', value: 'r3' });
  expect(found.map(({ id }) => id)).toEqual(['c03', 'c07', 'c11', 'c15', 'c19']);
  expect(await rows.count('board_cards')).toBe(20);
  const cards = database.rows.get('board_cards');
  if (!cards) throw new Error('There is no collection of cards.');
  const sorted = await findDocuments(cards, {
    selector: { board_id: 'b', stage_id: 's', record_id: 'r1' },
    sort: [{ board_id: 'asc' }, { stage_id: 'asc' }, { rank: 'asc' }],
    limit: 2,
  });
  expect(sorted.map(({ id }) => id)).toEqual(['c01', 'c05']);
  expect(await cards.storageInstance.count(await preparedCount(database))).toMatchObject({ count: 5 });
});

const preparedCount = async ({ rows }: ReplicaDatabase) => {
  const { normalizeMangoQuery, prepareQuery } = await import('rxdb');
  const { storageInstance } = rows.get('board_cards') ?? {};
  if (!storageInstance) throw new Error('There is no collection of cards.');
  const { schema } = storageInstance;
  const query = { selector: { record_id: 'r2', _deleted: { $eq: false } } } as object;
  return prepareQuery(schema, normalizeMangoQuery(schema, query));
};

it('tells every event opened, in the order of the writes, before the write is done', async () => {
  const database = await open();
  const heard: unknown[] = [];
  database.rows
    .get('companies')
    ?.storageInstance.changeStream()
    .subscribe(({ events }) => heard.push(...events.map(({ documentData }) => documentData['name'])));
  const rows = createRowStore(database);
  const names = Array.from({ length: 8 }, (_, at) => `Nordwind ${at}`);
  for (const name_ of names) {
    await rows.update('companies', ['a'], (before) => ({ ...(before ?? row('a')), name: name_ }));
    expect(heard.at(-1)).toBe(name_);
  }
  expect(heard).toEqual(names);
});

it('lets two writers of one row meet, and neither loses a column', async () => {
  const rows = createRowStore(await open());
  await rows.update('companies', ['a'], () => row('a'));
  const set = (column: string) =>
    rows.update('companies', ['a'], (before) => ({ ...(before ?? row('a')), [column]: column }));
  await Promise.all(['domain', 'industry', 'size'].map(set));
  expect((await rows.read('companies', ['a'])).get('a')).toMatchObject({
    ...{ name: 'Nordwind', domain: 'domain', industry: 'industry', size: 'size' },
  });
});

it('reads whole collections in pages, opened', async () => {
  const database = await open();
  const ids = Array.from({ length: 25 }, (_, at) => `c${String(at).padStart(2, '0')}`);
  await createRowStore(database).update('companies', ids, (_row, id) => row(id, { name: `Name ${id}` }));
  const companies = database.rows.get('companies');
  if (!companies) throw new Error('There are no companies.');
  const read: unknown[] = [];
  for await (const page of pagesOf(companies, 10)) read.push(...page.map((one) => one['name']));
  expect(read.sort()).toEqual(ids.map((id) => `Name ${id}`));
});

it('takes a changed row for a damaged one: told, taken away, to be pulled anew', async () => {
  const damage: unknown[] = [];
  const database = await open({ key, damaged: (found) => damage.push(found) });
  const rows = createRowStore(database);
  await rows.update('companies', ['a', 'b'], (_row, id) => row(id));
  const table = await tableOf(database, 'companies');
  const [a, b] = await table.toArray();
  // The sealed text of another row fits this one no more than one of which a character is another.
  await table.put({ ...a, sealed: b?.['sealed'] });
  await table.put({ ...b, sealed: `${String(b?.['sealed']).slice(0, -1)}\u0000` });
  expect(await rows.find('companies')).toEqual([]);
  expect(damage).toContainEqual({ table: 'companies' });
  await rows.update('companies', ['a'], () => row('a', { name: 'Pulled' }));
  expect((await rows.read('companies', ['a'])).get('a')).toMatchObject({ name: 'Pulled' });
});

it('refuses another key, and takes nothing away', async () => {
  const first = await open();
  await createRowStore(first).update('companies', ['a'], () => row('a'));
  await first.database.close();
  await expect(open({ key: await newKey() })).rejects.toMatchObject({ fault: 'storage_broken' });
  const again = await open();
  expect(await createRowStore(again).find('companies')).toHaveLength(1);
});
