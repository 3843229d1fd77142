-- Who may do what: a catalog of roles per workspace with permissions per resource type, and teams.
-- Every workspace has admin, member and guest; an admin may do everything, whatever the permissions say.

insert into private.adopted_tables (name)
select name from unnest(array['roles', 'permissions', 'teams', 'team_members']) as name
where to_regclass('public.' || name) is not null and name not in (select s.name from private.synced_tables as s)
on conflict do nothing;

-- roles -----------------------------------------------------------------------------------------------------------

create table if not exists public.roles (
  id uuid primary key default gen_random_uuid()
);
alter table public.roles add column if not exists workspace_id uuid references public.workspaces (id) on delete cascade;
alter table public.roles add column if not exists name text;
alter table public.roles add column if not exists description text;
alter table public.roles add column if not exists is_builtin boolean not null default false;
call private.let_others_write('roles', '{name}');
do $$
declare
  narrow record;
begin
  -- Elsewhere a name may be one for all workspaces.
  for narrow in
    select c.conname from pg_constraint as c
    where c.conrelid = 'public.roles'::regclass and c.contype = 'u' and c.conkey = array[
      (select a.attnum from pg_attribute as a where a.attrelid = c.conrelid and a.attname = 'name')]
  loop
    execute format('alter table public.roles drop constraint %I', narrow.conname);
  end loop;
end $$;
call private.ensure_constraint('public.roles', 'roles_name', 'unique (workspace_id, name)');
call private.ensure_constraint('public.roles', 'roles_in_workspace', 'unique (workspace_id, id)');
call private.ensure_constraint('public.roles', 'roles_name_check', 'check (length(name) between 1 and 100)');
comment on table public.roles is 'The role catalog: admin, member, guest of each workspace, plus custom roles.';
comment on column public.roles.id is 'Made by the client (v7); of a built-in role derived from workspace and name (v5).';
comment on column public.roles.workspace_id is 'The workspace it belongs to, for good.';
comment on column public.roles.name is 'What memberships say; never changes.';
comment on column public.roles.description is 'What it is for.';
comment on column public.roles.is_builtin is 'admin, member or guest: made with the workspace.';

-- permissions -----------------------------------------------------------------------------------------------------

create table if not exists public.permissions (
  id uuid primary key default gen_random_uuid()
);
alter table public.permissions add column if not exists workspace_id uuid references public.workspaces (id) on delete cascade;
alter table public.permissions add column if not exists role_id uuid;
alter table public.permissions add column if not exists resource_type text;
alter table public.permissions add column if not exists can_read boolean not null default false;
alter table public.permissions add column if not exists can_write boolean not null default false;
alter table public.permissions add column if not exists can_delete boolean not null default false;
call private.let_others_write('permissions');
call private.ensure_constraint('public.permissions', 'permissions_role',
  'foreign key (workspace_id, role_id) references public.roles (workspace_id, id) on delete cascade');
create unique index if not exists permissions_once
  on public.permissions (role_id, resource_type) where workspace_id is not null;
call private.ensure_constraint('public.permissions', 'permissions_resource_type_check',
  $$check (workspace_id is null or resource_type in ('contact', 'company', 'deal', 'board', 'timeline_entry', 'task',
    'attachment', 'saved_view', 'custom_field', 'automation', 'audit_log'))$$);
create index if not exists permissions_role on public.permissions (workspace_id, role_id);
comment on table public.permissions is 'What each role can do (read, write, delete) on each resource type.';
comment on column public.permissions.id is 'Derived from role and resource type (v5).';
comment on column public.permissions.workspace_id is 'The role''s workspace; filled by a trigger.';
comment on column public.permissions.role_id is 'The role.';
comment on column public.permissions.resource_type is
  'contact, company, deal (with its contacts), board (with stages and cards), timeline_entry, task, attachment, saved_view, custom_field, automation (with its runs) or audit_log.';
comment on column public.permissions.can_read is 'See them.';
comment on column public.permissions.can_write is 'Make and edit them.';
comment on column public.permissions.can_delete is 'Delete them.';

create or replace function private.belong_to_role() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select r.workspace_id into new.workspace_id from public.roles as r where r.id = new.role_id;
  if not found then
    raise foreign_key_violation using message = format('role %s is not there', new.role_id);
  end if;
  return new;
end $$;
comment on function private.belong_to_role is 'Fills workspace_id from the role, whatever the client said.';
create or replace trigger t1_belong before insert on public.permissions
  for each row execute function private.belong_to_role();

-- teams -----------------------------------------------------------------------------------------------------------

create table if not exists public.teams (
  id uuid primary key default gen_random_uuid()
);
alter table public.teams add column if not exists workspace_id uuid references public.workspaces (id) on delete cascade;
alter table public.teams add column if not exists name text;
call private.let_others_write('teams', '{name}');
call private.ensure_constraint('public.teams', 'teams_in_workspace', 'unique (workspace_id, id)');
call private.ensure_constraint('public.teams', 'teams_name_check', 'check (length(name) between 1 and 500)');
comment on table public.teams is 'Grouping of people, such as a department; a record of a team is seen by it and by admins.';
comment on column public.teams.id is 'Made by the client (v7).';
comment on column public.teams.workspace_id is 'The workspace it belongs to, for good.';
comment on column public.teams.name is 'What the team is called.';

create table if not exists public.team_members (
  id uuid primary key default gen_random_uuid(),
  team_id uuid not null,
  profile_id uuid not null
);
alter table public.team_members add column if not exists id uuid not null default gen_random_uuid();
alter table public.team_members add column if not exists workspace_id uuid references public.workspaces (id) on delete cascade;
alter table public.team_members add column if not exists role text not null default 'member';
call private.let_others_write('team_members', '{team_id,profile_id,role}');
call private.ensure_constraint('public.team_members', 'team_members_team',
  'foreign key (workspace_id, team_id) references public.teams (workspace_id, id) on delete cascade');
call private.ensure_constraint('public.team_members', 'team_members_profile',
  'foreign key (profile_id) references public.profiles (id) on delete cascade');
call private.ensure_constraint('public.team_members', 'team_members_person', 'unique (team_id, profile_id)');
-- Another product's table may have the pair as its key.
do $$ begin
  if not exists (
    select from pg_index as i join pg_attribute as a on a.attrelid = i.indrelid and a.attname = 'id'
    where i.indrelid = 'public.team_members'::regclass and i.indisunique and i.indkey::text = a.attnum::text
  ) then
    create unique index team_members_id on public.team_members (id);
  end if;
end $$;
comment on table public.team_members is 'Who belongs to which team, with what role.';
comment on column public.team_members.id is 'Derived from team and person (v5) where a client makes it.';
comment on column public.team_members.workspace_id is 'The team''s workspace; filled by a trigger.';
comment on column public.team_members.team_id is 'The team.';
comment on column public.team_members.profile_id is 'The person.';
comment on column public.team_members.role is 'What the person is in the team, such as lead; for people to read.';
create index if not exists team_members_team on public.team_members (workspace_id, team_id);
create index if not exists team_members_profile on public.team_members (profile_id, team_id);

create or replace function private.belong_to_team() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select t.workspace_id into new.workspace_id from public.teams as t where t.id = new.team_id;
  if not found then
    raise foreign_key_violation using message = format('team %s is not there', new.team_id);
  end if;
  return new;
end $$;
comment on function private.belong_to_team is 'Fills workspace_id from the team, whatever the client said.';
create or replace trigger t1_belong before insert on public.team_members
  for each row execute function private.belong_to_team();

-- synced ----------------------------------------------------------------------------------------------------------

call private.sync_table('roles', 22, 'public.roles', server_columns => '{is_builtin}');
call private.sync_table('permissions', 24, 'public.permissions');
call private.sync_table('teams', 32, 'public.teams');
call private.sync_table('team_members', 34, 'public.team_members');

-- every workspace has its roles -----------------------------------------------------------------------------------

create or replace function private.make_roles(workspace uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.roles (id, workspace_id, name, description, is_builtin)
  select private.uuid_v5(workspace, name), workspace, name, description, true
  from (values
    ('admin', 'Everything, people and the workspace too'),
    ('member', 'Reads, writes and deletes records'),
    ('guest', 'Reads')
  ) as role (name, description)
  on conflict do nothing;

  insert into public.permissions (id, workspace_id, role_id, resource_type, can_read, can_write, can_delete)
  select private.uuid_v5(r.id, t.resource_type), workspace, r.id, t.resource_type,
    r.name = 'admin' or t.resource_type <> 'audit_log',
    r.name = 'admin' or r.name = 'member' and t.members_write,
    r.name = 'admin' or r.name = 'member' and t.members_write
  from public.roles as r, (values
    ('contact', true), ('company', true), ('deal', true), ('board', true), ('timeline_entry', true), ('task', true),
    ('attachment', true), ('saved_view', true), ('custom_field', false), ('automation', false), ('audit_log', false)
  ) as t (resource_type, members_write)
  where r.workspace_id = workspace and r.is_builtin
  on conflict do nothing;

  -- Another product's memberships may name roles that the catalog does not know: they may do nothing yet.
  insert into public.roles (workspace_id, name)
  select distinct workspace, m.role from public.workspace_members as m where m.workspace_id = workspace
  on conflict do nothing;
end $$;
comment on function private.make_roles is 'Gives a workspace its admin, member and guest, where it has them not.';

create or replace function private.workspace_has_roles() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.make_roles(new.id);
  return null;
end $$;
comment on function private.workspace_has_roles is 'A new workspace has its roles at once.';
create or replace trigger has_roles after insert on public.workspaces
  for each row execute function private.workspace_has_roles();

select count(private.make_roles(w.id)) from public.workspaces as w
where not exists (select from public.roles as r where r.workspace_id = w.id and r.is_builtin);

call private.ensure_constraint('public.workspace_members', 'workspace_members_role',
  'foreign key (workspace_id, role) references public.roles (workspace_id, name)');
create index if not exists workspace_members_role on public.workspace_members (workspace_id, role);

-- built-in roles stay what they are -------------------------------------------------------------------------------

create or replace function private.keep_role() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.name <> old.name or new.is_builtin <> old.is_builtin or old.is_builtin and new.deleted_at is not null then
    raise check_violation using message = format('the role %s stays what it is', old.name);
  elsif new.deleted_at is not null and exists (
    select from public.workspace_members as m
    where m.workspace_id = new.workspace_id and m.role = new.name and m.deleted_at is null
  ) then
    raise check_violation using message = format('somebody still has the role %s', old.name);
  end if;
  return new;
end $$;
comment on function private.keep_role is 'A role keeps its name; one that is built in or in use is not deleted.';
create or replace trigger t3_keep before update on public.roles
  for each row execute function private.keep_role();

-- a record of a team ----------------------------------------------------------------------------------------------
-- team_id null: the whole workspace sees the record; set: that team and admins. What hangs on a record carries its
-- record's team along, so that a policy and a pull of it ask nothing per row.

do $$
declare
  records text;
begin
  foreach records in array array['contacts', 'companies', 'deals',
    'board_cards', 'deal_contacts', 'timeline_entries', 'tasks', 'attachments']
  loop
    execute format('alter table public.%I add column if not exists team_id uuid', records);
    call private.ensure_constraint(format('public.%I', records)::regclass, records || '_team',
      'foreign key (workspace_id, team_id) references public.teams (workspace_id, id)');
    execute format('create index if not exists %I on public.%I (workspace_id, team_id)', records || '_team', records);
    execute format('comment on column public.%I.team_id is %L', records,
      case when records in ('contacts', 'companies', 'deals')
        then 'The team that it is for; null: the whole workspace.'
        else 'The team of its record; kept by the server.' end);
  end loop;
end $$;

create or replace function private.lock_workspace(matter text, workspace uuid, alone boolean) returns void
language plpgsql volatile set search_path = '' as $$
declare
  key constant bigint := hashtextextended(format('outpost.%s:%s', matter, workspace), 0);
begin
  if alone then
    perform pg_advisory_xact_lock(key);
  else
    perform pg_advisory_xact_lock_shared(key);
  end if;
end $$;
comment on function private.lock_workspace is
  'Until the transaction ends, nobody is alone with this matter of a workspace; or nobody else is with it at all.';

create or replace function private.record_of(kind text, record uuid, out team_id uuid, out row_version bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  case kind
    when 'deal' then
      select d.team_id, d.row_version into team_id, row_version from public.deals as d where d.id = record;
    when 'contact' then
      select c.team_id, c.row_version into team_id, row_version from public.contacts as c where c.id = record;
    when 'company' then
      select c.team_id, c.row_version into team_id, row_version from public.companies as c where c.id = record;
    else null;
  end case;
end $$;
comment on function private.record_of is 'The team and the version of a record; null where it is not there yet.';

create or replace function private.follow_team() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if current_setting('outpost.ordering', true) <> '' then
    return new;
  end if;
  -- Not while the record goes to another team: that would not be seen here, nor this one there.
  perform private.lock_workspace('teams', new.workspace_id, alone => false);
  if tg_table_name = 'deal_contacts' then
    select r.team_id, greatest(new.row_version, r.row_version) into new.team_id, new.row_version
    from private.record_of('deal', new.deal_id) as r;
  else
    select r.team_id, greatest(new.row_version, r.row_version) into new.team_id, new.row_version
    from private.record_of(new.record_type, new.record_id) as r;
  end if;
  return new;
end $$;
comment on function private.follow_team is
  'What is added to a record is for the record''s team, and no older than the record: who forgets the record by its version forgets what hung on it then.';

create or replace function private.team_leads() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new.team_id is not distinct from old.team_id or tg_op = 'INSERT' and new.team_id is null then
    return null;
  end if;
  perform private.lock_workspace('teams', new.workspace_id, alone => true);
  update public.board_cards set team_id = new.team_id
  where record_id = new.id and workspace_id = new.workspace_id and team_id is distinct from new.team_id;
  update public.timeline_entries set team_id = new.team_id
  where record_id = new.id and workspace_id = new.workspace_id and team_id is distinct from new.team_id;
  update public.tasks set team_id = new.team_id
  where record_id = new.id and workspace_id = new.workspace_id and team_id is distinct from new.team_id;
  update public.attachments set team_id = new.team_id
  where record_id = new.id and workspace_id = new.workspace_id and team_id is distinct from new.team_id;
  if tg_table_name = 'deals' then
    update public.deal_contacts set team_id = new.team_id
    where deal_id = new.id and workspace_id = new.workspace_id and team_id is distinct from new.team_id;
  end if;
  return null;
end $$;
comment on function private.team_leads is 'A record that goes to another team takes along what hangs on it.';

do $$
declare
  records text;
begin
  foreach records in array array['board_cards', 'deal_contacts', 'timeline_entries', 'tasks', 'attachments'] loop
    execute format('create or replace trigger t4_team before insert or update of team_id on public.%I
      for each row execute function private.follow_team()', records);
  end loop;
  foreach records in array array['contacts', 'companies', 'deals'] loop
    execute format('create or replace trigger team_leads after insert or update of team_id on public.%I
      for each row execute function private.team_leads()', records);
  end loop;
end $$;
