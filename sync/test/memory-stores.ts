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

type Stores = { rows: RowStore; journal: Journal; memory: Memory };

/** A way to the stores that ends with its process. */
export type Process = Stores & {
  /** The process dies at the write after `writes` more: that one and all later ones fail. Null: it lives. */
  dieAfter(writes: number | null): void;
};

export type MemoryStores = Process & {
  all(table: TableName): SyncedRow[];
  mutations(): Mutation[];
  fail(fault: StorageFault | null): void;
  /** Another process on the same stores. */
  open(): Process;
};

export function createMemoryStores(): MemoryStores {
  const tables = new Map<TableName, Map<string, SyncedRow>>();
  const mutations = new Map<string, Mutation>();
  const facts = new Map<string, unknown>();
  let failing: StorageFault | null = null;

  const held = (table: TableName) => {
    const rows = tables.get(table) ?? new Map<string, SyncedRow>();
    tables.set(table, rows);
    return rows;
  };

  function open(): Process {
    let left: number | null = null;

    async function write(): Promise<void> {
      await Promise.resolve();
      if (failing) throw new StorageError(failing, `${failing}, on purpose`);
      if (left === null) return;
      if (left === 0) throw new StorageError('storage_broken', 'killed, on purpose');
      left -= 1;
    }

    return {
      rows: {
        async update(table, ids, change) {
          await write();
          for (const id of ids) {
            const next = change(held(table).get(id), id);
            if (next === null) held(table).delete(id);
            else if (next) held(table).set(id, frozen(next));
          }
        },
        read: (table, ids) =>
          Promise.resolve(
            new Map(
              ids.flatMap((id) => {
                const row = held(table).get(id);
                return row ? [[id, row]] : [];
              }),
            ),
          ),
        count: (table) => Promise.resolve(held(table).size),
        find: (table, where) =>
          Promise.resolve(
            [...held(table).values()].filter((row) => !where || row[where.column] === where.value),
          ),
      },
      journal: {
        async append(mutation) {
          await write();
          mutations.set(mutation.id, frozen(mutation));
        },
        list: (state, page) =>
          Promise.resolve(
            [...mutations.values()]
              .filter((mutation) => mutation.state === state && mutation.clock > (page?.after ?? ''))
              .sort((a, b) => (a.clock < b.clock ? -1 : 1))
              .slice(0, page?.limit),
          ),
        async update(ids, change) {
          await write();
          for (const id of ids) {
            const mutation = mutations.get(id);
            const next = mutation && change(mutation);
            if (next === null) mutations.delete(id);
            else if (next) mutations.set(id, frozen(next));
          }
        },
      },
      memory: {
        read: <T>(key: string) => Promise.resolve(facts.get(key) as T | undefined),
        async write(key, value) {
          await write();
          facts.set(key, frozen(value));
        },
      },
      dieAfter(writes) {
        left = writes;
      },
    };
  }

  return {
    ...open(),
    open,
    all: (table) => [...held(table).values()],
    mutations: () => [...mutations.values()].sort((a, b) => (a.clock < b.clock ? -1 : 1)),
    fail(fault) {
      failing = fault;
    },
  };
}

/** What is stored is nobody's to change any more; cheaper than a copy of all that goes in and out. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
