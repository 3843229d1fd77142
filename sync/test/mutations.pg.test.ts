// Every named mutation, its undo and its redo, as the server takes them: nothing is refused, and every row that was
// written is there what it is here.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { become, connect, type Answer } from '../../supabase/tests/workspace-under-test.ts';
import { parcelsOf } from '../core/journal.ts';
import { mergePulled } from '../core/merge.ts';
import type { SyncedRow } from '../schema/declare.ts';
import { TABLE_NAMES, tableOf, type TableName } from '../schema/tables.ts';
import { createMemoryStores, type MemoryStores } from './memory-stores.ts';
import { EACH_CASE } from './mutation-cases.ts';
import { ANN, BEN, openReplicaOn, seedRows, WORKSPACE, type SeededReplica } from './seeded-replica.ts';

type Transaction = Parameters<typeof become>[0];

const sql = connect();
let pulled: { tables: Record<TableName, { rows: SyncedRow[] }> };

beforeAll(async () => {
  await sql`insert into auth.users (id, email) values (${ANN}, 'ann@m.example'), (${BEN}, 'ben@m.example')`;
  const rows = seedRows().sort(([a], [b]) => TABLE_NAMES.indexOf(a) - TABLE_NAMES.indexOf(b));
  for (const [table, columns] of rows) {
    const row = tableOf(table).columns['workspace_id'] ? { ...columns, workspace_id: WORKSPACE } : columns;
    const names = sql(Object.keys(row));
    await sql`
      insert into ${sql(table)} (${names})
      select ${names} from jsonb_populate_record(null::${sql(table)}, ${sql.json(row as never)})
      on conflict (id) do nothing`;
  }
  const asked = Object.fromEntries(TABLE_NAMES.map((table) => [table, null]));
  await sql.begin(async (tx) => {
    await become(tx, ANN);
    pulled = await answerOf(tx`select sync_pull(${WORKSPACE}, ${tx.json(asked)}, 5000) as answer`);
  });
});
afterAll(() => sql.end());

async function answerOf<T>(query: PromiseLike<unknown>): Promise<T> {
  const [row] = (await query) as { answer: T }[];
  if (!row) throw new Error('A call has an answer.');
  return row.answer;
}

class RolledBack extends Error {}

/** Ann's replica as after a pull, and her way to a server that forgets all of it afterwards. */
async function asAnn(body: (replica: SeededReplica, tx: Transaction) => Promise<void>): Promise<void> {
  const stores = createMemoryStores();
  for (const table of TABLE_NAMES)
    for (const row of pulled.tables[table].rows) await stores.rows.update(table, [row.id], () => row);
  try {
    await sql.begin(async (tx) => {
      await become(tx, ANN);
      await body(openReplicaOn(stores, ANN, { now: Date.now() - 3_600_000 }), tx);
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
}

/** The row without what only the server says, each instant in one form. */
function told(table: TableName, row: SyncedRow): Record<string, unknown> {
  const columns = Object.entries(tableOf(table).columns).filter(
    ([column, { rule }]) => rule !== 'server' || column === 'deleted_at' || column === 'workspace_id',
  );
  return Object.fromEntries(
    columns.map(([column, { kind }]) => {
      const value = row[column] ?? null;
      if (kind === 'timestamp' && typeof value === 'string') return [column, new Date(value).toISOString()];
      return [column, column === 'tags' ? [...(value as string[])].sort() : value];
    }),
  );
}

/** Sends what waits, as the outbox does, and holds the rows of both sides against each other. */
async function push({ stores, ...replica }: SeededReplica, tx: Transaction): Promise<void> {
  const parcels = parcelsOf(stores.mutations().filter(({ state }) => state === 'waiting'));
  expect(parcels.length).toBeGreaterThan(0);
  const writes = parcels.map(({ of: _of, ...write }) => write);
  const answers = await answerOf<Answer[]>(tx`select sync_push(${tx.json(writes as never)}) as answer`);
  const unhappy = answers.filter(
    ({ status, lost = {} }) => !TAKEN.has(status) || Object.keys(lost).length > 0,
  );
  expect(unhappy).toEqual([]);
  await settle({ stores }, parcels, answers);
  await replica.answer({ kind: 'sent' });
  for (const { table, id } of parcels) {
    const there = await answerOf<SyncedRow>(
      tx`select to_jsonb(t) as answer from ${tx(table)} as t where id = ${id}`,
    );
    expect({ table, ...told(table, replica.row(table, id)) }).toEqual({ table, ...told(table, there) });
  }
}

const TAKEN = new Set<Answer['status']>(['applied', 'merged']);

async function settle(
  { stores }: { stores: MemoryStores },
  parcels: ReturnType<typeof parcelsOf>,
  answers: readonly Answer[],
): Promise<void> {
  for (const [nth, { table, id, clocks }] of parcels.entries()) {
    const row = answers[nth]?.row as SyncedRow | null | undefined;
    if (row) await stores.rows.update(table, [id], (local) => mergePulled(table, local, row, clocks));
  }
}

describe.each(EACH_CASE)('$name ($nth)', ({ name, input }) => {
  it('is taken by the server, and so are its undo and its redo', () =>
    asAnn(async (replica, tx) => {
      await replica.mutate(name, input);
      await push(replica, tx);
      expect((await replica.undo()).skipped).toEqual([]);
      await push(replica, tx);
      expect((await replica.redo()).skipped).toEqual([]);
      await push(replica, tx);
    }));
});
