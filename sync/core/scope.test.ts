import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStores, type MemoryStores } from '../test/memory-stores.ts';
import type { TableName } from '../schema/tables.ts';
import type { Mutation } from './journal.ts';
import type { SyncedRow } from './ports.ts';
import { forgetAllBut, forgetMoved } from './scope.ts';

const row = (id: string, rest: Record<string, unknown> = {}): SyncedRow => ({
  id,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  deleted_at: null,
  row_version: 3,
  clocks: {},
  ...rest,
});

let stores: MemoryStores;
const put = (table: TableName, ...rows: SyncedRow[]) =>
  stores.rows.update(
    table,
    rows.map(({ id }) => id),
    (_, id) => rows.find((one) => one.id === id),
  );
const ids = (table: TableName) => stores.all(table).map(({ id }) => id);
beforeEach(() => {
  stores = createMemoryStores();
});

describe('a record that moved out of sight', () => {
  const HANGING = {
    board_cards: 'record_id',
    deal_contacts: 'deal_id',
    timeline_entries: 'record_id',
    tasks: 'record_id',
    attachments: 'record_id',
  } as const;
  const tables = Object.entries(HANGING) as [TableName, string][];

  it('goes with all that hangs on it, and with nothing else', async () => {
    await put('deals', row('moved'), row('other'));
    for (const [table, column] of tables)
      await put(table, row('hangs', { [column]: 'moved' }), row('stays', { [column]: 'other' }));
    await forgetMoved(stores.rows, { table: 'deals', id: 'moved', row_version: 5 });
    expect(ids('deals')).toEqual(['other']);
    for (const [table] of tables) expect([table, ids(table)]).toEqual([table, ['stays']]);
  });

  it('stays where it has come back into sight since', async () => {
    await put('deals', row('moved', { row_version: 6 }));
    await put('tasks', row('hangs', { record_id: 'moved', row_version: 6 }));
    await forgetMoved(stores.rows, { table: 'deals', id: 'moved', row_version: 5 });
    expect([ids('deals'), ids('tasks')]).toEqual([['moved'], ['hangs']]);
  });
});

describe('what does not come any more', () => {
  const mutation = (id: string, state: Mutation['state'], isNew: boolean): Mutation => ({
    id: `of-${id}`,
    name: 'edit_records',
    clock: `1763729000120-0000-0000000${String(isNew ? 1 : 2)}`,
    state,
    writes: [
      {
        ...{ table: 'companies', id, columns: { name: id }, state: { kind: 'waiting' } },
        ...(isNew ? { before: null, base: null } : { before: { name: 'Was' }, base: {} }),
      },
    ],
  });

  it('is forgotten, but for what was made here and has not been sent', async () => {
    await put('companies', row('comes'), row('gone'), row('new', { row_version: 0 }));
    await put('companies', row('given up', { row_version: 0 }));
    for (const state of ['saved', 'waiting'] as const) {
      await stores.journal.append(mutation('new', state, true));
      await forgetAllBut(stores, 'companies', new Set(['comes']));
      expect(ids('companies').sort()).toEqual(['comes', 'new']);
    }
  });

  it('leaves in the journal what waits on it', async () => {
    await put('companies', row('gone'));
    await stores.journal.append(mutation('gone', 'waiting', false));
    await forgetAllBut(stores, 'companies', new Set());
    expect(ids('companies')).toEqual([]);
    expect(stores.mutations()).toMatchObject([{ state: 'waiting', writes: [{ columns: { name: 'gone' } }] }]);
  });
});
