// A Track install with data, made from its database reference alone: the tables and columns written there, with their
// types, and in them what a few years of use leave behind.
// SQL as text and not a file: `supabase test db` runs every .sql below supabase/tests.

export type People = { ada: string; ben: string; cleo: string };

/** Ids of the rows that tests speak of. */
export const TRACK = {
  north: '10000000-0000-4000-8000-000000000001',
  south: '10000000-0000-4000-8000-000000000002',
  adminless: '10000000-0000-4000-8000-000000000003',
  deals: '20000000-0000-4000-8000-000000000001',
  people: '20000000-0000-4000-8000-000000000002',
  lead: '30000000-0000-4000-8000-000000000001',
  talks: '30000000-0000-4000-8000-000000000002',
  won: '30000000-0000-4000-8000-000000000003',
  acme: '40000000-0000-4000-8000-000000000001',
  jane: '50000000-0000-4000-8000-000000000001',
  ola: '50000000-0000-4000-8000-000000000002',
  license: '60000000-0000-4000-8000-000000000001',
  apart: '60000000-0000-4000-8000-000000000002',
  odd: '60000000-0000-4000-8000-000000000003',
  twice: '70000000-0000-4000-8000-000000000004',
} as const;

const SCHEMA = `
  create table public.profiles (
    id uuid primary key references auth.users (id), name text, avatar text, role text, locale text not null
  );
  create table public.workspaces (id uuid primary key default gen_random_uuid(), name text, slug text not null unique);
  create table public.workspace_members (
    id uuid primary key default gen_random_uuid(), workspace_id uuid references public.workspaces,
    user_id uuid references auth.users, role text
  );
  create table public.audit_log (
    id bigint generated always as identity primary key, workspace_id uuid not null references public.workspaces,
    who uuid not null references auth.users, what text not null, created_at timestamptz default now()
  );
  create table public.boards (
    id uuid primary key default gen_random_uuid(), workspace_id uuid references public.workspaces, name text,
    record_type text, is_archived bool, created_by uuid references auth.users, created_at timestamptz
  );
  create table public.board_stages (
    id uuid primary key default gen_random_uuid(), board_id uuid references public.boards, name text, position int,
    stage_type text, probability numeric
  );
  create table public.board_cards (
    id uuid primary key default gen_random_uuid(), board_id uuid references public.boards,
    stage_id uuid references public.board_stages, record_type text, record_id uuid, position int
  );
  create table public.companies (
    id uuid primary key default gen_random_uuid(), workspace_id uuid references public.workspaces, name text,
    domain text, industry text, size text, parent_id uuid references public.companies,
    owner_id uuid references auth.users, custom_fields jsonb, deleted_at timestamptz
  );
  create table public.contacts (
    id uuid primary key default gen_random_uuid(), workspace_id uuid references public.workspaces, name text,
    email text, phone text, title text, company_id uuid references public.companies,
    owner_id uuid references auth.users, tags text[], custom_fields jsonb, deleted_at timestamptz
  );
  create table public.deals (
    id uuid primary key default gen_random_uuid(), workspace_id uuid references public.workspaces, name text,
    value_cents bigint, currency text, stage_id uuid references public.board_stages, close_date date,
    probability numeric, primary_contact_id uuid references public.contacts, company_id uuid references public.companies,
    owner_id uuid references auth.users, custom_fields jsonb, deleted_at timestamptz, source text not null
  );
  create table public.deal_contacts (
    deal_id uuid references public.deals, contact_id uuid references public.contacts, role text
  );
  create table public.timeline_entries (
    id uuid primary key default gen_random_uuid(), workspace_id uuid references public.workspaces, record_type text,
    record_id uuid, entry_type text, author_id uuid references auth.users, body text, payload jsonb,
    created_at timestamptz
  );
  create table public.tasks (
    id uuid primary key default gen_random_uuid(), workspace_id uuid references public.workspaces, record_type text,
    record_id uuid, title text, description text, assigned_to uuid references auth.users, due_date date, status text,
    source_entry_id uuid references public.timeline_entries
  );
  create table public.custom_fields (
    id uuid primary key default gen_random_uuid(), workspace_id uuid references public.workspaces, record_type text,
    name text, key text, type text, config jsonb, searchable bool
  );
  create table public.automations (
    id uuid primary key default gen_random_uuid(), workspace_id uuid references public.workspaces, name text,
    trigger jsonb, conditions jsonb, actions jsonb, is_enabled bool
  );
  create table public.automation_runs (
    id uuid primary key default gen_random_uuid(), automation_id uuid references public.automations, record_id uuid,
    status text, duration_ms int, error text, run_at timestamptz
  );
  create table public.search_index (
    id uuid primary key default gen_random_uuid(), workspace_id uuid references public.workspaces, record_type text,
    record_id uuid, tsv tsvector, trigram text
  );
  create index search_index_tsv on public.search_index using gin (tsv);

  -- "Every domain table has a policy: workspace_id = user's workspace."
  do $$ declare name text; begin
    foreach name in array array['boards', 'companies', 'contacts', 'deals', 'timeline_entries', 'tasks',
      'custom_fields', 'automations', 'search_index'] loop
      execute format('alter table public.%1$I enable row level security;
        create policy "workspace" on public.%1$I using (workspace_id in (
          select m.workspace_id from public.workspace_members as m where m.user_id = auth.uid()))', name);
    end loop;
  end $$;
  -- Somebody's own table beside Track's.
  create table public.acme_invoices (id int primary key, deal_id uuid references public.deals);
`;

const data = ({ ada, ben, cleo }: People): string => `
  insert into public.profiles (id, name, avatar, role, locale) values
    ('${ada}', 'Ada', 'ada.png', 'admin', 'de'), ('${ben}', null, null, null, 'en');
  insert into public.workspaces (id, name, slug) values
    ('${TRACK.north}', 'North', 'north'), ('${TRACK.south}', '', 'south'), ('${TRACK.adminless}', null, 'adminless');
  insert into public.workspace_members (workspace_id, user_id, role) values
    ('${TRACK.north}', '${ada}', 'admin'), ('${TRACK.north}', '${ben}', 'member'),
    ('${TRACK.south}', '${cleo}', 'admin'), ('${TRACK.south}', '${ben}', 'viewer'),
    ('${TRACK.adminless}', '${ben}', 'member'), ('${TRACK.adminless}', '${cleo}', null);
  insert into public.audit_log (workspace_id, who, what) values ('${TRACK.north}', '${ada}', 'signed in');

  insert into public.boards (id, workspace_id, name, record_type, is_archived, created_by, created_at) values
    ('${TRACK.deals}', '${TRACK.north}', 'Deals', 'deal', false, '${ada}', '2023-04-01 08:00+00'),
    ('${TRACK.people}', '${TRACK.north}', 'People', 'Contacts', null, null, null),
    (gen_random_uuid(), '${TRACK.south}', repeat('long ', 120), 'company', true, '${cleo}', '2024-01-01');
  insert into public.board_stages (id, board_id, name, position, stage_type, probability) values
    ('${TRACK.lead}', '${TRACK.deals}', 'Lead', 0, 'open', 10), ('${TRACK.talks}', '${TRACK.deals}', 'Talks', 1, 'Open', null),
    ('${TRACK.won}', '${TRACK.deals}', 'Won', 1, 'WON', 110),
    ('30000000-0000-4000-8000-000000000004', '${TRACK.people}', '', null, null, -1);

  insert into public.companies (id, workspace_id, name, domain, industry, size, parent_id, owner_id, custom_fields) values
    ('${TRACK.acme}', '${TRACK.north}', 'Acme Świetlik', 'acme.example', 'Tools', '11-50', null, '${ada}', '{"region": "North"}'),
    ('40000000-0000-4000-8000-000000000002', '${TRACK.north}', 'Acme Daughter', null, null, null, '${TRACK.acme}', null, null),
    ('40000000-0000-4000-8000-000000000003', '${TRACK.south}', 'Southern', null, null, null, '${TRACK.acme}', null, '[]');
  insert into public.contacts (id, workspace_id, name, email, phone, title, company_id, owner_id, tags, custom_fields, deleted_at) values
    ('${TRACK.jane}', '${TRACK.north}', 'Jane Dörfler', 'jane@acme.example', '+49 (0) 30 1234567', 'CEO', '${TRACK.acme}', '${ada}',
      array['vip', 'press'], '{"birthday": "1980-02-30", "score": "high", "Old key": true}', null),
    ('${TRACK.ola}', '${TRACK.north}', 'Ola', null, null, null, null, null, null, null, null),
    ('50000000-0000-4000-8000-000000000003', '${TRACK.north}', null, 'x@y', '', '', null, null, '{}', '{}', '2022-02-02'),
    ('50000000-0000-4000-8000-000000000004', '${TRACK.south}', 'Across', null, null, null, '${TRACK.acme}', '${cleo}', '{}', '{}', null);
  insert into public.deals (id, workspace_id, name, value_cents, currency, stage_id, close_date, probability,
    primary_contact_id, company_id, owner_id, custom_fields, deleted_at, source) values
    ('${TRACK.license}', '${TRACK.north}', 'License', 1250000, 'EUR', '${TRACK.lead}', '2025-12-31', 35.5, '${TRACK.jane}', '${TRACK.acme}',
      '${ada}', '{"budget": {"value_cents": 5, "currency": "EUR"}}', null, 'web'),
    ('${TRACK.apart}', '${TRACK.north}', 'Apart', -500, 'usd', '${TRACK.lead}', null, null, '${TRACK.ola}', null, null, null, null, 'fair'),
    ('${TRACK.odd}', '${TRACK.north}', '', null, 'US$', '${TRACK.talks}', null, 250, null, null, null, '"text"', null, 'web'),
    ('60000000-0000-4000-8000-000000000004', '${TRACK.north}', 'Nowhere', 9007199254740993, null, null, null, -0.5, null, null, null, null,
      '2024-05-05', 'web'),
    ('60000000-0000-4000-8000-000000000005', '${TRACK.south}', 'Across', 1, 'HRK', '${TRACK.won}', null, 0, '${TRACK.jane}', '${TRACK.acme}',
      '${cleo}', '{}', null, 'web');
  insert into public.acme_invoices values (1, '${TRACK.license}');

  insert into public.board_cards (id, board_id, stage_id, record_type, record_id, position) values
    ('70000000-0000-4000-8000-000000000001', '${TRACK.deals}', '${TRACK.lead}', 'deal', '${TRACK.license}', 2),
    ('70000000-0000-4000-8000-000000000002', '${TRACK.deals}', '${TRACK.talks}', 'deal', '${TRACK.apart}', 0),
    ('70000000-0000-4000-8000-000000000003', '${TRACK.deals}', '${TRACK.talks}', 'Deal', '${TRACK.odd}', 0),
    ('${TRACK.twice}', '${TRACK.deals}', '${TRACK.won}', 'deal', '${TRACK.license}', 0),
    ('70000000-0000-4000-8000-000000000005', '${TRACK.deals}', '${TRACK.lead}', 'deal', '00000000-0000-4000-8000-00000000dead', 1),
    ('70000000-0000-4000-8000-000000000006', '${TRACK.deals}', '${TRACK.lead}', 'deal', '00000000-0000-4000-8000-00000000beef', null),
    ('70000000-0000-4000-8000-000000000007', '${TRACK.people}', '30000000-0000-4000-8000-000000000004', null, '${TRACK.jane}', 7);
  insert into public.deal_contacts (deal_id, contact_id, role) values
    ('${TRACK.license}', '${TRACK.jane}', 'champion'), ('${TRACK.license}', '${TRACK.jane}', 'decision-maker'),
    ('${TRACK.license}', '${TRACK.ola}', null);

  insert into public.timeline_entries (id, workspace_id, record_type, record_id, entry_type, author_id, body, payload, created_at) values
    ('80000000-0000-4000-8000-000000000001', '${TRACK.north}', 'contact', '${TRACK.jane}', 'note', '${ben}', 'Likes **trams**', null, '2023-05-01'),
    ('80000000-0000-4000-8000-000000000002', '${TRACK.north}', 'deal', '${TRACK.license}', 'stage_change', null, null, '{"from": "a"}', '2023-05-02'),
    ('80000000-0000-4000-8000-000000000003', '${TRACK.north}', 'Deals', '${TRACK.license}', 'SMS', '${ada}', 'hi', '[1]', null),
    ('80000000-0000-4000-8000-000000000004', '${TRACK.south}', 'contact', '00000000-0000-4000-8000-00000000dead', 'call', null, null, '{}', '2023-05-03');
  insert into public.tasks (id, workspace_id, record_type, record_id, title, description, assigned_to, due_date, status, source_entry_id) values
    ('90000000-0000-4000-8000-000000000001', '${TRACK.north}', 'deal', '${TRACK.license}', 'Call', 'again', '${ben}', '2024-01-01', 'In Progress',
      '80000000-0000-4000-8000-000000000001'),
    ('90000000-0000-4000-8000-000000000002', '${TRACK.north}', 'person', '${TRACK.jane}', null, null, null, null, null, null),
    ('90000000-0000-4000-8000-000000000003', '${TRACK.north}', 'deal', '${TRACK.odd}', 'Later', null, null, null, 'blocked', null);

  insert into public.custom_fields (workspace_id, record_type, name, key, type, config, searchable) values
    ('${TRACK.north}', 'company', 'Region', 'region', 'select', '{"options": ["North", "South"]}', true),
    ('${TRACK.north}', 'contact', 'Birthday', 'birthday', 'date', null, null),
    ('${TRACK.north}', 'contact', 'Score', 'score', 'number', '{"min": 0}', false),
    ('${TRACK.north}', 'contact', 'Old', 'Old key', 'boolean', '{}', false),
    ('${TRACK.north}', 'contact', 'Score again', 'score', 'number', '{}', false),
    ('${TRACK.north}', 'deal', 'Budget', 'budget', 'currency', '{"anything": 1}', false),
    ('${TRACK.north}', 'deal', 'Site', 'site', 'url', '[]', true),
    ('${TRACK.north}', 'deal', 'Kinds', 'kinds', 'multi_select', '{"options": ["a"]}', true),
    ('${TRACK.north}', 'deal', 'Sister', 'sister', 'link', '{}', false),
    ('${TRACK.north}', 'deal', 'Memo', 'memo', 'long_text', '{}', true),
    ('${TRACK.south}', 'deal', 'Text', null, 'text', '{}', true);
  insert into public.automations (id, workspace_id, name, trigger, conditions, actions, is_enabled) values
    ('a0000000-0000-4000-8000-000000000001', '${TRACK.north}', 'Greet', '{"type": "created", "params": {}}', '[]', '[{"type": "note"}]', true),
    ('a0000000-0000-4000-8000-000000000002', '${TRACK.south}', null, null, null, null, null);
  insert into public.automation_runs (automation_id, record_id, status, duration_ms, error, run_at) values
    ('a0000000-0000-4000-8000-000000000001', '${TRACK.jane}', 'success', 12, null, '2023-06-01'),
    ('a0000000-0000-4000-8000-000000000001', null, 'Timeout', null, 'too slow', null);
  insert into public.search_index (workspace_id, record_type, record_id, tsv, trigram) values
    ('${TRACK.north}', 'contact', '${TRACK.jane}', to_tsvector('english', 'Jane Dörfler'), 'jane dorfler'),
    ('${TRACK.north}', 'contact', '${TRACK.jane}', null, null),
    ('${TRACK.north}', 'deal', '00000000-0000-4000-8000-00000000dead', 'gone', 'gone');
`;

/** The SQL that makes the install: its tables, and rows that these people made. */
export const trackInstall = (people: People): string => SCHEMA + data(people);
