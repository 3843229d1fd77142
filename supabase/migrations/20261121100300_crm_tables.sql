-- The CRM: companies, contacts, boards with stages and cards, deals.
-- Every reference between records carries the workspace along, so that none can cross into another one.

-- companies -------------------------------------------------------------------------------------------------------

create table if not exists public.companies (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  name text not null check (length(name) between 1 and 500),
  domain text,
  industry text,
  size text,
  parent_id uuid,
  owner_id uuid references auth.users (id) on delete set null,
  custom_fields jsonb not null default '{}',
  created_by uuid references auth.users (id) on delete set null,
  unique (workspace_id, id),
  constraint companies_parent foreign key (workspace_id, parent_id)
    references public.companies (workspace_id, id) on delete set null (parent_id)
);
comment on table public.companies is 'Organization records.';
comment on column public.companies.id is 'Made by the client (v7).';
comment on column public.companies.workspace_id is 'The workspace it belongs to, for good.';
comment on column public.companies.name is 'What the organization is called.';
comment on column public.companies.domain is 'Its internet domain.';
comment on column public.companies.industry is 'Its line of business.';
comment on column public.companies.size is 'Its head count, as a range.';
comment on column public.companies.parent_id is 'The company that it belongs to; null: none.';
comment on column public.companies.owner_id is 'The person who looks after it; null: nobody.';
comment on column public.companies.custom_fields is 'User-defined fields by key.';
comment on column public.companies.created_by is 'Who made it.';
create index if not exists companies_parent on public.companies (workspace_id, parent_id);
create index if not exists companies_owner on public.companies (owner_id);
create index if not exists companies_created_by on public.companies (created_by);

-- contacts --------------------------------------------------------------------------------------------------------

create table if not exists public.contacts (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  name text not null check (length(name) between 1 and 500),
  email text,
  phone text,
  title text,
  company_id uuid,
  owner_id uuid references auth.users (id) on delete set null,
  tags text[] not null default '{}',
  custom_fields jsonb not null default '{}',
  created_by uuid references auth.users (id) on delete set null,
  unique (workspace_id, id),
  constraint contacts_company foreign key (workspace_id, company_id)
    references public.companies (workspace_id, id) on delete set null (company_id)
);
comment on table public.contacts is 'Person records.';
comment on column public.contacts.id is 'Made by the client (v7).';
comment on column public.contacts.workspace_id is 'The workspace it belongs to, for good.';
comment on column public.contacts.name is 'The person''s name.';
comment on column public.contacts.email is 'E-mail address.';
comment on column public.contacts.phone is 'Phone number, as it was written.';
comment on column public.contacts.title is 'Position in the company.';
comment on column public.contacts.company_id is 'The company the person works for; null: none known.';
comment on column public.contacts.owner_id is 'The colleague who looks after the person; null: nobody.';
comment on column public.contacts.tags is 'Free words.';
comment on column public.contacts.custom_fields is 'User-defined fields by key.';
comment on column public.contacts.created_by is 'Who made it.';
create index if not exists contacts_company on public.contacts (workspace_id, company_id);
create index if not exists contacts_owner on public.contacts (owner_id);
create index if not exists contacts_created_by on public.contacts (created_by);

-- boards ----------------------------------------------------------------------------------------------------------

create table if not exists public.boards (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  name text not null check (length(name) between 1 and 500),
  record_type text not null check (record_type in ('contact', 'company', 'deal')),
  is_archived boolean not null default false,
  created_by uuid references auth.users (id) on delete set null,
  unique (workspace_id, id, record_type)
);
comment on table public.boards is 'One row per pipeline.';
comment on column public.boards.id is 'Made by the client (v7).';
comment on column public.boards.workspace_id is 'The workspace it belongs to, for good.';
comment on column public.boards.name is 'What the pipeline is called.';
comment on column public.boards.record_type is 'What its cards stand for: contact, company or deal.';
comment on column public.boards.is_archived is 'Put away: kept, but not offered.';
comment on column public.boards.created_by is 'Who made it.';
create index if not exists boards_created_by on public.boards (created_by);

-- board_stages ----------------------------------------------------------------------------------------------------

create table if not exists public.board_stages (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  board_id uuid not null references public.boards (id) on delete cascade,
  name text not null check (length(name) between 1 and 500),
  position int not null default 0,
  stage_type text not null default 'open' check (stage_type in ('open', 'won', 'lost')),
  probability numeric check (probability between 0 and 100),
  unique (workspace_id, id),
  unique (board_id, id)
);
comment on table public.board_stages is 'Columns on a board.';
comment on column public.board_stages.id is 'Made by the client (v7).';
comment on column public.board_stages.workspace_id is 'The board''s workspace; filled by a trigger.';
comment on column public.board_stages.board_id is 'The board it is a column of.';
comment on column public.board_stages.name is 'What the column is called.';
comment on column public.board_stages.position is 'Ordering of the columns, left to right.';
comment on column public.board_stages.stage_type is 'open, won or lost: what it means to stand here.';
comment on column public.board_stages.probability is
  'Chance to win from here in percent, 0 to 100; null: not said.';

-- board_cards -----------------------------------------------------------------------------------------------------

create table if not exists public.board_cards (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  board_id uuid not null,
  stage_id uuid not null,
  record_type text not null,
  record_id uuid not null,
  position int not null,
  rank text collate "C" not null,
  constraint board_cards_board foreign key (workspace_id, board_id, record_type)
    references public.boards (workspace_id, id, record_type) on delete cascade,
  constraint board_cards_stage foreign key (board_id, stage_id)
    references public.board_stages (board_id, id)
);
comment on table public.board_cards is 'A card on a board: stands for a contact, a company or a deal.';
comment on column public.board_cards.id is
  'Derived from board and record (v5), so that two people who add a record to a board make one card.';
comment on column public.board_cards.workspace_id is 'The board''s workspace; filled by a trigger.';
comment on column public.board_cards.board_id is 'The board.';
comment on column public.board_cards.stage_id is 'The column of that board in which the card lies.';
comment on column public.board_cards.record_type is 'Matches the board''s.';
comment on column public.board_cards.record_id is 'The contact, company or deal (soft reference).';
comment on column public.board_cards.position is
  'Ordering within a stage in gaps of 1,024, for readers that know no rank; kept by the server.';
comment on column public.board_cards.rank is
  'Fractional index; (rank, id) is the order of cards within a stage.';
create index if not exists board_cards_order on public.board_cards (stage_id, rank, id);
create index if not exists board_cards_record on public.board_cards (record_id);
create index if not exists board_cards_board on public.board_cards (workspace_id, board_id, record_type);
create index if not exists board_cards_stage on public.board_cards (board_id, stage_id);

-- deals -----------------------------------------------------------------------------------------------------------

create table if not exists public.deals (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  name text not null check (length(name) between 1 and 500),
  value_cents bigint,
  currency text constraint deals_currency check (private.is_currency(currency)),
  stage_id uuid,
  close_date date,
  probability numeric check (probability between 0 and 100),
  primary_contact_id uuid,
  company_id uuid,
  owner_id uuid references auth.users (id) on delete set null,
  custom_fields jsonb not null default '{}',
  created_by uuid references auth.users (id) on delete set null,
  constraint deals_stage foreign key (workspace_id, stage_id)
    references public.board_stages (workspace_id, id) on delete set null (stage_id),
  constraint deals_primary_contact foreign key (workspace_id, primary_contact_id)
    references public.contacts (workspace_id, id) on delete set null (primary_contact_id),
  constraint deals_company foreign key (workspace_id, company_id)
    references public.companies (workspace_id, id) on delete set null (company_id)
);
comment on table public.deals is 'Opportunity records.';
comment on column public.deals.id is 'Made by the client (v7).';
comment on column public.deals.workspace_id is 'The workspace it belongs to, for good.';
comment on column public.deals.name is 'What the opportunity is called.';
comment on column public.deals.value_cents is 'Worth in minor units of the currency; null: not known yet.';
comment on column public.deals.currency is 'ISO 4217; also codes withdrawn lately, in which old deals stand.';
comment on column public.deals.stage_id is 'Where it stands; always the stage of its card.';
comment on column public.deals.close_date is 'When it is expected to be won, or was closed.';
comment on column public.deals.probability is 'Chance to win in percent, 0 to 100; null: that of the stage.';
comment on column public.deals.primary_contact_id is 'The person to talk to.';
comment on column public.deals.company_id is 'The company that would buy.';
comment on column public.deals.owner_id is 'The colleague who runs it; null: nobody.';
comment on column public.deals.custom_fields is 'User-defined fields by key.';
comment on column public.deals.created_by is 'Who made it.';
create index if not exists deals_stage on public.deals (workspace_id, stage_id);
create index if not exists deals_primary_contact on public.deals (workspace_id, primary_contact_id);
create index if not exists deals_company on public.deals (workspace_id, company_id);
create index if not exists deals_owner on public.deals (owner_id);
create index if not exists deals_created_by on public.deals (created_by);

-- a board's children lie in its workspace --------------------------------------------------------------------------

create or replace function private.belong_to_board() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select b.workspace_id into new.workspace_id from public.boards as b where b.id = new.board_id;
  if not found then
    raise foreign_key_violation using message = format('board %s is not there', new.board_id);
  end if;
  return new;
end $$;
comment on function private.belong_to_board is 'Fills workspace_id from the board, whatever the client said.';
create or replace trigger t1_belong before insert on public.board_stages
  for each row execute function private.belong_to_board();
create or replace trigger t1_belong before insert on public.board_cards
  for each row execute function private.belong_to_board();

-- synced ----------------------------------------------------------------------------------------------------------
-- Cards stand before deals: a card that was moved carries its deal's stage along, with the clock of the move.

call private.sync_table('boards', 40, 'public.boards');
call private.sync_table('board_stages', 50, 'public.board_stages');
call private.sync_table('companies', 60, 'public.companies', elements => '{custom_fields}');
call private.sync_table('contacts', 70, 'public.contacts', elements => '{custom_fields,tags}');
call private.sync_table('board_cards', 80, 'public.board_cards',
  server_columns => '{position,team_id}', follows => '{"rank": "stage_id"}');
-- One card of a record on a board; what was removed from it does not count.
create unique index if not exists board_cards_once on public.board_cards (board_id, record_id) where deleted_at is null;
call private.sync_table('deals', 90, 'public.deals', elements => '{custom_fields}');
