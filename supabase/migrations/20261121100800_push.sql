-- Push: many edits of many tables in one call, each in a savepoint of its own, so that none holds up another.
-- Edits are merged per column by the clocks of the people who made them; doing a push again changes nothing.

-- merging ---------------------------------------------------------------------------------------------------------

create or replace function private.is_unseen(theirs jsonb, base jsonb, ours jsonb, column_name text) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return private.clock_of(theirs, column_name)
    not in (private.clock_of(base, column_name), private.clock_of(ours, column_name), coalesce(ours ->> '*', ''));
end $$;
comment on function private.is_unseen is
  'True where the server''s clock of a column is neither the one edited on nor the edit''s own: somebody else was there.';

create or replace function private.merge_edit(
  server_row jsonb,
  base jsonb,
  edits jsonb,
  ours jsonb,
  follows jsonb,
  out columns jsonb,
  out clocks jsonb,
  out lost jsonb,
  out won jsonb,
  out news boolean
)
language plpgsql immutable set search_path = '' as $$
declare
  theirs constant jsonb := server_row -> 'clocks';
  is_deleted constant boolean := server_row ->> 'deleted_at' is not null;
  edit record;
  judge text;
  contest jsonb;
  latest text;
begin
  columns := '{}';
  clocks := '{}';
  lost := '{}';
  won := '{}';
  news := theirs is distinct from base and exists (
    select from (select jsonb_object_keys(theirs) union select jsonb_object_keys(coalesce(base, '{}'))) as known (key)
    where private.is_unseen(theirs, base, ours, key));

  for edit in
    select key, value, private.clock_of(ours, key) as clock, private.clock_of(theirs, key) as their_clock
    from jsonb_each(edits)
  loop
    continue when edit.clock = edit.their_clock;
    contest := jsonb_build_object(edit.key,
      jsonb_build_object('theirs', server_row -> edit.key, 'clock', edit.their_clock));
    if edit.key = 'deleted_at' and edit.value <> 'null' then
      continue when is_deleted;
      if news and exists (
        select from jsonb_object_keys(theirs) as known (key)
        where key <> 'deleted_at' and private.is_unseen(theirs, base, ours, key)
      ) then
        lost := lost || contest;
        continue;
      end if;
    end if;
    -- A column that follows another, such as the rank in a stage, goes where that one goes.
    judge := follows ->> edit.key;
    if judge is null or not edits ? judge or private.clock_of(ours, judge) = private.clock_of(theirs, judge) then
      judge := edit.key;
    end if;
    if private.is_unseen(theirs, base, ours, judge)
      and private.clock_of(ours, judge) collate "C" < private.clock_of(theirs, judge) collate "C"
    then
      lost := lost || case when server_row -> edit.key = edit.value then '{}' else contest end;
    elsif base is null and server_row -> edit.key = edit.value and not follows ? edit.key then
      -- Made twice alike: columns that may be set only once are left as they are.
      latest := greatest(latest collate "C", edit.clock);
    else
      latest := greatest(latest collate "C", edit.clock);
      columns := columns || jsonb_build_object(edit.key, edit.value);
      clocks := clocks || jsonb_build_object(edit.key, private.clock_later(edit.clock, edit.their_clock));
      if server_row -> edit.key <> edit.value and private.is_unseen(theirs, base, ours, edit.key) then
        won := won || contest;
      end if;
    end if;
  end loop;

  -- An edit that had not seen the delete brings the row back.
  if is_deleted and latest is not null and not edits ? 'deleted_at'
    and private.is_unseen(theirs, base, ours, 'deleted_at')
  then
    won := won || jsonb_build_object('deleted_at',
      jsonb_build_object('theirs', server_row -> 'deleted_at', 'clock', private.clock_of(theirs, 'deleted_at')));
    clocks := clocks || jsonb_build_object('deleted_at',
      private.clock_later(latest, private.clock_of(theirs, 'deleted_at')));
    columns := columns || '{"deleted_at": null}';
  end if;
end $$;
comment on function private.merge_edit is
  'What becomes of an edit of a row that is there: columns and clocks to write, what was lost and won, and whether the server has news for the editor.';

-- one write -------------------------------------------------------------------------------------------------------

create or replace function private.read_row(relation regclass, row_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  found_row jsonb;
begin
  execute format('select to_jsonb(t) from %s as t where t.id = $1', relation) into found_row using row_id;
  return found_row;
end $$;
comment on function private.read_row is 'A row as the signed-in person sees it, null where they see none.';

create or replace function private.as_stored(relation regclass, edits jsonb) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  stored jsonb;
begin
  execute format('select to_jsonb(v) from jsonb_populate_record(null::%s, $1) as v', relation) into stored using edits;
  return edits || (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(stored) where edits ? key);
end $$;
comment on function private.as_stored is
  'Values as the table gives them back, so that one instant or number written in two ways is equal.';

create or replace function private.insert_row(relation regclass, row_id uuid, edits jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  written jsonb;
begin
  execute format(
    'insert into %1$s as t (id%2$s) select $1%3$s from jsonb_populate_record(null::%1$s, $2) as v
     on conflict (id) do nothing returning to_jsonb(t)',
    relation,
    (select string_agg(format(', %I', key), '') from jsonb_object_keys(edits) as key),
    (select string_agg(format(', v.%I', key), '') from jsonb_object_keys(edits) as key)
  ) into written using row_id, edits;
  return written;
end $$;
comment on function private.insert_row is 'Makes a row; null where the id is taken.';

create or replace function private.update_row(relation regclass, row_id uuid, edits jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  written jsonb;
begin
  execute format(
    'update %1$s as t set %2$s from jsonb_populate_record(null::%1$s, $2) as v where t.id = $1 returning to_jsonb(t)',
    relation,
    (select string_agg(format('%1$I = v.%1$I', key), ', ') from jsonb_object_keys(edits) as key)
  ) into written using row_id, edits;
  return written;
end $$;
comment on function private.update_row is 'Edits a row; null where the signed-in person may not.';

create or replace function private.push_write(write jsonb, synced private.synced_tables, server_row jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  row_id constant uuid := write ->> 'id';
  base constant jsonb := nullif(write -> 'base', 'null');
  pushed constant jsonb := coalesce(write -> 'clocks', 'null');
  not_compared constant text[] :=
    array['created_at', 'created_by', 'updated_at', 'row_version'] || synced.server_columns;
  edits jsonb := coalesce(write -> 'columns', 'null');
  ours jsonb;
  lost jsonb := '{}';
  won jsonb := '{}';
  news boolean := false;
  given jsonb;
  before jsonb;
  written jsonb;
begin
  if row_id is null or jsonb_typeof(edits) <> 'object' or jsonb_typeof(pushed) <> 'object' then
    raise invalid_parameter_value using message = 'a write has an id, columns and clocks';
  end if;
  edits := edits - 'id';
  select coalesce(jsonb_object_agg(key, private.clock_bounded(value)), '{}') into ours from jsonb_each_text(pushed);
  if exists (select from jsonb_object_keys(edits) as key where private.clock_of(ours, key) = '') then
    raise invalid_parameter_value using message = 'every edited column has a clock';
  end if;

  if server_row is null then
    if base is not null then
      raise no_data_found using message = 'the row is not there, or not yours to see';
    elsif not ours ? '*' then
      raise invalid_parameter_value using message = 'a new row has a clock for all columns';
    end if;
    perform private.give_clocks(row_id, ours);
    written := private.insert_row(synced.relation, row_id, edits);
    before := written;
    if written is null then
      server_row := private.read_row(synced.relation, row_id);
      if server_row is null then
        raise insufficient_privilege using message = 'the id is taken by a row that is not yours to see';
      end if;
    end if;
  end if;

  if server_row is not null then
    if server_row -> 'clocks' is distinct from base then
      edits := private.as_stored(synced.relation, edits);
    end if;
    select m.columns, m.clocks, m.lost, m.won, m.news into edits, given, lost, won, news
    from private.merge_edit(server_row, base, edits, ours, synced.follows) as m;
    before := server_row;
    written := server_row;
    if edits <> '{}' then
      perform private.give_clocks(row_id, given);
      written := private.update_row(synced.relation, row_id, edits);
      if written is null then
        raise insufficient_privilege using message = format('you may not edit %s of this workspace', synced.name);
      end if;
    end if;
  end if;

  -- What the client holds now: the row as it was, with its edits.
  if not news and lost = '{}' then
    before := before || jsonb_build_object('clocks', case when server_row is null then pushed
      when edits = '{}' then written -> 'clocks' else (before -> 'clocks') || (pushed - '*') end);
    if (before || edits) - not_compared = written - not_compared
      or (before || private.as_stored(synced.relation, edits)) - not_compared = written - not_compared
    then
      return jsonb_build_object('status', 'applied', 'row_version', written -> 'row_version');
    end if;
  end if;
  return jsonb_build_object(
    'status', 'merged', 'row', private.read_row(synced.relation, row_id), 'lost', lost, 'won', won);
end $$;
comment on function private.push_write is
  'Writes one edit under the policies of the signed-in person and answers what became of it.';

-- locks -----------------------------------------------------------------------------------------------------------

create or replace function private.uuids(texts text[]) returns uuid[]
language sql immutable set search_path = '' as $$
  select coalesce(array_agg(distinct one::uuid), '{}') from unnest(texts) as one where pg_input_is_valid(one, 'uuid')
$$;
comment on function private.uuids is 'Those of the texts that are ids.';

create or replace function private.lock_for_push(writes jsonb) returns void
language plpgsql volatile security invoker set search_path = '' as $$
declare
  ids jsonb := '{}';
  cards uuid[];
  put_deals uuid[];
  stages uuid[];
  step record;
begin
  select private.uuids(array_agg(w ->> 'id') filter (where w ->> 'table' = 'board_cards')),
    private.uuids(array_agg(w ->> 'id')
      filter (where w ->> 'table' = 'deals' and w -> 'columns' ?| array['stage_id', 'team_id'])),
    private.uuids(array_agg(w -> 'columns' ->> 'stage_id'))
  into cards, put_deals, stages
  from jsonb_array_elements(writes) as w;

  -- Cards and the deals that they carry along, or that carry them.
  select cards || coalesce(array_agg(c.id), '{}') into cards
  from public.board_cards as c where c.record_id = any (put_deals);
  select put_deals || coalesce(array_agg(c.record_id), '{}') into put_deals
  from public.board_cards as c where c.id = any (cards);

  perform private.lock_board(board.id) from (
    select c.board_id as id from public.board_cards as c where c.id = any (cards)
    union
    select s.board_id from public.board_stages as s where s.id = any (stages)
    order by 1
  ) as board;

  for step in
    select t.relation, private.uuids(array_agg(w ->> 'id'))
      || case t.name when 'board_cards' then cards when 'deals' then put_deals else '{}' end as ids
    from private.registry() as t left join jsonb_array_elements(writes) as w on w ->> 'table' = t.name
    group by t.place, t.name, t.relation
    order by t.place
  loop
    if step.ids <> '{}' and has_any_column_privilege(step.relation, 'update') then
      execute format('select from %s as t where t.id = any ($1) order by t.id for no key update', step.relation)
      using step.ids;
    end if;
  end loop;
end $$;
comment on function private.lock_for_push is
  'Takes all locks that these writes will need, in one order for everybody, so that two pushes never wait for each other.';

-- the call --------------------------------------------------------------------------------------------------------

create or replace function public.sync_push(writes jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  synced private.synced_tables;
  step record;
  id_before text;
  answer jsonb;
  answers jsonb[];
  failure text;
  failure_message text;
  failure_detail text;
begin
  if jsonb_typeof(writes) is distinct from 'array' or jsonb_array_length(writes) > 1000 then
    raise invalid_parameter_value using message = 'writes must be an array of at most 1,000 writes';
  end if;
  select coalesce(array_agg(jsonb_build_object('status', 'refused', 'code', '42P01', 'row', null,
    'message', format('%s is not a synced table', coalesce(w ->> 'table', 'null')))), '{}')
  into answers from jsonb_array_elements(writes) as w;
  perform private.lock_for_push(writes);

  for synced in
    select t.* from private.registry() as t
    where t.name in (select w ->> 'table' from jsonb_array_elements(writes) as w)
    order by t.place
  loop
    id_before := null;
    for step in execute format($query$
      select w.write, w.write ->> 'id' as id, w.at, to_jsonb(t) as server_row
      from (
        select write, at, case when pg_input_is_valid(write ->> 'id', 'uuid') then (write ->> 'id')::uuid end as id
        from jsonb_array_elements($1) with ordinality as pushed (write, at)
        where write ->> 'table' = $2
      ) as w left join %s as t on t.id = w.id
      order by w.id, w.at
    $query$, synced.relation) using writes, synced.name
    loop
      begin
        answer := private.push_write(step.write, synced,
          case when step.id = id_before then private.read_row(synced.relation, step.id::uuid) else step.server_row end);
      exception when others then
        get stacked diagnostics
          failure = returned_sqlstate, failure_message = message_text, failure_detail = pg_exception_detail;
        if failure in ('23503', '40001', '40P01', '55P03') then
          answer := jsonb_build_object('status', 'later', 'code', failure, 'message', failure_message);
        elsif left(failure, 2) in ('53', '57', '58') then
          raise; -- The server is in trouble; no edit is to blame.
        else
          answer := jsonb_build_object(
            'status', 'refused', 'code', failure, 'message', failure_message, 'details', nullif(failure_detail, ''),
            'row', step.server_row);
        end if;
      end;
      id_before := step.id;
      answers[step.at] := answer;
    end loop;
  end loop;

  perform set_config('outpost.clocks', '', true);
  return (
    select coalesce(jsonb_agg(
      jsonb_build_object('table', w.write -> 'table', 'id', w.write -> 'id') || answers[w.at] order by w.at), '[]')
    from jsonb_array_elements(writes) with ordinality as w (write, at)
  );
end $$;
comment on function public.sync_push is
  'Writes a client''s edits and answers each, in the order given: applied, merged, refused or later.';
