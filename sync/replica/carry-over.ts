// A workspace that was on this laptop only goes on at a server under the same id: what its person made or changed becomes
// ordinary writes of the server's replica, with the same ids and in the name of the account. Nothing is sent here and the
// local replica stays as it is, so whatever cuts this off, it is begun anew from the start.
import { v7 as uuidv7 } from 'uuid';
import type { LocalPlace, Result, ServerPlace } from '../api.ts';
import type { Clock } from '../core/clock.ts';
import { createClock } from '../core/clock.ts';
import { CARRIED, type Mutation, type Write } from '../core/journal.ts';
import { pairId } from '../core/pair-id.ts';
import type { RowStore, SyncedRow } from '../core/ports.ts';
import { BATCH } from '../mutations/batches.ts';
import type { Clocks } from '../schema/declare.ts';
import { TABLE_NAMES, tableOf, type TableName } from '../schema/tables.ts';
import { openDatabase, replicaName, wipeDatabase } from './database.ts';
import { DONE, inReplica } from './results.ts';
import { createJournal, createRowStore } from './stores.ts';
import { randomNode } from './system.ts';

/** Only the server makes these; they are shown as they were until its own come, and edited where they are there. */
const OF_THE_SERVER: ReadonlySet<TableName> = new Set(['workspaces', 'profiles', 'workspace_members']);
/** Entries that only the server writes. */
const AUTOMATIC: ReadonlySet<unknown> = new Set(['stage_change', 'field_edit']);
/** Not given with a new row. */
const OF_THE_ROW: ReadonlySet<string> = new Set([
  'id',
  'created_at',
  'updated_at',
  'deleted_at',
  'row_version',
]);

/** `there`: clocks of the rows that the server has already, by id: what it makes of every new workspace. */
export type CarryOver = {
  workspace_id: string;
  from: string;
  to: string;
  there: ReadonlyMap<string, Clocks>;
};
export type Carried = { shown: (readonly [TableName, SyncedRow])[]; mutations: readonly Mutation[] };

/** A local workspace as the person `to` is to have it, and the writes that make it at the server. Raises StorageError. */
export async function carried(rows: RowStore, over: CarryOver, clock: Clock): Promise<Carried> {
  const shown: [TableName, SyncedRow][] = [];
  const writes: Write[] = [];
  for (const table of TABLE_NAMES)
    for (const row of await rows.find(table)) {
      const moved = renamed(row, over) as SyncedRow;
      moved.id = idOf(table, moved);
      const there = over.there.has(moved.id);
      // A name that the account has not got yet comes with the person.
      const own = OF_THE_SERVER.has(table) ? there && (isOwn(row) || table === 'profiles') : isOwn(row);
      if (own) writes.push(writeOf(table, moved, over));
      // An edit of what the server has needs the row that it edits.
      if (!own || there) shown.push([table, { ...moved, clocks: {} }]);
    }
  const mutations = Array.from({ length: Math.ceil(writes.length / BATCH) }, (_, nth) => ({
    id: uuidv7(),
    name: 'import_records',
    clock: clock.tick(),
    state: 'saved' as const,
    gesture: CARRIED,
    writes: writes.slice(nth * BATCH, (nth + 1) * BATCH),
  }));
  return { shown, mutations };
}

function writeOf(table: TableName, row: SyncedRow, { workspace_id, there }: CarryOver): Write {
  const base = there.get(row.id) ?? null;
  const columns: Record<string, unknown> = base ? {} : { workspace_id };
  const shown: Record<string, unknown> = {};
  for (const [column, { rule }] of Object.entries(tableOf(table).columns)) {
    if (OF_THE_ROW.has(column) || (base && rule === 'fixed')) continue;
    if (rule !== 'server') columns[column] = row[column] ?? null;
    else if (column !== 'workspace_id') shown[column] = row[column] ?? null;
  }
  if (row.deleted_at !== null) columns['deleted_at'] = row.deleted_at;
  return {
    ...{ table, id: row.id, columns, base, before: base && {}, state: { kind: 'waiting' } },
    ...(base ? {} : { shown }),
  };
}

/** Made or edited by the person: what has no clock is as every workspace begins, and the server makes that itself. */
const isOwn = (row: SyncedRow): boolean =>
  Object.keys(row.clocks).length > 0 && !AUTOMATIC.has(row['entry_type']);

/** The id of a pair follows from its people. */
function idOf(table: TableName, row: SyncedRow): string {
  const text = (column: string) => String(row[column]);
  if (table === 'team_members')
    return pairId(table, { team_id: text('team_id'), profile_id: text('profile_id') });
  if (table === 'workspace_members')
    return pairId(table, { workspace_id: text('workspace_id'), user_id: text('user_id') });
  return row.id;
}

/** The value with one person in the place of the other, however deep: an id is nothing else by chance. */
function renamed(value: unknown, people: Pick<CarryOver, 'from' | 'to'>): unknown {
  if (value === people.from) return people.to;
  if (Array.isArray(value)) return value.map((each) => renamed(each, people));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each, people)]));
}

/** Makes the replica of `to` out of that of `from`; both closed. What a former try has left of `to` is removed first. */
export const carryOver = (
  from: LocalPlace,
  to: ServerPlace,
  there: ReadonlyMap<string, Clocks>,
): Promise<Result<void>> =>
  inReplica(async () => {
    const local = await openDatabase(replicaName(from));
    const clock = createClock({ node: randomNode(), now: Date.now });
    const over = { workspace_id: to.workspace_id, from: from.user_id, to: to.user_id, there };
    const { shown, mutations } = await carried(createRowStore(local), over, clock).finally(() =>
      local.database.close(),
    );
    await wipeDatabase(replicaName(to));
    const database = await openDatabase(replicaName(to));
    try {
      const rows = createRowStore(database);
      for (const [table, row] of shown) await rows.update(table, [row.id], () => row);
      const journal = createJournal(database.journal);
      for (const mutation of mutations) await journal.append(mutation);
    } finally {
      await database.database.close();
    }
    return DONE;
  });
