// Migrations are forward-only and idempotent: running all of them again changes nothing, and tables that another
// product made stay, with their rows.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, newDeal, newPerson, newWorkspace, syncedTables } from './workspace-under-test.ts';

const FOLDER = fileURLToPath(new URL('../migrations', import.meta.url));
const files = readdirSync(FOLDER).sort();
const sql = connect();
beforeAll(async () => {
  await newDeal(sql, await newWorkspace(sql));
});
afterAll(() => sql.end());

async function migrate(tx: postgres.TransactionSql): Promise<void> {
  for (const file of files) await tx.unsafe(readFileSync(join(FOLDER, file), 'utf8'));
}

class RolledBack extends Error {}
const inTransaction = async (body: (tx: postgres.TransactionSql) => Promise<void>): Promise<void> => {
  await expect(
    sql.begin(async (tx) => {
      await body(tx);
      throw new RolledBack();
    }),
  ).rejects.toThrow(RolledBack);
};

/** Everything that the catalog says about our schemas, and a digest of the rows. */
async function fingerprint(tx: postgres.ISql): Promise<string[]> {
  const lines = await tx<{ line: string }[]>`
    with ours as (select oid from pg_namespace where nspname in ('public', 'private')),
    rights as (
      select acl.oid, string_agg(format('%s:%s:%s', acl.grantee::regrole, acl.privilege, acl.sub), ' ' order by acl.grantee, acl.privilege, acl.sub) as acl
      from (
        select c.oid, a.grantee, a.privilege_type as privilege, 0 as sub from pg_class as c, aclexplode(c.relacl) as a
        union all
        select t.attrelid, a.grantee, a.privilege_type, t.attnum from pg_attribute as t, aclexplode(t.attacl) as a
        union all
        select p.oid, a.grantee, a.privilege_type, 0 from pg_proc as p, aclexplode(p.proacl) as a
      ) as acl group by acl.oid
    )
    select format('class %s %s %s %s %s', c.oid::regclass, c.relkind, c.relrowsecurity, c.relforcerowsecurity, r.acl) as line
    from pg_class as c left join rights as r using (oid) where c.relnamespace in (select oid from ours)
    union all
    select format('column %s %s %s %s %s', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid))
    from pg_attribute as a join pg_class as c on c.oid = a.attrelid left join pg_attrdef as d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
    where c.relnamespace in (select oid from ours) and c.relkind = 'r' and a.attnum > 0
    union all
    select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
    where connamespace in (select oid from ours)
    union all
    select format('index %s', indexdef) from pg_indexes where schemaname in ('public', 'private')
    union all
    select format('trigger %s %s', tgenabled, pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
    union all
    select format('policy %s', to_jsonb(p)) from pg_policies as p
    union all
    select format('routine %s %s %s', p.oid::regprocedure, r.acl, pg_get_functiondef(p.oid))
    from pg_proc as p left join rights as r using (oid) where p.pronamespace in (select oid from ours)
    union all
    select format('comment %s %s %s', classoid::regclass, pg_describe_object(classoid, objoid, objsubid), description)
    from pg_description where objoid in (
      select oid from pg_class where relnamespace in (select oid from ours)
      union all select oid from pg_proc where pronamespace in (select oid from ours))
    union all
    select format('synced %s', to_jsonb(s)) from private.synced_tables as s
    union all
    select format('installation %s', to_jsonb(i)) from private.installation as i
    order by line`;
  const rows: string[] = [];
  for (const { name } of await syncedTables(tx)) {
    const [digest] = await tx<{ digest: string }[]>`
      select format('%s rows %s', count(*), md5(string_agg(t::text, '' order by id))) as digest from ${tx(name)} as t`;
    rows.push(`${name} ${digest!.digest}`);
  }
  return [...lines.map(({ line }) => line), ...rows];
}

it('has a name that sorts for every migration', () => {
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect(file).toMatch(/^\d{14}_[a-z_]+\.sql$/);
});

it('running all of them again changes nothing', async () => {
  const before = await fingerprint(sql);
  await inTransaction(async (tx) => {
    await migrate(tx);
    expect(await fingerprint(tx)).toEqual(before);
  });
});

it('a comment stands on every table and column', async () => {
  const bare = await sql`
    select c.relname, a.attname from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum >= 0 and not a.attisdropped
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind = 'r'
      and (col_description(c.oid, a.attnum) is null or obj_description(c.oid, 'pg_class') is null)`;
  expect(bare).toEqual([]);
});

it('an index leads every foreign key of a synced table', async () => {
  const bare = await sql`
    select conrelid::regclass, conname from pg_constraint as f
    where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
      select from pg_index as i where i.indrelid = f.conrelid
        and (i.indkey::int2[])[0:cardinality(f.conkey) - 1] @> f.conkey)
      and conrelid in (select relation from private.synced_tables)`;
  expect(bare).toEqual([]);
});

it('platform tables that another product made are adopted with their rows and rights', async () => {
  const person = await newPerson('elsewhere');
  await inTransaction(async (tx) => {
    for (const { name } of await tx`select tablename as name from pg_tables where schemaname = 'public'`)
      await tx`drop table ${tx(name as string)} cascade`;
    await tx`drop schema private cascade`;
    await tx.unsafe(`
      create table public.profiles (
        id uuid primary key references auth.users (id) on delete cascade,
        email text unique, name text, avatar text, role text not null default 'guest', locale text,
        updated_at timestamptz
      );
      create table public.workspaces (id uuid primary key default gen_random_uuid(), name text not null, plan text not null);
      create table public.workspace_members (
        workspace_id uuid references public.workspaces (id), user_id uuid references auth.users (id),
        role text not null, primary key (workspace_id, user_id)
      );
      create table public.roles (id uuid primary key default gen_random_uuid(), name text not null unique, label text not null);
      create table public.permissions (
        id uuid primary key default gen_random_uuid(), role_id uuid not null references public.roles (id), resource_type text not null, action text not null
      );
      create table public.teams (id uuid primary key default gen_random_uuid(), name text not null, head uuid);
      create table public.team_members (
        team_id uuid references public.teams (id), profile_id uuid references public.profiles (id), role text not null,
        primary key (team_id, profile_id)
      );
      create table public.audit_log (id bigint generated always as identity primary key, entry text not null);
      insert into public.roles (name, label) values ('admin', 'Chief'), ('owner', 'Owner');
      insert into public.permissions (role_id, resource_type, action)
        select id, 'messages', action from public.roles, unnest(array['read', 'write']) as action;
      insert into public.teams (name) values ('Sales');
      insert into public.audit_log (entry) values ('Something');
      insert into public.profiles (id, email, name, avatar) values ('${person.id}', '${person.email}', 'Known', 'a.png');
      insert into public.workspaces (name, plan) values ('Theirs', 'pro');
      insert into public.workspace_members select id, '${person.id}', 'owner' from public.workspaces;
      insert into public.team_members select id, '${person.id}', 'lead' from public.teams;
    `);
    for (const round of [1, 2]) {
      await migrate(tx);
      const [rights] = await tx`
        select has_table_privilege('authenticated', 'profiles', 'insert') as adopted,
          has_table_privilege('authenticated', 'deals', 'delete') as own`;
      expect([round, rights]).toEqual([round, { adopted: true, own: false }]);
      const [kept] = await tx`
        select p.name, p.avatar, p.role as own_role, w.name as workspace, w.plan, m.role, m.id is not null as has_id, m.clocks
        from workspace_members as m join workspaces as w on w.id = m.workspace_id join profiles as p on p.id = m.user_id
        where w.plan = 'pro'`;
      expect([round, kept]).toEqual([
        round,
        {
          name: 'Known',
          avatar: 'a.png',
          own_role: 'guest',
          workspace: 'Theirs',
          plan: 'pro',
          role: 'owner',
          has_id: true,
          clocks: {},
        },
      ]);
    }
    const [catalog] = await tx`
      select (select array_agg(label order by label) from roles where label is not null) as labels,
        (select count(*)::int from permissions where action is not null) as permissions,
        (select array_agg(t.name || ' ' || m.role) from teams as t join team_members as m on m.team_id = t.id) as teams,
        (select array_agg(entry) from audit_log where entry is not null) as entries,
        (select array_agg(name order by name) from roles where workspace_id = (select id from workspaces where plan = 'pro')) as own`;
    expect(catalog).toEqual({
      labels: ['Chief', 'Owner'],
      permissions: 4,
      teams: ['Sales lead'],
      entries: ['Something'],
      own: ['admin', 'guest', 'member', 'owner'],
    });
    // Rows are added without the columns that the other product demands.
    await tx`select set_config('request.jwt.claims', ${JSON.stringify({ sub: person.id })}, true)`;
    await tx`select create_workspace('Ours')`;
    await tx`select set_config('request.jwt.claims', '', true)`;
    // What is synced from now on has what sync needs.
    await tx`update workspace_members set role = role`;
    const [stamped] =
      await tx`select bool_and(row_version = pg_current_xact_id()::text::bigint) as stamped from workspace_members`;
    expect(stamped).toEqual({ stamped: true });
    // Whoever had signed up before has a profile now.
    const [missing] =
      await tx`select count(*)::int as count from auth.users as u where not exists (select from profiles where id = u.id)`;
    expect(missing).toEqual({ count: 0 });
  });
});
