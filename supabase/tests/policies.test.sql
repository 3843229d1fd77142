-- Who may do what with the rows of a workspace: every table × every kind of person × select, insert, update, delete,
-- as the roles of the API. The tables come from the catalog, and one that has no line in the matrix below fails.
-- Everything is tried in one transaction that is rolled back. Run by `supabase test db` and by the stack's tests.
begin;
set local role postgres; -- `--remote` signs in as a role that may do no more than become this one
create extension if not exists pgtap with schema extensions;
set local search_path to public, extensions;
select no_plan();

-- The matrix. Letters as in \dp: r select, a insert, w update, d delete. The row in question is one of the workspace,
-- and a record is the team's. clerk: a custom role that reads and writes contacts and tasks; colleague: a member who is
-- in another team; all others are in the team. Everybody who is not named here may do nothing at all.

create temp table matrix (name text primary key, admin text, member text, guest text, clerk text, colleague text);
insert into matrix values
--                      admin  member guest  clerk  colleague
  ('profiles',          'rw',  'r',   'r',   'r',   'r'), -- the admin's own
  ('workspaces',        'rw',  'r',   'r',   'r',   'r'),
  ('workspace_members', 'raw', 'r',   'r',   'r',   'r'),
  ('roles',             'raw', 'r',   'r',   'r',   'r'),
  ('permissions',       'raw', 'r',   'r',   'r',   'r'),
  ('teams',             'raw', 'r',   'r',   'r',   'r'),
  ('team_members',      'raw', 'r',   'r',   'r',   'r'),
  ('invitations',       'raw', '',    '',    '',    ''),
  ('boards',            'raw', 'raw', 'r',   '',    'raw'),
  ('board_stages',      'raw', 'raw', 'r',   '',    'raw'),
  ('board_cards',       'raw', 'raw', 'r',   '',    ''),
  ('companies',         'raw', 'raw', 'r',   '',    'a'), -- what is added here is for the whole workspace
  ('contacts',          'raw', 'raw', 'r',   'raw', 'a'),
  ('deals',             'raw', 'raw', 'r',   '',    'a'),
  ('deal_contacts',     'raw', 'raw', 'r',   '',    ''),
  ('timeline_entries',  'raw', 'raw', 'r',   '',    ''),  -- the member's
  ('tasks',             'raw', 'raw', 'r',   'raw', ''),
  ('attachments',       'raw', 'raw', 'r',   '',    ''),
  ('custom_fields',     'raw', 'r',   'r',   '',    'r'),
  ('automations',       'raw', 'r',   'r',   '',    'r'),
  ('saved_views',       'ra',  'raw', 'r',   '',    'ra'), -- the member's, shared
  ('automation_runs',   'r',   'r',   'r',   '',    'r'),
  ('audit_log',         'r',   '',    '',    '',    ''),
  ('search_index',      'r',   'r',   'r',   'r',   ''),
  ('scope_log',         'r',   'r',   'r',   'r',   '');

create temp table people (name text primary key, workspace text, role text, team text);
insert into people values
  ('admin', 'workspace', 'admin', null),
  ('member', 'workspace', 'member', 'team'),
  ('guest', 'workspace', 'guest', 'team'),
  ('clerk', 'workspace', 'clerk', 'team'),
  ('colleague', 'workspace', 'member', 'other team'),
  ('removed admin', 'workspace', 'admin', 'team'),
  ('admin of another workspace', 'other workspace', 'admin', null),
  ('member of another workspace', 'other workspace', 'member', null),
  ('guest of another workspace', 'other workspace', 'guest', null),
  ('newcomer', null, null, null), -- the guest of whom the sample of workspace_members is
  ('another newcomer', null, null, null);

-- Two workspaces with these people -----------------------------------------------------------------------------------

create function pg_temp.id(what text) returns uuid language sql immutable
  return md5('policies.test.sql: ' || what)::uuid;

insert into auth.users (id, email) select pg_temp.id(name), pg_temp.id(name) || '@outpost.example' from people;
insert into workspaces (id, name) values
  (pg_temp.id('workspace'), 'Workspace'), (pg_temp.id('other workspace'), 'Other workspace');
insert into roles (id, workspace_id, name) values (pg_temp.id('clerk'), pg_temp.id('workspace'), 'clerk');
insert into permissions (role_id, resource_type, can_read, can_write) values
  (pg_temp.id('clerk'), 'contact', true, true), (pg_temp.id('clerk'), 'task', true, true);
insert into workspace_members (workspace_id, user_id, role)
select pg_temp.id(workspace), pg_temp.id(name), role from people where workspace is not null;
insert into teams (id, workspace_id, name) values
  (pg_temp.id('team'), pg_temp.id('workspace'), 'Team'),
  (pg_temp.id('other team'), pg_temp.id('workspace'), 'Other team');
insert into team_members (team_id, profile_id)
select pg_temp.id(team), pg_temp.id(name) from people where team is not null;
update workspace_members set deleted_at = now() where user_id = pg_temp.id('removed admin');

-- Of each table a row that is there, one that could be added, and an edit. @name stands for the id of that name ---------

create temp table samples (
  at int generated always as identity, name text primary key, there jsonb, added jsonb, edit jsonb);
insert into samples (name, there, added, edit) values
  ('profiles', '{"id": "@admin"}', '{"id": "@nobody"}', '{"name": "Edited"}'),
  ('workspaces', '{"id": "@workspace"}', '{"name": "Added"}', '{"name": "Edited"}'),
  ('workspace_members', '{"user_id": "@newcomer", "role": "guest"}',
    '{"user_id": "@another newcomer", "role": "guest"}', '{"role": "member"}'),
  ('roles', '{"name": "auditor"}', '{"name": "intern"}', '{"description": "Edited"}'),
  ('permissions', '{"role_id": "@roles", "resource_type": "deal"}',
    '{"role_id": "@roles", "resource_type": "contact"}', '{"can_read": true}'),
  ('teams', '{"name": "There"}', '{"name": "Added"}', '{"name": "Edited"}'),
  ('team_members', '{"team_id": "@teams", "profile_id": "@guest"}',
    '{"team_id": "@teams", "profile_id": "@member"}', '{"role": "lead"}'),
  ('invitations', '{"email": "there@outpost.example", "role": "guest"}',
    '{"email": "added@outpost.example", "role": "guest"}', '{"role": "member"}'),
  ('boards', '{"name": "There", "record_type": "deal"}',
    '{"name": "Added", "record_type": "contact"}', '{"name": "Edited"}'),
  ('board_stages', '{"board_id": "@boards", "name": "There", "position": 1024}',
    '{"board_id": "@boards", "name": "Added", "position": 2048}', '{"name": "Edited"}'),
  ('companies', '{"name": "There", "team_id": "@team"}', '{"name": "Added"}', '{"name": "Edited"}'),
  ('contacts', '{"name": "There", "team_id": "@team"}', '{"name": "Added"}', '{"name": "Edited"}'),
  ('deals', '{"name": "There", "team_id": "@team"}', '{"name": "Added"}', '{"name": "Edited"}'),
  ('board_cards',
    '{"board_id": "@boards", "stage_id": "@board_stages", "record_type": "deal", "record_id": "@deals", "rank": "a5"}',
    '{"board_id": "@boards", "stage_id": "@board_stages", "record_type": "deal", "record_id": "@another deal",
      "rank": "a6"}',
    '{"rank": "a7"}'),
  ('deal_contacts', '{"deal_id": "@deals", "contact_id": "@contacts"}',
    '{"deal_id": "@another deal", "contact_id": "@contacts"}', '{"role": "champion"}'),
  ('timeline_entries',
    '{"record_type": "contact", "record_id": "@contacts", "entry_type": "note", "author_id": "@member",
      "happened_at": "2026-11-21T12:00:00Z"}',
    '{"record_type": "contact", "record_id": "@contacts", "entry_type": "note"}',
    '{"deleted_at": "2026-11-21T12:00:00Z"}'),
  ('tasks', '{"record_type": "contact", "record_id": "@contacts", "title": "There"}',
    '{"record_type": "contact", "record_id": "@contacts", "title": "Added"}', '{"status": "done"}'),
  ('attachments', '{"record_type": "contact", "record_id": "@contacts", "name": "there.pdf", "storage_path": "there"}',
    '{"record_type": "contact", "record_id": "@contacts", "name": "added.pdf", "storage_path": "added"}',
    '{"name": "edited.pdf"}'),
  ('custom_fields', '{"record_type": "deal", "name": "There", "key": "there", "type": "text"}',
    '{"record_type": "deal", "name": "Added", "key": "added", "type": "text"}', '{"name": "Edited"}'),
  ('automations', '{"name": "There"}', '{"name": "Added"}', '{"is_enabled": true}'),
  ('saved_views',
    '{"name": "There", "record_type": "deal", "kind": "table", "owner_id": "@member", "is_shared": true}',
    '{"name": "Added", "record_type": "deal", "kind": "table"}', '{"name": "Edited"}'),
  ('automation_runs', '{"automation_id": "@automations", "status": "success"}',
    '{"automation_id": "@automations", "status": "success"}', '{"status": "failed"}'),
  ('audit_log', '{"action": "update"}', '{"action": "update"}', '{"action": "insert"}'),
  ('search_index',
    '{"record_type": "contact", "record_id": "@contacts", "tsv": "", "trigram": "", "updated_at": "2026-11-21T12:00Z"}',
    '{"record_type": "contact", "record_id": "@nobody", "tsv": "", "trigram": "", "updated_at": "2026-11-21T12:00Z"}',
    '{"trigram": "edited"}'),
  ('scope_log', '{"kind": "moved", "table_name": "deals", "record_id": "@nobody", "from_team_id": "@team"}',
    '{"kind": "moved", "table_name": "deals", "record_id": "@nobody"}', '{"from_team_id": null}');

insert into deals (id, workspace_id, name, team_id)
values (pg_temp.id('another deal'), pg_temp.id('workspace'), 'Another deal', pg_temp.id('team'));

create function pg_temp.filled(sample jsonb, name text, id text) returns jsonb language sql
  return (
    select jsonb_object_agg(key, case when value #>> '{}' like '@%' then to_jsonb(pg_temp.id(substr(value #>> '{}', 2)))
      else value end)
    from jsonb_each(jsonb_build_object('id', '@' || id) || sample || case when name in ('profiles', 'workspaces')
      then jsonb '{}' else '{"workspace_id": "@workspace"}' end));
update samples set there = pg_temp.filled(there, name, name), added = pg_temp.filled(added, name, 'added to ' || name);

create function pg_temp.insertion(name text, sample jsonb) returns text language sql
  return (
    select format('insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, %3$L)',
      name, string_agg(quote_ident(key), ', '), sample)
    from jsonb_object_keys(sample) as key);

do $$
declare
  sample samples;
begin
  for sample in select * from samples order by at loop
    execute pg_temp.insertion(sample.name, sample.there) || ' on conflict (id) do nothing';
  end loop;
end $$;
set constraints all immediate;

-- Somebody tries something, and it is undone -------------------------------------------------------------------------

-- As whom: one of the people, `anonymous`, or null for the owner of the tables.
create function pg_temp.become(person text) returns void language plpgsql as $$
begin
  if person is null then
    return;
  end if;
  perform set_config('role', case person when 'anonymous' then 'anon' else 'authenticated' end, true),
    set_config('request.jwt.claims', case person when 'anonymous' then '{"role": "anon"}'
      else jsonb_build_object('role', 'authenticated', 'sub', pg_temp.id(person))::text end, true);
end $$;

-- How many rows the statement reaches, or the SQLSTATE it fails with.
create function pg_temp.outcome(person text, statement text) returns text language plpgsql as $$
declare
  reached int;
begin
  perform pg_temp.become(person);
  execute statement;
  get diagnostics reached = row_count;
  raise sqlstate 'UNDO0';
exception
  when sqlstate 'UNDO0' then
    return reached;
  when others then
    return sqlstate;
end $$;

-- What the query answers with.
create function pg_temp.answer(person text, query text) returns jsonb language plpgsql as $$
declare
  answer jsonb;
begin
  perform pg_temp.become(person);
  execute query into answer;
  raise sqlstate 'UNDO0';
exception
  when sqlstate 'UNDO0' then
    return answer;
end $$;

-- The matrix holds ---------------------------------------------------------------------------------------------------

create temp view tables as
select relname::text as name, oid as relation from pg_class
where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f');

select ok(name in (select m.name from matrix as m) and name in (select s.name from samples as s),
  format('%s: has a line in the matrix, and samples', name)) from tables order by name;
select ok(name in (select t.name from tables as t), format('%s: is a table', name)) from matrix order by name;
select is((select string_agg(name, ', ' order by name) from tables
    where name not in (select t.name from private.synced_tables as t)),
  'audit_log, automation_runs, search_index', 'every table is synced but the logs and the search index');

create function pg_temp.words(letters text) returns text language sql
  return (
    select coalesce(string_agg(word, ', ' order by at), 'do nothing')
    from (values (1, 'r', 'select'), (2, 'a', 'insert'), (3, 'w', 'update'), (4, 'd', 'delete')) as t (at, letter, word)
    where position(letter in letters) > 0);

-- What somebody may do, in words; a failure that is no refusal is told by its SQLSTATE.
create function pg_temp.may(person text, sample samples) returns text language sql
  return (
    select coalesce(string_agg(case o when '1' then pg_temp.words(letter) else o end, ', ' order by at), 'do nothing')
    from (values
      (1, 'r', format('select from %I where id = %L', sample.name, sample.there ->> 'id')),
      (2, 'a', pg_temp.insertion(sample.name, sample.added)),
      (3, 'w', (
        select format('update %1$I as t set %2$s from jsonb_populate_record(null::%1$I, %3$L) as v where t.id = %4$L',
          sample.name, string_agg(format('%I = v.%1$I', key), ', '), sample.edit, sample.there ->> 'id')
        from jsonb_object_keys(sample.edit) as key)),
      (4, 'd', format('delete from %I where id = %L', sample.name, sample.there ->> 'id'))
    ) as t (at, letter, statement), pg_temp.outcome(person, statement) as o
    where o not in ('0', '42501'));

select is(pg_temp.may(p.name, s), expected, format('%s: %s may %s', m.name, p.name, expected))
from samples as s join matrix as m using (name),
  (select name from people where workspace is not null union all values ('anonymous')) as p,
  pg_temp.words(coalesce(to_jsonb(m) ->> p.name, '')) as expected
order by m.name, p.name;

-- Whatever the row ---------------------------------------------------------------------------------------------------

select ok(relrowsecurity and relforcerowsecurity, format('%s: row level security is on, for its owner too', name))
from tables join pg_class as c on c.oid = relation order by name;

select is((select string_agg(policyname, ', ') from pg_policies
    where schemaname = 'public' and (roles <> '{authenticated}' or cmd not in ('SELECT', 'INSERT', 'UPDATE'))),
  null, 'policies are for people who signed in, each for one command, none for delete');

select is((select string_agg(format('%s %s on %s', grantee, privilege_type, table_name), ', ')
    from information_schema.role_table_grants
    where table_schema in ('public', 'private') and (grantee in ('anon', 'PUBLIC')
      or grantee = 'authenticated' and privilege_type not in ('SELECT', 'INSERT', 'UPDATE'))),
  null, 'anonymous visitors have no right on any table, and nobody who signed in has the right to delete');

select is((select string_agg(oid::regprocedure::text, ', ') from pg_proc
    where pronamespace = 'private'::regnamespace and has_function_privilege('anon', oid, 'execute')
      -- What the manifest tells, and what a trigger's condition and a constraint ask for whoever writes.
      and proname not in ('epoch', 'schema_version', 'gap_used_up', 'is_currency')),
  null, 'private functions are not for anonymous visitors');

select is((select string_agg(oid::regprocedure::text, ', ') from pg_proc
    where pronamespace in ('private'::regnamespace, 'public'::regnamespace)
      and not 'search_path=""' = any (coalesce(proconfig, '{}'))),
  null, 'every function has an empty search path');

-- What is the server's -----------------------------------------------------------------------------------------------

create temp view owned as
select t.name, t.relation, a.attname::text as attribute
from tables as t join pg_attribute as a on a.attrelid = t.relation and a.attnum > 0 and not a.attisdropped
left join private.synced_tables as s on s.name = t.name
where a.attname in ('id', 'workspace_id', 'created_at', 'created_by', 'updated_at', 'row_version', 'clocks')
  or a.attname = any (s.server_columns);

select is(string_agg(attribute, ', ') filter (where has_column_privilege('authenticated', relation, attribute, 'update')
    or attribute not in ('id', 'workspace_id')
      and has_column_privilege('authenticated', relation, attribute, 'insert')),
  null, format('%s: nobody writes %s', name, string_agg(attribute, ', ' order by attribute)))
from owned group by name order by name;

-- Each column in a write of its own, as it is there but for the workspace, which would be another.
create function pg_temp.writes(sample samples) returns jsonb language sql
  return (
    with now as (
      select pg_temp.answer(null,
        format('select to_jsonb(t) from %I as t where id = %L', sample.name, sample.there ->> 'id')) as there)
    select jsonb_agg(jsonb_build_object('table', sample.name, 'id', there ->> 'id', 'base', there -> 'clocks',
      'columns', jsonb_build_object(attribute, case attribute
        when 'workspace_id' then to_jsonb(pg_temp.id('other workspace')) else there -> attribute end),
      'clocks', jsonb_build_object(attribute, '1795269040682-0000-aaaaaaaa')))
    from now, owned as o where o.name = sample.name and attribute <> 'id');

select is((select string_agg(distinct format('%s %s', one ->> 'status', one ->> 'code'), ', ')
    from jsonb_array_elements(pg_temp.answer('admin', format('select sync_push(%L)', pg_temp.writes(s)))) as one),
  'refused 42501', format('%s: a push of those is refused', s.name))
from samples as s where s.name in (select t.name from private.synced_tables as t) order by s.name;

select is(pg_temp.answer('member', pg_temp.insertion(name, added) || format(' returning to_jsonb(%I)', author)),
  to_jsonb(pg_temp.id('member')), format('%s: who makes it signs it in %s', name, author))
from samples join (values ('boards', 'created_by'), ('companies', 'created_by'), ('contacts', 'created_by'),
  ('deals', 'created_by'), ('attachments', 'created_by'), ('timeline_entries', 'author_id'), ('saved_views', 'owner_id')
) as t (name, author) using (name) order by name;

-- People -------------------------------------------------------------------------------------------------------------

select is(pg_temp.answer('guest', 'select jsonb_agg(id order by id) from profiles'),
  (select jsonb_agg(pg_temp.id(name) order by pg_temp.id(name)) from people
    where workspace = 'workspace' or name = 'newcomer'),
  'people read the profiles of those they work or have worked with, not of strangers');
select is(pg_temp.answer('guest',
    'with edited as (update profiles set name = ''Me'' returning id) select jsonb_agg(id) from edited'),
  jsonb_build_array(pg_temp.id('guest')), 'people edit no profile but their own');
select is(pg_temp.answer('removed admin', format('select to_jsonb(count(*)) from %I', name)),
  to_jsonb(case when name in ('profiles', 'workspace_members', 'scope_log') then 1 else 0 end),
  format('%s: who was removed sees nothing but that they were', name))
from tables order by name;

-- Nothing refers into another workspace, or to a stage of another board ----------------------------------------------

insert into companies (id, workspace_id, name)
values (pg_temp.id('their company'), pg_temp.id('other workspace'), 'Their company');
insert into contacts (id, workspace_id, name)
values (pg_temp.id('their contact'), pg_temp.id('other workspace'), 'Their contact');
insert into boards (id, workspace_id, name, record_type)
values (pg_temp.id('their board'), pg_temp.id('other workspace'), 'Their board', 'deal');
insert into boards (id, workspace_id, name, record_type)
values (pg_temp.id('next board'), pg_temp.id('workspace'), 'Next board', 'deal');
insert into board_stages (id, board_id, name) values
  (pg_temp.id('their stage'), pg_temp.id('their board'), 'Their stage'),
  (pg_temp.id('next stage'), pg_temp.id('next board'), 'Next stage');

select is(pg_temp.outcome('admin', pg_temp.insertion(name, added || jsonb_build_object(attribute, pg_temp.id(other)))),
  '23503', format('%s: %s cannot be %s', name, attribute, other))
from samples join (values
  ('contacts', 'company_id', 'their company'), ('companies', 'parent_id', 'their company'),
  ('deals', 'company_id', 'their company'), ('deals', 'primary_contact_id', 'their contact'),
  ('deals', 'stage_id', 'their stage'), ('board_cards', 'stage_id', 'their stage'),
  ('board_cards', 'stage_id', 'next stage'), ('deal_contacts', 'contact_id', 'their contact')
) as t (name, attribute, other) using (name) order by name, attribute, other;

select * from finish();
rollback;
