-- Who may see and write what: the permissions of a person's role decide, and the teams of records. Admins also write
-- people and the workspace; anonymous visitors get nothing; nobody deletes rows. What is not granted below does not
-- exist for clients: server-owned columns, and the workspace of a row that is there.

-- In plpgsql, which keeps their plans: they run once in every statement of a client.

create or replace function private.workspaces_where_i_may(action text, resource text default null) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 10 as $$
begin
  return query
  select m.workspace_id
  from public.workspace_members as m
  where m.user_id = (select auth.uid()) and m.deleted_at is null and (
    m.role = 'admin'
    or action = 'read' and resource is null
    or exists (
      select from public.roles as r join public.permissions as p on p.role_id = r.id
      where r.workspace_id = m.workspace_id and r.name = m.role and p.resource_type = resource
        and r.deleted_at is null and p.deleted_at is null
        and case action when 'read' then p.can_read when 'write' then p.can_write when 'delete' then p.can_delete end));
end $$;
comment on function private.workspaces_where_i_may is
  'The workspaces in which the signed-in person may read, write or delete a resource; without one: be there (read) or administer.';

create or replace function private.teams_i_see() returns setof uuid
language plpgsql stable security definer set search_path = '' rows 10 as $$
begin
  return query
  select t.id
  from public.workspace_members as m join public.teams as t on t.workspace_id = m.workspace_id
  where m.user_id = (select auth.uid()) and m.deleted_at is null and (
    m.role = 'admin'
    or t.deleted_at is null and exists (
      select from public.team_members as tm
      where tm.team_id = t.id and tm.profile_id = m.user_id and tm.deleted_at is null));
end $$;
comment on function private.teams_i_see is
  'The teams whose records the signed-in person sees: their own, and all where they are admin.';

create or replace function private.people_i_work_with() returns setof uuid
language plpgsql stable security definer set search_path = '' rows 50 as $$
begin
  return query
  select distinct m.user_id
  from public.workspace_members as m
  where m.workspace_id in (select private.workspaces_where_i_may('read'));
end $$;
comment on function private.people_i_work_with is 'The members of all workspaces of the signed-in person, and who was one: what they did keeps their name.';

-- profiles --------------------------------------------------------------------------------------------------------

grant select, update (name, avatar_url) on public.profiles to authenticated;
grant all on public.profiles to service_role;

drop policy if exists "people read the profiles of those they work with" on public.profiles;
create policy "people read the profiles of those they work with" on public.profiles
  for select to authenticated
  using (id = (select auth.uid()) or id = any (array(select private.people_i_work_with())));

drop policy if exists "people edit their own profile" on public.profiles;
create policy "people edit their own profile" on public.profiles
  for update to authenticated
  using (id = (select auth.uid())) with check (id = (select auth.uid()));

-- workspaces ------------------------------------------------------------------------------------------------------

grant select, update (name) on public.workspaces to authenticated;
grant all on public.workspaces to service_role;

drop policy if exists "members read their workspaces" on public.workspaces;
create policy "members read their workspaces" on public.workspaces
  for select to authenticated
  using (id = any (array(select private.workspaces_where_i_may('read'))));

drop policy if exists "admins edit their workspaces" on public.workspaces;
create policy "admins edit their workspaces" on public.workspaces
  for update to authenticated
  using (id = any (array(select private.workspaces_where_i_may('administer'))))
  with check (id = any (array(select private.workspaces_where_i_may('administer'))));

-- workspace_members -----------------------------------------------------------------------------------------------

grant select, insert (id, workspace_id, user_id, role), update (role, deleted_at)
  on public.workspace_members to authenticated;
grant all on public.workspace_members to service_role;

drop policy if exists "people read memberships of their workspaces and their own" on public.workspace_members;
create policy "people read memberships of their workspaces and their own" on public.workspace_members
  for select to authenticated
  using (user_id = (select auth.uid()) or workspace_id = any (array(select private.workspaces_where_i_may('read'))));

drop policy if exists "admins add members to their workspaces" on public.workspace_members;
create policy "admins add members to their workspaces" on public.workspace_members
  for insert to authenticated
  with check (workspace_id = any (array(select private.workspaces_where_i_may('administer'))));

drop policy if exists "admins edit the members of their workspaces, and people leave" on public.workspace_members;
create policy "admins edit the members of their workspaces, and people leave" on public.workspace_members
  for update to authenticated
  using (
    workspace_id = any (array(select private.workspaces_where_i_may('administer'))) or user_id = (select auth.uid()))
  with check (
    workspace_id = any (array(select private.workspaces_where_i_may('administer')))
    or user_id = (select auth.uid()) and deleted_at is not null);

-- roles and teams -------------------------------------------------------------------------------------------------

grant select, insert (id, workspace_id, name, description, deleted_at), update (description, deleted_at)
  on public.roles to authenticated;
grant select,
  insert (id, workspace_id, role_id, resource_type, can_read, can_write, can_delete, deleted_at),
  update (can_read, can_write, can_delete, deleted_at)
  on public.permissions to authenticated;
grant select, insert (id, workspace_id, name, deleted_at), update (name, deleted_at) on public.teams to authenticated;
grant select, insert (id, workspace_id, team_id, profile_id, role, deleted_at), update (role, deleted_at)
  on public.team_members to authenticated;

do $$
declare
  administered text;
begin
  foreach administered in array array['roles', 'permissions', 'teams', 'team_members'] loop
    execute format($sql$
      grant all on public.%1$I to service_role;

      drop policy if exists %2$I on public.%1$I;
      create policy %2$I on public.%1$I for select to authenticated
        using (workspace_id = any (array(select private.workspaces_where_i_may('read'))));

      drop policy if exists %3$I on public.%1$I;
      create policy %3$I on public.%1$I for insert to authenticated
        with check (workspace_id = any (array(select private.workspaces_where_i_may('administer'))));

      drop policy if exists %4$I on public.%1$I;
      create policy %4$I on public.%1$I for update to authenticated
        using (workspace_id = any (array(select private.workspaces_where_i_may('administer'))))
        with check (workspace_id = any (array(select private.workspaces_where_i_may('administer'))));
    $sql$,
      administered,
      format('members read %s of their workspace', administered),
      format('admins add %s to their workspace', administered),
      format('admins edit %s of their workspace', administered));
  end loop;
end $$;

-- records ---------------------------------------------------------------------------------------------------------

grant select,
  insert (id, workspace_id, name, record_type, is_archived, deleted_at),
  update (name, is_archived, deleted_at)
  on public.boards to authenticated;
grant select,
  insert (id, workspace_id, board_id, name, position, stage_type, probability, deleted_at),
  update (name, position, stage_type, probability, deleted_at)
  on public.board_stages to authenticated;
grant select,
  insert (id, workspace_id, board_id, stage_id, record_type, record_id, rank, deleted_at),
  update (stage_id, rank, deleted_at)
  on public.board_cards to authenticated;
grant select,
  insert (id, workspace_id, name, domain, industry, size, parent_id, owner_id, team_id, custom_fields, deleted_at),
  update (name, domain, industry, size, parent_id, owner_id, team_id, custom_fields, deleted_at)
  on public.companies to authenticated;
grant select,
  insert (id, workspace_id, name, email, phone, title, company_id, owner_id, team_id, tags, custom_fields, deleted_at),
  update (name, email, phone, title, company_id, owner_id, team_id, tags, custom_fields, deleted_at)
  on public.contacts to authenticated;
grant select,
  insert (id, workspace_id, name, value_cents, currency, stage_id, close_date, probability, primary_contact_id,
    company_id, owner_id, team_id, custom_fields, deleted_at),
  update (name, value_cents, currency, stage_id, close_date, probability, primary_contact_id,
    company_id, owner_id, team_id, custom_fields, deleted_at)
  on public.deals to authenticated;
grant select, insert (id, workspace_id, deal_id, contact_id, role, deleted_at), update (role, deleted_at)
  on public.deal_contacts to authenticated;
grant select,
  insert (id, workspace_id, record_type, record_id, entry_type, body, payload, happened_at, deleted_at),
  update (deleted_at)
  on public.timeline_entries to authenticated;
grant select,
  insert (id, workspace_id, record_type, record_id, title, description, assigned_to, due_date, status,
    source_entry_id, deleted_at),
  update (title, description, assigned_to, due_date, status, source_entry_id, deleted_at)
  on public.tasks to authenticated;
grant select,
  insert (id, workspace_id, record_type, record_id, name, mime_type, size_bytes, storage_path, deleted_at),
  update (name, deleted_at)
  on public.attachments to authenticated;
grant select,
  insert (id, workspace_id, record_type, name, key, type, config, searchable, position, deleted_at),
  update (name, config, searchable, position, deleted_at)
  on public.custom_fields to authenticated;
grant select,
  insert (id, workspace_id, name, trigger, conditions, actions, is_enabled, deleted_at),
  update (name, trigger, conditions, actions, is_enabled, deleted_at)
  on public.automations to authenticated;
grant select,
  insert (id, workspace_id, name, record_type, kind, definition, is_shared, deleted_at),
  update (name, definition, is_shared, deleted_at)
  on public.saved_views to authenticated;

do $$
declare
  may constant text := 'workspace_id = any (array(select private.workspaces_where_i_may(%L, %L)))';
  of_my_team constant text := ' and (team_id is null or team_id = any (array(select private.teams_i_see())))';
  of_a_record_i_see constant text := ' and case record_type when ''deal'' then ' || format(may, 'read', 'deal')
    || ' when ''contact'' then ' || format(may, 'read', 'contact')
    || ' when ''company'' then ' || format(may, 'read', 'company') || ' end';
  written_by_people constant text := ' and entry_type not in (''stage_change'', ''field_edit'')';
  mine constant text := ' and owner_id = (select auth.uid())';
  records record;
begin
  for records in
    select name, resource, seen,
      seen || also_added as added, seen || also_edited as edited
    from (values
      ('companies', 'company', of_my_team, '', ''),
      ('contacts', 'contact', of_my_team, '', ''),
      ('deals', 'deal', of_my_team, '', ''),
      ('deal_contacts', 'deal', of_my_team, '', ''),
      ('boards', 'board', '', '', ''),
      ('board_stages', 'board', '', '', ''),
      ('board_cards', 'board', of_my_team || of_a_record_i_see, '', ''),
      ('timeline_entries', 'timeline_entry', of_my_team || of_a_record_i_see, written_by_people,
        written_by_people || ' and (author_id = (select auth.uid())
          or workspace_id = any (array(select private.workspaces_where_i_may(''administer''))))'),
      ('tasks', 'task', of_my_team || of_a_record_i_see, '', ''),
      ('attachments', 'attachment', of_my_team || of_a_record_i_see, '', ''),
      ('custom_fields', 'custom_field', '', '', ''),
      ('automations', 'automation', '', '', ''),
      ('saved_views', 'saved_view', ' and (is_shared or owner_id = (select auth.uid()))', mine, mine)
    ) as t (name, resource, seen, also_added, also_edited)
  loop
    execute format($sql$
      grant all on public.%1$I to service_role;

      drop policy if exists %2$I on public.%1$I;
      create policy %2$I on public.%1$I for select to authenticated using (%5$s);

      drop policy if exists %3$I on public.%1$I;
      create policy %3$I on public.%1$I for insert to authenticated with check (%6$s);

      drop policy if exists %4$I on public.%1$I;
      create policy %4$I on public.%1$I for update to authenticated using (%7$s) with check (%8$s);
    $sql$,
      records.name,
      format('people whose role reads it see %s of their workspace', records.name),
      format('people whose role writes it add %s to their workspace', records.name),
      format('people whose role writes it edit %s of their workspace', records.name),
      format(may, 'read', records.resource) || records.seen,
      format(may, 'write', records.resource) || records.added
        || format(' and (deleted_at is null or ' || may || ')', 'delete', records.resource),
      format(may, 'write', records.resource) || records.edited,
      format(may, 'write', records.resource) || records.edited
        || format(' and (deleted_at is null or ' || may || ')', 'delete', records.resource));
  end loop;
end $$;

-- logs, read online -----------------------------------------------------------------------------------------------

grant select on public.automation_runs, public.audit_log to authenticated;
grant all on public.automation_runs to service_role;
grant select, insert on public.audit_log to service_role;

drop policy if exists "people whose role reads automations see their runs" on public.automation_runs;
create policy "people whose role reads automations see their runs" on public.automation_runs
  for select to authenticated
  using (workspace_id = any (array(select private.workspaces_where_i_may('read', 'automation'))));

drop policy if exists "people whose role reads it see the audit log of their workspace" on public.audit_log;
create policy "people whose role reads it see the audit log of their workspace" on public.audit_log
  for select to authenticated
  using (workspace_id = any (array(select private.workspaces_where_i_may('read', 'audit_log'))));

-- realtime --------------------------------------------------------------------------------------------------------

drop policy if exists "members receive the pokes of their workspaces" on realtime.messages;
create policy "members receive the pokes of their workspaces" on realtime.messages
  for select to authenticated
  using (
    extension = 'broadcast'
    and (select realtime.topic()) in (select 'workspace:' || w from private.workspaces_where_i_may('read') as w)
  );
