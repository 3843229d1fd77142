import { describe, expect, it } from 'vitest';
import { createMemoryStores } from '../test/memory-stores.ts';
import { applyMutation, finishMutations, finishSaved } from './apply.ts';
import type { Mutation, Write } from './journal.ts';

const CLOCK = '1763729000120-0000-0000000a';
const made = (table: Write['table'], id: string): Write => ({
  table,
  id,
  columns: { workspace_id: 'w', name: id },
  before: null,
  base: null,
  state: { kind: 'waiting' },
});
const mutation = (rest: Partial<Mutation> = {}): Mutation => ({
  id: 'm',
  name: 'create_record',
  clock: CLOCK,
  state: 'saved',
  writes: [made('companies', 'c'), made('contacts', 'p'), made('deals', 'd')],
  ...rest,
});

describe('a mutation that is durable', () => {
  it('is in all its rows when the outbox gets it, wherever the process died before', async () => {
    for (let writes = 0; writes < 8; writes += 1) {
      const stores = createMemoryStores();
      await stores.journal.append(mutation());
      const dying = stores.open();
      dying.dieAfter(writes);
      await finishMutations(dying.rows, dying.journal, [mutation()]).catch(() => undefined);
      const isHandedOn = stores.mutations()[0]?.state === 'waiting';
      const rows = (['companies', 'contacts', 'deals'] as const).flatMap((table) => stores.all(table));
      if (isHandedOn) expect(rows).toHaveLength(3);

      await finishSaved(stores.rows, stores.journal);
      expect(stores.mutations()).toMatchObject([{ state: 'waiting' }]);
      for (const table of ['companies', 'contacts', 'deals'] as const)
        expect(stores.all(table)).toMatchObject([{ row_version: 0, clocks: { '*': CLOCK } }]);
    }
  });

  it('changes nothing when it is shown again', async () => {
    const stores = createMemoryStores();
    await applyMutation(stores.rows, mutation());
    const [before] = stores.all('deals');
    await applyMutation(stores.rows, mutation());
    expect(stores.all('deals')[0]).toBe(before);
  });

  it('leaves a row away that has left the replica since it was edited', async () => {
    const stores = createMemoryStores();
    const edit: Write = { ...made('companies', 'gone'), before: { name: 'Gone' }, base: { '*': CLOCK } };
    await applyMutation(stores.rows, mutation({ writes: [edit] }));
    expect(stores.all('companies')).toEqual([]);
  });

  it('settles what it sends anew, and leaves that alone once more', async () => {
    const stores = createMemoryStores();
    const refused: Write = {
      ...made('companies', 'c'),
      state: { kind: 'refused', code: '23514', message: 'no', details: null },
    };
    await stores.journal.append(mutation({ id: 'old', state: 'refused', writes: [refused] }));
    await stores.journal.append(mutation({ id: 'new', clock: `${CLOCK.slice(0, -1)}b`, replaces: 'old' }));
    for (let times = 0; times < 2; times += 1) {
      await finishSaved(stores.rows, stores.journal);
      expect(stores.mutations()).toMatchObject([
        { id: 'old', state: 'done', writes: [{ columns: refused.columns, state: { kind: 'discarded' } }] },
        { id: 'new', state: 'waiting' },
      ]);
    }
  });
});
