// The tables of a workspace once more as RxDB's replication-supabase plugin wants them: with a boolean for what is deleted
// and a time of the last change, under the same policies, indexed for its pull. Its own peers get no sync columns to carry.
import type { Seeded } from './stack.ts';

export const PEER_TABLES = [
  'companies',
  'contacts',
  'deals',
  'board_cards',
  'timeline_entries',
  'tasks',
] as const;

/** Of the rows of a workspace; those of an earlier one are gone after. */
export async function makePeerTables(workspace: Seeded): Promise<void> {
  for (const table of PEER_TABLES) {
    const columns = await workspace.stack.sql<{ name: string }[]>`
      select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`;
    const names = columns.map(({ name }) => name);
    await makePeer(workspace, table, `peer_${table}`, names);
  }
}

/** Contacts by the columns that the plugin can send: no object and no array. */
export const makeFlatPeer = (workspace: Seeded): Promise<void> =>
  makePeer(workspace, 'contacts', 'peer_flat_contacts', [
    ...['id', 'workspace_id', 'team_id', 'name', 'email', 'phone', 'title', 'deleted_at'],
  ]);

async function makePeer(
  { stack: { sql }, workspace_id }: Seeded,
  table: string,
  peer: string,
  columns: readonly string[],
): Promise<void> {
  const named = columns.map((name) => `"${name}"`).join(', ');
  // Distinct times, as rows have that people made one after the other.
  await sql.unsafe(`
    drop table if exists public.${peer};
    create table public.${peer} as
      select ${named}, false as _deleted,
        timestamptz '2026-01-01' + row_number() over (order by id) * interval '1 millisecond' as _modified
      from public.${table} where workspace_id = '${workspace_id}';
    alter table public.${peer} add primary key (id);
    create index on public.${peer} (_modified, id);
    alter table public.${peer} enable row level security;
    grant select, insert, update on public.${peer} to authenticated;
    create or replace function public.touch_peer() returns trigger language plpgsql as $$
      begin new._modified = clock_timestamp(); return new; end $$;
    create trigger touch before insert or update on public.${peer} for each row execute function public.touch_peer();
    analyze public.${peer};
  `);
  const policies = await sql<{ cmd: string; qual: string | null; with_check: string | null }[]>`
    select cmd, qual, with_check from pg_policies where schemaname = 'public' and tablename = ${table}`;
  for (const [at, { cmd, qual, with_check }] of policies.entries())
    await sql.unsafe(
      `create policy "peer ${at}" on public.${peer} for ${cmd} to authenticated` +
        (qual === null ? '' : ` using (${qual.replaceAll(`${table}.`, `${peer}.`)})`) +
        (with_check === null ? '' : ` with check (${with_check.replaceAll(`${table}.`, `${peer}.`)})`),
    );
  // Listened to by its live channel.
  await sql.unsafe(`alter publication supabase_realtime add table public.${peer}`);
}
