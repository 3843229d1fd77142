-- What changed, exactly once per change: audit_log for whoever answers for the workspace, timeline_entries for whoever
-- works on the record. Both are written by the transaction of the change itself and tell when a person did it.
-- Renumbering, rebalancing and the server's own stamps are no changes.

-- audit_log -------------------------------------------------------------------------------------------------------

create or replace function private.log_audit() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  unlogged constant text[] :=
    array['id', 'workspace_id', 'created_at', 'created_by', 'updated_at', 'row_version', 'clocks'] || tg_argv;
  workspace_key constant text := case when tg_table_name = 'workspaces' then 'id' else 'workspace_id' end;
begin
  if current_setting('outpost.ordering', true) <> '' or current_setting('outpost.purging', true) = 'on' then
    return null;
  end if;
  case tg_op
    when 'INSERT' then
      insert into public.audit_log (workspace_id, actor_id, action, resource_type, resource_id, after, happened_at)
      select (made.data ->> workspace_key)::uuid, auth.uid(), 'insert', tg_table_name, made.id,
        made.data - unlogged, private.clock_time(made.data -> 'clocks' ->> '*')
      from (select n.id, to_jsonb(n) as data from new_rows as n) as made;
    when 'UPDATE' then
      insert into public.audit_log
        (workspace_id, actor_id, action, resource_type, resource_id, before, after, happened_at)
      select (edited.data ->> workspace_key)::uuid, auth.uid(),
        case when not change.after ? 'deleted_at' then 'update'
          when change.after -> 'deleted_at' = 'null' then 'restore' else 'delete' end,
        tg_table_name, edited.id, change.before, change.after, private.clock_time(nullif(change.clock, ''))
      from (
        select n.id, to_jsonb(o) as data_before, to_jsonb(n) as data from new_rows as n join old_rows as o on o.id = n.id
      ) as edited
      cross join lateral (
        select jsonb_object_agg(key, edited.data_before -> key) as before, jsonb_object_agg(key, value) as after,
          max(private.column_clock(edited.data -> 'clocks', key) collate "C") as clock
        from jsonb_each(edited.data - unlogged) where value is distinct from edited.data_before -> key
      ) as change
      where change.after is not null;
    when 'DELETE' then
      -- A workspace that goes takes everything along, its log too; only that it went is kept.
      insert into public.audit_log (workspace_id, actor_id, action, resource_type, resource_id, before)
      select w.id, auth.uid(), 'delete', tg_table_name, gone.id, gone.data - unlogged
      from (select o.id, to_jsonb(o) as data from old_rows as o) as gone
      left join public.workspaces as w on w.id = (gone.data ->> workspace_key)::uuid
      where w.id is not null or tg_table_name = 'workspaces';
  end case;
  return null;
end $$;
comment on function private.log_audit is
  'Logs changes with who, what, before and after. Arguments: further columns that are not worth it.';

do $$
declare
  logged record;
begin
  for logged in
    select t.relation,
      (select string_agg(quote_literal(c), ', ')
        from unnest(t.server_columns || case t.name when 'board_cards' then '{rank}'::text[] else '{}' end) as c) as unlogged
    from private.synced_tables as t
    where t.name in ('workspaces', 'workspace_members', 'roles', 'permissions', 'teams', 'team_members', 'invitations',
      'boards', 'board_stages', 'board_cards', 'companies', 'contacts', 'deals', 'deal_contacts', 'tasks', 'attachments',
      'custom_fields', 'automations')
  loop
    execute format($sql$
      create or replace trigger z_audit_insert after insert on %1$s referencing new table as new_rows
        for each statement execute function private.log_audit(%2$s);
      create or replace trigger z_audit_update after update on %1$s
        referencing old table as old_rows new table as new_rows
        for each statement execute function private.log_audit(%2$s);
      create or replace trigger z_audit_delete after delete on %1$s referencing old table as old_rows
        for each statement execute function private.log_audit(%2$s);
    $sql$, logged.relation, logged.unlogged);
  end loop;
end $$;

-- timeline_entries ------------------------------------------------------------------------------------------------

create or replace function private.log_record() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  unlogged constant text[] :=
    array['id', 'workspace_id', 'created_at', 'created_by', 'updated_at', 'row_version', 'clocks'];
  given constant text := coalesce(current_setting('outpost.clocks', true), '');
begin
  perform set_config('outpost.clocks', 'in the row', true);
  -- The id says which row, column and clock an entry is of, so there is one whoever makes it.
  insert into public.timeline_entries
    (id, workspace_id, record_type, record_id, entry_type, payload, happened_at, clocks)
  select private.uuid_v5(edited.id, edit.key || ' ' || edit.clock), edited.workspace_id,
    coalesce(tg_argv[0], edited.data ->> 'record_type'),
    case when tg_argv[0] is null then (edited.data ->> 'record_id')::uuid else edited.id end,
    case edit.key when 'stage_id' then 'stage_change' else 'field_edit' end,
    jsonb_build_object('column', edit.key, 'before', edited.data_before -> edit.key, 'after', edit.value),
    private.clock_time(edit.clock), jsonb_build_object('*', edit.clock)
  from (
    select n.id, n.workspace_id, to_jsonb(o) as data_before, to_jsonb(n) as data
    from new_rows as n join old_rows as o on o.id = n.id
    where o.clocks <> n.clocks
  ) as edited
  cross join lateral (
    select key, value, private.column_clock(edited.data -> 'clocks', key) as clock
    from jsonb_each(edited.data - unlogged) where value is distinct from edited.data_before -> key
  ) as edit
  -- A deal has its stage itself.
  where tg_argv[0] is not null or edit.key = 'stage_id' and edited.data ->> 'record_type' <> 'deal'
  on conflict (id) do nothing;
  perform set_config('outpost.clocks', given, true);
  return null;
end $$;
comment on function private.log_record is
  'Puts every edit of records on their timelines. Argument: the record type; without one, the rows are cards, whose moves are put there.';
create or replace trigger z_timeline after update on public.contacts
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.log_record('contact');
create or replace trigger z_timeline after update on public.companies
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.log_record('company');
create or replace trigger z_timeline after update on public.deals
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.log_record('deal');
create or replace trigger z_timeline after update on public.board_cards
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.log_record();
