-- Pull: rows after a checkpoint and below the horizon, in the order of the transactions that wrote them. Nothing can
-- commit later below the horizon, so a checkpoint that was passed never has to be looked at again.

create or replace function private.epoch() returns uuid
language sql stable security definer set search_path = '' as $$
  select epoch from private.installation
$$;
comment on function private.epoch is 'Names this history of transaction ids.';

create or replace function private.schema_version() returns int
language sql stable security definer set search_path = '' as $$
  select schema_version from private.installation
$$;
comment on function private.schema_version is 'The version of the schema that clients speak to.';

create or replace function private.registry() returns setof private.synced_tables
language sql stable security definer set search_path = '' rows 20 as $$
  select * from private.synced_tables
$$;
comment on function private.registry is 'The tables that replicas hold.';

create or replace function public.sync_pull(workspace uuid, tables jsonb, page_size int default 1000) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  -- Stable: all queries below read the snapshot that this horizon is of.
  horizon constant bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  page_limit constant int := least(greatest(coalesce(page_size, 1000), 1), 5000);
  nil constant uuid := uuid '00000000-0000-0000-0000-000000000000';
  wanted record;
  seen_version bigint;
  seen_id uuid;
  anew_since bigint;
  is_reset boolean;
  page jsonb;
  pages jsonb := jsonb '{}';
begin
  if jsonb_typeof(tables) is distinct from 'object' then
    raise invalid_parameter_value using message = 'tables must be an object of checkpoints by table';
  end if;
  for wanted in
    select asked.name, asked.checkpoint, t.relation, t.belongs, p.floor, p.purged_in
    from jsonb_each(tables) as asked (name, checkpoint)
    left join private.registry() as t using (name)
    left join private.purge_of(workspace, asked.name) as p on true
  loop
    if wanted.relation is null then
      raise invalid_parameter_value using message = format('%s is not a synced table', wanted.name);
    end if;
    seen_version := coalesce((wanted.checkpoint ->> 'row_version')::bigint, 0);
    seen_id := coalesce((wanted.checkpoint ->> 'id')::uuid, nil);
    anew_since := (wanted.checkpoint ->> 'since')::bigint;
    is_reset := false;
    if seen_version < wanted.floor and anew_since is null or anew_since <= wanted.purged_in then
      -- Tombstones that this client has not seen are gone.
      is_reset := seen_version > 0;
      seen_version := 0;
      seen_id := nil;
      anew_since := horizon;
    end if;
    execute format($query$
      with page as (
        select t.row_version, t.id, to_jsonb(t) as data
        from %1$s as t
        where %2$s and (t.row_version, t.id) > ($2, $3) and t.row_version < $4 and t.created_at >= $7
        order by t.row_version, t.id
        limit $5
      ), summary as (
        select count(*) < $5 as complete, coalesce(jsonb_agg(data order by row_version, id), '[]') as data from page
      )
      select jsonb_build_object(
        'rows', data,
        'complete', complete,
        'waiting', exists (select from %1$s as t where %2$s and t.row_version >= $4),
        'checkpoint', case
          when not complete
            then jsonb_build_object('row_version', data -> -1 -> 'row_version', 'id', data -> -1 -> 'id')
          when ($2, $3) > ($4, $6) then jsonb_build_object('row_version', $2, 'id', $3)
          else jsonb_build_object('row_version', $4, 'id', $6)
        end)
      from summary
    $query$, wanted.relation, wanted.belongs)
    into page using workspace, seen_version, seen_id, horizon, page_limit, nil,
      coalesce((wanted.checkpoint ->> 'not_before')::timestamptz, '-infinity');
    if anew_since is not null and not (page ->> 'complete')::boolean then
      page := jsonb_set(page, '{checkpoint,since}', to_jsonb(anew_since));
    end if;
    if is_reset then
      page := page || '{"reset": true}';
    end if;
    pages := pages || jsonb_build_object(wanted.name, page);
  end loop;
  return jsonb_build_object('epoch', private.epoch(), 'server_time', clock_timestamp(), 'tables', pages);
end $$;
comment on function public.sync_pull is
  'One page of each wanted table: rows of a workspace after the client''s checkpoints, tombstones too; with not_before only those that the server has had since. reset: these are the first rows of all, for tombstones after the checkpoint are gone.';

create or replace function public.sync_counts(workspace uuid, tables jsonb) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  wanted record;
  counted bigint;
  counts jsonb := jsonb '{}';
begin
  if jsonb_typeof(tables) is distinct from 'object' then
    raise invalid_parameter_value using message = 'tables must be an object of moments by table';
  end if;
  for wanted in
    select asked.name, asked.not_before, t.relation, t.belongs
    from jsonb_each_text(tables) as asked (name, not_before)
    left join private.registry() as t using (name)
  loop
    if wanted.relation is null then
      raise invalid_parameter_value using message = format('%s is not a synced table', wanted.name);
    end if;
    execute format('select count(*) from %s as t where %s and t.created_at >= $2', wanted.relation, wanted.belongs)
    into counted using workspace, coalesce(wanted.not_before::timestamptz, '-infinity');
    counts := counts || jsonb_build_object(wanted.name, counted);
  end loop;
  return counts;
end $$;
comment on function public.sync_counts is
  'Rows of each wanted table in a workspace, tombstones too; where a moment is given, those that the server has had since.';

create or replace function public.sync_manifest() returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object(
    'schema_version', private.schema_version(),
    'epoch', private.epoch(),
    'server_time', clock_timestamp(),
    'tables', (select jsonb_agg(t.name order by t.place) from private.registry() as t))
$$;
comment on function public.sync_manifest is
  'What a client checks before it syncs: schema version, epoch and time of the server, and the tables that it syncs.';
