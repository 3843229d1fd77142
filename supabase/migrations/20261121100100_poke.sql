-- A poke says "pull", carries no row and may be lost without harm: one broadcast per table, workspace and transaction
-- to the private topic of the workspace.

create or replace function private.poke(table_name text, workspace uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  poked text := coalesce(current_setting('outpost.poked', true), '');
  poke text := format(' %s:%s', table_name, workspace);
begin
  if workspace is null or position(poke in poked) > 0 then
    return;
  end if;
  perform set_config('outpost.poked', poked || poke, true);
  perform realtime.send(
    jsonb_build_object('table', table_name, 'row_version', pg_current_xact_id()::text::bigint),
    'poke', 'workspace:' || workspace, true);
end $$;
comment on function private.poke is
  'Tells the members of a workspace, once in a transaction, that a table has news.';

create or replace function private.poke_on_write() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if current_setting('outpost.ordering', true) = 'renumber' then
    return null;
  end if;
  if tg_argv[1] = 'person' then
    perform private.poke(tg_argv[0], m.workspace_id)
    from public.workspace_members as m
    where m.user_id = new.id and m.deleted_at is null;
  else
    perform private.poke(tg_argv[0], (to_jsonb(new) ->> tg_argv[1])::uuid);
  end if;
  return null;
end $$;
comment on function private.poke_on_write is
  'Pokes the workspace of a written row. Arguments: the table''s name on the wire; the column that holds the workspace, or `person` where the row is a person''s.';
