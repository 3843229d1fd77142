-- A deal's stage_id and the stage of its card never disagree, whichever side is written, and both carry the clock
-- of the edit. A deal without a stage has no live card on the board it left. Neither trigger writes what already
-- agrees, so they end each other.

create or replace function private.deal_follows_card() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  edited text := case when tg_op = 'UPDATE' and new.stage_id = old.stage_id then 'deleted_at' else 'stage_id' end;
  stage uuid := case when new.deleted_at is null then new.stage_id end;
  deal record;
begin
  if tg_op = 'UPDATE' and (new.stage_id, new.deleted_at is null) = (old.stage_id, old.deleted_at is null) then
    return null;
  end if;
  select d.id, d.clocks into deal from public.deals as d
  where d.id = new.record_id and d.workspace_id = new.workspace_id and d.stage_id is distinct from stage
    -- A card that goes takes the stage along only where the deal stood on it.
    and (stage is not null or d.stage_id in (new.stage_id, old.stage_id));
  if found then
    perform private.give_clocks(deal.id, jsonb_build_object('stage_id',
      private.clock_later(private.clock_of(new.clocks, edited), private.clock_of(deal.clocks, 'stage_id'))));
    update public.deals set stage_id = stage where id = deal.id;
  end if;
  return null;
end $$;
comment on function private.deal_follows_card is
  'Moves the deal where its card was moved; a card that is removed leaves the deal without a stage.';
create or replace trigger deal_follows_card after insert or update of stage_id, deleted_at on public.board_cards
  for each row when (new.record_type = 'deal') execute function private.deal_follows_card();

create or replace function private.card_follows_deal() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  board record;
  card record;
  clock text := private.clock_of(new.clocks, 'stage_id');
begin
  if tg_op = 'UPDATE' and new.stage_id is not distinct from old.stage_id then
    return null;
  end if;
  select b.id, b.record_type into board
  from public.board_stages as s join public.boards as b on b.id = s.board_id
  where s.id = coalesce(new.stage_id, old.stage_id);
  if new.stage_id is not null and board.record_type <> 'deal' then
    raise check_violation using message = 'a deal stands in a stage of a board of deals';
  end if;
  select c.id, c.clocks, c.deleted_at is not null as is_deleted into card from public.board_cards as c
  where c.board_id = board.id and c.record_id = new.id
    and case
      when new.stage_id is null then c.deleted_at is null
      when c.deleted_at is null then c.stage_id <> new.stage_id
      else not exists (
        select from public.board_cards as l
        where l.board_id = c.board_id and l.record_id = c.record_id and l.deleted_at is null) end
  order by c.deleted_at desc limit 1;
  if not found then
    return null;
  end if;
  if new.stage_id is null then
    perform private.give_clocks(card.id, jsonb_build_object('deleted_at',
      private.clock_later(clock, private.clock_of(card.clocks, 'deleted_at'))));
    update public.board_cards set deleted_at = now() where id = card.id;
  else
    perform private.give_clocks(card.id,
      jsonb_build_object('stage_id', private.clock_later(clock, private.clock_of(card.clocks, 'stage_id')))
      || case when card.is_deleted
        then jsonb_build_object('deleted_at', private.clock_later(clock, private.clock_of(card.clocks, 'deleted_at')))
        else '{}' end);
    update public.board_cards set stage_id = new.stage_id, deleted_at = null where id = card.id;
  end if;
  return null;
end $$;
comment on function private.card_follows_deal is
  'Moves the card where its deal was put: to the end of that stage.';
create or replace trigger card_follows_deal after insert or update of stage_id on public.deals
  for each row execute function private.card_follows_deal();

-- A deal and its card made apart: the one that comes second takes the later stage -----------------------------------

create or replace function private.card_meets_deal() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  given jsonb := private.given_clocks(new.id);
  deal record;
begin
  select d.stage_id, private.clock_of(d.clocks, 'stage_id') as clock into deal
  from public.deals as d join public.board_stages as s on s.id = d.stage_id
  where d.id = new.record_id and d.workspace_id = new.workspace_id
    and s.board_id = new.board_id and d.stage_id <> new.stage_id;
  if found and given <> '{}' and deal.clock > private.clock_of(given, 'stage_id') collate "C" then
    new.stage_id := deal.stage_id;
    new.rank := null;
    perform private.give_clocks(new.id, given || jsonb_build_object('stage_id', deal.clock));
  end if;
  return new;
end $$;
comment on function private.card_meets_deal is
  'A new card of a deal that was put elsewhere later goes there.';
create or replace trigger t2_meet before insert on public.board_cards
  for each row when (new.record_type = 'deal') execute function private.card_meets_deal();

create or replace function private.deal_meets_card() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  given jsonb := private.given_clocks(new.id);
  card record;
begin
  select c.stage_id, private.clock_of(c.clocks, 'stage_id') as clock into card
  from public.board_cards as c
  where c.record_id = new.id and c.workspace_id = new.workspace_id and c.record_type = 'deal' and c.deleted_at is null
    and (new.stage_id is null
      or c.board_id = (select s.board_id from public.board_stages as s where s.id = new.stage_id))
  order by private.clock_of(c.clocks, 'stage_id') collate "C" desc limit 1;
  if found and (new.stage_id is null
    or given <> '{}' and card.clock > private.clock_of(given, 'stage_id') collate "C")
  then
    new.stage_id := card.stage_id;
    perform private.give_clocks(new.id, given || jsonb_build_object('stage_id', card.clock));
  end if;
  return new;
end $$;
comment on function private.deal_meets_card is 'A new deal whose card was put elsewhere later stands there.';
create or replace trigger t2_meet before insert on public.deals
  for each row execute function private.deal_meets_card();
