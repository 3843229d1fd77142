-- The order of cards in a stage: (rank, id) is the truth, position says the same to readers that know no rank.
-- One row is written per move. Whoever writes either column, both agree in every row of the stage afterwards, and
-- no two cards of a stage share a rank.

-- fractional indexing ---------------------------------------------------------------------------------------------
-- Keys as those of the npm package fractional-indexing-jittered: a head that says how long the integer part is
-- (a: one digit, b: two, …; Z: one digit below zero, Y: two, …), its base62 digits, then a fraction without
-- trailing zeros.

create or replace function private.base62_value(digits text) returns numeric
language plpgsql immutable strict set search_path = '' as $$
declare
  value numeric := 0;
  digit text;
begin
  foreach digit in array string_to_array(digits, null) loop
    value := value * 62 + strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', digit) - 1;
  end loop;
  return value;
end $$;
comment on function private.base62_value is 'The number that base62 digits stand for.';

create or replace function private.base62_digits(value numeric, width int) returns text
language plpgsql immutable strict set search_path = '' as $$
declare
  digits text := '';
begin
  while value > 0 loop
    digits := substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', mod(value, 62)::int + 1, 1)
      || digits;
    value := div(value, 62);
  end loop;
  return lpad(digits, width, '0');
end $$;
comment on function private.base62_digits is 'A number in base62, filled with zeros to `width`.';

create or replace function private.rank_integer(rank text) returns text
language plpgsql immutable strict set search_path = '' as $$
declare
  head text collate "C" := left(rank, 1);
  length_of_integer int := case
    when head between 'a' and 'y' then ascii(head) - ascii('a') + 2
    when head between 'B' and 'Z' then ascii('Z') - ascii(head) + 2
  end;
begin
  if length_of_integer is null or length(rank) < length_of_integer or rank ~ '[^0-9A-Za-z]' then
    raise invalid_parameter_value using message = format('%L is not a rank', rank);
  end if;
  return left(rank, length_of_integer);
end $$;
comment on function private.rank_integer is 'The integer part of a rank; raises 22023 where it is none.';

create or replace function private.rank_clean(rank text) returns text
language sql immutable strict set search_path = '' as $$
  select i.part || rtrim(substr(rank, length(i.part) + 1), '0') from private.rank_integer(rank) as i (part)
$$;
comment on function private.rank_clean is
  'A rank without trailing zeros in its fraction: nothing would fit between a0 and a00.';

create or replace function private.rank_step(integer_part text, step int) returns text
language plpgsql immutable strict set search_path = '' as $$
declare
  heads constant text := 'BCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxy';
  head text := left(integer_part, 1);
  width int := length(integer_part) - 1;
  value numeric := private.base62_value(substr(integer_part, 2)) + step;
begin
  if value >= 0 and value < 62::numeric ^ width then
    return head || private.base62_digits(value, width);
  end if;
  head := substr(heads, strpos(heads, head) + step, 1);
  if head = '' then
    raise numeric_value_out_of_range using message = 'the ranks are used up';
  end if;
  width := case when head collate "C" >= 'a' then ascii(head) - ascii('a') else ascii('Z') - ascii(head) end + 1;
  return head || repeat(case when step > 0 then '0' else 'z' end, width);
end $$;
comment on function private.rank_step is 'The next integer part (step 1), or the one before (step -1).';

create or replace function private.rank_between(lower_rank text, upper_rank text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  width int := greatest(length(lower_rank), length(upper_rank));
  low numeric;
  gap numeric;
begin
  if lower_rank is null and upper_rank is null then
    return 'a0';
  elsif lower_rank is null then
    return private.rank_step(private.rank_integer(upper_rank), -1);
  elsif upper_rank is null then
    return private.rank_step(private.rank_integer(lower_rank), 1);
  end if;
  low := private.base62_value(rpad(lower_rank, width, '0'));
  gap := private.base62_value(rpad(upper_rank, width, '0')) - low;
  if gap <= 0 then
    raise invalid_parameter_value using message = format('no rank fits between %s and %s', lower_rank, upper_rank);
  elsif gap = 1 then
    return private.rank_clean(private.base62_digits(low * 62 + 31, width + 1));
  end if;
  return private.rank_clean(private.base62_digits(low + div(gap, 2), width));
end $$;
comment on function private.rank_between is
  'The rank in the middle of a gap; null: no neighbour on that side.';

-- one writer at a time ---------------------------------------------------------------------------------------------

create or replace function private.lock_board(board uuid) returns void
language sql volatile set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('outpost.board:' || board, 0))
$$;
comment on function private.lock_board is
  'Two writers never order cards of one board at the same time; held until the transaction ends.';

-- keeping rank and position ----------------------------------------------------------------------------------------

create or replace function private.gap_used_up() returns int
language sql immutable set search_path = '' as $$
  select -2147483648
$$;
comment on function private.gap_used_up is
  'The position of a card, until the statement ends, that makes its stage be renumbered.';

create or replace function private.position_between(lower_position int, upper_position int) returns int
language sql immutable set search_path = '' as $$
  select case when place between -2000000000 and 2000000000 then place::int end
  from (select case
    when private.gap_used_up() in (lower_position, upper_position) then null
    when lower_position is null then coalesce(upper_position - 2048::bigint, 0) + 1024
    when upper_position is null then lower_position + 1024::bigint
    when upper_position - lower_position::bigint > 1 then lower_position + (upper_position - lower_position::bigint) / 2
  end) as between_neighbours (place)
$$;
comment on function private.position_between is
  'A position in a gap, null where the gap is used up; null: no neighbour on that side.';

create or replace function private.rebalance_stage(stage uuid, moved_id uuid, moved_rank text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  card record;
  rank_so_far text;
  place int := 0;
  moved_to text;
begin
  perform set_config('outpost.ordering', 'rebalance', true);
  for card in
    select c.id, c.rank, c.clocks from public.board_cards as c where c.stage_id = stage and c.id <> moved_id
    union all
    select moved_id, moved_rank collate "C", null where moved_rank is not null
    order by rank, id
  loop
    rank_so_far := private.rank_between(rank_so_far, null);
    place := place + 1024;
    if card.id = moved_id then
      moved_to := rank_so_far;
    else
      -- The clock right after the last one: whoever moves this card next, or did so unseen, is later.
      perform private.give_clocks(card.id,
        jsonb_build_object('rank', private.clock_after(private.clock_of(card.clocks, 'rank'))));
      update public.board_cards set rank = rank_so_far, position = place where id = card.id;
    end if;
  end loop;
  perform set_config('outpost.ordering', '', true);
  return moved_to;
end $$;
comment on function private.rebalance_stage is
  'Gives every card of a stage a short rank in the same order and stamps it; answers the new rank of the card that is being moved, where its place is known already.';

create or replace function private.order_card() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  given jsonb;
  moved boolean := true;
  rank_chosen boolean := new.rank is not null;
  position_chosen boolean := new.position is not null;
  below record;
  above record;
begin
  if current_setting('outpost.ordering', true) <> '' then
    return new;
  end if;
  given := private.given_clocks(new.id);
  if tg_op = 'UPDATE' then
    moved := new.stage_id <> old.stage_id;
    rank_chosen := new.rank is distinct from old.rank or given ? 'rank';
    position_chosen := new.position is distinct from old.position and new.position is not null;
    if not (moved or rank_chosen or position_chosen) then
      return new;
    end if;
  end if;
  perform private.lock_board(new.board_id);

  if rank_chosen then
    new.rank := private.rank_clean(new.rank);
  elsif position_chosen then
    -- Where another card has that position already, this one goes before it.
    select c.id, c.rank, c.position into below from public.board_cards as c
    where c.stage_id = new.stage_id and c.id <> new.id and c.position < new.position
    order by c.rank desc, c.id desc limit 1;
    select c.id, c.rank, c.position into above from public.board_cards as c
    where c.stage_id = new.stage_id and c.id <> new.id and (below.id is null or (c.rank, c.id) > (below.rank, below.id))
    order by c.rank, c.id limit 1;
    if below.rank = above.rank then
      perform private.rebalance_stage(new.stage_id, new.id, null);
      select c.rank into below.rank from public.board_cards as c where c.id = below.id;
      select c.rank into above.rank from public.board_cards as c where c.id = above.id;
      moved := true;
    end if;
    if moved or new.rank <= below.rank or new.rank >= above.rank then
      new.rank := private.rank_between(below.rank, above.rank);
    end if;
  else
    new.rank := private.rank_between(
      (select max(c.rank) from public.board_cards as c where c.stage_id = new.stage_id and c.id <> new.id), null);
    if tg_op = 'UPDATE' then
      -- Nobody chose this place: it dates from right after the last one that somebody did.
      perform private.give_clocks(new.id,
        given || jsonb_build_object('rank', private.clock_after(private.clock_of(old.clocks, 'rank'))));
    end if;
  end if;

  select c.id, c.rank, c.position into below from public.board_cards as c
  where c.stage_id = new.stage_id and c.id <> new.id and (c.rank, c.id) < (new.rank, new.id)
  order by c.rank desc, c.id desc limit 1;
  select c.id, c.rank, c.position into above from public.board_cards as c
  where c.stage_id = new.stage_id and c.id <> new.id and (c.rank, c.id) > (new.rank, new.id)
  order by c.rank, c.id limit 1;
  if new.rank in (below.rank, above.rank) and below.rank is distinct from above.rank then
    new.rank := private.rank_between(below.rank, above.rank);
  end if;

  if length(new.rank) > 32 or below.rank = above.rank then
    new.rank := private.rebalance_stage(new.stage_id, new.id, new.rank);
    select c.id, c.rank, c.position into below from public.board_cards as c
    where c.stage_id = new.stage_id and c.rank < new.rank and c.id <> new.id order by c.rank desc limit 1;
    new.position := coalesce(below.position, 0) + 1024;
  elsif not position_chosen or new.position <= below.position or new.position >= above.position then
    new.position := coalesce(private.position_between(below.position, above.position), private.gap_used_up());
  end if;
  return new;
end $$;
comment on function private.order_card is
  'Brings rank and position of a card to agree: a rank places the card, a position alone becomes a rank, neither means the end of the stage.';
create or replace trigger t5_order before insert or update on public.board_cards
  for each row execute function private.order_card();

create or replace function private.renumber_stage() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform set_config('outpost.ordering', 'renumber', true);
  update public.board_cards as c set position = ordered.place
  from (
    select id, row_number() over (order by rank, id) * 1024 as place
    from public.board_cards where stage_id = new.stage_id
  ) as ordered
  where c.id = ordered.id and c.position is distinct from ordered.place;
  perform set_config('outpost.ordering', '', true);
  return null;
end $$;
comment on function private.renumber_stage is
  'Spreads the positions of a stage anew when a gap is used up. No edit: row_version, updated_at and clocks stay.';
create or replace trigger renumber after insert or update on public.board_cards
  for each row when (new.position = private.gap_used_up()) execute function private.renumber_stage();

-- cards from before there were ranks ---------------------------------------------------------------------------------

do $$
declare
  card record;
  last_stage uuid;
  last_rank text;
begin
  -- In the order of their positions, which stay; for replicas no edit.
  perform set_config('outpost.ordering', 'renumber', true);
  for card in
    select c.id, c.stage_id from public.board_cards as c
    where c.rank is null order by c.stage_id, c.position, c.id
  loop
    last_rank := private.rank_between(case when card.stage_id = last_stage then last_rank end, null);
    last_stage := card.stage_id;
    update public.board_cards set rank = last_rank where id = card.id;
  end loop;
  perform set_config('outpost.ordering', '', true);
  alter table public.board_cards alter column rank set not null;
end $$;
