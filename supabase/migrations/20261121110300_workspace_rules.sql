-- A workspace is never without an admin, nobody gives themselves a role, and everybody may make a workspace.

-- nobody raises their own role ------------------------------------------------------------------------------------

create or replace function private.keep_membership() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.role <> old.role and auth.uid() is not null
    and not exists (select from private.workspaces_where_i_may('administer') as w where w = new.workspace_id)
  then
    raise insufficient_privilege using message = 'only an admin says who has which role';
  end if;
  return new;
end $$;
comment on function private.keep_membership is 'Whoever leaves a workspace takes no other role along.';
create or replace trigger t3_keep before update of role on public.workspace_members
  for each row execute function private.keep_membership();

-- the last admin stays --------------------------------------------------------------------------------------------

create or replace function private.keep_an_admin() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- One at a time: of two admins who leave at once, the second sees that the first has gone.
  perform pg_advisory_xact_lock(hashtextextended('outpost.admins:' || new.workspace_id, 0));
  if not exists (
    select from public.workspace_members as m
    where m.workspace_id = new.workspace_id and m.role = 'admin' and m.deleted_at is null
  ) then
    raise check_violation using message = 'the last admin of a workspace cannot leave or be demoted';
  end if;
  return null;
end $$;
comment on function private.keep_an_admin is 'A workspace keeps an admin, whoever leaves at the same time.';
create or replace trigger keep_an_admin after update of role, deleted_at on public.workspace_members
  for each row when (old.role = 'admin' and old.deleted_at is null and (new.role <> 'admin' or new.deleted_at is not null))
  execute function private.keep_an_admin();

-- a workspace of one's own ----------------------------------------------------------------------------------------

create or replace function public.create_workspace(name text, id uuid default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  person constant uuid := auth.uid();
  workspace constant uuid := coalesce(create_workspace.id, gen_random_uuid());
  board constant uuid := private.uuid_v5(workspace, 'Sales pipeline');
begin
  if person is null then
    raise insufficient_privilege using message = 'sign in first';
  elsif exists (select from public.workspaces as w where w.id = workspace and w.created_by = person) then
    return workspace;
  end if;
  insert into public.workspaces (id, name, created_by) values (workspace, create_workspace.name, person);
  insert into public.workspace_members (id, workspace_id, user_id, role)
  values (private.uuid_v5(workspace, person::text), workspace, person, 'admin');
  insert into public.boards (id, workspace_id, name, record_type) values (board, workspace, 'Sales pipeline', 'deal');
  insert into public.board_stages (id, board_id, name, position, stage_type, probability)
  select private.uuid_v5(board, s.name), board, s.name, s.place * 1024, s.stage_type, s.probability
  from (values
    (1, 'Lead', 'open', 10), (2, 'Qualified', 'open', 25), (3, 'Proposal', 'open', 50), (4, 'Negotiation', 'open', 75),
    (5, 'Won', 'won', 100), (6, 'Lost', 'lost', 0)
  ) as s (place, name, stage_type, probability);
  return workspace;
end $$;
comment on function public.create_workspace is
  'Makes a workspace with a starter board, whose admin is the signed-in person. With an id, asking again makes no second one.';
revoke execute on function public.create_workspace(text, uuid) from public, anon;
grant execute on function public.create_workspace(text, uuid) to authenticated;
