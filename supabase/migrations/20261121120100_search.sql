-- Search: one row of search_index per live contact, company and deal, kept by triggers at the end of each transaction.
-- Words are compared without case, accents and punctuation, in no particular language. Nobody finds a record by what
-- they may not read: every hit is checked again on what the caller's own policies show of it.

create extension if not exists unaccent with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists btree_gin with schema extensions;

-- words -----------------------------------------------------------------------------------------------------------

create or replace function private.between_words() returns text
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return '\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u1680\u2000-\u206f\u2190-\u2bff\u3000-\u3004\u3008-\u303f\ufe30-\ufe6f\ufeff';
end $$;
comment on function private.between_words is
  'Every sign and space of ASCII, Latin-1, general and CJK punctuation, for a regular expression; not 々 and 〇, which stand in names.';

create or replace function private.plain(body text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  if octet_length(body) > length(body) then
    body := normalize(regexp_replace(normalize(body, nfkd), '[\u0300-\u036f]', '', 'g'), nfc);
    body := translate(lower(extensions.unaccent('extensions.unaccent', body) collate "und-x-icu"), 'ς', 'σ');
  else
    body := lower(body);
  end if;
  return trim(regexp_replace(body, '[' || private.between_words() || ']+', ' ', 'g'));
end $$;
comment on function private.plain is
  'The words of a text in lower case, without accents, parted by single spaces; immutable, unlike unaccent.';

create or replace function private.sound(words text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return case when octet_length(words) = length(words) then words else translate(words,
    'αβγδεζηθικλμνξοπρστυφχψωабвгдежзийклмнопрстуфхцчшщыэюяіїєґўјљњћђџъь',
    'abgdezitiklmnxoprstyfhpoabvgdejziiklmnoprstufhccssyeuaiiegujlncdd') end;
end $$;
comment on function private.sound is
  'Greek and Cyrillic in Latin letters, one for one: a typing error is found where pg_trgm knows no others, and so is a name written in the other script.';

create or replace function private.sounds(words text[]) returns text[]
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return (select array_agg(private.sound(word) order by at) from unnest(words) with ordinality as w (word, at));
end $$;
comment on function private.sounds is 'The same for each of many words.';

create or replace function private.phone_digits(phone text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  digits constant text := ltrim(regexp_replace(replace(normalize(phone, nfkc), '(0)', ''), '[^0-9]', '', 'g'), '0');
begin
  return case when length(digits) between 4 and 40 then digits end;
end $$;
comment on function private.phone_digits is
  'The digits of a phone number without trunk and international prefix; null where that is too few to tell.';

-- the index -------------------------------------------------------------------------------------------------------

create table if not exists public.search_index (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  record_type text not null check (record_type in ('contact', 'company', 'deal')),
  record_id uuid not null,
  tsv tsvector not null,
  trigram text not null,
  updated_at timestamptz not null,
  constraint search_index_record unique (record_type, record_id)
);
comment on table public.search_index is 'Materialized search vectors: a row per live record, kept by the server, not synced.';
comment on column public.search_index.id is 'The row.';
comment on column public.search_index.workspace_id is 'The record''s workspace.';
comment on column public.search_index.record_type is 'contact, company or deal.';
comment on column public.search_index.record_id is 'The record.';
comment on column public.search_index.tsv is
  'Its words. A: name; B: e-mail, domain, phone, title; C: names of company and primary contact; D: notes, searchable custom fields.';
comment on column public.search_index.trigram is
  'pg_trgm fuzzy fallback: a line per text, the name first, in Latin letters where the script allows.';
comment on column public.search_index.updated_at is 'When the record was last written, as of indexing: the later, the higher.';
create index if not exists search_index_tsv on public.search_index using gin (workspace_id, tsv)
  with (gin_pending_list_limit = 256); -- kB; every search reads all that is pending
create index if not exists search_index_trigram
  on public.search_index using gin (workspace_id, trigram extensions.gin_trgm_ops)
  with (gin_pending_list_limit = 256);

alter table public.search_index enable row level security;
alter table public.search_index force row level security;
revoke all on table public.search_index from anon, authenticated;
grant select on public.search_index to authenticated;
grant all on public.search_index to service_role;
drop policy if exists "people see the search vectors of records that they see" on public.search_index;
create policy "people see the search vectors of records that they see" on public.search_index
  for select to authenticated
  using (case record_type
    when 'contact' then exists (select from public.contacts as c where c.id = record_id)
    when 'company' then exists (select from public.companies as c where c.id = record_id)
    when 'deal' then exists (select from public.deals as d where d.id = record_id)
  end);

-- what is found by ------------------------------------------------------------------------------------------------

create or replace view private.search_texts with (security_invoker = true) as
with records (workspace_id, record_type, record_id, custom_fields) as not materialized (
  select c.workspace_id, 'contact', c.id, c.custom_fields from public.contacts as c where c.deleted_at is null
  union all
  select c.workspace_id, 'company', c.id, c.custom_fields from public.companies as c where c.deleted_at is null
  union all
  select d.workspace_id, 'deal', d.id, d.custom_fields from public.deals as d where d.deleted_at is null
)
select c.workspace_id, 'contact' as record_type, c.id as record_id, c.updated_at, t.weight, t.place, t.body
from public.contacts as c
left join public.companies as o on o.id = c.company_id and o.deleted_at is null
cross join lateral (values
  ('A', 1, c.name), ('B', 2, c.email), ('B', 3, c.title), ('B', 4, c.phone), ('C', 5, o.name)
) as t (weight, place, body)
where c.deleted_at is null and t.body <> ''
union all
select c.workspace_id, 'company', c.id, c.updated_at, t.weight, t.place, t.body
from public.companies as c
left join public.companies as o on o.id = c.parent_id and o.deleted_at is null
cross join lateral (values ('A', 1, c.name), ('B', 2, c.domain), ('C', 5, o.name)) as t (weight, place, body)
where c.deleted_at is null and t.body <> ''
union all
select d.workspace_id, 'deal', d.id, d.updated_at, t.weight, t.place, t.body
from public.deals as d
left join public.companies as o on o.id = d.company_id and o.deleted_at is null
left join public.contacts as p on p.id = d.primary_contact_id and p.deleted_at is null
cross join lateral (values ('A', 1, d.name), ('C', 5, o.name), ('C', 6, p.name)) as t (weight, place, body)
where d.deleted_at is null and t.body <> ''
union all
select r.workspace_id, r.record_type, r.record_id, null, 'D', 7, t.body
from records as r
join public.custom_fields as f
  on f.workspace_id = r.workspace_id and f.record_type = r.record_type and f.searchable and f.deleted_at is null
    and f.type not in ('boolean', 'currency', 'link') and r.custom_fields ? f.key
cross join lateral (
  select case jsonb_typeof(v) when 'array' then (select string_agg(one, ', ') from jsonb_array_elements_text(v) as one)
    else v #>> '{}' end as body
  from (select r.custom_fields -> f.key as v) as given
) as t
union all
select r.workspace_id, r.record_type, r.record_id, null, 'D', 8, left(e.body, 20000)
from records as r
join public.timeline_entries as e
  on e.record_id = r.record_id and e.record_type = r.record_type and e.workspace_id = r.workspace_id
where e.entry_type in ('note', 'call', 'email', 'meeting') and e.deleted_at is null and e.body <> '';
comment on view private.search_texts is
  'The texts that a record is found by, as far as whoever asks may read them; place 1 is the name, 4 a phone number.';

create or replace function private.search_words(place int, body text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return private.plain(body) || case when place = 4 then coalesce(' ' || private.phone_digits(body), '') else '' end;
end $$;
comment on function private.search_words is 'The words of a text of a record; of a phone number also its digits as one.';

-- keeping it ------------------------------------------------------------------------------------------------------
-- A transaction collects what it touched and indexes that once, at its end, in the order of the ids: two of them
-- never wait for each other crosswise, and a push of a thousand rows is indexed as a whole.

create unlogged table if not exists private.search_pending (
  transaction xid8 not null default pg_current_xact_id(),
  workspace_id uuid not null,
  record_type text not null,
  record_id uuid not null,
  shows_elsewhere boolean not null default false,
  primary key (transaction, record_type, record_id)
);
comment on table private.search_pending is 'What the open transactions have to index; empty between them.';
comment on column private.search_pending.transaction is 'The transaction that touched the record.';
comment on column private.search_pending.workspace_id is 'The record''s workspace.';
comment on column private.search_pending.record_type is 'contact, company or deal.';
comment on column private.search_pending.record_id is 'The record.';
comment on column private.search_pending.shows_elsewhere is
  'Its name changed, or it went or came back: what refers to it is to be indexed too.';

create or replace function private.index_pending() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  kind text;
  ids uuid[];
  found_ids uuid[];
begin
  if not exists (
    select from private.search_pending as p
    where (p.transaction, p.record_type, p.record_id) = (new.transaction, new.record_type, new.record_id)
  ) then
    return null; -- An earlier one of this transaction took it along.
  end if;

  -- Whoever changes what others show is alone with it: all who indexed before are seen below, all who come later see
  -- this transaction. Nothing is waited for after this lock, so nobody waits crosswise.
  perform private.lock_workspace('search', p.workspace_id, p.alone)
  from (
    select workspace_id, bool_or(shows_elsewhere) as alone
    from private.search_pending where transaction = new.transaction group by workspace_id order by workspace_id
  ) as p;
  with changed as materialized (
    select p.workspace_id, p.record_type, p.record_id
    from private.search_pending as p where p.transaction = new.transaction and p.shows_elsewhere
  )
  insert into private.search_pending (workspace_id, record_type, record_id)
  select c.workspace_id, 'contact', c.id
  from changed as x join public.contacts as c on (c.workspace_id, c.company_id) = (x.workspace_id, x.record_id)
  where x.record_type = 'company' and c.deleted_at is null
  union all
  select c.workspace_id, 'company', c.id
  from changed as x join public.companies as c on (c.workspace_id, c.parent_id) = (x.workspace_id, x.record_id)
  where x.record_type = 'company' and c.deleted_at is null
  union all
  select d.workspace_id, 'deal', d.id
  from changed as x join public.deals as d on (d.workspace_id, d.company_id) = (x.workspace_id, x.record_id)
  where x.record_type = 'company' and d.deleted_at is null
  union all
  select d.workspace_id, 'deal', d.id
  from changed as x join public.deals as d on (d.workspace_id, d.primary_contact_id) = (x.workspace_id, x.record_id)
  where x.record_type = 'contact' and d.deleted_at is null
  on conflict do nothing;

  foreach kind in array array['company', 'contact', 'deal'] loop
    ids := '{}';
    loop
      -- A page further; what is behind was deleted by this very transaction.
      select array_agg(page.record_id order by page.record_id) into ids
      from (
        select p.record_id from private.search_pending as p
        where p.transaction = new.transaction and p.record_type = kind
          and p.record_id > coalesce(ids[cardinality(ids)], '00000000-0000-0000-0000-000000000000')
        order by p.record_id limit 1000
      ) as page;
      exit when ids is null;
      delete from private.search_pending as p
      where p.transaction = new.transaction and p.record_type = kind and p.record_id = any (ids);

      -- Locked first and read afterwards, so that the later of two writers sees what the earlier one wrote.
      perform from public.search_index as i
      where i.record_type = kind and i.record_id = any (ids) order by i.record_id for update;

      with texts as (
        select t.workspace_id, t.record_id, t.weight, t.place, max(t.updated_at) as updated_at,
          left(string_agg(private.search_words(t.place, t.body), E'\n'), 30000) as words
        from private.search_texts as t
        where t.record_type = kind and t.record_id = any (ids)
        group by t.workspace_id, t.record_id, t.weight, t.place
      ), made as (
        select t.workspace_id, t.record_id, max(t.updated_at) as updated_at,
          left(private.sound(string_agg(t.words, E'\n' order by t.place)), 4000) || E'\n' as trigram,
          (select string_agg(distinct format('''%s'':1%s', left(word, 100), x.weight), ' ')
            from unnest(array_agg(t.weight), array_agg(t.words)) as x (weight, words),
              string_to_table(translate(x.words, E'\n', ' '), ' ') as word
            where word <> '')::tsvector as tsv
        from texts as t
        group by t.workspace_id, t.record_id
      ), put as (
        insert into public.search_index as i (workspace_id, record_type, record_id, tsv, trigram, updated_at)
        select m.workspace_id, kind, m.record_id, coalesce(m.tsv, ''), m.trigram, m.updated_at
        from made as m
        order by m.record_id
        on conflict on constraint search_index_record do update
          set (tsv, trigram, updated_at) = (excluded.tsv, excluded.trigram, excluded.updated_at)
        returning i.record_id
      )
      select coalesce(array_agg(put.record_id), '{}') into found_ids from put;

      delete from public.search_index as i
      where i.record_type = kind and i.record_id = any (ids) and i.record_id <> all (found_ids);
    end loop;
  end loop;
  return null;
end $$;
comment on function private.index_pending is 'Indexes, at the end of a transaction, all that it touched.';
do $$
begin
  if not exists (
    select from pg_trigger where tgrelid = 'private.search_pending'::regclass and tgname = 'index_pending'
  ) then
    create constraint trigger index_pending after insert on private.search_pending
      deferrable initially deferred for each row execute function private.index_pending();
  end if;
end $$;

create or replace function private.search_again() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  changed constant record := case when tg_op = 'DELETE' then old else new end;
  shows_elsewhere constant boolean :=
    tg_op = 'UPDATE' and (new.name, new.deleted_at is null) is distinct from (old.name, old.deleted_at is null);
begin
  insert into private.search_pending as p (workspace_id, record_type, record_id, shows_elsewhere)
  values (changed.workspace_id, tg_argv[0], changed.id, shows_elsewhere)
  on conflict on constraint search_pending_pkey do update set shows_elsewhere = true
  where excluded.shows_elsewhere and not p.shows_elsewhere;
  return null;
end $$;
comment on function private.search_again is
  'Has a record indexed anew. Argument: the record type.';

create or replace function private.search_again_for_entry() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.search_pending (workspace_id, record_type, record_id)
  values (new.workspace_id, new.record_type, new.record_id) on conflict do nothing;
  return null;
end $$;
comment on function private.search_again_for_entry is 'Has the record of a timeline entry indexed anew.';

create or replace function private.search_again_for_field() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.search_pending (workspace_id, record_type, record_id)
  select c.workspace_id, 'contact', c.id from public.contacts as c
  where new.record_type = 'contact' and c.workspace_id = new.workspace_id and c.custom_fields ? new.key
  union all
  select c.workspace_id, 'company', c.id from public.companies as c
  where new.record_type = 'company' and c.workspace_id = new.workspace_id and c.custom_fields ? new.key
  union all
  select d.workspace_id, 'deal', d.id from public.deals as d
  where new.record_type = 'deal' and d.workspace_id = new.workspace_id and d.custom_fields ? new.key
  on conflict do nothing;
  return null;
end $$;
comment on function private.search_again_for_field is
  'Has the records that have a value of a custom field indexed anew.';

do $$
declare
  records record;
begin
  for records in
    select * from (values
      ('contacts', 'contact', array['name', 'email', 'phone', 'title', 'company_id', 'custom_fields']),
      ('companies', 'company', array['name', 'domain', 'parent_id', 'custom_fields']),
      ('deals', 'deal', array['name', 'company_id', 'primary_contact_id', 'custom_fields'])
    ) as t (name, kind, columns)
  loop
    execute format($sql$
      create or replace trigger search_again after insert or delete on public.%1$I
        for each row execute function private.search_again(%2$L);
      create or replace trigger search_again_update after update on public.%1$I
        for each row when ((old.deleted_at is null, %3$s) is distinct from (new.deleted_at is null, %4$s))
        execute function private.search_again(%2$L);
    $sql$, records.name, records.kind,
      (select string_agg('old.' || c, ', ') from unnest(records.columns) as c),
      (select string_agg('new.' || c, ', ') from unnest(records.columns) as c));
  end loop;
end $$;
create or replace trigger search_again after insert on public.timeline_entries
  for each row when (new.entry_type in ('note', 'call', 'email', 'meeting') and new.body <> '')
  execute function private.search_again_for_entry();
create or replace trigger search_again_update after update on public.timeline_entries
  for each row when ((old.body, old.deleted_at is null) is distinct from (new.body, new.deleted_at is null))
  execute function private.search_again_for_entry();
create or replace trigger search_again after insert on public.custom_fields
  for each row when (new.searchable) execute function private.search_again_for_field();
create or replace trigger search_again_update after update on public.custom_fields
  for each row when ((old.searchable, old.deleted_at is null) is distinct from (new.searchable, new.deleted_at is null))
  execute function private.search_again_for_field();

-- What was there before search.
insert into private.search_pending (workspace_id, record_type, record_id)
select r.workspace_id, r.record_type, r.id from (
  select c.workspace_id, 'contact' as record_type, c.id from public.contacts as c where c.deleted_at is null
  union all
  select c.workspace_id, 'company', c.id from public.companies as c where c.deleted_at is null
  union all
  select d.workspace_id, 'deal', d.id from public.deals as d where d.deleted_at is null
) as r
where not exists (select from public.search_index as i where (i.record_type, i.record_id) = (r.record_type, r.id))
on conflict do nothing;
-- Of what was filled just now the planner knows nothing, and a plan of whole scans takes hours.
analyze public.contacts, public.companies, public.deals, public.custom_fields, public.timeline_entries;
analyze private.search_pending;
set constraints private.index_pending immediate;
set constraints private.index_pending deferred;

-- finding ---------------------------------------------------------------------------------------------------------

create or replace function private.similar_enough(word text) returns real
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return case
    when length(word) < 5 or word ~ '^\d+$' then 1
    else greatest(0.3, (length(word) - 3.0) / (length(word) + 5.0) - 0.01)
  end;
end $$;
comment on function private.similar_enough is
  'The strict word similarity that two letters changing places leave of a word of this length, 0.3 at least; numbers and short words are not guessed at.';

create or replace function private.sounds_like(sounds text, words text[], digits text) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  word text;
begin
  if digits is not null and (sounds like '%' || digits || '%' or exists (
    select from generate_series(1, 3) as prefix
    where length(digits) - prefix >= 6 and sounds ~ ('\m' || substr(digits, prefix + 1) || '\M')
  )) then
    return true;
  end if;
  foreach word in array words loop
    if sounds not like '%' || word || '%'
      and extensions.strict_word_similarity(word, sounds) < private.similar_enough(word)
    then
      return false;
    end if;
  end loop;
  return true;
end $$;
comment on function private.sounds_like is
  'True where a text has each of the words somewhere, or one like it, or the phone number that was asked for.';

create or replace function private.search_hits(
  workspace uuid, kinds text[], words text[], digits text, fuzzy boolean,
  after_score int, after_time timestamptz, after_id uuid, hits int
) returns table (record_type text, record_id uuid, score int, updated_at timestamptz)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan rows 100 as $$
#variable_conflict use_column
declare
  -- Words hold no quotes: `plain` took them.
  quoted constant text[] := (
    select array_agg(format('''%s''', word) order by at) from unnest(words) with ordinality as w (word, at));
  phone constant text := (
    select string_agg(format(' | ''%s''', substr(digits, prefix + 1)), '') from generate_series(0, 3) as prefix
    where digits is not null and (prefix = 0 or length(digits) - prefix >= 6));
  whole constant tsquery := (array_to_string(quoted, ' & ') || coalesce(phone, ''))::tsquery;
  starting constant tsquery := (array_to_string(quoted, ' & ') || ':*' || coalesce(phone, ''))::tsquery;
  any_of constant tsquery := (array_to_string(quoted, ':* | ') || ':*' || coalesce(phone, ''))::tsquery;
  sounds constant text[] := private.sounds(words);
  longest constant text := (select word from unnest(sounds) as word order by length(word) desc, word limit 1);
  typed constant text := array_to_string(sounds, ' ');
begin
  if not workspace in (select private.workspaces_where_i_may('read')) then
    return;
  elsif not fuzzy then
    return query
    select f.record_type, f.record_id, f.score, f.updated_at
    from (
      select i.record_type, i.record_id, i.updated_at,
        case
          when i.trigram like typed || E'\n%' then 4000
          when i.tsv @@ whole then 3000
          else 2000
        end + least(999, (ts_rank(i.tsv, any_of) * 1000)::int) as score
      from public.search_index as i
      where i.workspace_id = workspace and i.tsv @@ starting and (kinds is null or i.record_type = any (kinds))
    ) as f
    where (f.score, f.updated_at, f.record_id) < (after_score, after_time, after_id)
    order by f.score desc, f.updated_at desc, f.record_id desc
    limit hits;
  else
    if octet_length(longest) < 2 then
      return; -- A Latin letter is part of almost anything.
    end if;
    perform set_config('pg_trgm.strict_word_similarity_threshold', private.similar_enough(longest)::text, true);
    return query
    select f.record_type, f.record_id, f.score, f.updated_at
    from (
      select i.record_type, i.record_id, i.updated_at,
        case when i.trigram like '%' || typed || '%' or i.trigram like '%' || digits || '%' then 1000 else 0 end
          + (extensions.strict_word_similarity(typed, i.trigram) * 999)::int as score
      from public.search_index as i
      where i.workspace_id = workspace and not i.tsv @@ starting and (kinds is null or i.record_type = any (kinds))
        and (i.trigram like '%' || longest || '%' or i.trigram like '%' || digits || '%'
          or i.trigram operator(extensions.%>>) longest)
        and private.sounds_like(i.trigram, sounds, digits)
    ) as f
    where (f.score, f.updated_at, f.record_id) < (after_score, after_time, after_id)
    order by f.score desc, f.updated_at desc, f.record_id desc
    limit hits;
  end if;
end $$;
comment on function private.search_hits is
  'Hits in a workspace of the caller, best first, below the place given; which of them the caller may see is not decided here. `fuzzy`: by a part of a word or a similar one, not by words and their beginnings.';

create or replace function private.highlight(body text, words text[], digits text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  token record;
  plain_token text;
  word text;
  at int;
  marked text := '';
  matches boolean;
  found_any boolean := false;
begin
  body := translate(left(body, 20000), '⟦⟧', '');
  for token in
    select m[1] as gap, m[2] as text
    from regexp_matches(body, format('([%1$s]*)([^%1$s]+|$)', private.between_words()), 'g') as m
  loop
    plain_token := private.plain(token.text);
    matches := false;
    at := 0;
    foreach word in array words loop
      at := position(word in plain_token);
      matches := at > 0 or plain_token <> '' and private.similar_enough(word)
        <= extensions.strict_word_similarity(private.sound(word), private.sound(plain_token));
      exit when matches;
    end loop;
    found_any := found_any or matches;
    marked := marked || token.gap || case
      when not matches then token.text
      -- Where nothing was dropped or spelled out, just the part that was asked for.
      when at > 0 and length(plain_token) = length(token.text) then
        left(token.text, at - 1) || '⟦' || substr(token.text, at, length(word)) || '⟧'
        || substr(token.text, at + length(word))
      else '⟦' || token.text || '⟧'
    end;
  end loop;
  if digits is not null and not found_any
    and private.sounds_like(coalesce(private.phone_digits(body), ''), '{}'::text[] || digits, digits)
  then
    marked := '⟦' || body || '⟧';
  end if;
  at := greatest(1, position('⟦' in marked) - 60);
  body := substr(marked, at, 240);
  return case when at > 1 then '…' else '' end || body
    || case when length(replace(body, '⟦', '')) < length(replace(body, '⟧', '')) then '⟧' else '' end
    || case when length(marked) >= at + 240 then '…' else '' end;
end $$;
comment on function private.highlight is
  'At most about 240 characters of a text around the first word that was asked for; such words stand between ⟦ and ⟧.';

create or replace function public.search(
  workspace uuid, query text, record_types text[] default null, limit_to int default 20, after text default null
) returns table (record_type text, record_id uuid, name text, snippet text, score int, place text)
language plpgsql stable security invoker set search_path = '' rows 20 as $$
#variable_conflict use_column
declare
  page_size constant int := 1000;
  typed constant text := left(query, 500);
  asked constant text[] := (
    select (array_agg(left(word, 100) order by at))[1:12]
    from string_to_table(private.plain(typed), ' ') with ordinality as w (word, at) where word <> '');
  digits constant text := case when typed ~ '^[\d\s()+./-]+$' then private.phone_digits(typed) end;
  sounds constant text[] := private.sounds(asked);
  wanted constant int := least(greatest(coalesce(limit_to, 20), 1), 100);
  after_score int := coalesce(split_part(after, '.', 1)::int, 2147483647);
  after_time timestamptz := coalesce(
    'epoch'::timestamptz + split_part(after, '.', 2)::bigint * interval '1 microsecond', 'infinity');
  after_id uuid := coalesce(split_part(after, '.', 3)::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  fuzzy boolean := after_score < 2000;
  hit record;
  seen int;
  given int := 0;
begin
  if asked is null then
    return;
  end if;
  loop
    seen := 0;
    for hit in
      select * from private.search_hits(
        workspace, record_types, asked, digits, fuzzy, after_score, after_time, after_id, page_size)
    loop
      seen := seen + 1;
      after_score := hit.score;
      after_time := hit.updated_at;
      after_id := hit.record_id;
      -- What the caller's policies show of the record must be enough to find it by.
      with texts as materialized (
        select t.place, t.body, private.search_words(t.place, t.body) as words from private.search_texts as t
        where t.record_type = hit.record_type and t.record_id = hit.record_id
      )
      select (select t.body from texts as t where t.place = 1),
        (select private.highlight(t.body, asked, digits)
          from texts as t
          order by (
              select count(*) from unnest(sounds) as word where private.sound(t.words) like '%' || word || '%'
            ) desc,
            private.sounds_like(private.sound(t.words), sounds, digits) desc, t.place, t.body
          limit 1)
      into name, snippet
      where private.sounds_like(private.sound((select string_agg(t.words, E'\n') from texts as t)), sounds, digits);
      continue when name is null;
      record_type := hit.record_type;
      record_id := hit.record_id;
      score := hit.score;
      place := format('%s.%s.%s', hit.score, (extract(epoch from hit.updated_at) * 1000000)::bigint, hit.record_id);
      return next;
      given := given + 1;
      if given = wanted then
        return;
      end if;
    end loop;
    if seen < page_size then
      exit when fuzzy;
      fuzzy := true;
    end if;
  end loop;
end $$;
comment on function public.search is
  'Records of a workspace that the caller may read, best first: the same name, all words, the last word begun, a part of a word, a similar word; the later written first among equals. Words found stand between ⟦ and ⟧ in the snippet. Give the place of the last row as `after` for those that follow.';

revoke execute on function
  private.between_words(),
  private.plain(text),
  private.sound(text),
  private.sounds(text[]),
  private.phone_digits(text),
  private.search_words(int, text),
  private.index_pending(),
  private.search_again(),
  private.search_again_for_entry(),
  private.search_again_for_field(),
  private.similar_enough(text),
  private.sounds_like(text, text[], text),
  private.search_hits(uuid, text[], text[], text, boolean, int, timestamptz, uuid, int),
  private.highlight(text, text[], text)
from public, anon, authenticated;
grant execute on function
  private.between_words(),
  private.plain(text),
  private.sound(text),
  private.sounds(text[]),
  private.phone_digits(text),
  private.search_words(int, text),
  private.similar_enough(text),
  private.sounds_like(text, text[], text),
  private.search_hits(uuid, text[], text[], text, boolean, int, timestamptz, uuid, int),
  private.highlight(text, text[], text)
to authenticated, service_role;
grant select on private.search_texts to authenticated, service_role;
revoke execute on function public.search(uuid, text, text[], int, text) from public, anon;
grant execute on function public.search(uuid, text, text[], int, text) to authenticated, service_role;
