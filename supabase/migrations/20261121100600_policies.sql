-- Who may see and write what. Guests read; members and admins write records; admins also write people and the
-- workspace; anonymous visitors get nothing; nobody deletes. What is not granted below does not exist for clients:
-- server-owned columns, and the workspace of a row that is there.

-- In plpgsql, which keeps their plans: they run once in every statement of a client.

create or replace function private.workspaces_where_i_may(action text) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 10 as $$
begin
  return query
  select m.workspace_id
  from public.workspace_members as m
  where m.user_id = (select auth.uid()) and m.deleted_at is null
    and m.role = any (case action
      when 'read' then array['admin', 'member', 'guest']
      when 'write' then array['admin', 'member']
      when 'administer' then array['admin']
    end);
end $$;
comment on function private.workspaces_where_i_may is
  'The workspaces in which the signed-in person may read, write or administer.';

create or replace function private.people_i_work_with() returns setof uuid
language plpgsql stable security definer set search_path = '' rows 50 as $$
begin
  return query
  select distinct m.user_id
  from public.workspace_members as m
  where m.deleted_at is null and m.workspace_id in (select private.workspaces_where_i_may('read'));
end $$;
comment on function private.people_i_work_with is 'The members of all workspaces of the signed-in person.';

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

drop policy if exists "admins edit the members of their workspaces" on public.workspace_members;
create policy "admins edit the members of their workspaces" on public.workspace_members
  for update to authenticated
  using (workspace_id = any (array(select private.workspaces_where_i_may('administer'))))
  with check (workspace_id = any (array(select private.workspaces_where_i_may('administer'))));

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
  insert (id, workspace_id, name, domain, industry, size, parent_id, owner_id, custom_fields, deleted_at),
  update (name, domain, industry, size, parent_id, owner_id, custom_fields, deleted_at)
  on public.companies to authenticated;
grant select,
  insert (id, workspace_id, name, email, phone, title, company_id, owner_id, tags, custom_fields, deleted_at),
  update (name, email, phone, title, company_id, owner_id, tags, custom_fields, deleted_at)
  on public.contacts to authenticated;
grant select,
  insert (id, workspace_id, name, value_cents, currency, stage_id, close_date, probability, primary_contact_id,
    company_id, owner_id, custom_fields, deleted_at),
  update (name, value_cents, currency, stage_id, close_date, probability, primary_contact_id,
    company_id, owner_id, custom_fields, deleted_at)
  on public.deals to authenticated;

do $$
declare
  records text;
begin
  foreach records in array array['boards', 'board_stages', 'board_cards', 'companies', 'contacts', 'deals'] loop
    execute format($sql$
      grant all on public.%1$I to service_role;

      drop policy if exists %2$I on public.%1$I;
      create policy %2$I on public.%1$I for select to authenticated
        using (workspace_id = any (array(select private.workspaces_where_i_may('read'))));

      drop policy if exists %3$I on public.%1$I;
      create policy %3$I on public.%1$I for insert to authenticated
        with check (workspace_id = any (array(select private.workspaces_where_i_may('write'))));

      drop policy if exists %4$I on public.%1$I;
      create policy %4$I on public.%1$I for update to authenticated
        using (workspace_id = any (array(select private.workspaces_where_i_may('write'))))
        with check (workspace_id = any (array(select private.workspaces_where_i_may('write'))));
    $sql$,
      records,
      format('members read %s of their workspace', records),
      format('members other than guests add %s to their workspace', records),
      format('members other than guests edit %s of their workspace', records));
  end loop;
end $$;

-- realtime --------------------------------------------------------------------------------------------------------

drop policy if exists "members receive the pokes of their workspaces" on realtime.messages;
create policy "members receive the pokes of their workspaces" on realtime.messages
  for select to authenticated
  using (
    extension = 'broadcast'
    and (select realtime.topic()) in (select 'workspace:' || w from private.workspaces_where_i_may('read') as w)
  );
