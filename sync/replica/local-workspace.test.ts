// A workspace that no server knows, on Dexie: everything a person does in one works, and nobody is ever asked.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LocalPlace, Replica, Result } from '../api.ts';
import { NO_SESSION, NO_SYNC } from '../test/nobody-else.ts';
import { openDatabase, replicaName } from './database.ts';
import { createLocalWorkspace } from './local-workspace.ts';
import { openReplica } from './open-replica.ts';
import { createJournal } from './stores.ts';

/** For a slow machine. */
const PATIENCE = { timeout: 10_000 };

const NOBODY = {
  ...NO_SYNC,
  startWorker: () => {
    throw new Error('A workspace without a server has no worker.');
  },
};

describe('a workspace on this laptop only', { timeout: 30_000 }, () => {
  let place: LocalPlace;
  let replica: Replica;

  beforeEach(async () => {
    place = await done(createLocalWorkspace({ workspace: 'Nordwind', person: 'Alex' }));
    replica = await done(openReplica(place, NO_SESSION, NOBODY));
  });
  afterEach(() => replica.close());

  const done = async <T>(asked: Promise<Result<T>>): Promise<T> => {
    const result = await asked;
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
  async function pipeline() {
    const board_id = replica.boards().get()?.[0]?.id ?? '';
    const board = replica.board(board_id);
    await vi.waitUntil(() => board.get() !== undefined, PATIENCE);
    return board;
  }

  it('begins with a pipeline, and says that it is here only', async () => {
    const board = await pipeline();
    expect(board.get()?.stages.map(({ name }) => name)).toEqual([
      ...['Lead', 'Qualified', 'Proposal', 'Negotiation', 'Won', 'Lost'],
    ]);
    expect(replica.sync.get()).toMatchObject({ kind: 'local', waiting: 0, failure: null });
  });

  it('takes every edit as done: nothing waits, and undo takes it back, also after a restart', async () => {
    const board = await pipeline();
    const [lead, qualified] = board.get()?.stages ?? [];
    const { id } = await done(
      replica.mutate('create_record', {
        record_type: 'deal',
        columns: { name: 'Met on the train' },
        stage_id: lead?.id ?? '',
      }),
    );
    await vi.waitUntil(() => board.get()?.stages[0]?.cards.length === 1, PATIENCE);
    const card_id = board.get()?.stages[0]?.cards[0]?.card_id ?? '';
    await done(replica.moveCard({ card_id, stage_id: qualified?.id ?? '', before_id: null }));
    await vi.waitUntil(() => board.get()?.stages[1]?.cards.length === 1, PATIENCE);
    expect(board.get()?.stages[1]?.cards[0]).toMatchObject({ record_id: id, waiting: false });
    await vi.waitUntil(() => replica.outbox().get()?.length === 0, PATIENCE);
    expect(replica.sync.get()).toMatchObject({ kind: 'local', waiting: 0 });

    await replica.close();
    replica = await done(openReplica(place, NO_SESSION, NOBODY));
    const again = await pipeline();
    expect(again.get()?.stages[1]?.cards).toHaveLength(1);
    expect(await done(replica.undo())).toMatchObject({ name: 'move_card', skipped: 0 });
    await vi.waitUntil(() => again.get()?.stages[0]?.cards.length === 1, PATIENCE);
  });

  it('lets its person do what an admin may', async () => {
    const stages = [{ name: 'New', stage_type: 'open' as const, probability: 10 }];
    await done(replica.mutate('create_board', { name: 'Partners', record_type: 'company', stages }));
    await done(replica.mutate('edit_workspace', { columns: { name: 'Nordwind Systems' } }));
    await vi.waitUntil(() => replica.boards().get()?.length === 2, PATIENCE);
  });

  it('settles at the next start what a crash left waiting', async () => {
    await replica.close();
    const database = await openDatabase(replicaName(place));
    const journal = createJournal(database.journal);
    await journal.append({
      id: 'm',
      name: 'edit_workspace',
      clock: `${String(Date.now())}-0000-0000000a`,
      state: 'waiting',
      writes: [
        {
          table: 'workspaces',
          id: place.workspace_id,
          columns: { name: 'Other' },
          before: { name: 'Nordwind' },
          base: {},
          state: { kind: 'waiting' },
        },
      ],
    });
    await database.database.close();
    replica = await done(openReplica(place, NO_SESSION, NOBODY));
    await vi.waitUntil(() => replica.outbox().get()?.length === 0, PATIENCE);
  });

  it('answers what only a server knows by saying that there is none', async () => {
    expect(await replica.auditLog({ after: null })).toMatchObject({
      ok: false,
      error: { code: 'signed_out' },
    });
    expect(await replica.signIn('x')).toMatchObject({ ok: false });
  });
});
