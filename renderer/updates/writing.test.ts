import { expect, test } from 'vitest';
import type { Bridge } from '../../electron/ipc/contract.ts';
import type { Replica, SyncStatus } from '../../sync/index.ts';
import type { AppState } from '../start-up/app-state.ts';
import { createCell } from '../ui/cell.ts';
import { createWriteCount, startWriting } from './writing.ts';

const launch = {
  name: 'Outpost',
  version: '1',
  runtime: '',
  platform: 'linux',
  vault: 'memory',
  demo: null,
} as const;
const status = (kind: SyncStatus['kind']): SyncStatus => ({
  ...{ kind, waiting: 0, attention: 0, conflicts: 0 },
  ...{ first_sync: null, last_contact_at: null, failure: null },
});

function opened() {
  const told: boolean[] = [];
  const bridge = {
    call: (channel: string, writing: boolean) => {
      expect(channel).toBe('window:writing');
      told.push(writing);
      return Promise.resolve({ ok: true, value: null });
    },
  } as unknown as Bridge;
  const sync = createCell(status('offline'));
  const ends: (() => void)[] = [];
  const writes = createWriteCount();
  const replica = writes.counted({
    sync,
    mutate: () => new Promise((resolve) => ends.push(() => resolve({ ok: true }))),
    importRecords: () => Promise.reject(new Error('The disk is full.')),
  } as unknown as Replica);
  const state = createCell<AppState>({ kind: 'ready', launch, replica });
  startWriting(bridge, state, writes);
  return { told, sync, ends, replica, state };
}

test('a window says at its start that it writes nothing', () => {
  expect(opened().told).toEqual([false]);
});

test('a window writes from the first call until the last one is durable', async () => {
  const { told, ends, replica } = opened();
  const calls = [replica.mutate('create_task', {} as never), replica.mutate('create_task', {} as never)];
  expect(told).toEqual([false, true]);
  ends[0]?.();
  await calls[0];
  expect(told).toEqual([false, true]);
  ends[1]?.();
  await calls[1];
  expect(told).toEqual([false, true, false]);
});

test('a write that raises is over too', async () => {
  const { told, replica } = opened();
  await expect(replica.importRecords({} as never)).rejects.toThrow('full');
  expect(told).toEqual([false, true, false]);
});

test('a window writes while its replica sends and receives, and no more once another screen is shown', () => {
  const { told, sync, state } = opened();
  sync.set(status('syncing'));
  sync.set(status('up_to_date'));
  sync.set(status('syncing'));
  expect(told).toEqual([false, true, false, true]);
  state.set({ kind: 'welcome', launch });
  expect(told).toEqual([false, true, false, true, false]);
  sync.set(status('up_to_date'));
  sync.set(status('syncing'));
  expect(told).toHaveLength(5);
});

test('a window writes while what an older version has stored is brought into another form', () => {
  const { told, state } = opened();
  state.set({ kind: 'opening' });
  expect(told).toEqual([false]);
  state.set({ kind: 'opening', updating: { done: 0, total: 10 } });
  expect(told).toEqual([false, true]);
});
