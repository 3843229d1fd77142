// The server as sync needs it, in memory: rows, transactions, a horizon, and the merge that sync_push does. It passes
// the same contract suite as the real stack (remote-contract.ts), so that the engine can be tried a thousand times over.
import { clockOf } from '../core/merge.ts';
import type { Contest } from '../core/journal.ts';
import {
  RemoteError,
  type Checkpoint,
  type Page,
  type PushAnswer,
  type Remote,
  type RemoteFault,
  type RemoteListener,
  type SyncedRow,
} from '../core/ports.ts';
import { clientColumns, tableOf, TABLE_NAMES, type TableName } from '../schema/tables.ts';

const NIL = '00000000-0000-0000-0000-000000000000';

type Pushed = Parameters<Remote['push']>[0][number];

export type MemoryServer = {
  /** A client's way in. */
  connect(): MemoryRemote;
  row(table: TableName, id: string): SyncedRow | undefined;
  rows(table: TableName): SyncedRow[];
  /** Writes as an outsider would: stamped by the server. Answers the row. */
  put(table: TableName, row: Record<string, unknown> & { id: string }): SyncedRow;
  /** Refuses every write of `table` whose columns fit, as a policy or a check would. */
  refuse(table: TableName, when: (columns: Readonly<Record<string, unknown>>) => boolean): void;
  /** Begins a transaction that holds the horizon back until it is committed. */
  begin(): { put: MemoryServer['put']; commit(): void };
  /** A restore into a new cluster: transaction ids start again. */
  restore(): void;
};

export type MemoryRemote = Remote & {
  /** From now on each call fails so; null: it works again. */
  fail(fault: RemoteFault | null): void;
  /** The next push is done, but its answer is lost. */
  loseNextAnswer(): void;
  calls: { pull: number; push: number };
};

export function createMemoryServer(now: () => number): MemoryServer {
  const tables = new Map<TableName, Map<string, SyncedRow>>(TABLE_NAMES.map((name) => [name, new Map()]));
  const refusals: { table: TableName; when: (columns: Readonly<Record<string, unknown>>) => boolean }[] = [];
  const listeners = new Set<RemoteListener>();
  const running = new Set<number>();
  let transaction = 1;
  let epoch = 1;
  let stamps = 0;

  const held = (table: TableName) => tables.get(table) ?? new Map<string, SyncedRow>();
  const horizon = () => Math.min(transaction + 1, ...running);

  function serverClock(): string {
    stamps += 1;
    return `${String(now()).padStart(13, '0')}-${(stamps % 0xffff).toString(16).padStart(4, '0')}-00000000`;
  }

  function store(table: TableName, row: SyncedRow, by: number): SyncedRow {
    const time = new Date(now()).toISOString();
    const stored = {
      ...row,
      created_at: held(table).get(row.id)?.created_at ?? time,
      updated_at: time,
      row_version: by,
    };
    held(table).set(row.id, stored);
    return stored;
  }

  function poke(table: TableName, row_version: number): void {
    for (const listener of listeners) listener.poked(table, row_version);
  }

  function put(table: TableName, row: Record<string, unknown> & { id: string }, by: number): SyncedRow {
    const before = held(table).get(row.id);
    const clock = serverClock();
    const clocks = before
      ? { ...before.clocks, ...Object.fromEntries(Object.keys(row).map((column) => [column, clock])) }
      : { '*': clock };
    const next = { deleted_at: null, ...before, ...row, clocks } as unknown as SyncedRow;
    return store(table, next, by);
  }

  const missingParent = ({ table, columns }: Pushed) =>
    Object.entries(columns).some(([column, value]) => {
      const parent = tableOf(table).columns[column]?.references;
      return (
        value !== null &&
        parent !== undefined &&
        parent !== 'profiles' &&
        !held(parent as TableName).has(value as string)
      );
    });

  function take(write: Pushed, by: number): PushAnswer {
    const { table, id, base, columns, clocks } = write;
    const row = held(table).get(id);
    if (refusals.some((refusal) => refusal.table === table && refusal.when(columns)))
      return { status: 'refused', row: row ?? null, code: '23514', message: 'not accepted' };
    if (missingParent(write)) return { status: 'later', code: '23503', message: 'a parent is missing' };
    if (!row) {
      if (base !== null) return { status: 'refused', row: null, code: 'P0002', message: 'the row is gone' };
      store(table, { deleted_at: null, ...columns, id, clocks } as unknown as SyncedRow, by);
      return { status: 'applied' };
    }
    return merge(row, write, by);
  }

  function merge(row: SyncedRow, { table, base, columns, clocks }: Pushed, by: number): PushAnswer {
    const next: SyncedRow = { ...row };
    const stamped: Record<string, string> = { ...row.clocks };
    const lost: Record<string, Contest> = {};
    const won: Record<string, Contest> = {};
    const seen = (column: string) => clockOf(row.clocks, column) === clockOf(base ?? {}, column);
    const unseenEdit = clientColumns(table).some(
      (column) => column !== 'deleted_at' && !(column in columns) && !seen(column),
    );
    let edited = false;

    for (const [column, value] of Object.entries(columns)) {
      if (column === 'workspace_id') continue;
      const mine = clockOf(clocks, column);
      const theirs = clockOf(row.clocks, column);
      if (mine === theirs) continue;
      const contest = { theirs: row[column], clock: theirs };
      const deleteLoses = column === 'deleted_at' && value !== null && unseenEdit;
      if (deleteLoses || (!seen(column) && theirs > mine)) {
        lost[column] = contest;
        continue;
      }
      if (!seen(column)) won[column] = contest;
      next[column] = value;
      // A clock never goes back, or those who have the later one would keep what it dated.
      stamped[column] = mine > theirs ? mine : serverClock();
      if (column !== 'deleted_at') edited = true;
    }
    if (edited && next.deleted_at !== null && !('deleted_at' in columns) && !seen('deleted_at')) {
      won['deleted_at'] = { theirs: next.deleted_at, clock: clockOf(row.clocks, 'deleted_at') };
      next.deleted_at = null;
      stamped['deleted_at'] = serverClock();
    }
    next.clocks = stamped;
    const changed = JSON.stringify(stamped) !== JSON.stringify(row.clocks);
    const stored = changed ? store(table, next, by) : row;
    const asExpected = Object.entries(stored.clocks).every(
      ([column, clock]) => clock === clockOf(clocks, column) || clock === clockOf(base ?? {}, column),
    );
    return asExpected && Object.keys({ ...lost, ...won }).length === 0
      ? { status: 'applied' }
      : { status: 'merged', row: stored, lost, won };
  }

  function page(table: TableName, after: Checkpoint | null, size: number): Page {
    const from = after ?? { row_version: 0, id: NIL };
    const below = horizon();
    const rows = [...held(table).values()].sort(
      (a, b) => a.row_version - b.row_version || (a.id < b.id ? -1 : 1),
    );
    const isAfter = (row: SyncedRow) =>
      row.row_version > from.row_version || (row.row_version === from.row_version && row.id > from.id);
    const found = rows.filter((row) => isAfter(row) && row.row_version < below);
    const page = found.slice(0, size);
    const last = page.at(-1);
    const complete = page.length < size;
    return {
      rows: structuredClone(page),
      checkpoint:
        complete || !last
          ? { row_version: Math.max(below, from.row_version), id: NIL }
          : { row_version: last.row_version, id: last.id },
      complete,
      waiting: rows.some((row) => row.row_version >= below),
    };
  }

  return {
    connect() {
      let failing: RemoteFault | null = null;
      let losing = false;
      const calls = { pull: 0, push: 0 };
      const check = async () => {
        await Promise.resolve();
        if (failing) throw new RemoteError(failing, `${failing}, on purpose`);
      };
      return {
        calls,
        fail(fault) {
          failing = fault;
        },
        loseNextAnswer() {
          losing = true;
        },
        async manifest() {
          await check();
          return { schema_version: 1, epoch: String(epoch) };
        },
        async pull(checkpoints, size) {
          calls.pull += 1;
          await check();
          const asked = Object.entries(checkpoints) as [TableName, Checkpoint | null][];
          return {
            epoch: String(epoch),
            server_now: now(),
            tables: Object.fromEntries(asked.map(([table, after]) => [table, page(table, after, size)])),
          };
        },
        async push(parcels) {
          calls.push += 1;
          await check();
          transaction += 1;
          const by = transaction;
          const answers = parcels.map((parcel) => take(structuredClone(parcel), by));
          for (const table of new Set(parcels.map((parcel) => parcel.table)))
            if ([...held(table).values()].some((row) => row.row_version === by)) poke(table, by);
          if (losing) {
            losing = false;
            throw new RemoteError('unreachable', 'the answer is lost, on purpose');
          }
          return structuredClone(answers);
        },
        async count(names) {
          await check();
          return names.reduce((sum, table) => sum + held(table).size, 0);
        },
        listen(listener) {
          listeners.add(listener);
          listener.joined();
          return () => listeners.delete(listener);
        },
      };
    },
    row: (table, id) => held(table).get(id),
    rows: (table) => [...held(table).values()],
    put(table, row) {
      transaction += 1;
      const stored = put(table, row, transaction);
      poke(table, transaction);
      return stored;
    },
    refuse(table, when) {
      refusals.push({ table, when });
    },
    begin() {
      transaction += 1;
      const own = transaction;
      running.add(own);
      const uncommitted: [TableName, Record<string, unknown> & { id: string }][] = [];
      return {
        put(table, row) {
          uncommitted.push([table, row]);
          return { ...row, row_version: own } as unknown as SyncedRow;
        },
        commit() {
          for (const [table, row] of uncommitted) put(table, row, own);
          running.delete(own);
          for (const [table] of uncommitted) poke(table, own);
        },
      };
    },
    restore() {
      epoch += 1;
      transaction = 1;
      for (const rows of tables.values())
        for (const row of rows.values()) rows.set(row.id, { ...row, row_version: 1 });
    },
  };
}
