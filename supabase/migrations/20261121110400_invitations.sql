-- Invitations: an admin names an address and a role; whoever proves to own the address becomes a member.

create table if not exists public.invitations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  email text not null check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 320),
  role text not null default 'member',
  accepted_at timestamptz,
  created_by uuid references auth.users (id) on delete set null,
  constraint invitations_role foreign key (workspace_id, role) references public.roles (workspace_id, name) on delete cascade
);
comment on table public.invitations is 'Addresses that were invited to a workspace; admins read them.';
comment on column public.invitations.id is 'Made by the client (v7).';
comment on column public.invitations.workspace_id is 'The workspace, for good.';
comment on column public.invitations.email is 'The address, however it is capitalized.';
comment on column public.invitations.role is 'The role that the person will have.';
comment on column public.invitations.accepted_at is 'When it was accepted; null: still open.';
comment on column public.invitations.created_by is 'Who made it.';

call private.sync_table('invitations', 36, 'public.invitations', server_columns => '{accepted_at}');
create unique index if not exists invitations_open
  on public.invitations (lower(email), workspace_id) where accepted_at is null and deleted_at is null;
create index if not exists invitations_role on public.invitations (workspace_id, role);
create index if not exists invitations_created_by on public.invitations (created_by);

grant select, insert (id, workspace_id, email, role, deleted_at), update (role, deleted_at)
  on public.invitations to authenticated;
grant all on public.invitations to service_role;

drop policy if exists "admins read the invitations of their workspaces" on public.invitations;
create policy "admins read the invitations of their workspaces" on public.invitations
  for select to authenticated
  using (workspace_id = any (array(select private.workspaces_where_i_may('administer'))));

drop policy if exists "admins invite to their workspaces" on public.invitations;
create policy "admins invite to their workspaces" on public.invitations
  for insert to authenticated
  with check (workspace_id = any (array(select private.workspaces_where_i_may('administer'))));

drop policy if exists "admins edit open invitations to their workspaces" on public.invitations;
create policy "admins edit open invitations to their workspaces" on public.invitations
  for update to authenticated
  using (accepted_at is null and workspace_id = any (array(select private.workspaces_where_i_may('administer'))))
  with check (workspace_id = any (array(select private.workspaces_where_i_may('administer'))));

create or replace function private.accept_invitations_of(person uuid) returns setof uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  invitation record;
begin
  for invitation in
    select i.id, i.workspace_id, i.role, i.created_at
    from public.invitations as i join auth.users as u on lower(u.email) = lower(i.email)
    where u.id = person and u.email_confirmed_at is not null and i.accepted_at is null and i.deleted_at is null
    order by i.workspace_id for update of i
  loop
    insert into public.workspace_members as m (id, workspace_id, user_id, role)
    values (private.uuid_v5(invitation.workspace_id, person::text), invitation.workspace_id, person, invitation.role)
    on conflict (workspace_id, user_id) do update set role = excluded.role, deleted_at = null
      -- Whoever was removed since is not let in again by an older invitation.
      where m.deleted_at < invitation.created_at;
    update public.invitations set accepted_at = now() where id = invitation.id;
    return next invitation.workspace_id;
  end loop;
end $$;
comment on function private.accept_invitations_of is
  'Makes a person with a confirmed address a member wherever it was invited; answers the workspaces.';

create or replace function public.accept_invitations() returns setof uuid
language sql volatile security definer set search_path = '' as $$
  select private.accept_invitations_of(auth.uid())
$$;
comment on function public.accept_invitations is
  'Accepts all open invitations of the signed-in person''s confirmed address; answers the workspaces.';
revoke execute on function public.accept_invitations() from public, anon;
grant execute on function public.accept_invitations() to authenticated;

create or replace function private.user_accepts_invitations() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.accept_invitations_of(new.id);
  return null;
end $$;
comment on function private.user_accepts_invitations is 'Whoever confirms an invited address is a member at once.';
-- By name after outpost_profile: a member has a profile.
create or replace trigger outpost_welcome after insert or update of email, email_confirmed_at on auth.users
  for each row when (new.email_confirmed_at is not null) execute function private.user_accepts_invitations();
