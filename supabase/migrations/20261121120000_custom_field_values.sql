-- Values of custom fields are checked where they are written, against the definitions of the workspace.
-- Only keys whose value changes are checked: data from before a definition never blocks another edit. A required
-- field is demanded where a record is made or the field is touched. null removes a value.
--
-- config, by type; every key may be left out but the options of a select:
--   all           required: boolean
--   text          max_length: 1..10000 (without it 10000), pattern: what the whole text matches, as a regular
--                 expression in the part that PostgreSQL and JavaScript share
--   number        min, max: number
--   date          min, max: "YYYY-MM-DD"
--   select        options: ["North", "South"], distinct; a value that lost its option stays as it is
--   multi_select  options: as select
--   url           max_length: 1..2048 (without it 2048)
--   currency      currency: the only ISO 4217 code that is allowed; min, max: number of minor units
--   link          record_type: contact, company or deal
-- Values: text, date and url are text, number and boolean what they are called, select one option, multi_select a
-- list of distinct options, currency {"value_cents": 1999, "currency": "EUR"}, link the id of a record (soft).

comment on column public.custom_fields.config is
  'Type-specific: required; text max_length, pattern; number, date, currency min, max; selects options; url max_length; currency currency; link record_type.';

-- what is allowed -------------------------------------------------------------------------------------------------

create or replace function private.is_date(value text) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return value ~ '^\d{4}-\d{2}-\d{2}$' and pg_input_is_valid(value, 'date');
end $$;
comment on function private.is_date is 'True for a day of the calendar as YYYY-MM-DD.';

create or replace function private.custom_value_fits(type text, config jsonb, value jsonb, before jsonb) returns boolean
language plpgsql immutable set search_path = '' as $$
declare
  kind constant text := jsonb_typeof(value);
  plain constant text := value #>> '{}';
begin
  case type
    when 'text' then
      return kind = 'string' and length(plain) <= coalesce((config ->> 'max_length')::int, 10000)
        and coalesce(plain ~ ('^(?:' || (config ->> 'pattern') || ')$'), true);
    when 'number' then
      return kind = 'number'
        and coalesce(plain::numeric >= (config ->> 'min')::numeric, true)
        and coalesce(plain::numeric <= (config ->> 'max')::numeric, true);
    when 'date' then
      return kind = 'string' and private.is_date(plain)
        and coalesce(plain >= config ->> 'min', true) and coalesce(plain <= config ->> 'max', true);
    when 'select' then
      return kind = 'string' and config -> 'options' @> value;
    when 'multi_select' then
      -- What was chosen before may stay, though its option is gone.
      return kind = 'array' and (config -> 'options') || coalesce(before, '[]') @> value
        and jsonb_array_length(value) = (select count(distinct one) from jsonb_array_elements(value) as one);
    when 'boolean' then
      return kind = 'boolean';
    when 'url' then
      return kind = 'string' and plain ~* '^https?://[^\s/?#]+[^\s]*$'
        and length(plain) <= coalesce((config ->> 'max_length')::int, 2048);
    when 'currency' then
      return kind = 'object' and value - array['value_cents', 'currency'] = '{}'
        and coalesce(value ->> 'currency' ~ '^[A-Z]{3}$', false)
        and value ->> 'currency' = coalesce(config ->> 'currency', value ->> 'currency')
        and jsonb_typeof(value -> 'value_cents') = 'number' and pg_input_is_valid(value ->> 'value_cents', 'bigint')
        and coalesce((value ->> 'value_cents')::numeric >= (config ->> 'min')::numeric, true)
        and coalesce((value ->> 'value_cents')::numeric <= (config ->> 'max')::numeric, true);
    when 'link' then
      return kind = 'string' and plain ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
    else
      return false;
  end case;
end $$;
comment on function private.custom_value_fits is
  'True where a value is what its definition allows; `before` is the value that it replaces.';

create or replace function private.custom_value_expected(type text, config jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  options constant text := (
    select string_agg(one, ', ' order by at) || case when count(*) = 20 then ', …' else '' end
    from jsonb_array_elements_text(coalesce(config -> 'options', '[]')) with ordinality as o (one, at) where at <= 20);
  bounds constant text := coalesce(' from ' || (config ->> 'min'), '') || coalesce(' up to ' || (config ->> 'max'), '');
begin
  return case type
    when 'text' then format('text of at most %s characters', coalesce(config ->> 'max_length', '10000'))
      || coalesce(' that matches ' || (config ->> 'pattern'), '')
    when 'number' then 'a number' || bounds
    when 'date' then 'a date (YYYY-MM-DD)' || bounds
    when 'select' then 'one of ' || options
    when 'multi_select' then 'a list of ' || options || ', each at most once'
    when 'boolean' then 'true or false'
    when 'url' then format('a web address (https://…) of at most %s characters', coalesce(config ->> 'max_length', '2048'))
    when 'currency' then
      format('an amount {"value_cents": …, "currency": "%s"}', coalesce(config ->> 'currency', 'EUR'))
      || case when bounds = '' then '' else ', minor units' || bounds end
    when 'link' then 'the id of a ' || coalesce(config ->> 'record_type', 'record')
  end;
end $$;
comment on function private.custom_value_expected is 'What a definition allows, in words.';

-- records ---------------------------------------------------------------------------------------------------------

create or replace function private.check_custom_fields() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  before jsonb := jsonb '{}';
  field record;
  fault text;
begin
  if tg_op = 'UPDATE' then
    if new.custom_fields is not distinct from old.custom_fields then
      return new;
    end if;
    before := old.custom_fields;
  end if;
  if jsonb_typeof(new.custom_fields) is distinct from 'object' then
    raise check_violation using message = 'custom_fields must be an object of values by key',
      table = tg_table_name, column = 'custom_fields', constraint = 'custom_fields', detail = 'custom_fields';
  end if;
  if new.custom_fields @? '$.* ? (@ == null)' then
    select coalesce(jsonb_object_agg(key, value) filter (where value <> 'null'), '{}') into new.custom_fields
    from jsonb_each(new.custom_fields);
  end if;

  for field in
    select coalesce(f.key, given.key) as key, f.name, f.type, f.config, given.value,
      before -> coalesce(f.key, given.key) as before
    from (
      select d.key, d.name, d.type, d.config from public.custom_fields as d
      where d.workspace_id = new.workspace_id and d.record_type = tg_argv[0] and d.deleted_at is null
    ) as f full join jsonb_each(new.custom_fields) as given on given.key = f.key
    where given.value is distinct from before -> coalesce(f.key, given.key)
      or tg_op = 'INSERT' and f.config -> 'required' = 'true'
    order by f.name, given.key
  loop
    fault := case
      when field.name is null then format('%s is not a custom field of a %s', field.key, tg_argv[0])
      when coalesce(field.value, '""') in ('""', '[]') then
        case when field.config -> 'required' = 'true' then format('%s is required and must be %s',
          field.name, private.custom_value_expected(field.type, field.config)) end
    end;
    if fault is null and field.value is not null
      and private.custom_value_fits(field.type, field.config, field.value, field.before) is not true
    then
      fault := format('%s must be %s', field.name, private.custom_value_expected(field.type, field.config));
    end if;
    if fault is not null then
      raise check_violation using message = fault, table = tg_table_name, column = 'custom_fields',
        constraint = 'custom_fields.' || field.key, detail = 'custom_fields.' || field.key;
    end if;
  end loop;
  return new;
end $$;
comment on function private.check_custom_fields is
  'Refuses (23514) values that their definition does not allow, naming the field; details and constraint hold custom_fields.<key>. Argument: the record type.';

create or replace trigger t5_custom_fields before insert or update of custom_fields on public.contacts
  for each row execute function private.check_custom_fields('contact');
create or replace trigger t5_custom_fields before insert or update of custom_fields on public.companies
  for each row execute function private.check_custom_fields('company');
create or replace trigger t5_custom_fields before insert or update of custom_fields on public.deals
  for each row execute function private.check_custom_fields('deal');

-- definitions -----------------------------------------------------------------------------------------------------

create or replace function private.custom_config_fault(type text, config jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  known constant jsonb := jsonb '{
    "text": {"max_length": 10000, "pattern": 0}, "number": {"min": 0, "max": 0}, "date": {"min": 0, "max": 0},
    "select": {"options": 0}, "multi_select": {"options": 0}, "boolean": {}, "url": {"max_length": 2048},
    "currency": {"currency": 0, "min": 0, "max": 0}, "link": {"record_type": 0}}';
  rule record;
  holds boolean;
begin
  if type in ('select', 'multi_select') and not config ? 'options' then
    return 'options are missing';
  end if;
  for rule in select key, value, jsonb_typeof(value) as kind, value #>> '{}' as plain from jsonb_each(config) loop
    if rule.key <> 'required' and not known -> type ? rule.key then
      return format('%s means nothing for the type %s', rule.key, type);
    end if;
    case rule.key
      when 'required' then holds := rule.kind = 'boolean';
      when 'max_length' then
        holds := rule.kind = 'number' and pg_input_is_valid(rule.plain, 'int')
          and rule.plain::numeric between 1 and (known -> type ->> 'max_length')::int;
      when 'pattern' then
        holds := rule.kind = 'string' and length(rule.plain) between 1 and 200;
        begin
          holds := holds and '' ~ ('^(?:' || rule.plain || ')$') is not null;
        exception when invalid_regular_expression then
          holds := false;
        end;
      when 'min', 'max' then
        holds := case type when 'date' then rule.kind = 'string' and private.is_date(rule.plain)
          else rule.kind = 'number' end;
      when 'options' then
        holds := rule.kind = 'array' and jsonb_array_length(rule.value) between 1 and 500 and (
          select count(distinct one) = count(*) and bool_and(jsonb_typeof(one) = 'string')
            and bool_and(length(one #>> '{}') between 1 and 200)
          from jsonb_array_elements(rule.value) as one);
      when 'currency' then holds := rule.kind = 'string' and rule.plain ~ '^[A-Z]{3}$';
      when 'record_type' then holds := rule.value in ('"contact"', '"company"', '"deal"');
    end case;
    if not holds then
      return format('%s is not one for the type %s', rule.key, type);
    end if;
  end loop;
  if config ?& array['min', 'max'] and config -> 'min' > config -> 'max' then
    return 'min is greater than max';
  end if;
  return null;
end $$;
comment on function private.custom_config_fault is 'What is wrong with the config of a definition; null: nothing.';

create or replace function private.check_custom_field() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  fault text;
begin
  if tg_op = 'UPDATE' and (new.key, new.record_type) <> (old.key, old.record_type) then
    raise check_violation using message = format('%s keeps its key and its record type', old.name),
      table = tg_table_name, column = 'key', constraint = 'custom_fields_key_is_stable', detail = 'key';
  end if;
  -- What the table's own checks refuse is theirs to name.
  if jsonb_typeof(new.config) = 'object' and new.type in
    ('text', 'number', 'date', 'select', 'multi_select', 'boolean', 'url', 'currency', 'link')
  then
    fault := private.custom_config_fault(new.type, new.config);
  end if;
  if fault is not null then
    raise check_violation using message = format('%s has a config that does not fit: %s', new.name, fault),
      table = tg_table_name, column = 'config', constraint = 'custom_fields_config_fits', detail = 'config';
  end if;
  return new;
end $$;
comment on function private.check_custom_field is
  'A definition keeps its key, and its config says only what its type knows.';
create or replace trigger t5_check before insert or update of key, record_type, type, config on public.custom_fields
  for each row execute function private.check_custom_field();

revoke execute on function
  private.is_date(text),
  private.custom_value_fits(text, jsonb, jsonb, jsonb),
  private.custom_value_expected(text, jsonb),
  private.check_custom_fields(),
  private.custom_config_fault(text, jsonb),
  private.check_custom_field()
from public, anon, authenticated;
