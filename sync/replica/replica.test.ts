// The replica as a window has it, on Dexie, with nobody at the other end: what a person on a train can rely on.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BoardView, Place, Replica } from '../api.ts';
import type { SyncedRow } from '../core/ports.ts';
import type { TableName } from '../schema/tables.ts';
import { openDatabase, replicaName } from './database.ts';
import { openSharedChannel } from './link.ts';
import { openReplica } from './open-replica.ts';
import { NO_SESSION, NO_SYNC } from '../test/nobody-else.ts';
import { createJournal, createRowStore } from './stores.ts';

/** For a slow machine: what is waited for comes long before. */
const PATIENCE = { timeout: 10_000 };

const row = (id: string, rest: Record<string, unknown>): SyncedRow => ({
  id,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  deleted_at: null,
  row_version: 1,
  clocks: { '*': '1767225600000-0000-00000000' },
  ...rest,
});

const ROWS: [TableName, SyncedRow][] = [
  ['boards', row('board', { name: 'Sales', record_type: 'deal', is_archived: false })],
  ...['lead', 'won'].map((id, at): [TableName, SyncedRow] => [
    'board_stages',
    row(id, { board_id: 'board', name: id, position: at, stage_type: 'open', probability: null }),
  ]),
  ...['a', 'b', 'c'].flatMap((id, at): [TableName, SyncedRow][] => [
    ['deals', row(`deal-${id}`, { name: `Deal ${id}`, stage_id: 'lead', company_id: 'company' })],
    [
      'board_cards',
      row(id, {
        board_id: 'board',
        stage_id: 'lead',
        record_type: 'deal',
        record_id: `deal-${id}`,
        rank: `a${at}`,
      }),
    ],
  ]),
  ['companies', row('company', { name: 'Nordwind' })],
];

let places = 0;

describe('replica', () => {
  let place: Place;
  let replica: Replica;

  beforeEach(async () => {
    places += 1;
    place = {
      url: 'http://127.0.0.1:9',
      publishable_key: 'sb_publishable_none',
      user_id: `user-${places}`,
      workspace_id: 'w',
      email: 'alex@outpost.example',
      workspace_name: 'Nordwind',
    };
    const database = await openDatabase(replicaName(place));
    const rows = createRowStore(database);
    for (const [table, found] of ROWS) await rows.update(table, [found.id], () => found);
    await database.database.close();
    replica = await opened();
  });
  afterEach(() => replica.close());

  async function opened(): Promise<Replica> {
    const result = await openReplica(place, NO_SESSION, NO_SYNC);
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  }
  async function board(): Promise<BoardView> {
    const live = replica.board('board');
    await vi.waitUntil(() => live.get() !== undefined, PATIENCE);
    return live.get()!;
  }
  const order = (view: BoardView) =>
    Object.fromEntries(view.stages.map(({ id, cards }) => [id, cards.map(({ card_id }) => card_id)]));

  it('shows the boards, and on a card what its deal and its company say', async () => {
    expect(replica.boards().get()).toEqual([{ id: 'board', name: 'Sales', record_type: 'deal' }]);
    expect((await board()).stages[0]?.cards[0]).toMatchObject({ title: 'Deal a', company_name: 'Nordwind' });
  });

  it('shows a move before it is stored, once, and marks it as waiting', async () => {
    await board();
    const live = replica.board('board');
    const stored = replica.moveCard({ card_id: 'a', stage_id: 'won', before_id: null });
    expect(order(live.get()!)).toEqual({ lead: ['b', 'c'], won: ['a'] });
    expect(await stored).toEqual({ ok: true, value: undefined });
    await vi.waitUntil(() => live.get()?.stages[1]?.cards[0]?.waiting, PATIENCE);
    expect(order(live.get()!)).toEqual({ lead: ['b', 'c'], won: ['a'] });
    expect(replica.sync.get()).toMatchObject({ kind: 'signed_out', waiting: 1 });
  });

  it('has moved the card, and its deal with it, when it is opened again', async () => {
    await board();
    await replica.moveCard({ card_id: 'c', stage_id: 'won', before_id: null });
    await replica.close();
    replica = await opened();
    expect(order(await board())).toEqual({ lead: ['a', 'b'], won: ['c'] });
    expect(replica.sync.get()?.waiting).toBe(1);
    await replica.close();

    const database = await openDatabase(replicaName(place));
    const deals = await createRowStore(database).read('deals', ['deal-c']);
    expect(deals.get('deal-c')).toMatchObject({ stage_id: 'won' });
    await database.database.close();
  });

  it('finishes a mutation of which only the journal was written when the power went', async () => {
    await replica.close();
    const database = await openDatabase(replicaName(place));
    await createJournal(database.journal).append({
      id: 'm',
      name: 'move_card',
      clock: '1767225700000-0000-0000000a',
      state: 'saved',
      writes: [
        {
          table: 'board_cards',
          id: 'a',
          columns: { stage_id: 'won', rank: 'a0' },
          before: { stage_id: 'lead', rank: 'a0' },
          base: {},
          state: { kind: 'waiting' },
        },
      ],
    });
    await database.database.close();
    replica = await opened();
    expect(order(await board())).toEqual({ lead: ['b', 'c'], won: ['a'] });
  });

  it('takes many moves in a row without waiting for the storage, and keeps their order', async () => {
    await board();
    await Promise.all([
      replica.moveCard({ card_id: 'a', stage_id: 'won', before_id: null }),
      replica.moveCard({ card_id: 'b', stage_id: 'won', before_id: 'a' }),
      replica.moveCard({ card_id: 'a', stage_id: 'lead', before_id: 'c' }),
      replica.moveCard({ card_id: 'c', stage_id: 'won', before_id: 'b' }),
    ]);
    const expected = { lead: ['a'], won: ['c', 'b'] };
    expect(order(await board())).toEqual(expected);
    await replica.close();
    replica = await opened();
    expect(order(await board())).toEqual(expected);
  });

  it('writes nothing for a card that is dropped where it was', async () => {
    await board();
    expect(await replica.moveCard({ card_id: 'a', stage_id: 'lead', before_id: 'b' })).toMatchObject({
      ok: true,
    });
    expect(await replica.moveCard({ card_id: 'c', stage_id: 'lead', before_id: null })).toMatchObject({
      ok: true,
    });
    expect(replica.sync.get()?.waiting).toBe(0);
  });

  it('says of a card that is not on a board that it is gone', async () => {
    await board();
    expect(await replica.moveCard({ card_id: 'nowhere', stage_id: 'won', before_id: null })).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  });

  it('says so when another window has removed the data, and is closed', async () => {
    const other = openSharedChannel(replicaName(place), () => undefined);
    other.post({ kind: 'wiped' });
    await vi.waitUntil(() => replica.sync.get()?.kind === 'stopped', PATIENCE);
    expect(replica.sync.get()?.failure?.code).toBe('removed');
    other.close();
    await replica.close();
    replica = await opened();
    expect(replica.sync.get()?.failure).toBeNull();
  });

  it('keeps its data when the person signs out, and leaves none when they ask for it to be removed', async () => {
    await replica.signOut({ wipe: false });
    replica = await opened();
    expect(replica.boards().get()).toHaveLength(1);
    await replica.signOut({ wipe: true });
    const left = (await indexedDB.databases()).filter(({ name }) => name?.includes(place.user_id));
    expect(left).toEqual([]);
  });
});
