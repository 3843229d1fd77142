-- What changed, exactly once per change: audit_log for whoever answers for the workspace, timeline_entries for whoever
-- works on the record. Both are written by the transaction of the change itself and tell when a person did it.
-- Renumbering, rebalancing and the server's own stamps are no changes.

-- audit_log -------------------------------------------------------------------------------------------------------

create or replace function private.log_audit() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  unlogged constant text[] :=
    array['id', 'workspace_id', 'created_at', 'created_by', 'updated_at', 'row_version', 'clocks'] || tg_argv;
  row_now constant jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  row_before constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  some_row constant jsonb := coalesce(row_now, row_before);
  workspace uuid := (case when tg_table_name = 'workspaces' then some_row ->> 'id' else some_row ->> 'workspace_id' end);
  changed_from jsonb;
  changed_to jsonb;
  clock text;
begin
  if current_setting('outpost.ordering', true) <> '' or current_setting('outpost.purging', true) = 'on' then
    return null;
  end if;
  if tg_op = 'DELETE' and not exists (select from public.workspaces as w where w.id = workspace) then
    -- A workspace that goes takes everything along, its log too; only that it went is kept.
    if tg_table_name <> 'workspaces' then
      return null;
    end if;
    workspace := null;
  end if;
  if tg_op = 'UPDATE' then
    select jsonb_object_agg(key, row_before -> key), jsonb_object_agg(key, value),
      max(private.clock_of(row_now -> 'clocks', key) collate "C")
    into changed_from, changed_to, clock
    from jsonb_each(row_now) where value is distinct from row_before -> key and key <> all (unlogged);
    if changed_to is null then
      return null;
    end if;
  else
    changed_from := row_before - unlogged;
    changed_to := row_now - unlogged;
    clock := row_now -> 'clocks' ->> '*';
  end if;
  insert into public.audit_log (workspace_id, actor_id, action, resource_type, resource_id, before, after, happened_at)
  values (
    workspace, auth.uid(),
    case
      when tg_op = 'UPDATE' and changed_to ? 'deleted_at'
        then case when changed_to -> 'deleted_at' = 'null' then 'restore' else 'delete' end
      else lower(tg_op)
    end,
    tg_table_name, (some_row ->> 'id')::uuid, changed_from, changed_to, private.clock_time(nullif(clock, '')));
  return null;
end $$;
comment on function private.log_audit is
  'Logs a change with who, what, before and after. Arguments: further columns that are not worth it.';

do $$
declare
  logged record;
begin
  for logged in
    select t.name, t.relation, t.server_columns || case t.name when 'board_cards' then '{rank}'::text[] else '{}' end as unlogged
    from private.synced_tables as t
    where t.name in ('workspaces', 'workspace_members', 'roles', 'permissions', 'teams', 'team_members', 'invitations',
      'boards', 'board_stages', 'board_cards', 'companies', 'contacts', 'deals', 'deal_contacts', 'tasks', 'attachments',
      'custom_fields', 'automations')
  loop
    execute format('create or replace trigger z_audit after insert or update or delete on %s
      for each row execute function private.log_audit(%s)', logged.relation,
      (select string_agg(quote_literal(c), ', ') from unnest(logged.unlogged) as c));
  end loop;
end $$;

-- timeline_entries ------------------------------------------------------------------------------------------------

create or replace function private.log_on_timeline(
  workspace uuid, kind text, record uuid, source uuid, column_name text, clock text, old_value jsonb, new_value jsonb
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  entry constant uuid := private.uuid_v5(source, column_name || ' ' || clock);
begin
  perform private.give_clocks(entry, jsonb_build_object('*', clock));
  insert into public.timeline_entries (id, workspace_id, record_type, record_id, entry_type, payload, happened_at)
  values (entry, workspace, kind, record, case column_name when 'stage_id' then 'stage_change' else 'field_edit' end,
    jsonb_build_object('column', column_name, 'before', old_value, 'after', new_value), private.clock_time(clock))
  on conflict (id) do nothing;
end $$;
comment on function private.log_on_timeline is
  'Adds the entry of one change; its id says which row, column and clock it is of, so there is one whoever makes it.';

create or replace function private.log_record() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  unlogged constant text[] :=
    array['id', 'workspace_id', 'created_at', 'created_by', 'updated_at', 'row_version', 'clocks'];
  row_before constant jsonb := to_jsonb(old);
begin
  perform private.log_on_timeline(new.workspace_id, tg_argv[0], new.id, new.id, key,
    private.clock_of(new.clocks, key), row_before -> key, value)
  from jsonb_each(to_jsonb(new)) where value is distinct from row_before -> key and key <> all (unlogged);
  return null;
end $$;
comment on function private.log_record is 'Puts every edit of a record on its timeline. Argument: the record type.';
create or replace trigger z_timeline after update on public.contacts
  for each row when (old.clocks <> new.clocks) execute function private.log_record('contact');
create or replace trigger z_timeline after update on public.companies
  for each row when (old.clocks <> new.clocks) execute function private.log_record('company');
create or replace trigger z_timeline after update on public.deals
  for each row when (old.clocks <> new.clocks) execute function private.log_record('deal');

create or replace function private.log_move() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.log_on_timeline(new.workspace_id, new.record_type, new.record_id, new.id, 'stage_id',
    private.clock_of(new.clocks, 'stage_id'), to_jsonb(old.stage_id), to_jsonb(new.stage_id));
  return null;
end $$;
comment on function private.log_move is
  'Puts the move of a contact''s or company''s card on the record''s timeline; a deal has its stage itself.';
create or replace trigger z_timeline after update of stage_id on public.board_cards
  for each row when (new.record_type <> 'deal' and old.stage_id <> new.stage_id) execute function private.log_move();
