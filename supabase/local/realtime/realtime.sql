-- What Realtime asks of the database. Each function is one statement for its caller, takes on the person's role
-- and claims for as long as it runs, and leaves nothing behind. Only supabase_admin may call them.
create schema if not exists _realtime;

create or replace function _realtime.take_on(claims jsonb, topic text default '') returns void
language plpgsql set search_path = '' as $$
begin
  perform set_config('request.jwt.claims', claims::text, true),
          set_config('request.jwt.claim.sub', coalesce(claims ->> 'sub', ''), true),
          set_config('request.jwt.claim.role', claims ->> 'role', true),
          set_config('realtime.topic', topic, true),
          set_config('role', claims ->> 'role', true);
end $$;

-- Which of `extensions` the person may receive on the private topic: rows are written as the superuser, read as
-- the person, and rolled back.
create or replace function _realtime.readable(topic text, extensions text[], claims jsonb) returns text[]
language plpgsql set search_path = '' as $$
declare
  probes uuid[];
  seen text[];
begin
  begin
    with probe as (
      insert into realtime.messages (topic, extension, private)
      select readable.topic, unnest(extensions), true returning id
    )
    select array_agg(id) into probes from probe;
    perform _realtime.take_on(claims, topic);
    select array_agg(m.extension) into seen from realtime.messages m where m.id = any (probes);
    raise exception using errcode = 'RTP01';
  exception when sqlstate 'RTP01' then
    return coalesce(seen, '{}');
  end;
end $$;

-- Whether the person may send `extension` on the private topic: tried, and rolled back.
create or replace function _realtime.writable(topic text, extension text, claims jsonb) returns boolean
language plpgsql set search_path = '' as $$
begin
  begin
    perform _realtime.take_on(claims, topic);
    insert into realtime.messages (topic, extension, private)
    values (writable.topic, writable.extension, true);
    raise exception using errcode = 'RTP01';
  exception
    when sqlstate 'RTP01' then return true;
    when insufficient_privilege then return false;
  end;
end $$;

-- filters: [{"column", "op", "values"}]; `row_text` holds the columns' values as text. Null matches nothing.
create or replace function _realtime.passes(entity regclass, filters jsonb, row_text jsonb) returns boolean
language plpgsql set search_path = '' as $$
declare
  filter record;
  column_type regtype;
  is_match boolean;
begin
  for filter in select f ->> 'column' as name, f ->> 'op' as op, f -> 'values' as vals from jsonb_array_elements(filters) f
  loop
    select atttypid::regtype into column_type from pg_catalog.pg_attribute
    where attrelid = entity and attname = filter.name and attnum > 0 and not attisdropped;
    if column_type is null then
      raise exception 'invalid column for filter %', filter.name;
    end if;
    if filter.op = 'in' then
      execute format('select $1::%1$s in (select v::%1$s from jsonb_array_elements_text($2) v)', column_type)
        into is_match using row_text ->> filter.name, filter.vals;
    else
      execute format('select $1::%1$s %2$s $2::%1$s', column_type,
                     '{"eq": "=", "neq": "<>", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}'::jsonb ->> filter.op)
        into is_match using row_text ->> filter.name, filter.vals ->> 0;
    end if;
    if is_match is not true then
      return false;
    end if;
  end loop;
  return true;
end $$;

-- Raises what is wrong with a subscription; returns whether the publication has such a table at all.
create or replace function _realtime.may_subscribe(wanted_schema text, wanted_table text, filters jsonb, claims jsonb)
returns boolean language plpgsql set search_path = '' as $$
declare
  entity regclass;
  filter_column text;
begin
  if wanted_table is null or wanted_table = '*' then
    return exists (select from pg_catalog.pg_publication_tables
                   where pubname = 'supabase_realtime' and wanted_schema in ('*', schemaname));
  end if;
  select format('%I.%I', schemaname, tablename)::regclass into entity
  from pg_catalog.pg_publication_tables
  where pubname = 'supabase_realtime' and schemaname = wanted_schema and tablename = wanted_table;
  if entity is null then
    return false;
  end if;
  for filter_column in select f ->> 'column' from jsonb_array_elements(filters) f loop
    if not exists (select from pg_catalog.pg_attribute a where a.attrelid = entity and a.attname = filter_column
                   and a.attnum > 0 and has_column_privilege(claims ->> 'role', entity, a.attnum, 'SELECT')) then
      raise exception 'invalid column for filter %', filter_column;
    end if;
  end loop;
  perform _realtime.passes(entity, filters, '{}');
  return true;
end $$;

-- Who gets a change, and what of it: one object per role among the subscribers,
-- {"ids", "columns", "record", "old_record", "errors"}.
-- subscriptions: [{"id", "claims", "filters"}]; the rows hold the columns' values as text.
create or replace function _realtime.fan_out(
  entity regclass, action text, new_text jsonb, old_text jsonb, subscriptions jsonb
) returns jsonb language plpgsql set search_path = '' as $$
declare
  has_rls constant boolean := (select relrowsecurity from pg_catalog.pg_class where oid = entity);
  keys constant text[] := coalesce((
    select array_agg(a.attname::text)
    from pg_catalog.pg_index i
    join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
    where i.indrelid = entity and i.indisprimary), '{}');
  role_name text;
  subscription record;
  readable text[];
  ids jsonb;
  problem text;
  is_visible boolean;
  row_query text;
  new_row jsonb;
  old_row jsonb;
  answers jsonb := '[]';
begin
  execute format('select to_jsonb(jsonb_populate_record(null::%1$s, $1)), to_jsonb(jsonb_populate_record(null::%1$s, $2))', entity)
    into new_row, old_row using coalesce(new_text, '{}'), coalesce(old_text, '{}');
  select format('select exists (select from %s where %s)', entity, string_agg(format('%I = %L', k, new_text ->> k), ' and '))
    into row_query from unnest(keys) k;

  for role_name in select distinct s -> 'claims' ->> 'role' from jsonb_array_elements(subscriptions) s loop
    select array_agg(attname::text) into readable from pg_catalog.pg_attribute
    where attrelid = entity and attnum > 0 and not attisdropped
      and has_column_privilege(role_name, entity, attnum, 'SELECT');
    problem := case
      when action = 'DELETE' then null
      when keys = '{}' then 'Error 400: Bad Request, no primary key'
      when readable is null or not keys <@ readable then 'Error 401: Unauthorized'
    end;
    ids := '[]';
    for subscription in
      select s -> 'id' as id, s -> 'claims' as claims from jsonb_array_elements(subscriptions) s
      where s -> 'claims' ->> 'role' = role_name
        and _realtime.passes(entity, s -> 'filters', case action when 'DELETE' then old_text else new_text end)
    loop
      is_visible := true;
      if has_rls and action <> 'DELETE' and problem is null then
        perform _realtime.take_on(subscription.claims);
        execute row_query into is_visible;
        perform set_config('role', 'none', true);
      end if;
      if is_visible then
        ids := ids || subscription.id;
      end if;
    end loop;
    continue when ids = '[]';
    answers := answers || jsonb_build_array(jsonb_build_object(
      'ids', ids,
      'errors', case when problem is not null then jsonb_build_array(problem) end,
      'columns', (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', t.typname) order by a.attnum)
                  from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
                  where a.attrelid = entity and a.attname = any (readable) and problem is null),
      'record', (select jsonb_object_agg(k, new_row -> k) from jsonb_object_keys(new_text) k
                 where k = any (readable) and problem is null),
      'old_record', (select jsonb_object_agg(k, old_row -> k) from jsonb_object_keys(old_text) k
                     where k = any (readable) and problem is null and (k = any (keys) or not has_rls))));
  end loop;
  return answers;
end $$;
