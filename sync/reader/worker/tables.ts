// The rows of the replica in memory: read once in pages, and from then on kept as they are in the storage, whoever
// writes them. What changes is told once per tick, however much it is.
import { CATALOG_TABLES, RECORD_TABLES, type Reading } from '../../reads.ts';
import type { Timer } from '../../core/ports.ts';
import type { Lookup } from '../../query/row.ts';
import type { ReplicaDatabase, RowCollection } from '../../replica/database.ts';
import { countAll, pagesOf } from '../../replica/pages.ts';
import { follow } from '../../replica/changes.ts';
import { heightOf } from '../../replica/live-documents.ts';
import { CATALOG, collectionOf, type StoredRow } from '../../replica/rx-schema.ts';
import { isTable, type TableName } from '../../schema/tables.ts';
import { createHolder, type HeldRow } from './held-rows.ts';

export type Change = { before: HeldRow | undefined; after: HeldRow | undefined };
/** By table and id. */
export type Changes = ReadonlyMap<TableName, ReadonlyMap<string, Change>>;

export type Tables = {
  lookup: Lookup;
  rows(table: TableName): ReadonlyMap<string, HeldRow>;
  /** Whether all rows of this table are read, and told. */
  complete(table: TableName): boolean;
  /** Reads this table before others. */
  want(table: TableName): void;
  /** How often the row had been written when `changed` last told of it, or of its removal; -1 where it never did. */
  told(table: TableName, id: string): number;
  reading(): Reading;
  close(): void;
};

export type TablesPorts = {
  database: Pick<ReplicaDatabase, 'rows'>;
  timer: Timer;
  /** Once per tick in which something has changed, or a table has been read. */
  changed: (changes: Changes) => void;
  /** Timeline entries are not held: they pass once, newest first, and then as they come. */
  entries: (entries: readonly StoredRow[]) => void;
  failed: (error: unknown) => void;
  /** The storage has answered. */
  worked: () => void;
};

/** In the order in which they are read. */
const HELD: readonly string[] = [
  CATALOG,
  RECORD_TABLES.company,
  RECORD_TABLES.deal,
  'tasks',
  RECORD_TABLES.contact,
  'deal_contacts',
];
const ENTRIES = 'timeline_entries';
const PAGE = 1_000;
/** While much comes, it is told of in larger parts: each one costs. */
const READING_TICK_MS = 100;
const AGAIN_MS = 10_000;
const IN_CATALOG: ReadonlySet<TableName> = new Set(CATALOG_TABLES);

export function openTables(ports: TablesPorts): Tables {
  const { database, timer, changed, entries, failed, worked } = ports;
  const held = new Map<TableName, Map<string, HeldRow>>();
  /** Id to the height at which it was removed: nothing older brings it back. */
  const removed = new Map<string, number>();
  const hold = createHolder();
  /** Collections that are read whole: of `done` all is told, of `ended` it is with the next tick. */
  const done = new Set<string>();
  const ended: string[] = [];
  const left: string[] = [...HELD, ENTRIES];
  let read = 0;
  let total = 0;
  let closed = false;
  let pending = new Map<TableName, Map<string, Change>>();
  let cancelTick: (() => void) | null = null;
  let cancelRetry = () => undefined as unknown;

  function rowsOf(table: TableName): Map<string, HeldRow> {
    const rows = held.get(table) ?? new Map<string, HeldRow>();
    held.set(table, rows);
    return rows;
  }

  function collection(name: string): RowCollection {
    const found = database.rows.get(name);
    if (!found) throw new Error(`The replica has no collection ${name}.`);
    return found;
  }

  function tick(): void {
    cancelTick ??= timer.after(left.length > 0 ? READING_TICK_MS : 0, () => {
      cancelTick = null;
      const changes = pending;
      pending = new Map();
      for (const name of ended.splice(0)) done.add(name);
      try {
        changed(changes);
      } catch (error) {
        failed(error);
      }
    });
  }

  function note(table: TableName, id: string, before: HeldRow | undefined, after: HeldRow | undefined): void {
    const changes = pending.get(table) ?? new Map<string, Change>();
    pending.set(table, changes);
    const noted = changes.get(id);
    changes.set(id, { before: noted ? noted.before : before, after });
    tick();
  }

  function take(table: TableName, stored: StoredRow): void {
    const rows = rowsOf(table);
    const before = rows.get(stored.id);
    if (heightIn(table, stored.id) >= heightOf(stored)) return;
    const after = hold(table, stored);
    rows.set(stored.id, after);
    note(table, stored.id, before, after);
  }

  const heightIn = (table: TableName, id: string) =>
    held.get(table)?.get(id)?.height ?? removed.get(id) ?? -1;

  function drop(name: string, stored: StoredRow): void {
    removed.set(stored.id, heightOf(stored));
    // What is left of a removed row does not say of which table it was.
    for (const [table, rows] of held) {
      if (collectionOf(table) !== name) continue;
      const before = rows.get(stored.id);
      if (before && rows.delete(stored.id)) note(table, stored.id, before, undefined);
    }
  }

  function tableOf(name: string, stored: StoredRow): TableName | null {
    const table = name === CATALOG ? stored.table : name;
    if (table === undefined || !isTable(table)) return null;
    return name === CATALOG && !IN_CATALOG.has(table) ? null : table;
  }

  // Listening comes before reading, so that nothing written in between is missed.
  const followed = [...HELD, ENTRIES].map((name) =>
    follow(collection(name), {
      wants: () => true,
      take(documents) {
        if (name === ENTRIES) entries(documents);
        else
          for (const document of documents) {
            const table = tableOf(name, document);
            if (document._deleted) drop(name, document);
            else if (table) take(table, document);
          }
      },
      failed,
    }),
  );

  async function readAll(): Promise<void> {
    const counts = await Promise.all(left.map((name) => countAll(collection(name))));
    total = read + counts.reduce((sum, count) => sum + count, 0);
    for (let name = left[0]; name !== undefined && !closed; name = left[0]) {
      await readOne(name);
      left.splice(left.indexOf(name), 1);
      ended.push(name);
      tick();
    }
  }

  async function readOne(name: string): Promise<void> {
    for await (const page of pagesOf(collection(name), PAGE)) {
      if (closed) return;
      if (name === ENTRIES) entries(page);
      else
        for (const stored of page) {
          const table = tableOf(name, stored);
          if (table) take(table, stored);
        }
      read += page.length;
      tick();
      worked();
      // So that what somebody asks is answered in between.
      await new Promise<void>((resolve) => void timer.after(0, resolve));
    }
  }

  function start(): void {
    readAll().then(worked, (error: unknown) => {
      if (closed) return;
      failed(error);
      cancelRetry = timer.after(AGAIN_MS, start);
    });
  }
  start();

  return {
    lookup: (table, id) => held.get(table)?.get(id),
    rows: rowsOf,
    complete: (table) => done.has(collectionOf(table)),
    want(table) {
      const at = left.indexOf(collectionOf(table));
      // The first is being read, or is the catalog.
      if (at > 1) left.splice(1, 0, ...left.splice(at, 1));
    },
    told: (table, id) => (pending.get(table)?.has(id) ? -1 : heightIn(table, id)),
    reading: () => {
      const complete = left.length === 0;
      return { done: complete ? total : Math.min(read, total), total, complete };
    },
    close() {
      closed = true;
      cancelTick?.();
      cancelRetry();
      for (const end of followed) end();
    },
  };
}
