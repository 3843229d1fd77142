// What of a workspace on this laptop goes to a server, and as what. The whole way to a real one: carry-over.pg.test.ts.
import { beforeEach, expect, it } from 'vitest';
import type { LocalPlace } from '../api.ts';
import { createClock } from '../core/clock.ts';
import type { SyncedRow } from '../core/ports.ts';
import { derivedId } from '../core/pair-id.ts';
import { createMemoryStores, type MemoryStores } from '../test/memory-stores.ts';
import type { TableName } from '../schema/tables.ts';
import { carried, type Carried } from './carry-over.ts';
import { seed } from './local-workspace.ts';

const [WORKSPACE, HERE, ACCOUNT] = [1, 2, 3].map((n) => `018f0000-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];
const BOARD = derivedId(WORKSPACE, 'Sales pipeline');
const EDITED = '1767225600000-0000-0000000a';
const THERE = { '*': '1767225700000-0000-00000000' };
const place: LocalPlace = {
  ...{ url: null, publishable_key: null, user_id: HERE, email: '', workspace_id: WORKSPACE },
  workspace_name: 'Harbour',
};

let stores: MemoryStores;

const row = (id: string, rest: Record<string, unknown>): SyncedRow => ({
  ...{ id, created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', deleted_at: null },
  ...{ row_version: 0, clocks: { '*': EDITED }, workspace_id: WORKSPACE, ...rest },
});
const put = (table: TableName, one: SyncedRow) => stores.rows.update(table, [one.id], () => one);
const over = (there: ReadonlyMap<string, Record<string, string>> = new Map()): Promise<Carried> =>
  carried(
    stores.rows,
    { workspace_id: WORKSPACE, from: HERE, to: ACCOUNT, there },
    createClock({ node: '0000000b', now: () => 1_767_225_800_000 }),
  );
const writesOf = ({ mutations }: Carried) => mutations.flatMap(({ writes }) => writes);

beforeEach(async () => {
  stores = createMemoryStores();
  await seed(stores.rows, place, { workspace: 'Harbour', person: 'Rosa' }, '2026-01-01T00:00:00Z');
});

it('makes nothing at the server of what every workspace begins with, and shows it until that comes', async () => {
  const begun = await over();
  expect(writesOf(begun)).toEqual([]);
  expect(begun.shown.filter(([table]) => table === 'board_stages')).toHaveLength(6);
  expect(begun.shown.map(([, { id }]) => id)).toContain(BOARD);
});

it('makes what the person made, under the same ids and in the name of the account', async () => {
  await put('contacts', row('rosa', { name: 'Rosa Alt', owner_id: HERE, created_by: HERE, tags: ['vip'] }));
  await put('saved_views', row('view', { name: 'Mine', definition: { conditions: [{ values: [HERE] }] } }));
  expect(writesOf(await over())).toMatchObject([
    { table: 'contacts', id: 'rosa', base: null, columns: { owner_id: ACCOUNT, tags: ['vip'] } },
    { table: 'saved_views', columns: { definition: { conditions: [{ values: [ACCOUNT] }] } } },
  ]);
});

it('edits what the server has made already, on what it has', async () => {
  const [board] = stores.all('boards');
  await put('boards', { ...board!, name: 'Harbour sales', clocks: { name: EDITED } });
  const edited = await over(new Map([[BOARD, THERE]]));
  expect(writesOf(edited)).toMatchObject([
    { table: 'boards', id: BOARD, base: THERE, before: {}, columns: { name: 'Harbour sales' } },
  ]);
  expect(edited.shown).toContainEqual(['boards', expect.objectContaining({ id: BOARD, clocks: {} })]);
});

it('carries over what was deleted as deleted, and nothing that only the server logs', async () => {
  await put('contacts', row('gone', { name: 'Gone', deleted_at: '2026-01-02T00:00:00Z' }));
  await put('timeline_entries', row('log', { entry_type: 'stage_change', record_id: 'gone' }));
  expect(writesOf(await over())).toMatchObject([
    { table: 'contacts', id: 'gone', columns: { deleted_at: '2026-01-02T00:00:00Z' } },
  ]);
});

it('is the same when it is begun anew', async () => {
  await put('contacts', row('rosa', { name: 'Rosa Alt', owner_id: HERE }));
  expect(writesOf(await over())).toEqual(writesOf(await over()));
});
