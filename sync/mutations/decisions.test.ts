import { beforeEach, describe, expect, it } from 'vitest';
import type { Mutation, Write, WriteState } from '../core/journal.ts';
import type { SyncedRow } from '../core/ports.ts';
import { createMemoryStores, type MemoryStores } from '../test/memory-stores.ts';
import { changesToRetry, changeToTakeBack } from './decisions.ts';

const company: SyncedRow = {
  id: 'c',
  created_at: '2025-01-01T00:00:00+00:00',
  updated_at: '2025-01-01T00:00:00+00:00',
  deleted_at: null,
  row_version: 7,
  clocks: { '*': '1763000000000-0000-00000000' },
  name: 'Nordwind',
};
const REFUSED: WriteState = { kind: 'refused', code: '23514', message: 'no', details: null };
const edit = (id: string, state: WriteState): Write => ({
  table: 'companies',
  id,
  columns: { name: 'Mine', domain: 'mine.example' },
  before: { name: 'Nordwind', domain: null },
  base: {},
  state,
});
const made = (id: string, state: WriteState): Write => ({
  ...edit(id, state),
  before: null,
  base: null,
  shown: { created_by: 'ann' },
});
const mutation = (...writes: Write[]): Mutation => ({
  id: 'm',
  name: 'edit_records',
  clock: '1763729000120-0000-0000000a',
  state: 'refused',
  writes,
});

let stores: MemoryStores;
beforeEach(async () => {
  stores = createMemoryStores();
  await stores.rows.update('companies', ['c', 'd'], (_, id) => ({ ...company, id }));
});

describe('what was refused goes out anew', () => {
  it('on the row as it is, mended, without what was accepted beside it', async () => {
    const asked = mutation(edit('d', { kind: 'sent' }), edit('c', REFUSED));
    const { changes, gone } = await changesToRetry(
      stores.rows,
      asked,
      new Map([[1, { domain: 'mended.example' }]]),
    );
    expect(gone).toBe(0);
    expect(changes).toEqual([
      { table: 'companies', row: company, columns: { name: 'Mine', domain: 'mended.example' } },
    ]);
  });

  it('as a new row where it was to be one, and not at all where its row is gone', async () => {
    const asked = mutation(made('new', REFUSED), edit('gone', REFUSED));
    const { columns } = edit('new', REFUSED);
    expect(await changesToRetry(stores.rows, asked)).toEqual({
      changes: [{ table: 'companies', id: 'new', columns, shown: { created_by: 'ann' } }],
      gone: 1,
    });
  });
});

describe('of a contest the other value is put back', () => {
  const contest = { theirs: 'Theirs', clock: '1763729000130-0000-0000000b' };
  const merged = (lost: object, won: object) =>
    mutation(edit('c', { kind: 'merged', lost: { ...lost }, won: { ...won }, seen: false }));

  it.each([
    ['mine, where theirs stands', merged({ name: contest }, {}), 'Mine'],
    ['theirs, where mine stands', merged({}, { name: contest }), 'Theirs'],
  ])('%s', async (_which, asked, name) => {
    expect(await changeToTakeBack(stores.rows, asked, { index: 0, cell: 'name' })).toEqual({
      table: 'companies',
      row: company,
      columns: { name },
    });
  });

  it('and nothing where there was none, or the row is gone', async () => {
    const asked = merged({ name: contest }, {});
    expect(await changeToTakeBack(stores.rows, asked, { index: 0, cell: 'domain' })).toBeNull();
    await stores.rows.update('companies', ['c'], () => null);
    expect(await changeToTakeBack(stores.rows, asked, { index: 0, cell: 'name' })).toBeNull();
  });
});
