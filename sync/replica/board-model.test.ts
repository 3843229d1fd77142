import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SyncedRow } from '../core/ports.ts';
import { createManualTimer } from '../test/manual-timer.ts';
import { openBoardModel, type BoardModel } from './board-model.ts';
import type { BoardRow } from './board-view.ts';
import { openDatabase, type ReplicaDatabase } from './database.ts';
import { createRowStore } from './stores.ts';

const CARDS = 60;
const row = (id: string, rest: Record<string, unknown>) =>
  ({
    id,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    deleted_at: null,
    row_version: 1,
    clocks: {},
    ...rest,
  }) as SyncedRow;
const BOARD = row('board', { name: 'Sales', record_type: 'deal', is_archived: false });
const STAGE = row('lead', { board_id: 'board', name: 'Lead', position: 1, stage_type: 'open' });
const IDS = Array.from({ length: CARDS }, (_, at) => String(at + 100));
const dealOf = (id: string) => row(`deal-${id}`, { name: `Deal ${id}`, stage_id: 'lead' });
const cardOf = (id: string) =>
  row(id, {
    board_id: 'board',
    stage_id: 'lead',
    record_type: 'deal',
    record_id: `deal-${id}`,
    rank: `a${id}`,
  });

let database: ReplicaDatabase;
let model: BoardModel;
let told: number;
const timer = createManualTimer();
const rows = () => createRowStore(database);
const titles = () => model.view.get()?.stages[0]?.cards.map(({ title }) => title);

beforeEach(async () => {
  database = await openDatabase('outpost-board-model');
  const ids = IDS.slice(0, 2);
  await rows().update(
    'deals',
    ids.map((id) => `deal-${id}`),
    (_, id) => dealOf(id.slice(5)),
  );
  await rows().update('board_cards', ids, (_, id) => cardOf(id));
  model = await openBoardModel({
    board: BOARD as unknown as BoardRow,
    database,
    catalog: {
      get: () => undefined,
      rowsOf: () => [STAGE] as never,
      rows: () => expect.fail('asked for'),
      subscribe: () => () => undefined,
      preview: () => () => undefined,
      close: () => undefined,
    },
    waiting: () => false,
    timer,
    failed: (error) => expect.fail(String(error)),
  });
  told = 0;
  model.view.subscribe(() => (told += 1));
});
afterEach(async () => {
  model.close();
  await database.database.remove();
});

it('shows an edit at once, and the other rows of a gesture together in the same tick', async () => {
  const rename = (id: string) => model.preview('deals', { ...dealOf(id), name: `New ${id}` }, () => false);
  rename('100');
  expect(titles()).toEqual(['New 100', 'Deal 101']);
  rename('101');
  rename('101');
  await Promise.resolve();
  expect(titles()).toEqual(['New 100', 'New 101']);
  expect(told).toBe(2);
});

it('gathers what comes by the hundred, and shows it together', async () => {
  await rows().update(
    'deals',
    IDS.slice(2).map((id) => `deal-${id}`),
    (_, id) => dealOf(id.slice(5)),
  );
  await rows().update('board_cards', IDS, (card, id) => card ?? cardOf(id));
  await vi.waitUntil(() => timer.due() !== null);
  expect(titles()).toEqual(['Deal 100', 'Deal 101']);
  timer.advance(1_000);
  expect(titles()).toEqual(IDS.map((id) => `Deal ${id}`));
  expect(told).toBe(1);
});
