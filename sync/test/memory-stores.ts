// The engine's storage ports on maps: what is in them is what is on the disk, so a new engine on the same stores is a
// restart. They pass the same contract suite as those on RxDB (store-contract.ts).
import type { Mutation } from '../core/journal.ts';
import {
  StorageError,
  type Journal,
  type Memory,
  type RowStore,
  type StorageFault,
  type SyncedRow,
} from '../core/ports.ts';
import type { TableName } from '../schema/tables.ts';

export type MemoryStores = {
  rows: RowStore;
  journal: Journal;
  memory: Memory;
  all(table: TableName): SyncedRow[];
  mutations(): Mutation[];
  /** The process dies at the write after `writes` more: that one and all later ones fail. Null: it lives. */
  dieAfter(writes: number | null): void;
  fail(fault: StorageFault | null): void;
};

export function createMemoryStores(): MemoryStores {
  const tables = new Map<TableName, Map<string, SyncedRow>>();
  const mutations = new Map<string, Mutation>();
  const facts = new Map<string, unknown>();
  let left: number | null = null;
  let failing: StorageFault | null = null;

  async function write(): Promise<void> {
    await Promise.resolve();
    if (failing) throw new StorageError(failing, `${failing}, on purpose`);
    if (left === null) return;
    if (left === 0) throw new StorageError('storage_broken', 'killed, on purpose');
    left -= 1;
  }
  const held = (table: TableName) => {
    const rows = tables.get(table) ?? new Map<string, SyncedRow>();
    tables.set(table, rows);
    return rows;
  };

  return {
    rows: {
      async update(table, ids, change) {
        await write();
        for (const id of ids) {
          const next = change(held(table).get(id), id);
          if (next === null) held(table).delete(id);
          else if (next) held(table).set(id, structuredClone(next));
        }
      },
      read: (table, ids) =>
        Promise.resolve(
          new Map(
            ids.flatMap((id) => {
              const row = held(table).get(id);
              return row ? [[id, structuredClone(row)]] : [];
            }),
          ),
        ),
    },
    journal: {
      async append(mutation) {
        await write();
        mutations.set(mutation.id, structuredClone(mutation));
      },
      list: (state) =>
        Promise.resolve(
          [...mutations.values()]
            .filter((m) => m.state === state)
            .sort((a, b) => (a.clock < b.clock ? -1 : 1)),
        ),
      async update(ids, change) {
        await write();
        for (const id of ids) {
          const mutation = mutations.get(id);
          if (mutation) mutations.set(id, structuredClone(change(mutation)));
        }
      },
    },
    memory: {
      read: <T>(key: string) => Promise.resolve(facts.get(key) as T | undefined),
      async write(key, value) {
        await write();
        facts.set(key, structuredClone(value));
      },
    },
    all: (table) => [...held(table).values()],
    mutations: () => [...mutations.values()].sort((a, b) => (a.clock < b.clock ? -1 : 1)),
    dieAfter(writes) {
      left = writes;
    },
    fail(fault) {
      failing = fault;
    },
  };
}
