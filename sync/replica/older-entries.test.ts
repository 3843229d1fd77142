import { beforeEach, expect, it } from 'vitest';
import type { LogPage, Result } from '../api.ts';
import { ENTRIES_SINCE } from '../core/inbox.ts';
import type { SyncedRow } from '../core/ports.ts';
import { createMemoryStores, type MemoryStores } from '../test/memory-stores.ts';
import { createOlderEntries } from './older-entries.ts';

const SINCE = '2026-01-01T00:00:00.000Z';
const entry = (id: string): SyncedRow => ({
  ...{ id, created_at: '2020-01-01T00:00:00Z', updated_at: '2020-01-01T00:00:00Z', deleted_at: null },
  ...{ row_version: 3, clocks: { '*': '1577836800000-0000-00000000' }, record_id: 'deal', body: id },
});

let stores: MemoryStores;
let asked: (string | null)[];
let answers: Result<LogPage<SyncedRow>>[];

const open = () =>
  createOlderEntries({
    ...stores,
    log: {
      timelineEntries({ after }) {
        asked.push(after);
        return Promise.resolve(answers.shift() ?? { ok: true, value: { entries: [], next: null } });
      },
    },
  });
const entries = () => stores.all('timeline_entries').map(({ id }) => id);

beforeEach(() => {
  stores = createMemoryStores();
  asked = [];
  answers = [
    { ok: true, value: { entries: [entry('a'), entry('b')], next: 'second' } },
    { ok: true, value: { entries: [entry('c')], next: null } },
  ];
});

it('brings every page of what is older than what is here, once', async () => {
  await stores.memory.write(ENTRIES_SINCE, SINCE);
  const load = open();
  expect(await load('deal')).toMatchObject({ ok: true });
  expect(entries()).toEqual(['a', 'b', 'c']);
  expect(asked).toEqual([`${SINCE}/00000000-0000-0000-0000-000000000000`, 'second']);
  await load('deal');
  expect(asked).toHaveLength(2);
});

it('asks for nothing where all entries are here', async () => {
  expect(await open()('deal')).toMatchObject({ ok: true });
  expect(asked).toEqual([]);
});

it('says that the server cannot be asked, and asks it again the next time', async () => {
  await stores.memory.write(ENTRIES_SINCE, SINCE);
  answers.unshift({ ok: false, error: { code: 'unreachable', message: 'away' } });
  const load = open();
  expect(await load('deal')).toMatchObject({ ok: false, error: { code: 'unreachable' } });
  expect(await load('deal')).toMatchObject({ ok: true });
  expect(entries()).toEqual(['a', 'b', 'c']);
});
