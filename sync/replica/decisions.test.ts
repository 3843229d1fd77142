// What a person can do about edits that were refused or contested, on Dexie: each is there after a restart too.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { finishSaved } from '../core/apply.ts';
import { createClock } from '../core/clock.ts';
import { withStates, type Mutation, type WriteState } from '../core/journal.ts';
import type { Journal, RowStore, SyncedRow } from '../core/ports.ts';
import { createCommit, type Commit } from '../mutations/commit.ts';
import { openDatabase, type ReplicaDatabase } from './database.ts';
import { createDecisions, type Decisions } from './decisions.ts';
import { conflictsView, outboxView } from './journal-view.ts';
import { createJournal, createRowStore } from './stores.ts';
import { openUnsettled, type Unsettled } from './unsettled.ts';

const company = (rest: Record<string, unknown> = {}): SyncedRow => ({
  id: 'c',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  deleted_at: null,
  row_version: 1,
  clocks: { '*': '1767225600000-0000-00000000' },
  name: 'Nordwind',
  domain: null,
  ...rest,
});
const REFUSED: WriteState = { kind: 'refused', code: '23514', message: 'not accepted', details: 'domain' };

let databases = 0;

describe('what a person decides', () => {
  let name: string;
  let database: ReplicaDatabase;
  let rows: RowStore;
  let journal: Journal;
  let unsettled: Unsettled;
  let commit: Commit;
  let decisions: Decisions;

  beforeEach(async () => {
    databases += 1;
    name = `outpost-decisions-${databases}`;
    await open();
    await rows.update('companies', ['c'], () => company());
  });
  afterEach(close);

  async function open(): Promise<void> {
    database = await openDatabase(name);
    rows = createRowStore(database);
    journal = createJournal(database.journal);
    const raise = (error: unknown) => {
      throw error;
    };
    unsettled = await openUnsettled(database.journal, () => undefined, raise);
    commit = createCommit({
      user_id: 'ann',
      rows,
      journal,
      clock: createClock({ node: '0000000a', now: () => Date.now() }),
      preview: () => () => undefined,
      saved: () => undefined,
      failed: raise,
    });
    decisions = createDecisions({ rows, journal, unsettled, commit });
  }
  async function close(): Promise<void> {
    unsettled.close();
    await database.database.close();
  }
  async function restart(): Promise<void> {
    await close();
    await open();
  }

  const stored = async () => (await rows.read('companies', ['c'])).get('c');
  const states = async () =>
    (
      await Promise.all(
        (['saved', 'waiting', 'refused', 'contested', 'done'] as const).map((s) => journal.list(s)),
      )
    )
      .flat()
      .map((mutation) => [mutation.name, mutation.state]);
  const held = (id: string, state: Mutation['state']) =>
    vi.waitFor(() => expect(unsettled.get(id)?.state).toBe(state), { timeout: 5_000 });

  /** An edit of the company that the server has answered: its first write is in `state`. */
  async function answered(columns: Record<string, unknown>, state: WriteState): Promise<string> {
    const row = (await stored()) ?? company();
    const id = await commit('edit_records', [{ table: 'companies', row, columns }]);
    if (id === null) throw new Error('The edit changes nothing.');
    await held(id, 'waiting');
    await journal.update([id], (mutation) => withStates(mutation, new Map([[0, state]])));
    // The row is as the server has it.
    await rows.update('companies', ['c'], () => company({ row_version: 2 }));
    await restart();
    return id;
  }

  it('shows what was refused, with the words of the server, and what the person had set', async () => {
    const id = await answered({ domain: 'no domain' }, REFUSED);
    expect(outboxView(unsettled.mutations(), () => 'Nordwind')).toMatchObject([
      {
        mutation_ids: [id],
        name: 'edit_records',
        state: 'attention',
        writes: [
          {
            mutation_id: id,
            index: 0,
            table: 'companies',
            title: 'Nordwind',
            columns: { domain: 'no domain' },
            before: { domain: null },
            refusal: { code: '23514', message: 'not accepted', details: 'domain' },
          },
        ],
      },
    ]);
  });

  it('sends a refused edit anew, mended, and does not ask about the old one again', async () => {
    const id = await answered({ domain: 'no domain' }, REFUSED);
    const mended = new Map([[0, { domain: 'nordwind.example' }]]);
    expect(await decisions.retry(id, mended)).toMatchObject({ ok: true });
    await vi.waitFor(async () =>
      expect(await states()).toEqual([
        ['edit_records', 'waiting'],
        ['edit_records', 'done'],
      ]),
    );
    expect(await stored()).toMatchObject({ domain: 'nordwind.example', name: 'Nordwind' });
    expect(await decisions.retry(id)).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('sends what was refused of a large gesture anew as a part of that gesture', async () => {
    const row = company();
    const edit = [{ table: 'companies' as const, row, columns: { domain: 'no domain' } }];
    const id = (await commit('import_records', edit, { gesture: 'import' })) ?? '';
    await held(id, 'waiting');
    await journal.update([id], (mutation) => withStates(mutation, new Map([[0, REFUSED]])));
    await rows.update('companies', ['c'], () => company({ row_version: 2 }));
    await restart();
    expect(await decisions.retry(id)).toMatchObject({ ok: true });
    const [retried] = await vi.waitUntil(async () => {
      const found = await journal.list('waiting');
      return found.length > 0 && found;
    });
    expect(retried).toMatchObject({ replaces: id, gesture: 'import' });
  });

  it('finishes a retry that was cut off after it became durable', async () => {
    const id = await answered({ domain: 'no domain' }, REFUSED);
    const cutOff: Mutation = {
      id: 'retry',
      name: 'edit_records',
      clock: '9999999999999-0000-0000000a',
      state: 'saved',
      replaces: id,
      writes: [
        {
          table: 'companies',
          id: 'c',
          columns: { domain: 'nordwind.example' },
          before: { domain: null },
          base: {},
          state: { kind: 'waiting' },
        },
      ],
    };
    await journal.append(cutOff);

    await finishSaved(rows, journal);
    expect(await states()).toEqual([
      ['edit_records', 'waiting'],
      ['edit_records', 'done'],
    ]);
    expect(await stored()).toMatchObject({ domain: 'nordwind.example' });
  });

  it('makes a refused new record anew, and says so of an edit whose record is gone', async () => {
    await rows.update('companies', ['c'], () => null);
    const id = await commit('create_record', [
      { table: 'companies', id: 'c', columns: { name: 'Nordwind', domain: '' }, shown: {} },
    ]);
    await held(id!, 'waiting');
    await journal.update([id!], (mutation) => withStates(mutation, new Map([[0, REFUSED]])));
    await rows.update('companies', ['c'], () => null);
    await held(id!, 'refused');
    expect(await decisions.retry(id!, new Map([[0, { domain: null }]]))).toMatchObject({ ok: true });
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ name: 'Nordwind', domain: null }));

    const edit = await answered({ domain: 'no domain' }, REFUSED);
    await rows.update('companies', ['c'], () => null);
    expect(await decisions.retry(edit)).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(unsettled.get(edit)?.state).toBe('refused');
  });

  it('forgets a refused edit when the person gives it up', async () => {
    const id = await answered({ domain: 'no domain' }, REFUSED);
    expect(await decisions.discard(id)).toMatchObject({ ok: true });
    expect(await states()).toEqual([['edit_records', 'done']]);
    expect(await stored()).toMatchObject({ domain: null });
  });

  const contest = { theirs: 'theirs.example', clock: '1767225700000-0000-0000000b' };

  it.each([
    ['mine, where theirs stands', { lost: { domain: contest }, won: {} }, 'theirs', 'mine.example'],
    ['theirs, where mine stands', { lost: {}, won: { domain: contest } }, 'mine', 'theirs.example'],
  ] as const)('puts back %s, as an edit like any other', async (_which, contests, kept, expected) => {
    const id = await answered({ domain: 'mine.example' }, { kind: 'merged', ...contests, seen: false });
    const [conflict] = conflictsView(
      unsettled.mutations(),
      () => 'Nordwind',
      () => 'mara',
    );
    expect(conflict).toMatchObject({
      mutation_id: id,
      cell: 'domain',
      mine: 'mine.example',
      theirs: 'theirs.example',
      kept,
    });
    expect(conflict!.theirs_at).toBe('2026-01-01T00:01:40.000Z');
    expect(conflict!.theirs_by).toBe('mara');
    expect(await decisions.takeBack([conflict!])).toMatchObject({ ok: true });
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ domain: expected }));
    await vi.waitFor(() =>
      expect(
        conflictsView(
          unsettled.mutations(),
          () => null,
          () => 'mara',
        ),
      ).toEqual([]),
    );
  });

  it('puts back several values of a row in one gesture', async () => {
    await answered(
      { domain: 'mine.example', name: 'Mine' },
      { kind: 'merged', lost: { domain: contest, name: contest }, won: {}, seen: false },
    );
    const conflicts = conflictsView(
      unsettled.mutations(),
      () => null,
      () => 'mara',
    );
    expect(await decisions.takeBack(conflicts)).toMatchObject({ ok: true });
    const [waiting] = await vi.waitUntil(async () => {
      const found = await journal.list('waiting');
      return found.length > 0 && found;
    });
    expect(waiting?.writes[0]?.columns).toEqual({ domain: 'mine.example', name: 'Mine' });
    expect(await states()).toHaveLength(2);
  });

  it('does not show again what the person has looked at', async () => {
    const id = await answered(
      { domain: 'mine.example' },
      { kind: 'merged', lost: { domain: contest }, won: {}, seen: false },
    );
    expect(await decisions.dismiss(id)).toMatchObject({ ok: true });
    await restart();
    expect(
      conflictsView(
        unsettled.mutations(),
        () => null,
        () => 'mara',
      ),
    ).toEqual([]);
    expect(await states()).toEqual([['edit_records', 'done']]);
  });
});
