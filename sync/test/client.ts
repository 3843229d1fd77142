// A client without a window: the engine on in-memory stores, and edits as a mutation makes them.
import { applyMutation } from '../core/apply.ts';
import { createClock } from '../core/clock.ts';
import { createEngine, type Engine, type EngineStatus } from '../core/engine.ts';
import type { Mutation } from '../core/journal.ts';
import type { SyncedRow } from '../core/ports.ts';
import type { TableName } from '../schema/tables.ts';
import type { ManualTimer } from './manual-timer.ts';
import type { MemoryRemote, MemoryServer } from './memory-server.ts';
import { createMemoryStores, type MemoryStores } from './memory-stores.ts';

export type Client = {
  stores: MemoryStores;
  remote: MemoryRemote;
  status(): EngineStatus | undefined;
  row(table: TableName, id: string): SyncedRow | undefined;
  create(table: TableName, id: string, columns: Record<string, unknown>): Promise<void>;
  edit(table: TableName, id: string, columns: Record<string, unknown>): Promise<void>;
  start(): void;
  engine(): Engine;
  stop(): Promise<void>;
  /** Until nothing more happens without time passing. */
  settle(): Promise<void>;
};

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function createClient(name: string, server: MemoryServer, timer: ManualTimer): Client {
  const stores = createMemoryStores();
  const remote = server.connect();
  const node = name.charCodeAt(0).toString(16).padStart(8, '0');
  const clock = createClock({ node, now: () => timer.now() });
  let status: EngineStatus | undefined;
  let engine: Engine | null = null;
  let made = 0;

  async function commit(table: TableName, id: string, columns: Record<string, unknown>, isNew: boolean) {
    const row = (await stores.rows.read(table, [id])).get(id);
    for (const seen of Object.values(row?.clocks ?? {})) clock.observe(seen);
    made += 1;
    const mutation: Mutation = {
      id: `${name}-${made}`,
      name: isNew ? 'create' : 'edit',
      clock: clock.tick(),
      state: 'saved',
      writes: [
        {
          table,
          id,
          columns,
          before: row
            ? Object.fromEntries(Object.keys(columns).map((column) => [column, row[column]]))
            : null,
          base: isNew ? null : (row?.clocks ?? {}),
          state: { kind: 'waiting' },
        },
      ],
    };
    await stores.journal.append(mutation);
    await applyMutation(stores.rows, mutation);
    await stores.journal.update([mutation.id], (saved) => ({ ...saved, state: 'waiting' }));
    engine?.wake('write');
  }

  return {
    stores,
    remote,
    status: () => status,
    row: (table, id) => stores.all(table).find((row) => row.id === id),
    create: (table, id, columns) => commit(table, id, columns, true),
    edit: (table, id, columns) => commit(table, id, columns, false),
    start() {
      engine = createEngine({
        user_id: name,
        ...stores,
        remote,
        timer,
        random: () => 0.5,
        report: (now) => {
          status = now;
        },
        offsetMeasured: () => undefined,
      });
      engine.start();
    },
    engine() {
      if (!engine) throw new Error('The client was not started.');
      return engine;
    },
    async stop() {
      await engine?.stop();
      engine = null;
    },
    settle,
  };
}
