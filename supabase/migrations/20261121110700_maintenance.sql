-- What an administrator of the installation does: begin a new history after a restore, and purge old tombstones.
-- Both are told to clients, which then pull anew what they can no longer follow.

-- purging ---------------------------------------------------------------------------------------------------------

create table if not exists private.purges (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  table_name text not null references private.synced_tables (name) on delete cascade,
  floor bigint not null,
  purged_in bigint not null,
  primary key (workspace_id, table_name)
);
create index if not exists purges_table on private.purges (table_name);
comment on table private.purges is 'Up to where tombstones are gone.';
comment on column private.purges.workspace_id is 'The workspace.';
comment on column private.purges.table_name is 'The table.';
comment on column private.purges.floor is
  'Above the row_version of every purged row: a checkpoint below may have missed a tombstone.';
comment on column private.purges.purged_in is
  'The transaction that purged last: a pull of everything that began after it has missed none.';

create or replace function private.purge_of(workspace uuid, name text) returns private.purges
language sql stable security definer set search_path = '' as $$
  select p from private.purges as p where p.workspace_id = workspace and p.table_name = name
$$;
comment on function private.purge_of is 'Up to where tombstones of a table of a workspace are gone.';
revoke execute on function private.purge_of(uuid, text) from public;
grant execute on function private.purge_of(uuid, text) to authenticated, service_role;

create or replace function public.purge_tombstones(older_than interval default interval '180 days') returns bigint
language plpgsql volatile security definer set search_path = '' as $$
declare
  purged record;
  gone bigint := 0;
  gone_here bigint;
begin
  perform set_config('outpost.purging', 'on', true);
  -- Who has a part in a deal cannot be without the two: it goes first, as a tombstone that everybody gets.
  update public.deal_contacts as l set deleted_at = now()
  where l.deleted_at is null and (
    exists (select from public.deals as d where d.id = l.deal_id and d.deleted_at < now() - older_than)
    or exists (select from public.contacts as c where c.id = l.contact_id and c.deleted_at < now() - older_than));
  -- What hangs on a record before the record; boards, people and roles are few and stay.
  for purged in
    select t.name, t.relation, case t.name when 'scope_log' then 'created_at' else 'deleted_at' end as since,
      case t.name
        when 'deals' then 'not exists (select from public.deal_contacts as l where l.deal_id = t.id)'
        when 'contacts' then 'not exists (select from public.deal_contacts as l where l.contact_id = t.id)'
        else 'true' end as may_go
    from private.synced_tables as t
    where t.name in ('companies', 'contacts', 'board_cards', 'deals', 'deal_contacts', 'timeline_entries', 'tasks',
      'saved_views', 'attachments', 'scope_log')
    order by t.place desc
  loop
    execute format($sql$
      with gone as (
        delete from %s as t where t.%I < now() - $1 and %s returning t.workspace_id, t.row_version
      ), noted as (
        insert into private.purges (workspace_id, table_name, floor, purged_in)
        select g.workspace_id, $2, max(g.row_version) + 1, pg_current_xact_id()::text::bigint from gone as g group by 1
        on conflict (workspace_id, table_name) do update
          set floor = greatest(purges.floor, excluded.floor), purged_in = excluded.purged_in
      )
      select count(*) from gone
    $sql$, purged.relation, purged.since, purged.may_go) into gone_here using older_than, purged.name;
    gone := gone + gone_here;
  end loop;
  perform set_config('outpost.purging', '', true);
  return gone;
end $$;
comment on function public.purge_tombstones is
  'Deletes what was deleted longer ago than this, for good; answers how many rows. Clients with older checkpoints pull anew.';
revoke execute on function public.purge_tombstones(interval) from public, anon, authenticated;
grant execute on function public.purge_tombstones(interval) to service_role;

-- a new history ---------------------------------------------------------------------------------------------------

create or replace function public.sync_rebase() returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  relation regclass;
  epoch_now uuid;
begin
  -- It is no edit: nothing is stamped, checked, logged or told. On a million rows that is minutes saved.
  for relation in select t.relation from private.synced_tables as t order by t.place loop
    execute format('alter table %s disable trigger user', relation);
    execute format('update %s set row_version = pg_current_xact_id()::text::bigint', relation);
    execute format('alter table %s enable trigger user', relation);
  end loop;
  delete from private.purges;
  update private.installation set epoch = gen_random_uuid() returning epoch into epoch_now;
  return epoch_now;
end $$;
comment on function public.sync_rebase is
  'To be called after a restore into a new cluster, whose transaction ids start again: stamps all rows anew and changes the epoch, so that clients pull everything and keep what they have not sent.';
revoke execute on function public.sync_rebase() from public, anon, authenticated;
grant execute on function public.sync_rebase() to service_role;
