-- Who may do what with files: the own or another workspace × an allowed or a forbidden role, in both buckets; and
-- paths that are nobody's. Tried on the table behind Storage, as the roles of the API, in one transaction that is
-- rolled back.
begin;
set local role postgres; -- `--remote` signs in as a role that may do no more than become this one
create extension if not exists pgtap with schema extensions;
set local search_path to public, extensions;
select no_plan();

-- Letters as in \dp: r select, a insert, w update, d delete; below the own workspace. Below the other one: nothing.
-- clerk and archivist: custom roles without any right to attachments, and without the one to delete them.
create temp table people (name text primary key, workspace text, role text, own text);
insert into people values
  ('admin',                      'first',  'admin',     'rawd'),
  ('member',                     'first',  'member',    'rawd'),
  ('guest',                      'first',  'guest',     'r'),
  ('archivist',                  'first',  'archivist', 'raw'),
  ('clerk',                      'first',  'clerk',     ''),
  ('removed admin',              'first',  'admin',     ''),
  ('admin of another workspace', 'second', 'admin',     'rawd'),
  ('guest of another workspace', 'second', 'guest',     'r');

create function pg_temp.id(what text) returns uuid language sql immutable
  return md5('storage.test.sql: ' || what)::uuid;

insert into auth.users (id, email) select pg_temp.id(name), pg_temp.id(name) || '@outpost.example' from people;
insert into workspaces (id, name) values (pg_temp.id('first'), 'First'), (pg_temp.id('second'), 'Second');
insert into roles (id, workspace_id, name) values
  (pg_temp.id('the role clerk'), pg_temp.id('first'), 'clerk'),
  (pg_temp.id('the role archivist'), pg_temp.id('first'), 'archivist');
insert into permissions (role_id, resource_type, can_read, can_write) values
  (pg_temp.id('the role clerk'), 'contact', true, true), (pg_temp.id('the role archivist'), 'attachment', true, true);
insert into workspace_members (workspace_id, user_id, role)
select pg_temp.id(workspace), pg_temp.id(name), role from people;
update workspace_members set deleted_at = now() where user_id = pg_temp.id('removed admin');
insert into people values ('anonymous', 'first', null, '');

create temp table buckets (bucket text primary key);
insert into buckets values ('attachments'), ('org-public');
create function pg_temp.path(workspace text, file text) returns text language sql immutable
  return format('%s/%s/%s', pg_temp.id(workspace), pg_temp.id('attachment'), file);
insert into storage.objects (bucket_id, name)
select bucket, pg_temp.path(workspace, 'there.png') from buckets, (values ('first'), ('second')) as t (workspace);

-- How many files the statement reaches, or the SQLSTATE it fails with; undone in any case.
create function pg_temp.outcome(person text, statement text) returns text language plpgsql as $$
declare
  reached int;
begin
  perform set_config('storage.allow_delete_query', 'true', true), -- as Storage itself, which removes the bytes too
    set_config('role', case person when 'anonymous' then 'anon' else 'authenticated' end, true),
    set_config('request.jwt.claims', case person when 'anonymous' then '{"role": "anon"}'
      else jsonb_build_object('role', 'authenticated', 'sub', pg_temp.id(person))::text end, true);
  execute statement;
  get diagnostics reached = row_count;
  raise sqlstate 'UNDO0';
exception
  when sqlstate 'UNDO0' then
    return reached;
  when others then
    return sqlstate;
end $$;

create function pg_temp.insertion(bucket text, path text) returns text language sql
  return format('insert into storage.objects (bucket_id, name) values (%L, %L)', bucket, path);

create function pg_temp.may(person text, bucket text, workspace text) returns text language sql
  return (
    select coalesce(string_agg(case o when '1' then letter else format('(%s: %s)', letter, o) end, '' order by at), '')
    from (values
      (1, 'r', 'select from storage.objects where bucket_id = %L and name = %L'),
      (2, 'a', null),
      (3, 'w', 'update storage.objects set metadata = ''{}'' where bucket_id = %L and name = %L'),
      (4, 'd', 'delete from storage.objects where bucket_id = %L and name = %L')
    ) as t (at, letter, statement),
      pg_temp.outcome(person, case letter
        when 'a' then pg_temp.insertion(bucket, pg_temp.path(workspace, 'added.png'))
        else format(statement, bucket, pg_temp.path(workspace, 'there.png')) end) as o
    where o not in ('0', '42501'));

select is(pg_temp.may(name, bucket, target), expected,
  format('%s, %s workspace: %s may do %s', bucket, case when target = workspace then 'own' else 'other' end, name,
    coalesce(nullif(expected, ''), 'nothing')))
from buckets, people, (values ('first'), ('second')) as t (target),
  lateral (select case when target = workspace then own else '' end as expected) as e
order by bucket, target = workspace desc, name;

-- A path that is nobody's --------------------------------------------------------------------------------------------

create temp table nowhere (what text primary key, path text);
insert into nowhere values
  ('another workspace', pg_temp.path('second', 'a.png')),
  ('another workspace and one''s own in it', pg_temp.id('second') || '/' || pg_temp.path('first', 'a.png')),
  ('a folder that is no workspace', 'x/' || pg_temp.path('first', 'a.png')),
  ('a folder above', '../' || pg_temp.path('first', 'a.png')),
  ('no folder', 'a.png'),
  ('a nameless folder', '/a.png'),
  ('nothing', ''),
  ('the workspace in capitals', upper(pg_temp.path('first', 'a.png')));

select is(pg_temp.outcome('admin', pg_temp.insertion(bucket, path)), '42501',
  format('%s: no file is added below %s', bucket, what)) from buckets, nowhere order by bucket, what;
select is(pg_temp.outcome('admin', format('update storage.objects set name = %L where bucket_id = %L and name = %L',
    path, bucket, pg_temp.path('first', 'there.png'))), '42501',
  format('%s: no file is moved below %s', bucket, what)) from buckets, nowhere order by bucket, what;
select is(pg_temp.outcome('admin', pg_temp.insertion('elsewhere', pg_temp.path('first', 'a.png'))), '42501',
  'nobody adds files to any other bucket');

select * from finish();
rollback;
