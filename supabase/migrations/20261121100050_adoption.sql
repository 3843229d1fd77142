-- Tables that another product has made before: what is in them stays. What ours have besides is added; where a value
-- cannot stand as it is, it is mended, and noted as it was.

create table if not exists private.adopted_tables (
  name text primary key
);
comment on table private.adopted_tables is
  'Tables that another product had made before and goes on using: its grants on them stay.';
comment on column private.adopted_tables.name is 'The name on the wire.';

create table if not exists private.mended_values (
  table_name text not null,
  row_id uuid not null,
  column_name text not null,
  value jsonb not null,
  mended_at timestamptz not null default now(),
  primary key (table_name, row_id, column_name)
);
comment on table private.mended_values is 'Values from before that could not stand as they were.';
comment on column private.mended_values.table_name is 'The table.';
comment on column private.mended_values.row_id is 'The row.';
comment on column private.mended_values.column_name is 'The column; * where the whole row was put away as deleted.';
comment on column private.mended_values.value is 'As it was.';
comment on column private.mended_values.mended_at is 'When it was mended.';

create or replace procedure private.mend(table_name text, column_name text, fits text, mended text)
language plpgsql set search_path = '' as $$
begin
  execute format($sql$
    with wrong as (
      update public.%1$I as t set %2$I = %4$s
      from public.%1$I as before
      where before.id = t.id and (%3$s) is not true
      returning t.id, to_jsonb(before.%2$I) as value
    )
    insert into private.mended_values (table_name, row_id, column_name, value)
    select %1$L, w.id, %2$L, w.value from wrong as w where w.value is not null
    on conflict do nothing
  $sql$, table_name, column_name, replace(fits, '?', format('t.%I', column_name)),
    replace(mended, '?', format('t.%I', column_name)));
end $$;
comment on procedure private.mend is
  'Brings the values of a column that do not fit into a form that does, and notes what they were. ?: the value, in both expressions.';

create or replace procedure private.let_others_write(table_name text, keep text[] default '{}', is_adopted boolean default null)
language plpgsql set search_path = '' as $$
declare
  relation constant regclass := format('public.%I', table_name);
  demanded text;
begin
  if not coalesce(is_adopted, exists (select from private.adopted_tables as a where a.name = table_name)) then
    return;
  end if;
  for demanded in
    select a.attname from pg_attribute as a
    where a.attrelid = relation and a.attnum > 0 and not a.attisdropped
      and a.attnotnull and not a.atthasdef and a.attidentity = '' and a.attname <> all (keep)
      and not exists (select from pg_index as i where i.indrelid = relation and i.indisprimary and a.attnum = any (i.indkey))
  loop
    execute format('alter table %s alter column %I drop not null', relation, demanded);
  end loop;
end $$;
comment on procedure private.let_others_write is
  'Lets rows be added to another product''s table by those who do not know all of its columns. keep: what everybody gives.';
