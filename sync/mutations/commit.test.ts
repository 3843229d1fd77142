import { beforeEach, describe, expect, it } from 'vitest';
import { automaticEntryId } from '../core/automatic-entries.ts';
import { createClock } from '../core/clock.ts';
import { StorageError, type Journal, type SyncedRow } from '../core/ports.ts';
import type { TableName } from '../schema/tables.ts';
import { createMemoryStores, type MemoryStores } from '../test/memory-stores.ts';
import { createCommit, type Committing } from './commit.ts';
import type { RowEdit } from './edits.ts';

const NOW = 1_763_729_000_000;
const deal: SyncedRow = {
  id: '018f0000-0000-7000-8000-0000000000d1',
  workspace_id: 'w',
  team_id: null,
  created_at: '2025-01-01T00:00:00+00:00',
  updated_at: '2025-01-01T00:00:00+00:00',
  deleted_at: null,
  row_version: 7,
  clocks: { '*': '1763000000000-0000-00000000' },
  name: 'Deal',
  value_cents: 1,
};

describe('a commit', () => {
  let stores: MemoryStores;
  let shown: Map<TableName, SyncedRow>;
  let told: string[];
  let commit: Committing;

  function open(journal: Journal): void {
    commit = createCommit({
      user_id: 'ann',
      rows: stores.rows,
      journal,
      clock: createClock({ node: '0000000a', now: () => NOW }),
      preview(table, row) {
        shown.set(table, row);
        return () => void shown.delete(table);
      },
      saved: () => told.push('to be sent'),
      failed: () => told.push('failed'),
    });
  }
  const edit = (columns: RowEdit['columns'], row = deal) =>
    commit('edit_records', [{ table: 'deals', row, columns }]);

  beforeEach(async () => {
    stores = createMemoryStores();
    shown = new Map();
    told = [];
    await stores.rows.update('deals', [deal.id], () => deal);
    open(stores.journal);
  });

  it('is shown at once, with what the server will log of it under the id that it will have there', async () => {
    const saved = edit({ value_cents: 500 });
    expect(shown.get('deals')).toMatchObject({ value_cents: 500 });
    await saved;
    await commit.settled();
    const clock = stores.mutations()[0]?.clock ?? '';
    expect(stores.all('timeline_entries')).toMatchObject([
      {
        id: automaticEntryId(deal.id, 'value_cents', clock),
        payload: { column: 'value_cents', before: 1, after: 500 },
        row_version: 0,
      },
    ]);
    // It is for the server to make it.
    expect(stores.mutations()[0]?.writes.map(({ state }) => state.kind)).toEqual(['waiting', 'local']);
  });

  it('is not told as saved before the journal has it', async () => {
    let write: () => void = () => undefined;
    const slow: Journal = {
      ...stores.journal,
      append: (mutation) =>
        new Promise((resolve) => {
          write = () => resolve(stores.journal.append(mutation));
        }),
    };
    open(slow);
    const saved = edit({ name: 'Saved' }).then(() => told.push('saved'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([]);
    write();
    await saved;
    await commit.settled();
    expect(told.sort()).toEqual(['saved', 'to be sent']);
    expect(stores.mutations()).toMatchObject([{ state: 'waiting' }]);
  });

  it('that the journal does not take is told so, and nothing of it is shown any more', async () => {
    const full: Journal = {
      ...stores.journal,
      append: () => Promise.reject(new StorageError('storage_full', 'There is no room.')),
    };
    open(full);
    await expect(edit({ name: 'Lost' })).rejects.toThrow('There is no room.');
    await commit.settled();
    expect([shown.size, stores.all('deals'), told]).toEqual([0, [deal], []]);
  });

  it('is dated later than all that its row holds, though the clock of this laptop is behind', async () => {
    const ahead = '1863729000000-0007-0000000b';
    const row = { ...deal, clocks: { ...deal.clocks, value_cents: ahead } };
    await stores.rows.update('deals', [deal.id], () => row);
    await edit({ value_cents: 500 }, row);
    await commit.settled();
    expect(stores.mutations()[0]?.clock).toBe('1863729000000-0008-0000000a');
    expect(stores.all('deals')).toMatchObject([{ value_cents: 500 }]);
  });

  it('that changes nothing is none', async () => {
    expect(await edit({ name: 'Deal' })).toBeNull();
    expect(stores.mutations()).toEqual([]);
  });
});
