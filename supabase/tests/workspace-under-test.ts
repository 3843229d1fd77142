// Workspaces with people in them, made fresh for each test file: every person signs up and speaks through
// supabase-js as the app does; `sql` is the administrator's connection.
import { createClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { v7 } from 'uuid';
import { inject } from 'vitest';

export const stack = inject('stack');

/** A connection as the owner of the tables, past row level security. */
export const connect = (): postgres.Sql =>
  postgres(stack.database_url, { max: 1, onnotice: () => undefined, transform: { undefined: null } });

export type Row = { id: string; row_version: number; clocks: Clocks } & Record<string, unknown>;
export type Clocks = Record<string, string>;
export type Contest = { theirs: unknown; clock: string };

export type Write = {
  table: string;
  id: string;
  base: Clocks | null;
  columns: Record<string, unknown>;
  clocks: Clocks;
};
export type Answer = {
  table: string;
  id: string;
  status: 'applied' | 'merged' | 'refused' | 'later';
  row_version?: number;
  row?: Row | null;
  lost?: Record<string, Contest>;
  won?: Record<string, Contest>;
  code?: string;
  message?: string;
};

export type Checkpoint = { row_version: number; id: string };
export type Page = { rows: Row[]; checkpoint: Checkpoint; complete: boolean; waiting: boolean };

export type Client = ReturnType<typeof anonymous>;
export type Person = {
  id: string;
  email: string;
  client: Client;
  /** Pushes and expects the call itself to succeed. */
  push: (...writes: Write[]) => Promise<Answer[]>;
  /** Pushes one write. */
  pushOne: (write: Write) => Promise<Answer>;
  pull: (
    workspace: string,
    tables: Record<string, Checkpoint | null>,
    page_size?: number,
  ) => Promise<Record<string, Page>>;
  /** Runs `body` in a transaction with this person's role and claims, then rolls back. */
  inDatabase: <T>(sql: postgres.Sql, body: (tx: postgres.TransactionSql) => Promise<T>) => Promise<T>;
};

const options = { auth: { persistSession: false, autoRefreshToken: false }, db: { retry: false } } as const;

/** Somebody who has the publishable key and no session. */
export const anonymous = () => createClient(stack.url, stack.publishable_key, options);

class RolledBack extends Error {}

/** Signs somebody up. */
export async function newPerson(name: string): Promise<Person> {
  const client = anonymous();
  const email = `${name}-${v7()}@outpost.example`;
  const { data, error } = await client.auth.signUp({
    email,
    password: 'correct horse battery',
    options: { data: { name } },
  });
  if (error) throw error;
  const id = data.user?.id;
  if (!id || !data.session)
    throw new Error('The project must let people sign up without confirming the address.');
  const call = async <T>(name: string, parameters: Record<string, unknown>): Promise<T> => {
    const answer = await client.rpc(name, parameters);
    if (answer.error) throw answer.error;
    return answer.data as T;
  };
  const push = (...writes: Write[]) => call<Answer[]>('sync_push', { writes });
  return {
    id,
    email,
    client,
    push,
    async pushOne(write) {
      const [answer] = await push(write);
      if (!answer) throw new Error('A push of one write has one answer.');
      return answer;
    },
    async pull(workspace, tables, page_size = 1000) {
      const answer = await call<{ tables: Record<string, Page> }>('sync_pull', {
        workspace,
        tables,
        page_size,
      });
      return answer.tables;
    },
    async inDatabase(sql, body) {
      let result: Awaited<ReturnType<typeof body>> | undefined;
      try {
        await sql.begin(async (tx) => {
          await become(tx, id);
          result = await body(tx);
          throw new RolledBack();
        });
      } catch (failure) {
        if (!(failure instanceof RolledBack)) throw failure;
      }
      return result as Awaited<ReturnType<typeof body>>;
    },
  };
}

/** From here on the transaction is this person's. */
export async function become(tx: postgres.TransactionSql, user_id: string): Promise<void> {
  const claims = JSON.stringify({ sub: user_id, role: 'authenticated' });
  await tx`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
}

export type Workspace = {
  id: string;
  admin: Person;
  member: Person;
  guest: Person;
  board_id: string;
  /** Stages of the board of deals, left to right. */
  stages: readonly [string, string, string];
};

/** A workspace with an admin, a member and a guest, and a board of deals with three stages. */
export async function newWorkspace(sql: postgres.Sql): Promise<Workspace> {
  const [admin, member, guest] = await Promise.all([
    newPerson('admin'),
    newPerson('member'),
    newPerson('guest'),
  ]);
  const [id, board_id] = [v7(), v7()];
  const stages = [v7(), v7(), v7()] as const;
  await sql.begin(async (tx) => {
    await tx`insert into workspaces (id, name, created_by) values (${id}, 'Under test', ${admin.id})`;
    for (const [person, role] of [
      [admin, 'admin'],
      [member, 'member'],
      [guest, 'guest'],
    ] as const)
      await tx`insert into workspace_members (workspace_id, user_id, role) values (${id}, ${person.id}, ${role})`;
    await tx`insert into boards (id, workspace_id, name, record_type) values (${board_id}, ${id}, 'Pipeline', 'deal')`;
    for (const [at, stage] of stages.entries())
      await tx`
        insert into board_stages (id, board_id, name, position)
        values (${stage}, ${board_id}, ${`Stage ${at + 1}`}, ${(at + 1) * 1024})`;
  });
  return { id, admin, member, guest, board_id, stages };
}

/** A deal with its card at the end of a stage. */
export async function newDeal(
  sql: postgres.Sql,
  workspace: Workspace,
  stage_id: string = workspace.stages[0],
): Promise<{ deal: string; card: string }> {
  const [deal, card] = [v7(), v7()];
  await sql`insert into deals (id, workspace_id, name, stage_id) values (${deal}, ${workspace.id}, 'Deal', ${stage_id})`;
  await sql`
    insert into board_cards (id, board_id, stage_id, record_type, record_id)
    values (${card}, ${workspace.board_id}, ${stage_id}, 'deal', ${deal})`;
  return { deal, card };
}

/** Resolves once another connection waits for this transaction. */
export async function untilSomebodyWaitsFor(tx: postgres.TransactionSql): Promise<void> {
  for (const until = Date.now() + 10_000; Date.now() < until;) {
    const [blocked] = await tx`
      select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid)) limit 1`;
    if (blocked) return;
  }
  throw new Error('Nobody waits for this transaction.');
}

/** The row as the server has it. */
export async function readRow(sql: postgres.Sql, table: string, id: string): Promise<Row> {
  const [found] = await sql<
    { row: Row }[]
  >`select to_jsonb(t) as row from ${sql(table)} as t where id = ${id}`;
  if (!found) throw new Error(`${table} ${id} is not there`);
  return found.row;
}

/** A clock of somebody's laptop, `offsetMs` from now. */
export const clockAt = (offsetMs: number, node = 'aaaaaaaa', counter = 0): string =>
  `${String(Date.now() + offsetMs).padStart(13, '0')}-${counter.toString(16).padStart(4, '0')}-${node}`;

/** A write that makes a row. */
export const creating = (table: string, columns: Record<string, unknown>, clock = clockAt(0)): Write => ({
  table,
  id: v7(),
  base: null,
  columns,
  clocks: { '*': clock },
});

/** A write that edits a row which was seen as `row`, all columns at one time. */
export const editing = (table: string, row: Row, columns: Record<string, unknown>, clock: string): Write => ({
  table,
  id: row.id,
  base: row.clocks,
  columns,
  clocks: Object.fromEntries(Object.keys(columns).map((column) => [column, clock])),
});

/** The tables that replicas hold, from the database. */
export async function syncedTables(
  sql: postgres.ISql,
): Promise<{ name: string; server_columns: string[] }[]> {
  return sql<{ name: string; server_columns: string[] }[]>`
    select name, server_columns from private.synced_tables order by place`;
}
