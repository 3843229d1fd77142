// The local stack in a process of its own, as `npm start` has it, and workspaces of any size in it, each with a person.
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { byStdin, start } from '../build/child.ts';
import { ROOT } from '../build/script.ts';
import type { Demo } from '../electron/ipc/contract.ts';
import { load, type LoadOptions } from '../supabase/local/load.ts';

export type Stack = {
  url: string;
  publishable_key: string;
  /** As the owner of the tables, past row level security. */
  database_url: string;
  sql: postgres.Sql;
};

/** `workspace`: rows as load.ts makes them, of whom the person is admin and sees all. */
export type Seeded = {
  stack: Stack;
  workspace_id: string;
  workspace_name: string;
  user_id: string;
  email: string;
  password: string;
  /** Rows of the tables that grow, together. */
  rows: number;
  /** What the app is started with to be signed in as this person. */
  demo: Demo;
};

const PASSWORD = 'correct horse battery';

/** Ends with the script. */
export async function startStack(folder: string): Promise<Stack> {
  const data = path.join(folder, 'stack');
  // As root, PostgreSQL runs as another user and passes through here.
  await chmod(folder, 0o755);
  const main = path.join(ROOT, 'supabase/local/main.ts');
  const child = start(process.execPath, [main, '--data', data, '--port', '0', '--empty', '--stdin'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    askToEnd: byStdin,
  });
  const { stdout, stderr } = child.process;
  const said: string[] = [];
  if (stderr) createInterface(stderr).on('line', (line) => said.push(line) > 20 && said.shift());
  const line = await Promise.race([
    new Promise<string>((resolve) => stdout && createInterface(stdout).once('line', resolve)),
    child.ended,
  ]);
  if (typeof line !== 'string') throw new Error(`The local stack did not start.\n${said.join('\n')}`);
  const address = JSON.parse(line) as Omit<Stack, 'sql'>;
  const sql = postgres(address.database_url, { max: 4, onnotice: () => undefined });
  return { ...address, sql };
}

/** A new person with a new workspace of their own that is filled; the same `seed` and `rows` make the same rows. */
export async function seedWorkspace(stack: Stack, rows: LoadOptions['rows'], seed: number): Promise<Seeded> {
  const email = `bench-${seed}@outpost.example`;
  const { user_id } = await signUp(stack, email);
  const loaded = await load({
    database: stack.database_url,
    rows,
    seed,
    member: email,
    bypassTriggers: true,
  });
  // What has just been loaded is not yet as a server at rest has it.
  await stack.sql`vacuum analyze`;
  const { url, publishable_key } = stack;
  return {
    stack,
    workspace_id: loaded.workspace,
    workspace_name: `Loaded with seed ${seed}`,
    user_id,
    email,
    password: PASSWORD,
    rows: Object.values(loaded.counts).reduce((sum, count) => sum + count, 0),
    demo: { url, publishable_key, email, password: PASSWORD, sign_in: true },
  };
}

export async function signUp(stack: Stack, email: string): Promise<{ user_id: string; token: string }> {
  const { data, error } = await clientOf(stack).auth.signUp({ email, password: PASSWORD });
  if (error) throw error;
  if (!data.user || !data.session) throw new Error(`${email} could not sign up.`);
  return { user_id: data.user.id, token: data.session.access_token };
}

export async function signIn({ stack, email, password }: Seeded): Promise<{ token: string }> {
  const { data, error } = await clientOf(stack).auth.signInWithPassword({ email, password });
  if (error) throw error;
  return { token: data.session.access_token };
}

const clientOf = ({ url, publishable_key }: Stack) =>
  createClient(url, publishable_key, {
    auth: { persistSession: false, autoRefreshToken: false },
    db: { retry: false },
  });
