-- People and workspaces. Another product in the same project may have made these tables already: what is there
-- stays as it is, what is missing is added.

insert into private.adopted_tables (name)
select name from unnest(array['profiles', 'workspaces', 'workspace_members']) as name
where to_regclass('public.' || name) is not null and name not in (select s.name from private.synced_tables as s)
on conflict do nothing;

-- profiles --------------------------------------------------------------------------------------------------------

create table if not exists public.profiles (
  id uuid primary key references auth.users (id) on delete cascade
);
alter table public.profiles add column if not exists email text;
alter table public.profiles add column if not exists name text;
alter table public.profiles add column if not exists avatar_url text;
alter table public.profiles add column if not exists role text default 'member';
call private.let_others_write('profiles');
comment on table public.profiles is 'One row per person: extends auth.users with name, avatar and role.';
comment on column public.profiles.id is 'The person; the id in auth.users.';
comment on column public.profiles.email is 'The address that the person signs in with; follows auth.users.';
comment on column public.profiles.name is 'What colleagues read.';
comment on column public.profiles.avatar_url is 'Where the picture lies.';
comment on column public.profiles.role is
  'The person''s role across products; what they may do in a workspace is in workspace_members.';

-- workspaces ------------------------------------------------------------------------------------------------------

create table if not exists public.workspaces (
  id uuid primary key default gen_random_uuid()
);
alter table public.workspaces add column if not exists name text not null default 'Workspace';
alter table public.workspaces add column if not exists created_by uuid references auth.users (id) on delete set null;
call private.let_others_write('workspaces', '{name}');
call private.mend('workspaces', 'name', 'length(?) between 1 and 500',
  $$coalesce(nullif(left(?, 500), ''), 'Workspace')$$);
alter table public.workspaces alter column name set not null;
call private.ensure_constraint('public.workspaces', 'workspaces_name_check', 'check (length(name) between 1 and 500)');
comment on table public.workspaces is 'Top-level tenant boundary: nothing refers across it.';
comment on column public.workspaces.id is 'The workspace.';
comment on column public.workspaces.name is 'What its members call it.';
comment on column public.workspaces.created_by is 'Who made it.';
create index if not exists workspaces_created_by on public.workspaces (created_by);

-- workspace_members -----------------------------------------------------------------------------------------------

create table if not exists public.workspace_members (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade
);
alter table public.workspace_members add column if not exists id uuid not null default gen_random_uuid();
alter table public.workspace_members add column if not exists role text not null default 'member';
call private.let_others_write('workspace_members', '{workspace_id,user_id,role}');
-- Whose role nobody knows may read.
call private.mend('workspace_members', 'role', $$? <> ''$$, $$'guest'$$);
alter table public.workspace_members alter column role set not null;
call private.ensure_constraint('public.workspace_members', 'workspace_members_person',
  'unique (workspace_id, user_id)');
do $$
begin
  -- Elsewhere the primary key may be the pair.
  if not exists (
    select from pg_index as i join pg_attribute as a on a.attrelid = i.indrelid and a.attname = 'id'
    where i.indrelid = 'public.workspace_members'::regclass and i.indisunique and i.indkey::text = a.attnum::text
  ) then
    create unique index workspace_members_id on public.workspace_members (id);
  end if;
end $$;
comment on table public.workspace_members is
  'Join table: user to workspace, with role. A tombstone here is how a person learns that they left.';
comment on column public.workspace_members.id is
  'Derived from workspace and user (v5) where a client makes it.';
comment on column public.workspace_members.workspace_id is 'The workspace.';
comment on column public.workspace_members.user_id is 'The member.';
comment on column public.workspace_members.role is
  'A name of the role catalog: admin, member, guest or a custom role of the workspace.';

-- synced ----------------------------------------------------------------------------------------------------------

call private.sync_table('workspaces', 10, 'public.workspaces',
  belongs => 't.id = $1', pull_index => null, pokes => 'id');
call private.sync_table('profiles', 20, 'public.profiles',
  belongs => 't.id in (
    select m.user_id from public.workspace_members as m where m.workspace_id = $1)',
  pull_index => 'row_version, id', pokes => 'person', server_columns => '{email,role}');
call private.sync_table('workspace_members', 30, 'public.workspace_members');
create index if not exists workspace_members_user
  on public.workspace_members (user_id, workspace_id) include (role, deleted_at);

-- a profile for every person --------------------------------------------------------------------------------------

create or replace function private.profile_follows_user() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.profiles (id, email, name, avatar_url)
  values (
    new.id,
    new.email,
    coalesce(new.raw_user_meta_data ->> 'name', new.raw_user_meta_data ->> 'full_name', split_part(new.email, '@', 1)),
    new.raw_user_meta_data ->> 'avatar_url'
  )
  on conflict (id) do update set email = excluded.email where profiles.email is distinct from excluded.email;
  return null;
end $$;
comment on function private.profile_follows_user is
  'Gives every person who signs up a profile, and keeps its address.';
create or replace trigger outpost_profile after insert or update of email on auth.users
  for each row execute function private.profile_follows_user();

insert into public.profiles (id, email, name)
select u.id, u.email, coalesce(u.raw_user_meta_data ->> 'name', split_part(u.email, '@', 1)) from auth.users as u
on conflict (id) do nothing;

-- a colleague who comes is pulled by those who are there -------------------------------------------------------------

create or replace function private.profile_joins_workspace() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.profiles set id = id where id = new.user_id;
  return null;
end $$;
comment on function private.profile_joins_workspace is
  'Stamps the profile of a new or returning member anew, so that it lies after every colleague''s checkpoint.';
create or replace trigger profile_joins_insert after insert on public.workspace_members
  for each row when (new.deleted_at is null) execute function private.profile_joins_workspace();
create or replace trigger profile_joins_update after update on public.workspace_members
  for each row when (new.deleted_at is null and old.deleted_at is not null)
  execute function private.profile_joins_workspace();
