-- What happens around records: people on deals, the timeline, tasks, files, fields of one's own, views, automations.
-- A child carries the workspace of its parent; a soft reference names a record by type and id.

call private.ensure_constraint('public.deals', 'deals_in_workspace', 'unique (workspace_id, id)');

-- deal_contacts ---------------------------------------------------------------------------------------------------

create table if not exists public.deal_contacts (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  deal_id uuid not null,
  contact_id uuid not null,
  role text,
  constraint deal_contacts_deal foreign key (workspace_id, deal_id)
    references public.deals (workspace_id, id) on delete cascade,
  constraint deal_contacts_contact foreign key (workspace_id, contact_id)
    references public.contacts (workspace_id, id) on delete cascade
);
comment on table public.deal_contacts is 'Many-to-many between deals and contacts (besides the primary).';
comment on column public.deal_contacts.id is
  'Derived from deal and contact (v5), so that two people who add a contact make one row.';
comment on column public.deal_contacts.workspace_id is 'The deal''s workspace; filled by a trigger.';
comment on column public.deal_contacts.deal_id is 'The deal.';
comment on column public.deal_contacts.contact_id is 'The person who has a part in it.';
comment on column public.deal_contacts.role is 'Free-form: decision-maker, champion and so on.';
create index if not exists deal_contacts_deal on public.deal_contacts (workspace_id, deal_id);
create index if not exists deal_contacts_contact on public.deal_contacts (workspace_id, contact_id);

-- timeline_entries ------------------------------------------------------------------------------------------------

create table if not exists public.timeline_entries (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  record_type text not null check (record_type in ('contact', 'company', 'deal')),
  record_id uuid not null,
  entry_type text not null
    check (entry_type in ('note', 'call', 'email', 'meeting', 'stage_change', 'field_edit', 'task')),
  author_id uuid references auth.users (id) on delete set null,
  body text,
  payload jsonb not null default '{}',
  happened_at timestamptz not null,
  unique (workspace_id, id)
);
comment on table public.timeline_entries is
  'Notes, calls, emails, and auto-logged events on records. An entry never changes.';
comment on column public.timeline_entries.id is
  'Made by the client (v7); of an auto-logged event derived from what changed (v5).';
comment on column public.timeline_entries.workspace_id is 'The workspace it belongs to, for good.';
comment on column public.timeline_entries.record_type is 'contact, company or deal.';
comment on column public.timeline_entries.record_id is 'The record it is about (soft reference).';
comment on column public.timeline_entries.entry_type is
  'note, call, email, meeting, task: written by people; stage_change, field_edit: logged by the server.';
comment on column public.timeline_entries.author_id is 'Who did it; null: the server itself.';
comment on column public.timeline_entries.body is 'Markdown.';
comment on column public.timeline_entries.payload is
  'Type-specific details; of an auto-logged event column, before and after.';
comment on column public.timeline_entries.happened_at is
  'When it happened, by the clock of whoever did it; created_at is when the server had it.';
create index if not exists timeline_entries_record on public.timeline_entries (record_id, happened_at);
create index if not exists timeline_entries_author on public.timeline_entries (author_id);

-- tasks -----------------------------------------------------------------------------------------------------------

create table if not exists public.tasks (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  record_type text not null check (record_type in ('contact', 'company', 'deal')),
  record_id uuid not null,
  title text not null check (length(title) between 1 and 500),
  description text,
  assigned_to uuid references auth.users (id) on delete set null,
  due_date date,
  status text not null default 'open' check (status in ('open', 'in_progress', 'done')),
  source_entry_id uuid,
  constraint tasks_source_entry foreign key (workspace_id, source_entry_id)
    references public.timeline_entries (workspace_id, id) on delete set null (source_entry_id)
);
comment on table public.tasks is 'Actionable todos tied to records.';
comment on column public.tasks.id is 'Made by the client (v7).';
comment on column public.tasks.workspace_id is 'The workspace it belongs to, for good.';
comment on column public.tasks.record_type is 'contact, company or deal.';
comment on column public.tasks.record_id is 'The parent record (soft reference).';
comment on column public.tasks.title is 'What is to be done.';
comment on column public.tasks.description is 'More about it.';
comment on column public.tasks.assigned_to is 'Who is to do it; null: nobody yet.';
comment on column public.tasks.due_date is 'Until when; null: any time.';
comment on column public.tasks.status is 'open, in_progress or done.';
comment on column public.tasks.source_entry_id is 'The timeline entry that it came from; null: none.';
create index if not exists tasks_record on public.tasks (record_id);
create index if not exists tasks_assigned_to on public.tasks (assigned_to, status, due_date);
create index if not exists tasks_source_entry on public.tasks (workspace_id, source_entry_id);

-- attachments -----------------------------------------------------------------------------------------------------

create table if not exists public.attachments (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  record_type text not null check (record_type in ('contact', 'company', 'deal')),
  record_id uuid not null,
  name text not null check (length(name) between 1 and 500),
  mime_type text,
  size_bytes bigint not null default 0 check (size_bytes >= 0),
  storage_path text not null,
  created_by uuid references auth.users (id) on delete set null
);
comment on table public.attachments is 'Files on records; the bytes lie in Storage.';
comment on column public.attachments.id is 'Made by the client (v7).';
comment on column public.attachments.workspace_id is 'The workspace it belongs to, for good.';
comment on column public.attachments.record_type is 'contact, company or deal.';
comment on column public.attachments.record_id is 'The record it hangs on (soft reference).';
comment on column public.attachments.name is 'The file''s name.';
comment on column public.attachments.mime_type is 'What kind of file it is; null: not known.';
comment on column public.attachments.size_bytes is 'How large the file is.';
comment on column public.attachments.storage_path is 'Where the bytes lie in the bucket.';
comment on column public.attachments.created_by is 'Who made it.';
create index if not exists attachments_record on public.attachments (record_id);
create index if not exists attachments_created_by on public.attachments (created_by);

-- custom_fields ---------------------------------------------------------------------------------------------------

create table if not exists public.custom_fields (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  record_type text not null check (record_type in ('contact', 'company', 'deal')),
  name text not null check (length(name) between 1 and 500),
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,62}$'),
  type text not null check (type in
    ('text', 'number', 'date', 'select', 'multi_select', 'boolean', 'url', 'currency', 'link')),
  config jsonb not null default '{}' check (jsonb_typeof(config) = 'object'),
  searchable boolean not null default false,
  position int not null default 0
);
comment on table public.custom_fields is 'Schema for user-defined fields.';
comment on column public.custom_fields.id is 'Made by the client (v7).';
comment on column public.custom_fields.workspace_id is 'The workspace it belongs to, for good.';
comment on column public.custom_fields.record_type is 'contact, company or deal: whose records have the field.';
comment on column public.custom_fields.name is 'UI label.';
comment on column public.custom_fields.key is 'Stable key used in the custom_fields of records.';
comment on column public.custom_fields.type is
  'text, number, date, select, multi_select, boolean, url, currency or link.';
comment on column public.custom_fields.config is 'Type-specific: options, validation rules.';
comment on column public.custom_fields.searchable is 'Included in full-text search.';
comment on column public.custom_fields.position is 'Its place among the fields of its records; the oldest first where it is the same.';

-- saved_views -----------------------------------------------------------------------------------------------------

create table if not exists public.saved_views (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  owner_id uuid references auth.users (id) on delete cascade,
  name text not null check (length(name) between 1 and 500),
  record_type text not null check (record_type in ('contact', 'company', 'deal', 'task')),
  kind text not null check (length(kind) between 1 and 50),
  definition jsonb not null default '{}',
  is_shared boolean not null default false
);
comment on table public.saved_views is 'Filters, columns and sorting that somebody keeps under a name.';
comment on column public.saved_views.id is 'Made by the client (v7).';
comment on column public.saved_views.workspace_id is 'The workspace it belongs to, for good.';
comment on column public.saved_views.owner_id is 'Who made it and may edit it.';
comment on column public.saved_views.name is 'What the owner calls it.';
comment on column public.saved_views.record_type is 'contact, company, deal or task: what it shows.';
comment on column public.saved_views.kind is 'How it shows them, such as table or board.';
comment on column public.saved_views.definition is 'Filters, columns and sorting.';
comment on column public.saved_views.is_shared is 'Colleagues see it too.';
create index if not exists saved_views_owner on public.saved_views (owner_id);

-- automations -----------------------------------------------------------------------------------------------------

create table if not exists public.automations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  name text not null check (length(name) between 1 and 500),
  trigger jsonb not null default '{}',
  conditions jsonb not null default '[]',
  actions jsonb not null default '[]',
  is_enabled boolean not null default false,
  unique (workspace_id, id)
);
comment on table public.automations is 'User-defined automation rules.';
comment on column public.automations.id is 'Made by the client (v7).';
comment on column public.automations.workspace_id is 'The workspace it belongs to, for good.';
comment on column public.automations.name is 'What the rule is called.';
comment on column public.automations.trigger is '{type, params}: what sets it off.';
comment on column public.automations.conditions is 'Array of filter predicates.';
comment on column public.automations.actions is 'Array of action definitions.';
comment on column public.automations.is_enabled is 'Switched on.';

create table if not exists public.automation_runs (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  automation_id uuid not null,
  record_id uuid,
  status text not null check (status in ('success', 'failed')),
  duration_ms int,
  error text,
  run_at timestamptz not null default now(),
  constraint automation_runs_automation foreign key (workspace_id, automation_id)
    references public.automations (workspace_id, id) on delete cascade
);
comment on table public.automation_runs is 'Execution log of automations; read online, not synced.';
comment on column public.automation_runs.id is 'The run.';
comment on column public.automation_runs.workspace_id is 'The automation''s workspace; filled by a trigger.';
comment on column public.automation_runs.automation_id is 'The rule that ran.';
comment on column public.automation_runs.record_id is 'The record it ran on (soft reference).';
comment on column public.automation_runs.status is 'success or failed.';
comment on column public.automation_runs.duration_ms is 'How long it took.';
comment on column public.automation_runs.error is 'What went wrong; null on success.';
comment on column public.automation_runs.run_at is 'When it ran.';
create index if not exists automation_runs_time on public.automation_runs (workspace_id, run_at, id);
create index if not exists automation_runs_automation on public.automation_runs (workspace_id, automation_id, run_at);
alter table public.automation_runs enable row level security;
alter table public.automation_runs force row level security;
revoke all on table public.automation_runs from anon, authenticated;

-- audit_log -------------------------------------------------------------------------------------------------------

insert into private.adopted_tables (name)
select 'audit_log' where to_regclass('public.audit_log') is not null and to_regprocedure('private.log_audit()') is null
on conflict do nothing;

create table if not exists public.audit_log (
  id uuid primary key default gen_random_uuid()
);
alter table public.audit_log add column if not exists workspace_id uuid references public.workspaces (id) on delete cascade;
alter table public.audit_log add column if not exists actor_id uuid references auth.users (id) on delete set null;
alter table public.audit_log add column if not exists action text;
alter table public.audit_log add column if not exists resource_type text;
alter table public.audit_log add column if not exists resource_id uuid;
alter table public.audit_log add column if not exists before jsonb;
alter table public.audit_log add column if not exists after jsonb;
alter table public.audit_log add column if not exists happened_at timestamptz not null default now();
alter table public.audit_log add column if not exists created_at timestamptz not null default now();
call private.let_others_write('audit_log');
comment on table public.audit_log is
  'Who did what and when: append-only, one row per change, read online.';
comment on column public.audit_log.id is 'The entry.';
comment on column public.audit_log.workspace_id is 'The workspace in which it happened; null: in none.';
comment on column public.audit_log.actor_id is 'Who did it; null: the server itself.';
comment on column public.audit_log.action is 'insert, update, delete (also of a soft delete) or restore.';
comment on column public.audit_log.resource_type is 'The table that was changed.';
comment on column public.audit_log.resource_id is 'The row that was changed.';
comment on column public.audit_log.before is 'The columns that changed, as they were; null: the row was not there.';
comment on column public.audit_log.after is 'The same columns as they are since; null: the row is gone.';
comment on column public.audit_log.happened_at is 'When it was done, by the clock of the edit.';
comment on column public.audit_log.created_at is 'When it reached the server.';
create index if not exists audit_log_time on public.audit_log (workspace_id, created_at, id);
create index if not exists audit_log_resource on public.audit_log (resource_id, created_at);
create index if not exists audit_log_actor on public.audit_log (actor_id);
alter table public.audit_log enable row level security;
alter table public.audit_log force row level security;
do $$
begin
  if not exists (select from private.adopted_tables where name = 'audit_log') then
    revoke all on table public.audit_log from anon, authenticated, service_role;
  end if;
end $$;

-- children lie in the workspace of their parent -------------------------------------------------------------------

create or replace function private.belong_to_deal() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select d.workspace_id into new.workspace_id from public.deals as d where d.id = new.deal_id;
  if not found then
    raise foreign_key_violation using message = format('deal %s is not there', new.deal_id);
  end if;
  return new;
end $$;
comment on function private.belong_to_deal is 'Fills workspace_id from the deal, whatever the client said.';
create or replace trigger t1_belong before insert on public.deal_contacts
  for each row execute function private.belong_to_deal();

create or replace function private.belong_to_automation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select a.workspace_id into new.workspace_id from public.automations as a where a.id = new.automation_id;
  if not found then
    raise foreign_key_violation using message = format('automation %s is not there', new.automation_id);
  end if;
  return new;
end $$;
comment on function private.belong_to_automation is 'Fills workspace_id from the automation.';
create or replace trigger t1_belong before insert on public.automation_runs
  for each row execute function private.belong_to_automation();

-- authors ---------------------------------------------------------------------------------------------------------

create or replace function private.sign_entry() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.author_id := case when tg_op = 'INSERT' then coalesce(auth.uid(), new.author_id) else old.author_id end;
  if tg_op = 'INSERT' and new.happened_at is null then
    new.happened_at := private.clock_time(private.given_clocks(new.id) ->> '*');
  end if;
  return new;
end $$;
comment on function private.sign_entry is
  'Signs a timeline entry with its author, and with the time of its clock where none is told.';
create or replace trigger t8_sign before insert or update on public.timeline_entries
  for each row execute function private.sign_entry();

create or replace function private.sign_view() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.owner_id := case when tg_op = 'INSERT' then coalesce(auth.uid(), new.owner_id) else old.owner_id end;
  return new;
end $$;
comment on function private.sign_view is 'A view belongs to whoever made it, for good.';
create or replace trigger t8_sign before insert or update on public.saved_views
  for each row execute function private.sign_view();

create or replace function private.clock_time(clock text) returns timestamptz
language plpgsql volatile set search_path = '' as $$
begin
  return coalesce(to_timestamp(left(clock, 13)::bigint / 1000.0), clock_timestamp());
end $$;
comment on function private.clock_time is 'The instant that a clock tells; now, where there is none.';

-- synced ----------------------------------------------------------------------------------------------------------

call private.sync_table('custom_fields', 45, 'public.custom_fields');
create unique index if not exists custom_fields_key
  on public.custom_fields (workspace_id, record_type, key) where deleted_at is null;
call private.sync_table('deal_contacts', 100, 'public.deal_contacts', server_columns => '{team_id}');
create unique index if not exists deal_contacts_once
  on public.deal_contacts (deal_id, contact_id) where deleted_at is null;
call private.sync_table('timeline_entries', 110, 'public.timeline_entries', server_columns => '{author_id,team_id}');
call private.sync_table('tasks', 120, 'public.tasks', server_columns => '{team_id}');
call private.sync_table('automations', 130, 'public.automations');
call private.sync_table('saved_views', 140, 'public.saved_views', server_columns => '{owner_id}');
call private.sync_table('attachments', 150, 'public.attachments', server_columns => '{team_id}');

