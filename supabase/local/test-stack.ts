// A stack of a test's own, in a folder of its own, with the test's SQL as its only migration; and people in it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { startStack, type Stack, type StackOptions } from './stack.ts';

export type OwnStack = Stack & {
  /** Data folder; `migrations` is in it. */
  data: string;
  sql: postgres.Sql;
  /** Ends the stack and removes its folder. */
  remove: () => Promise<void>;
};

export type Person = { id: string; client: ReturnType<typeof connect>; email: string };

export const PASSWORD = 'correct horse battery';

/** Notes that only their owner may read or write; nobody may delete. Published for postgres_changes. */
export const NOTES = `
  create table public.notes (
    id uuid primary key default gen_random_uuid(),
    owner_id uuid not null default auth.uid(),
    body text not null,
    size int not null default 0,
    doc jsonb
  );
  alter table public.notes enable row level security;
  create policy "people keep their own notes" on public.notes to authenticated
    using (owner_id = (select auth.uid())) with check (owner_id = (select auth.uid()));
  revoke delete on public.notes from authenticated;
  alter publication supabase_realtime add table public.notes;
  create table public.unpublished (id int primary key);
`;

export async function startOwnStack(
  migration: string,
  options: Partial<StackOptions> = {},
): Promise<OwnStack> {
  const data = mkdtempSync(join(tmpdir(), 'outpost-own-stack-'));
  const migrations = join(data, 'migrations');
  mkdirSync(migrations);
  writeFileSync(join(migrations, '20260101000000_test.sql'), migration);
  const log = (): undefined => undefined;
  const stack = await startStack({ data, port: 0, seed: false, durable: false, migrations, log, ...options });
  const sql = postgres(stack.database_url, { max: 2, onnotice: log, backoff: () => 0.1 });
  return {
    ...stack,
    data,
    sql,
    remove: async () => {
      await sql.end({ timeout: 1 });
      await stack.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** A client as the app makes it, but that keeps nothing and refreshes only when told. */
export function connect({ url, publishable_key }: Pick<Stack, 'url' | 'publishable_key'>) {
  return createClient(url, publishable_key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    db: { retry: false },
  });
}

/** Somebody new, signed up and signed in. */
export async function signUp(stack: Stack): Promise<Person> {
  const client = connect(stack);
  const email = `${crypto.randomUUID()}@outpost.example`;
  const { data, error } = await client.auth.signUp({ email, password: PASSWORD });
  if (error) throw error;
  if (!data.user) throw new Error('sign-up gave no user');
  return { id: data.user.id, client, email };
}
