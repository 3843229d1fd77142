-- What somebody no longer sees cannot reach them as a row, so it is told here: rows that moved out of sight, and
-- people whose rights changed.

create table if not exists public.scope_log (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  kind text not null check (kind in ('moved', 'changed')),
  user_id uuid references auth.users (id) on delete cascade,
  table_name text,
  record_id uuid,
  from_team_id uuid,
  constraint scope_log_says_whose check ((kind = 'changed') = (user_id is not null)),
  constraint scope_log_says_what check ((kind = 'moved') = (table_name is not null and record_id is not null))
);
comment on table public.scope_log is 'What left somebody''s sight; synced, so that a replica forgets it too.';
comment on column public.scope_log.id is 'The entry.';
comment on column public.scope_log.workspace_id is 'The workspace.';
comment on column public.scope_log.kind is
  'moved: whoever holds the row in a version before this entry''s forgets it and what hangs on it; changed: user_id pulls the workspace anew and forgets what does not come.';
comment on column public.scope_log.user_id is 'Whose rights changed.';
comment on column public.scope_log.table_name is 'The table of the row that moved.';
comment on column public.scope_log.record_id is 'The row that moved.';
comment on column public.scope_log.from_team_id is 'The team that saw it before; null: the whole workspace.';
create index if not exists scope_log_user on public.scope_log (user_id);

call private.sync_table('scope_log', 160, 'public.scope_log',
  server_columns => '{kind,user_id,table_name,record_id,from_team_id}');
grant select on public.scope_log to authenticated;
grant all on public.scope_log to service_role;

drop policy if exists "people read what left their sight" on public.scope_log;
create policy "people read what left their sight" on public.scope_log
  for select to authenticated
  using (user_id = (select auth.uid()) or user_id is null
    and workspace_id = any (array(select private.workspaces_where_i_may('read')))
    and (from_team_id is null or from_team_id = any (array(select private.teams_i_see()))));

create or replace function private.log_scope_of_person(workspace uuid, person uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  -- Once per person and transaction.
  insert into public.scope_log (id, workspace_id, kind, user_id)
  values (private.uuid_v5(person, workspace || ' ' || pg_current_xact_id()::text), workspace, 'changed', person)
  on conflict (id) do nothing;
end $$;
comment on function private.log_scope_of_person is 'Tells a person that what they may do or see has changed.';

create or replace function private.log_scope() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  case tg_table_name
    when 'workspace_members' then
      perform private.log_scope_of_person(new.workspace_id, new.user_id);
    when 'team_members' then
      perform private.log_scope_of_person(new.workspace_id, new.profile_id);
    when 'teams' then
      perform private.log_scope_of_person(new.workspace_id, m.profile_id)
      from public.team_members as m where m.team_id = new.id and m.deleted_at is null;
    when 'permissions' then
      perform private.log_scope_of_person(new.workspace_id, m.user_id)
      from public.roles as r join public.workspace_members as m on m.workspace_id = r.workspace_id and m.role = r.name
      where r.id = new.role_id and m.role <> 'admin' and m.deleted_at is null;
    when 'saved_views' then
      insert into public.scope_log (workspace_id, kind, table_name, record_id)
      values (new.workspace_id, 'moved', tg_table_name, new.id);
    else
      insert into public.scope_log (workspace_id, kind, table_name, record_id, from_team_id)
      values (new.workspace_id, 'moved', tg_table_name, new.id, old.team_id);
  end case;
  return null;
end $$;
comment on function private.log_scope is 'Logs a write by which somebody may lose sight of rows.';

create or replace trigger z_scope after update on public.workspace_members for each row
  when ((old.role, old.deleted_at is null) is distinct from (new.role, new.deleted_at is null))
  execute function private.log_scope();
create or replace trigger z_scope_insert after insert on public.team_members for each row
  when (new.deleted_at is null) execute function private.log_scope();
create or replace trigger z_scope after update on public.team_members for each row
  when ((old.deleted_at is null) <> (new.deleted_at is null)) execute function private.log_scope();
create or replace trigger z_scope after update on public.teams for each row
  when ((old.deleted_at is null) <> (new.deleted_at is null)) execute function private.log_scope();
create or replace trigger z_scope after update on public.permissions for each row
  when ((old.can_read, old.deleted_at is null) is distinct from (new.can_read, new.deleted_at is null))
  execute function private.log_scope();
create or replace trigger z_scope_insert after insert on public.permissions for each row
  when (new.can_read) execute function private.log_scope();
create or replace trigger z_scope after update on public.saved_views for each row
  when (old.is_shared and not new.is_shared) execute function private.log_scope();
create or replace trigger z_scope after update on public.contacts for each row
  when (new.team_id is not null and old.team_id is distinct from new.team_id) execute function private.log_scope();
create or replace trigger z_scope after update on public.companies for each row
  when (new.team_id is not null and old.team_id is distinct from new.team_id) execute function private.log_scope();
create or replace trigger z_scope after update on public.deals for each row
  when (new.team_id is not null and old.team_id is distinct from new.team_id) execute function private.log_scope();
