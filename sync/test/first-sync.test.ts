// A first sync that is killed again and again, on Dexie: each start goes on where the last was cut off, and what the
// person sees of it is exact.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createEngine, type EngineStatus } from '../core/engine.ts';
import type { Progress } from '../core/inbox.ts';
import { RemoteError, StorageError, type Memory, type RowStore } from '../core/ports.ts';
import { openDatabase, type ReplicaDatabase } from '../replica/database.ts';
import { createJournal, createMemory, createRowStore } from '../replica/stores.ts';
import { systemTimer } from '../replica/system.ts';
import { createRandom } from './fuzz/random.ts';
import { createMemoryServer } from './memory-server.ts';

/** 20,000 take a minute. */
const ROWS = Number(process.env['FIRST_SYNC_ROWS'] ?? 4_000);
const KILLS = 12;

let opened: ReplicaDatabase;
beforeAll(async () => {
  opened = await openDatabase('outpost-first-sync');
});
afterAll(() => opened.database.close());

it('goes on after each kill, and its progress never goes back and ends at all there is', async () => {
  const server = createMemoryServer(() => Date.now());
  const at = new Date().toISOString();
  for (let n = 0; n < ROWS / 2; n += 1) {
    server.put('contacts', { id: `c${n}`, name: `Contact ${n}`, tags: [], custom_fields: {} });
    const about = { record_type: 'contact', record_id: `c${n}`, entry_type: 'note', body: 'Met' };
    server.put('timeline_entries', { id: `t${n}`, ...about, payload: {}, happened_at: at });
  }
  const random = createRandom(4);
  const seen: Progress[] = [];
  let pulled = 0;

  /** Until it is idle, or dies at the write after `writes` more. */
  async function session(writes: number): Promise<EngineStatus> {
    let status: EngineStatus | undefined;
    const remote = server.connect();
    const { rows, memory, isDead } = dying(createRowStore(opened), createMemory(opened.facts), writes);
    const engine = createEngine({
      user_id: 'ann',
      rows,
      journal: createJournal(opened.journal),
      memory,
      remote: {
        ...remote,
        async pull(asked, size) {
          if (isDead()) throw new RemoteError('unreachable', 'killed, on purpose');
          const answer = await remote.pull(asked, size);
          for (const page of Object.values(answer.tables)) pulled += page.rows.length;
          return answer;
        },
      },
      timer: systemTimer,
      random,
      report(next) {
        status = next;
        if (next.first_sync) seen.push(next.first_sync);
      },
      offsetMeasured: () => undefined,
    });
    engine.start();
    await vi.waitFor(() => expect(status?.kind === 'idle' || isDead()).toBe(true), { timeout: 60_000 });
    await engine.stop();
    if (!status) throw new Error('An engine that has started tells of itself.');
    return status;
  }

  for (let kill = 0; kill < KILLS; kill += 1) await session(Math.floor(random() * 30));
  expect(await session(Infinity)).toMatchObject({ kind: 'idle', first_sync: null });

  const store = createRowStore(opened);
  expect((await store.count('contacts')) + (await store.count('timeline_entries'))).toBe(ROWS);
  expect(new Set(seen.map(({ total }) => total))).toEqual(new Set([ROWS]));
  const done = seen.map((progress) => progress.done);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  // A kill costs one page at most.
  expect(pulled).toBeLessThanOrEqual(ROWS + KILLS * 1_000);
}, 300_000);

/** Stores of a process that dies at the write after `left` more. */
function dying(rows: RowStore, memory: Memory, left: number) {
  const write = () => {
    left -= 1;
    if (left < 0) throw new StorageError('storage_broken', 'killed, on purpose');
  };
  return {
    rows: {
      ...rows,
      async update(...change) {
        write();
        await rows.update(...change);
      },
    } satisfies RowStore,
    memory: {
      ...memory,
      async write(...fact) {
        write();
        await memory.write(...fact);
      },
    } satisfies Memory,
    isDead: () => left < 0,
  };
}
