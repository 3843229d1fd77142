-- Push: many edits of many tables in one call, each in a savepoint of its own, so that none holds up another.
-- Edits are merged per cell by the clocks of the people who made them; doing a push again changes nothing.

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
      jsonb_build_object('theirs', private.read_cell(server_row, edit.key), 'clock', edit.their_clock));
    if edit.key = 'deleted_at' and edit.value <> 'null' then
      continue when is_deleted;
      if news and exists (
        select from jsonb_object_keys(theirs) as known (key)
        where key <> 'deleted_at' and private.is_unseen(theirs, base, ours, key)
          -- What another row of the same gesture brought about is no news to it.
          and private.clock_of(theirs, key) <> edit.clock
      ) then
        lost := lost || contest;
        continue;
      end if;
    end if;
    -- A column that follows another, such as the rank in a stage, goes where that one goes.
    judge := follows ->> edit.key;
    if judge is not null and not edits ? judge and private.is_unseen(theirs, base, ours, judge) then
      -- A place in a stage that somebody has taken the row out of.
      lost := lost || contest;
      continue;
    end if;
    if judge is null or not edits ? judge or private.clock_of(ours, judge) = private.clock_of(theirs, judge) then
      judge := edit.key;
    end if;
    if private.is_unseen(theirs, base, ours, judge)
      and private.clock_of(ours, judge) collate "C" < private.clock_of(theirs, judge) collate "C"
    then
      lost := lost || case when private.read_cell(server_row, edit.key) = edit.value then '{}' else contest end;
    elsif base is null and private.read_cell(server_row, edit.key) = edit.value and not follows ? edit.key then
      -- Made twice alike: columns that may be set only once are left as they are.
      latest := greatest(latest collate "C", edit.clock);
    else
      latest := greatest(latest collate "C", edit.clock);
      columns := columns || jsonb_build_object(edit.key, edit.value);
      clocks := clocks || jsonb_build_object(edit.key, private.clock_later(edit.clock, edit.their_clock));
      if private.read_cell(server_row, edit.key) <> edit.value and private.is_unseen(theirs, base, ours, edit.key) then
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
  'What becomes of an edit of a row that is there: cells and clocks to write, what was lost and won, and whether the server has news for the editor.';

-- many writes -----------------------------------------------------------------------------------------------------

create or replace function private.read_rows(relation regclass, ids uuid[]) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  found_rows jsonb;
begin
  execute format(
    'select coalesce(jsonb_object_agg(t.id, to_jsonb(t)), ''{}'') from %s as t where t.id = any ($1)', relation)
  into found_rows using ids;
  return found_rows;
end $$;
comment on function private.read_rows is 'Rows by id, those that the signed-in person sees.';

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

create or replace function private.write_rows(relation regclass, is_new boolean, columns text[], edits jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = '' set enable_seqscan = off as $$
declare
  statement constant text := case when is_new
    then 'insert into %1$s as t (id%2$s) select v.id%3$s from jsonb_populate_recordset(null::%1$s, $1) as v
      on conflict (id) do nothing'
    else 'update %1$s as t set %4$s from jsonb_populate_recordset(null::%1$s, $1) as v where t.id = v.id' end;
  written jsonb;
begin
  execute format(
    'with written as (' || statement || ' returning t.id, to_jsonb(t) as data)
    select coalesce(jsonb_object_agg(id, data), ''{}'') from written',
    relation,
    (select string_agg(format(', %I', c), '') from unnest(columns) as c),
    (select string_agg(format(', v.%I', c), '') from unnest(columns) as c),
    (select string_agg(format('%1$I = v.%1$I', c), ', ') from unnest(columns) as c)
  ) into written using edits;
  return written;
end $$;
comment on function private.write_rows is
  'Makes or edits rows in the columns given, and answers them by id: without those whose id is taken, or that the signed-in person may not edit.';

do $$
begin
  if to_regtype('private.planned_write') is null then
    create type private.planned_write as (
      id uuid,
      server_row jsonb,
      columns text[],
      edits jsonb,
      clocks jsonb,
      lost jsonb,
      won jsonb,
      news boolean
    );
  end if;
end $$;
comment on type private.planned_write is
  'What is to become of a write: the columns to write with their values and clocks, on a row or (null) as a new one.';

create or replace function private.plan_write(write jsonb, synced private.synced_tables, server_row jsonb)
returns private.planned_write
language plpgsql volatile security invoker set search_path = '' as $$
declare
  base constant jsonb := nullif(write -> 'base', 'null');
  edits jsonb := write -> 'columns';
  ours jsonb;
  plan private.planned_write;
begin
  if write ->> 'id' is null or jsonb_typeof(edits) is distinct from 'object'
    or jsonb_typeof(write -> 'clocks') is distinct from 'object'
  then
    raise invalid_parameter_value using message = 'a write has an id, columns and clocks';
  end if;
  edits := edits - 'id';
  select coalesce(jsonb_object_agg(key, private.clock_bounded(value)), '{}') into ours
  from jsonb_each_text(write -> 'clocks');
  if not ours ? '*' and not ours ?& array(select jsonb_object_keys(edits)) then
    raise invalid_parameter_value using message = 'every edited column has a clock';
  end if;
  if exists (select from jsonb_object_keys(edits) as key
    where private.element_of(key) is not null and private.column_of(key) <> all (synced.elements))
  then
    raise invalid_parameter_value using message = 'only elements of some columns are edited one by one';
  end if;

  plan.id := (write ->> 'id')::uuid;
  plan.server_row := server_row;
  if server_row is not null then
    if server_row -> 'clocks' is distinct from base then
      edits := private.as_stored(synced.relation, edits);
    end if;
    select m.columns, m.clocks, m.lost, m.won, m.news into plan.edits, plan.clocks, plan.lost, plan.won, plan.news
    from private.merge_edit(server_row, base, edits, ours, synced.follows) as m;
    plan.edits := private.with_cells(server_row, plan.edits);
  elsif base is not null then
    raise no_data_found using message = 'the row is not there, or not yours to see';
  elsif not ours ? '*' then
    raise invalid_parameter_value using message = 'a new row has a clock for all columns';
  else
    plan.edits := private.with_cells('{}', edits);
    plan.clocks := ours;
    plan.lost := '{}';
    plan.won := '{}';
    plan.news := false;
  end if;
  plan.columns := array(select jsonb_object_keys(plan.edits));
  -- A clock that was cut is news to whoever made it.
  plan.news := plan.news or ours <> write -> 'clocks';
  return plan;
end $$;
comment on function private.plan_write is 'Decides what is to become of one write, given the row that is there.';

create or replace function private.is_as_pushed(
  plan private.planned_write, pushed jsonb, written jsonb, synced private.synced_tables
) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
declare
  not_compared constant text[] :=
    array['created_at', 'created_by', 'updated_at', 'row_version'] || synced.server_columns;
  before jsonb := coalesce(plan.server_row, written);
begin
  if plan.news or plan.lost <> '{}' then
    return false;
  end if;
  before := before || jsonb_build_object('clocks', case
    when plan.server_row is null then pushed
    when plan.edits = '{}' then written -> 'clocks'
    else (before -> 'clocks') || (pushed - '*') end);
  return (before || plan.edits) - not_compared = written - not_compared
    or (before || private.as_stored(synced.relation, plan.edits)) - not_compared = written - not_compared;
end $$;
comment on function private.is_as_pushed is
  'True where a row is now what the client holds: the row as it was, with the client''s edits and clocks.';

create or replace function private.push_batch(writes jsonb[], synced private.synced_tables) returns jsonb[]
language plpgsql volatile security invoker set search_path = '' as $$
declare
  half constant int := cardinality(writes) / 2;
  plans private.planned_write[];
  plan private.planned_write;
  alike record;
  server_rows jsonb := jsonb '{}';
  written jsonb := jsonb '{}';
  row_now jsonb;
  answers jsonb[];
  merged uuid[] := array[]::uuid[];
  failure text;
  failure_message text;
  failure_detail text;
begin
  server_rows := private.read_rows(synced.relation, private.uuids(array(select w ->> 'id' from unnest(writes) as w)));
  for at in 1..cardinality(writes) loop
    plans[at] := private.plan_write(writes[at], synced, server_rows -> (writes[at] ->> 'id')::uuid::text);
  end loop;

  for alike in
    select p.server_row is null as is_new, p.columns, array_agg(p.id) as ids, array_agg(p.clocks) as clocks,
      jsonb_agg(p.edits || jsonb_build_object('id', p.id) order by p.id) as edits
    from unnest(plans) as p
    where p.server_row is null or p.edits <> '{}'
    group by p.server_row is null, p.columns
    order by is_new desc, p.columns
  loop
    perform private.give_clocks(given.id, given.clocks) from unnest(alike.ids, alike.clocks) as given (id, clocks);
    written := written || private.write_rows(synced.relation, alike.is_new, alike.columns, alike.edits);
  end loop;

  for at in 1..cardinality(writes) loop
    plan := plans[at];
    row_now := coalesce(written -> plan.id::text, case when plan.edits = '{}' then plan.server_row end);
    if row_now is null then
      if plan.server_row is not null then
        raise insufficient_privilege using message = format('you may not edit %s of this workspace', synced.name);
      elsif private.read_rows(synced.relation, array[plan.id]) = '{}' then
        raise insufficient_privilege using message = 'the id is taken by a row that is not yours to see';
      end if;
      -- Somebody made the row meanwhile.
      answers[at] := (private.push_batch(writes[at:at], synced))[1];
      continue;
    end if;
    if private.is_as_pushed(plan, writes[at] -> 'clocks', row_now, synced) then
      answers[at] := jsonb_build_object('status', 'applied', 'row_version', row_now -> 'row_version');
    else
      answers[at] := jsonb_build_object('status', 'merged', 'row', null, 'lost', plan.lost, 'won', plan.won);
      merged := merged || plan.id;
    end if;
  end loop;

  -- As they are after all triggers.
  if merged <> '{}' then
    server_rows := private.read_rows(synced.relation, merged);
    for at in 1..cardinality(writes) loop
      if answers[at] -> 'row' = 'null' then
        answers[at] := answers[at] || jsonb_build_object('row', server_rows -> plans[at].id::text);
      end if;
    end loop;
  end if;
  return answers;
exception when others then
  get stacked diagnostics
    failure = returned_sqlstate, failure_message = message_text, failure_detail = pg_exception_detail;
  if left(failure, 2) in ('53', '57', '58') then
    raise; -- The server is in trouble; no edit is to blame.
  elsif half > 0 then
    return private.push_batch(writes[:half], synced) || private.push_batch(writes[half + 1:], synced);
  end if;
  return array[jsonb_build_object(
    'status', case when failure in ('23503', '40001', '40P01', '55P03') then 'later' else 'refused' end,
    'code', failure, 'message', failure_message, 'details', nullif(failure_detail, ''),
    'row', server_rows -> lower(writes[1] ->> 'id'))];
end $$;
comment on function private.push_batch is
  'Writes edits of different rows of a table under the policies of the signed-in person, and answers each. A batch that raises is pushed anew as two halves, down to the one write that is to blame.';

-- locks -----------------------------------------------------------------------------------------------------------

create or replace function private.uuids(texts text[]) returns uuid[]
language sql immutable set search_path = '' as $$
  select coalesce(array_agg(distinct one::uuid), '{}') from unnest(texts) as one where pg_input_is_valid(one, 'uuid')
$$;
comment on function private.uuids is 'Those of the texts that are ids.';

create or replace function private.lock_for_push(writes jsonb) returns void
language plpgsql volatile security invoker set search_path = '' as $$
declare
  cards uuid[];
  put_deals uuid[];
  stages uuid[];
  moves_records boolean;
  step record;
begin
  -- Whoever moves records between teams, or adds them to one, waits for those who add to records.
  moves_records := exists (
    select from jsonb_array_elements(writes) as w
    where w -> 'columns' -> 'team_id' <> 'null' or w -> 'columns' ? 'team_id' and w -> 'base' <> 'null');
  perform private.lock_workspace('teams', mine.id, alone => moves_records)
  from (select id from private.workspaces_where_i_may('read') as id order by id) as mine;

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
  batch_size constant int := 100;
  synced private.synced_tables;
  batch record;
  batch_answers jsonb[];
  answers jsonb[];
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
    -- Of the writes of one row, each builds on the one before.
    for batch in
      select array_agg(numbered.write order by numbered.nth) as writes, array_agg(numbered.at order by numbered.nth) as ats
      from (
        select turns.*, row_number() over (partition by turns.turn order by turns.id, turns.at) as nth
        from (
          select w.write, w.at, w.write ->> 'id' as id,
            row_number() over (partition by lower(w.write ->> 'id') order by w.at) as turn
          from jsonb_array_elements(writes) with ordinality as w (write, at)
          where w.write ->> 'table' = synced.name
        ) as turns
      ) as numbered
      group by numbered.turn, (numbered.nth - 1) / batch_size
      order by numbered.turn, (numbered.nth - 1) / batch_size
    loop
      batch_answers := private.push_batch(batch.writes, synced);
      for nth in 1..cardinality(batch.ats) loop
        answers[batch.ats[nth]] := batch_answers[nth];
      end loop;
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
