// The server as sync needs it, in memory: rows, transactions, a horizon, rights, and the merge that sync_push does. It
// passes the same contract suite as the real stack (remote-contract.ts), so that the engine can be tried a thousand
// times over. What stands in memory-server/ follows the SQL of the same names.
import { isDeepStrictEqual } from 'node:util';
import { automaticEntries } from '../core/automatic-entries.ts';
import { cellsOf, columnOf, elementOf, writeCell } from '../core/cells.ts';
import { ALL_COLUMNS } from '../core/merge.ts';
import type {
  Asked,
  Checkpoint,
  Page,
  PushAnswer,
  Remote,
  RemoteListener,
  SyncedRow,
} from '../core/ports.ts';
import { RemoteError, type RemoteFault } from '../core/ports.ts';
import type { Clocks } from '../schema/declare.ts';
import { tableOf, TABLE_NAMES, type TableName } from '../schema/tables.ts';
import { mergeEdit } from './memory-server/merge-edit.ts';
import { datedColumns, rightsOf, scopeEntries, type Right } from './memory-server/rights.ts';
import { createHeap, firstAfter } from './memory-server/rows.ts';
import { boundedClocks, clockOfMoment } from './memory-server/server-clock.ts';
import {
  cardFollowsDeal,
  cardMeetsDeal,
  dealFollowsCard,
  dealMeetsCard,
  followTeam,
  HANGS_ON_RECORD,
  orderCard,
  rebalanceStage,
  teamLeads,
  type Change,
  type Writing,
} from './memory-server/triggers.ts';

const NIL = '00000000-0000-0000-0000-000000000000';
const LONGEST_NAME = 500;

type Pushed = Parameters<Remote['push']>[0][number];
type Given = Record<string, unknown> & { id: string };
type Refusal = { table: TableName; when: (columns: Readonly<Record<string, unknown>>) => boolean };
type Purge = { floor: number; purged_in: number };
/** `by`: whose it is; `told`: whom the scope log has told in it. */
type Transaction = { id: number; by: string | null; touched: Set<TableName>; told: Set<unknown> };

export type MemoryServer = {
  /** A client's way in, with the rights of this person; without one, with all. */
  connect(user_id?: string): MemoryRemote;
  row(table: TableName, id: string): SyncedRow | undefined;
  rows(table: TableName): SyncedRow[];
  /** Those that this person may see. */
  visible(user_id: string, table: TableName): SyncedRow[];
  /** Writes as an outsider would: stamped by the server. Answers the row. */
  put(table: TableName, row: Given): SyncedRow;
  /** Refuses every write of `table` whose columns fit, as a policy or a check would. */
  refuse(table: TableName, when: Refusal['when']): void;
  /** Begins a transaction that holds the horizon back until it is committed. */
  begin(): { put: MemoryServer['put']; commit(): void };
  /** Makes a backup of how it is; it is put back by the answer. */
  backup(): () => void;
  /** A restore into a new cluster: transaction ids start again. */
  restore(): void;
  /** Gives every card of a stage a short rank. */
  rebalance(stage_id: string): void;
  /** Deletes for good what was deleted longer ago than this. */
  purge(olderThanMs: number): void;
  /** Only these tables are synced, as by an older server. */
  serve(tables: readonly TableName[]): void;
};

export type MemoryRemote = Remote & {
  /** From now on each call fails so; null: it works again. */
  fail(fault: RemoteFault | null): void;
  /** The next push is done, but its answer is lost. */
  loseNextAnswer(): void;
  calls: { pull: number; push: number };
};

const PURGED: readonly TableName[] = [
  'scope_log',
  'attachments',
  'saved_views',
  'tasks',
  'timeline_entries',
  'deal_contacts',
  'deals',
  'board_cards',
  'contacts',
  'companies',
];

const refused = (code: string, message: string, row: SyncedRow | null = null): PushAnswer => ({
  status: 'refused',
  row,
  code,
  message,
  details: null,
});

/** Every column of `table`, as a row has it that says nothing. */
const blankRow = (table: TableName) => ({
  deleted_at: null,
  ...Object.fromEntries(
    Object.entries(tableOf(table).columns).flatMap(([column, { nullable }]) =>
      nullable ? [[column, null]] : [],
    ),
  ),
  ...(table === 'board_cards' ? { position: 0 } : {}),
});

/** Whole columns come before the elements of them that were edited since. */
const inWritingOrder = (columns: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(columns).sort((a, b) => Number(elementOf(a) !== null) - Number(elementOf(b) !== null));

export function createMemoryServer(now: () => number): MemoryServer {
  const heap = createHeap();
  const refusals: Refusal[] = [];
  const listeners = new Set<RemoteListener>();
  const running = new Set<number>();
  const purges = new Map<TableName, Purge>();
  let served: readonly TableName[] = TABLE_NAMES;
  let transaction = 1;
  let epoch = 1;
  let logged = 0;
  let rebalancing = false;

  const horizon = () => Math.min(transaction + 1, ...running);
  const time = () => new Date(now()).toISOString();

  /** Runs `act` in a transaction, and pokes for the tables that it wrote. */
  function transact<T>(act: (tx: Transaction) => T, by: string | null, id = (transaction += 1)): T {
    const tx: Transaction = { id, by, touched: new Set(), told: new Set() };
    const result = act(tx);
    for (const table of tx.touched)
      if (served.includes(table)) for (const listener of listeners) listener.poked(table, id);
    return result;
  }

  // writing ---------------------------------------------------------------------------------------------------------

  function write(table: TableName, proposed: Given, clocks: Clocks, tx: Transaction): SyncedRow {
    const old = heap.get(table, proposed.id);
    const writing: Writing = { old, row: { deleted_at: null, ...proposed }, given: { ...clocks } };
    const change: Change = (of, id, columns, given) => {
      const row = heap.get(of, id);
      if (row) write(of, { ...row, ...columns }, given, tx);
    };
    before(table, writing, change);
    const row = stamped(table, writing, tx);
    heap.set(table, row);
    tx.touched.add(table);
    if (table === 'board_cards' && !rebalancing) dealFollowsCard(heap, change, old, row);
    if (table === 'deals') cardFollowsDeal(heap, change, old, row, time());
    if (table === 'deals' || table === 'contacts' || table === 'companies')
      teamLeads(heap, change, table, old, row);
    if (table === 'workspace_members' && row.deleted_at === null && old?.deleted_at !== null)
      change('profiles', String(row['user_id']), {}, {});
    logScope(table, old, row, tx);
    if (old && !rebalancing) logEdits(table, old, row, tx);
    return row;
  }

  function before(table: TableName, writing: Writing, change: Change): void {
    if (rebalancing) return;
    if (table === 'board_cards') {
      cardMeetsDeal(heap, writing);
      followTeam(heap, table, writing);
      orderCard({ heap, change, rebalancing: whileRebalancing }, writing);
    } else if (table === 'deals') dealMeetsCard(heap, writing);
    else if (table === 'deal_contacts' || HANGS_ON_RECORD.includes(table)) followTeam(heap, table, writing);
  }

  function whileRebalancing(act: () => void): void {
    rebalancing = true;
    act();
    rebalancing = false;
  }

  function stamped(table: TableName, { old, row, given }: Writing, tx: Transaction): SyncedRow {
    const moment = clockOfMoment(now(), old?.clocks ?? {});
    let clocks: Clocks = ALL_COLUMNS in given ? given : { [ALL_COLUMNS]: moment, ...given };
    if (old) {
      const changed = datedColumns(table, row as SyncedRow).filter(
        (column) => !isDeepStrictEqual(row[column] ?? null, old[column] ?? null),
      );
      const cells = changed.flatMap((column) => Object.keys(cellsOf(table, old, { [column]: row[column] })));
      const edited = cells.filter((cell) => !(cell in given) && !(columnOf(cell) in given));
      clocks = {
        ...old.clocks,
        ...Object.fromEntries(edited.map((cell) => [cell, moment])),
        ...given,
      };
    }
    const created_at = old?.created_at ?? time();
    const signed =
      'created_by' in tableOf(table).columns ? { created_by: old ? old['created_by'] : tx.by } : {};
    return {
      ...blankRow(table),
      ...row,
      ...signed,
      created_at,
      updated_at: time(),
      // One that began earlier and writes later makes no row older than it was, or than the record it hangs on.
      row_version: Math.max(tx.id, Number(row['row_version'] ?? 0), old?.row_version ?? 0),
      clocks,
    };
  }

  function logScope(table: TableName, old: SyncedRow | undefined, row: SyncedRow, tx: Transaction): void {
    for (const entry of scopeEntries(heap, table, old, row)) {
      if (entry.kind === 'changed' && tx.told.has(entry.user_id)) continue;
      if (entry.kind === 'changed') tx.told.add(entry.user_id);
      logged += 1;
      const nobody = { user_id: null, table_name: null, record_id: null, from_team_id: null };
      const id = `scope-${String(logged).padStart(6, '0')}`;
      write('scope_log', { ...nobody, ...entry, id, workspace_id: row['workspace_id'] }, {}, tx);
    }
  }

  /** One entry per edit of a column, whoever makes it: one that is there stays. */
  function logEdits(table: TableName, old: SyncedRow, row: SyncedRow, tx: Transaction): void {
    if (isDeepStrictEqual(old.clocks, row.clocks)) return;
    for (const { clocks, ...entry } of automaticEntries({ table, before: old, after: row }, tx.by as string))
      if (!heap.get('timeline_entries', entry.id)) write('timeline_entries', entry, clocks, tx);
  }

  const put = (table: TableName, row: Given, tx: Transaction) =>
    write(table, { ...heap.get(table, row.id), ...row }, {}, tx);

  // pushing ---------------------------------------------------------------------------------------------------------

  const isMissing = (parent: string | undefined, id: unknown) =>
    typeof id === 'string' &&
    parent !== undefined &&
    parent !== 'profiles' &&
    !heap.get(parent as TableName, id);

  function whyNot(right: Right, table: TableName, row: SyncedRow): PushAnswer | null {
    if (!right.writes(table, row)) return refused('42501', `you may not edit ${table} of this workspace`);
    if (refusals.some((refusal) => refusal.table === table && refusal.when(row)))
      return refused('23514', 'not accepted');
    const name = row['name'];
    if (typeof name === 'string' && (name === '' || name.length > LONGEST_NAME))
      return refused('23514', 'a name has 1 to 500 characters');
    if (table === 'deals' && typeof row['stage_id'] === 'string') {
      const board = heap.get('boards', String(heap.get('board_stages', row['stage_id'])?.['board_id']));
      if (board && board['record_type'] !== 'deal')
        return refused('23514', 'a deal stands in a stage of a board of deals');
    }
    return null;
  }

  type Taken = { answer: PushAnswer; merged: boolean };

  function take(pushed: Pushed, right: Right, tx: Transaction): Taken {
    const { table, id, base, columns } = pushed;
    const answered = (answer: PushAnswer): Taken => ({ answer, merged: false });
    const held = heap.get(table, id);
    const row = held && right.sees(table, held) ? held : null;
    if (!row && base !== null) return answered(refused('P0002', 'the row is not there, or not yours to see'));
    if (!row && held) return answered(refused('42501', 'the id is taken by a row that is not yours to see'));
    const ours = boundedClocks(pushed.clocks, now());
    const plan = row
      ? mergeEdit(table, row, { base, columns, ours })
      : { columns, clocks: ours, lost: {}, won: {}, news: false };

    let written = row;
    if (!row || Object.keys(plan.columns).length > 0) {
      if (row && !right.writes(table, row))
        return answered(refused('42501', `you may not edit ${table} of this workspace`, row));
      const next: Given = row ? { ...row } : { id };
      for (const cell of inWritingOrder(plan.columns)) writeCell(table, next, cell, plan.columns[cell]);
      const shown: Writing = { old: row ?? undefined, row: { ...next }, given: { ...plan.clocks } };
      if (table === 'deal_contacts' || HANGS_ON_RECORD.includes(table)) followTeam(heap, table, shown);
      const reason = whyNot(right, table, { deleted_at: null, ...shown.row } as SyncedRow);
      if (reason) return answered({ ...reason, row } as PushAnswer);
      const orphan = Object.entries(plan.columns).some(([cell, value]) =>
        isMissing(tableOf(table).columns[cell]?.references, value),
      );
      if (orphan)
        return answered({ status: 'later', row, code: '23503', message: 'a row it refers to is not there' });
      written = write(table, next, plan.clocks, tx);
    }
    if (written && isAsPushed(pushed, row, plan, written)) return answered({ status: 'applied' });
    return {
      answer: { status: 'merged', row: written as SyncedRow, lost: plan.lost, won: plan.won },
      merged: true,
    };
  }

  function isAsPushed(
    { table, clocks }: Pushed,
    row: SyncedRow | null,
    plan: Pick<ReturnType<typeof mergeEdit>, 'columns' | 'lost' | 'news'>,
    written: SyncedRow,
  ): boolean {
    const isCut = !isDeepStrictEqual(boundedClocks(clocks, now()), clocks);
    if (isCut || plan.news || Object.keys(plan.lost).length > 0) return false;
    const expected: Record<string, unknown> = { ...(row ?? written) };
    for (const cell of inWritingOrder(plan.columns)) writeCell(table, expected, cell, plan.columns[cell]);
    const cells = Object.entries(clocks).filter(([cell]) => cell !== ALL_COLUMNS);
    expected['clocks'] = row ? { ...row.clocks, ...Object.fromEntries(cells) } : clocks;
    return Object.keys(written).every(
      (column) =>
        ['created_at', 'created_by', 'updated_at', 'row_version'].includes(column) ||
        (column !== 'clocks' &&
          tableOf(table).columns[column]?.rule === 'server' &&
          column !== 'workspace_id') ||
        isDeepStrictEqual(expected[column] ?? null, written[column] ?? null),
    );
  }

  /** Table by table, as the server does; a merged row is what it is when its table is done. */
  function push(parcels: readonly Pushed[], user_id: string | null): PushAnswer[] {
    return transact((tx) => {
      const answers: PushAnswer[] = parcels.map(({ table }) =>
        refused('42P01', `${table} is not a synced table`),
      );
      for (const table of served) {
        const merged: number[] = [];
        parcels.forEach((parcel, at) => {
          if (parcel.table !== table) return;
          const taken = take(parcel, rightsOf(heap, user_id), tx);
          answers[at] = taken.answer;
          if (taken.merged) merged.push(at);
        });
        for (const at of merged) {
          const answer = answers[at];
          const row = heap.get(table, parcels[at]?.id ?? '');
          if (answer?.status === 'merged' && row) answers[at] = { ...answer, row };
        }
      }
      return answers;
    }, user_id);
  }

  // pulling ---------------------------------------------------------------------------------------------------------

  function page(table: TableName, asked: Asked, size: number, right: Right): Page {
    const below = horizon();
    const purge = purges.get(table);
    const not_before = asked?.not_before ?? '';
    let after: Checkpoint = { row_version: 0, id: NIL, ...asked };
    let since = after.since;
    let reset = false;
    const isPassed =
      since === undefined ? after.row_version < (purge?.floor ?? 0) : since <= (purge?.purged_in ?? 0);
    if (purge && isPassed) {
      reset = after.row_version > 0;
      after = { row_version: 0, id: NIL };
      since = below;
    }
    const rows = heap.inOrder(table);
    const found: SyncedRow[] = [];
    let at = firstAfter(rows, after.row_version, after.id);
    for (; at < rows.length && found.length < size; at += 1) {
      const row = rows[at];
      if (!row || row.row_version >= below) break;
      if (right.sees(table, row) && row.created_at >= not_before) found.push(row);
    }
    const last = found.at(-1);
    const complete = found.length < size;
    let checkpoint: Checkpoint = { row_version: below, id: NIL };
    if (!complete && last) checkpoint = { row_version: last.row_version, id: last.id };
    else if (after.row_version > below || (after.row_version === below && after.id > NIL))
      checkpoint = { row_version: after.row_version, id: after.id };
    if (since !== undefined && !complete) checkpoint = { ...checkpoint, since };
    return {
      rows: found,
      checkpoint,
      complete,
      waiting: rows.slice(firstAfter(rows, below - 1, '￿')).some((row) => right.sees(table, row)),
      ...(reset ? { reset } : {}),
    };
  }

  // an administrator ------------------------------------------------------------------------------------------------

  /** A row goes for good; what may refer to nothing does so, and a row that may not goes first, as a tombstone. */
  function purgeRow(table: TableName, row: SyncedRow, tx: Transaction): void {
    const children = TABLE_NAMES.flatMap((other) =>
      Object.entries(tableOf(other).columns).flatMap(([column, { references, nullable }]) =>
        references === table
          ? heap
              .all(other)
              .filter((child) => child[column] === row.id)
              .map((child) => ({ other, column, nullable, child }))
          : [],
      ),
    );
    for (const { other, column, nullable, child } of children) {
      if (nullable) put(other, { id: child.id, [column]: null }, tx);
      else if (child.deleted_at === null) put(other, { id: child.id, deleted_at: time() }, tx);
    }
    if (children.some(({ nullable }) => !nullable)) return;
    heap.remove(table, row.id);
    const floor = Math.max(purges.get(table)?.floor ?? 0, row.row_version + 1);
    purges.set(table, { floor, purged_in: tx.id });
  }

  return {
    connect(user_id) {
      let failing: RemoteFault | null = null;
      let losing = false;
      const calls = { pull: 0, push: 0 };
      const right = () => rightsOf(heap, user_id ?? null);
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
          return { schema_version: 1, epoch: String(epoch), tables: served };
        },
        async pull(checkpoints, size) {
          calls.pull += 1;
          await check();
          const asked = Object.entries(checkpoints) as [TableName, Asked][];
          const unknown = asked.find(([table]) => !served.includes(table));
          if (unknown) throw new RemoteError('broken', `${unknown[0]} is not a synced table`);
          const mine = right();
          return {
            epoch: String(epoch),
            server_now: now(),
            tables: Object.fromEntries(
              asked.map(([table, after]) => [table, page(table, after, size, mine)]),
            ),
          };
        },
        async push(parcels) {
          calls.push += 1;
          await check();
          const answers = push(parcels, user_id ?? null);
          if (losing) {
            losing = false;
            throw new RemoteError('unreachable', 'the answer is lost, on purpose');
          }
          return answers;
        },
        async counts(tables) {
          await check();
          const mine = right();
          const count = (table: TableName, not_before: string) =>
            heap.all(table).filter((row) => mine.sees(table, row) && row.created_at >= not_before).length;
          return Object.fromEntries(
            Object.entries(tables).map(([table, since]) => [table, count(table as TableName, since ?? '')]),
          );
        },
        listen(listener) {
          listeners.add(listener);
          listener.joined();
          return () => listeners.delete(listener);
        },
      };
    },
    row: (table, id) => heap.get(table, id),
    rows: (table) => heap.all(table),
    visible(user_id, table) {
      const right = rightsOf(heap, user_id);
      return heap.all(table).filter((row) => right.sees(table, row));
    },
    put: (table, row) => transact((tx) => put(table, row, tx), null),
    refuse(table, when) {
      refusals.push({ table, when });
    },
    begin() {
      transaction += 1;
      const own = transaction;
      running.add(own);
      const uncommitted: [TableName, Given][] = [];
      return {
        put(table, row) {
          uncommitted.push([table, row]);
          return { ...row, row_version: own } as unknown as SyncedRow;
        },
        commit() {
          if (!running.delete(own)) return;
          transact((tx) => uncommitted.forEach(([table, row]) => put(table, row, tx)), null, own);
        },
      };
    },
    backup: () => heap.copy(),
    restore() {
      epoch += 1;
      transaction = 1;
      purges.clear();
      running.clear();
      for (const table of TABLE_NAMES)
        for (const row of heap.all(table)) heap.set(table, { ...row, row_version: 1 });
    },
    rebalance(stage_id) {
      transact((tx) => {
        const change: Change = (table, id, columns, given) => {
          const row = heap.get(table, id);
          if (row) write(table, { ...row, ...columns }, given, tx);
        };
        rebalanceStage({ heap, change, rebalancing: whileRebalancing }, stage_id, null);
      }, null);
    },
    purge(olderThanMs) {
      transact((tx) => {
        const oldest = new Date(now() - olderThanMs).toISOString();
        for (const table of PURGED)
          for (const row of heap.all(table)) {
            const since = table === 'scope_log' ? row.created_at : row.deleted_at;
            if (since === null || new Date(since).toISOString() >= oldest) continue;
            purgeRow(table, row, tx);
          }
      }, null);
    },
    serve(tables) {
      served = TABLE_NAMES.filter((table) => tables.includes(table));
    },
  };
}
