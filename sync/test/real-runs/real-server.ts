// The whole local stack with three people who have signed in, for runs against the real thing: it is furnished anew for
// each run, may be stopped or killed at any moment, and tells what it holds and what each person sees of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { startStack } from '../../../supabase/local/stack.ts';
import type { Asked, Remote, SyncedRow } from '../../core/ports.ts';
import { createSupabaseRemote } from '../../remote/supabase-remote.ts';
import { TABLE_NAMES, type TableName } from '../../schema/tables.ts';
import type { Held } from '../fuzz/checks.ts';
import { furnish, idOf, USERS, WORKSPACE } from '../fuzz/world.ts';
import type { MemoryServer } from '../memory-server.ts';

/** How the database goes down: by a fast shutdown, by SIGKILL, or by SIGKILL of a process that serves a request. */
export type Outage = 'stop' | 'kill' | 'kill_backend';

export type RealServer = {
  /** This person's way in. */
  connect(user_id: string): Remote;
  /** As the owner of the tables; waits while the database is down. */
  administer<T>(act: (sql: postgres.Sql) => Promise<T>): Promise<T>;
  /** Empties the server and puts the people, boards and records there with which every run begins. */
  furnish(): Promise<void>;
  /** Takes the database down, and lets it come back after `ms`. */
  down(how: Outage, ms: number): Promise<void>;
  /** Resolves when the database is there. */
  up(): Promise<void>;
  held(): Promise<Held>;
  close(): Promise<void>;
};

const STARTS_LIMIT = 10;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const ADMINISTRATOR = 'administrator';
const PASSWORD = 'correct horse battery';
const emailOf = (user_id: string) => `${user_id}@outpost.example`;
/** As many as a pull may ask for. */
const PAGE_SIZE = 5_000;

export async function startRealServer(): Promise<RealServer> {
  const data = mkdtempSync(join(tmpdir(), 'outpost-real-runs-'));
  const silent = (): undefined => undefined;
  const stack = await startStack({
    data,
    port: 0,
    seed: false,
    durable: false,
    accessTokenSeconds: 24 * 3600,
    log: silent,
  });
  let sql: postgres.Sql | null = null;
  let rising: Promise<void> = Promise.resolve();

  /** The driver's pool does not survive a killed server, whose end has closed all its connections. */
  function hangUp(): void {
    sql = null;
  }

  const opened = (): postgres.Sql =>
    (sql ??= postgres(stack.database_url, {
      max: 4,
      onnotice: silent,
      connection: { application_name: ADMINISTRATOR },
    }));

  async function administer<T>(act: (connection: postgres.Sql) => Promise<T>): Promise<T> {
    await rising;
    return act(opened());
  }

  const tokens = new Map<string, string>();
  await administer(addPeople);
  for (const user_id of USERS) {
    const client = createClient(stack.url, stack.publishable_key, { auth: { persistSession: false } });
    const signedIn = await client.auth.signInWithPassword({ email: emailOf(user_id), password: PASSWORD });
    if (signedIn.error) throw signedIn.error;
    await client.auth.stopAutoRefresh();
    tokens.set(user_id, signedIn.data.session.access_token);
  }

  const connect = (user_id: string): Remote =>
    createSupabaseRemote({ ...stack, workspace_id: WORKSPACE, token: () => tokens.get(user_id) ?? null });

  async function goDown(how: Outage, ms: number): Promise<void> {
    if (how === 'kill_backend') await killBackend(opened()).catch(silent);
    hangUp();
    if (how !== 'kill_backend') {
      await stack.postgres[how]();
      await pause(ms);
      await start();
    }
    while (!(await answers())) await pause(10);
  }

  /** A process of the killed server that is busy holds its memory for a while, for longer than the stack waits. */
  async function start(tries = STARTS_LIMIT): Promise<void> {
    await stack.postgres.start().catch((error: unknown) => {
      if (tries === 0) throw error;
      return start(tries - 1);
    });
  }

  /** After the death of one of its processes the server is away for a moment too. */
  async function answers(): Promise<boolean> {
    try {
      await opened()`select 1`;
      return true;
    } catch {
      hangUp();
      return false;
    }
  }

  return {
    connect,
    administer,
    furnish: () =>
      administer((connection) =>
        connection.begin(async (tx) => {
          await tx`truncate workspaces cascade`;
          for (const [table, row] of furniture())
            await tx`
              insert into ${tx(table)} ${tx(row)}
              on conflict (id) do update set ${tx(row)}`;
        }),
      ).then(silent),
    down(how, ms) {
      rising = rising.then(() => goDown(how, ms));
      return rising;
    },
    up: () => rising,
    async held() {
      const rows = await administer(allRows);
      const seen = new Map<string, ReadonlyMap<TableName, SyncedRow[]>>();
      for (const user_id of USERS) seen.set(user_id, await rowsSeen(connect(user_id)));
      return {
        row: (table, id) => rows.get(table)?.find((row) => row.id === id),
        rows: (table) => rows.get(table) ?? [],
        visible: (user_id, table) => seen.get(user_id)?.get(table) ?? [],
      };
    },
    async close() {
      await rising;
      await sql?.end({ timeout: 1 });
      await stack.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function addPeople(sql: postgres.Sql): Promise<void> {
  for (const id of USERS) {
    await sql`
      insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
        raw_app_meta_data, raw_user_meta_data, created_at, updated_at, confirmation_token, recovery_token, email_change,
        email_change_token_new)
      values ('00000000-0000-0000-0000-000000000000', ${id}, 'authenticated', 'authenticated', ${emailOf(id)},
        extensions.crypt(${PASSWORD}, extensions.gen_salt('bf')), now(),
        '{"provider": "email", "providers": ["email"]}', '{}', now(), now(), '', '', '', '')`;
    await sql`
      insert into auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
      values (${id}, ${id}, ${sql.json({ sub: id, email: emailOf(id) })}, 'email', now(), now(), now())`;
  }
}

type Given = Record<string, unknown> & { id: string };

/** In order: a row comes after those that it refers to. */
function furniture(): [TableName, Given][] {
  const rows: [TableName, Given][] = [];
  const put: MemoryServer['put'] = (table, row) => {
    // Made with the person, and named as they signed up.
    if (table !== 'profiles') rows.push([table, row]);
    return row as SyncedRow;
  };
  furnish({ put } as MemoryServer);
  // The third key that edits use is of no field: the server refuses it.
  for (const [at, record_type] of ['company', 'contact', 'deal'].entries())
    for (const n of [0, 1])
      rows.push([
        'custom_fields',
        {
          id: idOf(10, 2 * at + n),
          workspace_id: WORKSPACE,
          record_type,
          name: `Field ${n}`,
          key: `k${n}`,
          type: 'number',
        },
      ]);
  return rows;
}

/** One that serves a push or a pull, if there is one: PostgreSQL then ends all others too, and recovers. */
async function killBackend(sql: postgres.Sql): Promise<void> {
  const [found] = await sql<{ pid: number }[]>`
    select pid from pg_stat_activity
    where application_name <> ${ADMINISTRATOR} and backend_type = 'client backend'
    order by state = 'active' and query like '%sync_pu%' desc, query_start desc limit 1`;
  if (found) process.kill(found.pid, 'SIGKILL');
}

async function allRows(sql: postgres.Sql): Promise<ReadonlyMap<TableName, SyncedRow[]>> {
  const rows = new Map<TableName, SyncedRow[]>();
  for (const table of TABLE_NAMES) {
    const found = await sql<{ row: SyncedRow }[]>`select to_jsonb(t) as row from ${sql(table)} as t`;
    rows.set(
      table,
      found.map(({ row }) => row),
    );
  }
  return rows;
}

/** All that comes to somebody who has nothing yet. */
async function rowsSeen(remote: Remote): Promise<ReadonlyMap<TableName, SyncedRow[]>> {
  const seen = new Map<TableName, SyncedRow[]>(TABLE_NAMES.map((table) => [table, []]));
  let asked: Partial<Record<TableName, Asked>> = Object.fromEntries(
    TABLE_NAMES.map((table) => [table, null]),
  );
  while (Object.keys(asked).length > 0) {
    const { tables } = await remote.pull(asked, PAGE_SIZE);
    asked = {};
    for (const table of TABLE_NAMES) {
      const page = tables[table];
      seen.get(table)?.push(...(page?.rows ?? []));
      if (page && !page.complete) asked[table] = page.checkpoint;
    }
  }
  return seen;
}
