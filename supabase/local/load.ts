// A workspace of any size through COPY: companies, contacts, deals with their cards on a board, notes and tasks.
// With the triggers, as people would have made the rows; or past them, with what they fill filled alike.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { countsOf, idOf, rowsOf, STAGES, type Counts, type Plan, type Row, type Table } from './load-rows.ts';
import { messageOf, StackError } from './stack-error.ts';

export type LoadOptions = {
  database: string;
  /** Of all tables together, or of each; there is a card for every deal. */
  rows: number | Omit<Counts, 'board_cards'>;
  seed: number;
  /** An existing workspace; a new one where missing, whose id follows from the seed. */
  workspace?: string | undefined;
  /** Address of a person who becomes admin of the workspace. */
  member?: string | undefined;
  /** Writes no audit_log, sends no pokes, and checks no references; needs the right to set session_replication_role. */
  bypassTriggers?: boolean;
};

const HELP = `Usage: node supabase/local/load.ts --database URL --rows N --seed S [options]

Fills a workspace with N made-up rows (100 to 1,000,000), the same for the same seed and workspace, in one transaction.

  --database URL      as the owner of the tables: database_url of the stack
  --rows N            rows of companies, contacts, deals, board_cards, timeline_entries and tasks together
  --seed S            a whole number
  --workspace ID      an existing workspace (default: a new one)
  --member EMAIL      an account that becomes admin of the workspace, so that it can be looked at
  --bypass-triggers   faster; writes no audit_log, sends no pokes, checks no references
`;
const TABLES: Table[] = ['companies', 'contacts', 'deals', 'board_cards', 'timeline_entries', 'tasks'];

/** Loads; answers the workspace and how many rows each table got. Fails with a StackError, and then loads nothing. */
export async function load(options: LoadOptions): Promise<{ workspace: string; counts: Counts }> {
  const { rows, seed, bypassTriggers = false } = options;
  if (typeof rows === 'number' && (!Number.isInteger(rows) || rows < 100 || rows > 1_000_000))
    throw new StackError('--rows takes a number from 100 to 1000000.');
  const counts = typeof rows === 'number' ? countsOf(rows) : { ...rows, board_cards: rows.deals };
  if (!Number.isSafeInteger(seed)) throw new StackError('--seed takes a whole number.');
  const workspace = options.workspace ?? idOf({ workspace: '', seed }, 'workspaces', 0);
  const sql = postgres(options.database, { max: 1, onnotice: () => undefined });
  try {
    await sql.begin(async (tx) => {
      if (options.workspace === undefined)
        await tx`insert into workspaces (id, name) values (${workspace}, ${`Loaded with seed ${seed}`}) on conflict do nothing`;
      if (options.member !== undefined) await join(tx, workspace, options.member);
      const owners = await tx<{ user_id: string }[]>`
        select user_id from workspace_members where workspace_id = ${workspace} and deleted_at is null order by user_id`;
      const plan: Plan = { workspace, seed, counts, owners: owners.map(({ user_id }) => user_id) };
      await makeBoard(tx, plan);
      if (bypassTriggers) await tx`set local session_replication_role = replica`;
      const [filled] = await tx<{ row_version: string; clock: string }[]>`
        select pg_current_xact_id()::text as row_version, private.clock_now() as clock`;
      const stamp = { row_version: filled?.row_version ?? '0', clocks: { '*': filled?.clock ?? '' } };
      for (const table of TABLES) await copy(tx, plan, table, bypassTriggers ? stamp : {});
      if (bypassTriggers) {
        await tx`set local session_replication_role = origin`;
        await tx`
          insert into private.search_pending (workspace_id, record_type, record_id)
          select workspace_id, 'company', id from companies where workspace_id = ${workspace} and deleted_at is null union all
          select workspace_id, 'contact', id from contacts where workspace_id = ${workspace} and deleted_at is null union all
          select workspace_id, 'deal', id from deals where workspace_id = ${workspace} and deleted_at is null`;
      }
      // The commit indexes all of it for search, and goes wrong about how without knowing how much there is.
      await tx`analyze companies, contacts, deals, board_cards, timeline_entries, tasks, private.search_pending`;
    });
  } catch (error) {
    throw explained(error, options, workspace);
  } finally {
    await sql.end({ timeout: 5 });
  }
  return { workspace, counts };
}

async function join(tx: postgres.TransactionSql, workspace: string, email: string): Promise<void> {
  const joined = await tx`
    insert into workspace_members (id, workspace_id, user_id, role)
    select private.uuid_v5(${workspace}, id::text), ${workspace}, id, 'admin' from auth.users where email = ${email}
    on conflict (workspace_id, user_id) do update set role = 'admin', deleted_at = null returning id`;
  if (joined.length === 0) throw new StackError(`Nobody has signed up as ${email}.`);
}

async function makeBoard(tx: postgres.TransactionSql, plan: Plan): Promise<void> {
  const board = idOf(plan, 'boards', 0);
  await tx`insert into boards (id, workspace_id, name, record_type)
    values (${board}, ${plan.workspace}, ${`Pipeline ${plan.seed}`}, 'deal')`;
  for (const [at, { name, stage_type, probability }] of STAGES.entries())
    await tx`insert into board_stages (id, board_id, name, position, stage_type, probability)
      values (${idOf(plan, 'board_stages', at)}, ${board}, ${name}, ${(at + 1) * 1024}, ${stage_type}, ${probability})`;
}

async function copy(tx: postgres.TransactionSql, plan: Plan, table: Table, stamp: Row): Promise<void> {
  const [first] = rowsOf(plan, table);
  if (!first) return;
  const columns = Object.keys({ ...first, ...stamp });
  // COPY has no parameters; the names are this file's own.
  const sink = await tx.unsafe(`copy public.${table} (${columns.join(', ')}) from stdin`).writable();
  const lines = function* (): Generator<string> {
    let chunk = '';
    for (const row of rowsOf(plan, table)) {
      const whole: Row = { ...row, ...stamp };
      chunk += `${columns.map((column) => field(whole[column] ?? null)).join('\t')}\n`;
      if (chunk.length > 60_000) {
        yield chunk;
        chunk = '';
      }
    }
    yield chunk;
  };
  await pipeline(Readable.from(lines()), sink);
}

/** A value as COPY reads it as text. */
function field(value: Row[string]): string {
  if (value === null) return '\\N';
  const text = Array.isArray(value)
    ? `{${value.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
  return text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r');
}

function explained(error: unknown, { seed, database }: LoadOptions, workspace: string): unknown {
  if (!(error instanceof postgres.PostgresError))
    return error instanceof StackError
      ? error
      : new StackError(`${new URL(database).host} could not be loaded: ${messageOf(error)}`);
  if (error.code === '23505')
    return new StackError(
      `Workspace ${workspace} was loaded with seed ${seed} already: choose another seed.`,
    );
  if (error.code === '23503') return new StackError(`There is no workspace ${workspace}.`);
  return new StackError(`The load failed: ${error.message} (${error.code}); nothing of it stays.`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      database: { type: 'string', default: '' },
      rows: { type: 'string', default: '' },
      seed: { type: 'string', default: '' },
      workspace: { type: 'string' },
      member: { type: 'string' },
      'bypass-triggers': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || !values.database || !values.rows || !values.seed) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  const begun = Date.now();
  const loaded = await load({
    database: values.database,
    rows: Number(values.rows),
    seed: Number(values.seed),
    workspace: values.workspace,
    member: values.member,
    bypassTriggers: values['bypass-triggers'],
  });
  process.stdout.write(`${JSON.stringify({ ...loaded, seconds: (Date.now() - begun) / 1000 })}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  main().catch((error: unknown) => {
    process.stderr.write(`load: ${messageOf(error)}\n`);
    process.exitCode = 1;
  });
