-- A synced table: who wrote what when, in a form that a replica can follow.
-- row_version is the writing transaction, clocks say when a person edited each column, and neither is a client's.
-- `private.sync_table` gives a table all of it; a new table needs that one call.

create schema if not exists private;
comment on schema private is
  'What policies, triggers and the sync functions are made of. Not exposed by the API.';

-- the installation ------------------------------------------------------------------------------------------------

create table if not exists private.installation (
  only_row boolean primary key default true check (only_row),
  schema_version int not null,
  epoch uuid not null default gen_random_uuid()
);
comment on table private.installation is 'What clients ask before they sync: one row.';
comment on column private.installation.only_row is 'Keeps the table at one row.';
comment on column private.installation.schema_version is
  'Raised when a client must be updated to keep syncing.';
comment on column private.installation.epoch is
  'Names this history of transaction ids; another epoch makes clients pull everything anew.';

insert into private.installation (schema_version) values (1)
on conflict (only_row) do update set schema_version = excluded.schema_version;

-- the registry ----------------------------------------------------------------------------------------------------

create table if not exists private.synced_tables (
  name text primary key,
  relation regclass not null unique,
  place int not null unique,
  belongs text not null,
  server_columns text[] not null,
  follows jsonb not null,
  elements text[] not null
);
comment on table private.synced_tables is
  'The tables that replicas hold; pull, push and poke know no others.';
comment on column private.synced_tables.name is 'The name on the wire.';
comment on column private.synced_tables.relation is
  'The table, whatever it is called and in whatever schema it lies.';
comment on column private.synced_tables.place is
  'Rows are written, and locked, in this order: a table stands after those it refers to.';
comment on column private.synced_tables.belongs is
  'The condition by which a row `t` belongs to workspace $1.';
comment on column private.synced_tables.server_columns is
  'Columns that only the server writes, besides those of every synced table.';
comment on column private.synced_tables.follows is
  'Column to the column that it is decided with when two edits meet.';
comment on column private.synced_tables.elements is
  'Columns whose keys (of an object) or members (of a set) are edited, dated and merged one by one.';

-- ids ------------------------------------------------------------------------------------------------------------

create extension if not exists pgcrypto with schema extensions;

create or replace function private.uuid_v5(namespace uuid, name text) returns uuid
language plpgsql immutable strict set search_path = '' as $$
declare
  hash bytea := substr(extensions.digest(uuid_send(namespace) || convert_to(name, 'UTF8'), 'sha1'), 1, 16);
begin
  hash := set_byte(hash, 6, get_byte(hash, 6) & 15 | 80);
  return encode(set_byte(hash, 8, get_byte(hash, 8) & 63 | 128), 'hex')::uuid;
end $$;
comment on function private.uuid_v5 is 'The id that a name has in a namespace (RFC 9562, version 5).';

-- clocks ----------------------------------------------------------------------------------------------------------
-- A hybrid logical clock as text: 13 digits of ms since the epoch, 4 hex of counter, 8 hex of node, compared as
-- collate "C". The server's node is 00000000. The empty text is older than every clock.

-- A cell is what an edit sets and a clock dates: a column, or one element of a column, `custom_fields.budget` or
-- `tags.vip`. An element of an object has the value under its key, one of a set is true where it is in there.

create or replace function private.column_of(cell text) returns text
language sql immutable set search_path = '' as $$ select split_part(cell, '.', 1) $$;
comment on function private.column_of is 'The column that a cell is, or is a part of.';

create or replace function private.element_of(cell text) returns text
language sql immutable set search_path = '' as $$
  select case when strpos(cell, '.') > 0 then substr(cell, strpos(cell, '.') + 1) end
$$;
comment on function private.element_of is 'The key or the member that a cell stands for; null where it is a whole column.';

create or replace function private.read_cell(data jsonb, cell text) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  element constant text := private.element_of(cell);
  whole constant jsonb := data -> private.column_of(cell);
begin
  return case
    when element is null then whole
    when jsonb_typeof(whole) = 'array' then to_jsonb(whole ? element)
    else coalesce(whole -> element, 'null')
  end;
end $$;
comment on function private.read_cell is 'The value of a cell of a row.';

create or replace function private.with_cells(data jsonb, edits jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  columns jsonb := edits;
  edit record;
  whole jsonb;
begin
  for edit in
    select key as cell, value, private.column_of(key) as name, private.element_of(key) as element
    from jsonb_each(edits) where strpos(key, '.') > 0
  loop
    whole := coalesce(columns -> edit.name, data -> edit.name);
    columns := (columns - edit.cell) || jsonb_build_object(edit.name, case
      when jsonb_typeof(whole) = 'array' and edit.value = 'true' then (whole - edit.element) || to_jsonb(edit.element)
      when jsonb_typeof(whole) = 'array' or edit.value = 'null' then whole - edit.element
      else whole || jsonb_build_object(edit.element, edit.value)
    end);
  end loop;
  return columns;
end $$;
comment on function private.with_cells is 'Edits of cells of a row as edits of its columns.';

create or replace function private.cells_changed(column_name text, before jsonb, after jsonb) returns setof text
language sql immutable set search_path = '' as $$
  select column_name || '.' || element
  from (
    select jsonb_array_elements_text(before) where jsonb_typeof(before) = 'array'
    union select jsonb_array_elements_text(after) where jsonb_typeof(after) = 'array'
    union select jsonb_object_keys(before) where jsonb_typeof(before) = 'object'
    union select jsonb_object_keys(after) where jsonb_typeof(after) = 'object'
  ) as known (element)
  where private.read_cell(jsonb_build_object(column_name, before), column_name || '.' || element)
    <> private.read_cell(jsonb_build_object(column_name, after), column_name || '.' || element)
$$;
comment on function private.cells_changed is 'The elements of a column that differ.';

create or replace function private.clock_of(clocks jsonb, cell text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return coalesce(clocks ->> cell, clocks ->> private.column_of(cell), clocks ->> '*', '');
end $$;
comment on function private.clock_of is
  'The clock of a cell''s last edit: its own, else that of its column, else `*`, that of the row.';

create or replace function private.column_clock(clocks jsonb, column_name text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return coalesce(
    (select max(value collate "C") from jsonb_each_text(clocks) where private.column_of(key) = column_name),
    clocks ->> '*', '');
end $$;
comment on function private.column_clock is 'The clock of a column with all its elements: the latest of them.';

create or replace function private.clock_digits(at timestamptz) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return lpad(floor(extract(epoch from at) * 1000)::text, 13, '0');
end $$;
comment on function private.clock_digits is 'The first 13 digits of a clock.';

create or replace function private.clock_after(seen text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return case
    when seen = '' then '0000000000000-0000-00000000'
    when substr(seen, 15, 4) = 'ffff' then lpad((left(seen, 13)::bigint + 1)::text, 13, '0') || '-0000-00000000'
    else left(seen, 14) || lpad(to_hex(('x' || substr(seen, 15, 4))::bit(16)::int + 1), 4, '0') || '-00000000'
  end;
end $$;
comment on function private.clock_after is
  'The server''s first clock after `seen`: later than it, and earlier than what anybody does next.';

create or replace function private.clock_later(clock text, seen text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return case when clock collate "C" > seen collate "C" then clock else private.clock_after(seen) end;
end $$;
comment on function private.clock_later is
  '`clock`, or the first one after `seen`: the clock of a column never goes back.';

create or replace function private.clock_now(clocks jsonb default '{}') returns text
language plpgsql volatile set search_path = '' as $$
begin
  return private.clock_later(
    private.clock_digits(clock_timestamp()) || '-0000-00000000',
    coalesce((select max(value collate "C") from jsonb_each_text(clocks)), ''));
end $$;
comment on function private.clock_now is 'The server''s clock of this moment, later than all of `clocks`.';

create or replace function private.clock_bounded(clock text) returns text
language plpgsql volatile set search_path = '' as $$
begin
  if clock is null or clock !~ '^\d{13}-[0-9a-f]{4}-[0-9a-f]{8}$' then
    raise invalid_parameter_value using message = format('%s is not a clock', coalesce(clock, 'null'));
  end if;
  if left(clock, 13) > private.clock_digits(clock_timestamp() + interval '60 seconds') then
    return private.clock_digits(clock_timestamp()) || substr(clock, 14);
  end if;
  return clock;
end $$;
comment on function private.clock_bounded is
  'A client''s clock, cut to the server''s time where it is more than 60 s ahead.';

-- Clocks reach the stamp through a setting of the transaction that names their rows, a line each, so that no client
-- can write them and another row does not inherit them. The text of a jsonb holds no line break.

create or replace function private.given_clocks(row_id uuid) returns jsonb
language plpgsql volatile set search_path = '' as $$
begin
  return coalesce(nullif(
    split_part(split_part(current_setting('outpost.clocks', true), E'\n' || row_id, 2), E'\n', 1), '')::jsonb, '{}');
end $$;
comment on function private.given_clocks is 'The clocks given for the next write of this row.';

create or replace function private.take_clocks(row_id uuid) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
  given constant text := coalesce(current_setting('outpost.clocks', true), '');
  clocks constant text := split_part(split_part(given, E'\n' || row_id, 2), E'\n', 1);
begin
  if clocks = '' then
    return jsonb '{}';
  end if;
  perform set_config('outpost.clocks', replace(given, E'\n' || row_id || clocks, ''), true);
  return clocks::jsonb;
end $$;
comment on function private.take_clocks is 'The same, and the write after the next one has them no more.';

create or replace function private.give_clocks(row_id uuid, clocks jsonb) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform private.take_clocks(row_id);
  perform set_config('outpost.clocks',
    E'\n' || row_id || clocks::text || coalesce(current_setting('outpost.clocks', true), ''), true);
end $$;
comment on function private.give_clocks is 'Says which clocks the next write of this row carries.';

-- triggers --------------------------------------------------------------------------------------------------------

create or replace function private.stamp() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  without_clock constant text[] :=
    array['id', 'workspace_id', 'created_at', 'created_by', 'updated_at', 'row_version', 'clocks'] || tg_argv;
  given jsonb;
  before jsonb;
  after jsonb;
  moment text;
  edited jsonb;
begin
  if current_setting('outpost.ordering', true) = 'renumber' then
    return new;
  end if;
  -- History brings its clocks along.
  given := case current_setting('outpost.clocks', true) when 'in the row' then new.clocks
    else private.take_clocks(new.id) end;
  -- A transaction that began earlier and writes later makes no row older than it was, or than the record it hangs on.
  new.row_version := greatest(pg_current_xact_id()::text::bigint,
    case when new.row_version < pg_snapshot_xmax(pg_current_snapshot())::text::bigint then new.row_version end);
  new.updated_at := now();
  if tg_op = 'INSERT' then
    new.clocks := case when given ? '*' then given else jsonb_build_object('*', private.clock_now()) || given end;
    return new;
  end if;
  before := to_jsonb(old);
  after := to_jsonb(new);
  moment := private.clock_now(old.clocks);
  select coalesce(jsonb_object_agg(cell, moment), '{}') into edited
  from jsonb_each(after) as changed
  cross join lateral (
    select changed.key where changed.key || '.' <> all (tg_argv)
    union all
    select private.cells_changed(changed.key, before -> changed.key, changed.value) where changed.key || '.' = any (tg_argv)
  ) as dated (cell)
  where changed.value is distinct from before -> changed.key and changed.key <> all (without_clock)
    and not given ?| array[cell, changed.key];
  new.clocks := old.clocks || edited || given;
  new.created_at := old.created_at;
  return new;
end $$;
comment on function private.stamp is
  'Stamps every write with its transaction, its time and the clock of each cell that changed. Arguments: further columns without a clock, and those whose elements have their own, with a dot behind.';

create or replace function private.sign() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.created_by := case when tg_op = 'INSERT' then coalesce(auth.uid(), new.created_by) else old.created_by end;
  return new;
end $$;
comment on function private.sign is 'Signs a new row with its author, for good.';

-- making a table a synced one -------------------------------------------------------------------------------------

create or replace procedure private.ensure_constraint(relation regclass, name text, definition text)
language plpgsql set search_path = '' as $$
begin
  if not exists (select from pg_constraint where conrelid = relation and conname = name) then
    execute format('alter table %s add constraint %I %s', relation, name, definition);
  end if;
end $$;
comment on procedure private.ensure_constraint is
  'Adds a constraint to a table that another product may have made.';

create or replace procedure private.sync_table(
  name text,
  place int,
  relation regclass,
  belongs text default 't.workspace_id = $1',
  pull_index text default 'workspace_id, row_version, id',
  pokes text default 'workspace_id',
  server_columns text[] default '{}',
  follows jsonb default '{}',
  elements text[] default '{}'
)
language plpgsql set search_path = '' as $$
declare
  signed boolean := exists (
    select from pg_attribute where attrelid = relation and attname = 'created_by' and not attisdropped);
  stamp_arguments text := (select string_agg(quote_literal(c), ', ') from (
    select unnest(server_columns) union all select unnest(elements) || '.') as listed (c));
begin
  execute format($sql$
    alter table %1$s enable row level security;
    alter table %1$s force row level security;

    alter table %1$s add column if not exists created_at timestamptz not null default now();
    alter table %1$s add column if not exists updated_at timestamptz not null default now();
    alter table %1$s add column if not exists deleted_at timestamptz;
    -- Rows that are there already were written by this transaction, as far as a replica is concerned.
    alter table %1$s add column if not exists row_version bigint not null default pg_current_xact_id()::text::bigint;
    alter table %1$s alter column row_version set default 0;
    alter table %1$s add column if not exists clocks jsonb not null default '{}';
    -- Another product's may be null, and without a default.
    update %1$s set created_at = coalesce(created_at, now()), updated_at = coalesce(updated_at, now())
    where created_at is null or updated_at is null;
    alter table %1$s alter column created_at set default now(), alter column created_at set not null,
      alter column updated_at set default now(), alter column updated_at set not null;
    comment on column %1$s.created_at is 'When the server first had the row.';
    comment on column %1$s.updated_at is 'When the server last wrote the row; for people, not for sync.';
    comment on column %1$s.deleted_at is 'Soft delete: set means deleted. Clients never delete rows.';
    comment on column %1$s.row_version is
      'The id of the latest transaction that wrote the row; what a pull goes by.';
    comment on column %1$s.clocks is
      'Cell to the hybrid logical clock of its last edit; * for all without one of their own.';

    create or replace trigger t9_stamp before insert or update on %1$s
      for each row execute function private.stamp(%2$s);
    create or replace trigger poke after insert or update on %1$s
      for each row execute function private.poke_on_write(%3$L, %4$L);
  $sql$, relation, stamp_arguments, name, pokes);
  if not exists (select from private.adopted_tables as a where a.name = sync_table.name) then
    execute format('revoke all on table %s from anon, authenticated', relation);
  end if;
  if signed then
    execute format('create or replace trigger t8_sign before insert or update on %s
      for each row execute function private.sign()', relation);
  end if;
  if pull_index is not null then
    execute format('create index if not exists %I on %s (%s)', name || '_pull', relation, pull_index);
  end if;
  insert into private.synced_tables values (name, relation, place, belongs, server_columns, follows, elements)
  on conflict on constraint synced_tables_pkey do update
    set (relation, place, belongs, server_columns, follows, elements) = (excluded.relation, excluded.place,
      excluded.belongs, excluded.server_columns, excluded.follows, excluded.elements);
end $$;
comment on procedure private.sync_table is
  'Makes a table a synced one: row level security, its columns, stamp, poke, index and place in the registry. Policies and grants are the caller''s.';
