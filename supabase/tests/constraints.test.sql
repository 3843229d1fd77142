-- What no row holds, whoever writes it. Tried as the owner of the tables, in one transaction that is rolled back.
begin;
set local role postgres; -- `--remote` signs in as a role that may do no more than become this one
create extension if not exists pgtap with schema extensions;
set local search_path to public, extensions;
select no_plan();

create function pg_temp.insertion(name text, sample jsonb) returns text language sql
  return (
    select format('insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, %3$L)',
      name, string_agg(quote_ident(key), ', '), sample)
    from jsonb_object_keys(sample) as key);

-- A row that is right, and what makes it wrong, one at a time --------------------------------------------------------

insert into workspaces (id, name) values ('6f1d8a3e-0000-4000-8000-000000000001', 'Workspace');
insert into boards (id, workspace_id, name, record_type)
values ('6f1d8a3e-0000-4000-8000-000000000002', '6f1d8a3e-0000-4000-8000-000000000001', 'Board', 'deal');
insert into automations (id, workspace_id, name)
values ('6f1d8a3e-0000-4000-8000-000000000003', '6f1d8a3e-0000-4000-8000-000000000001', 'Rule');

create temp table samples (name text primary key, sample jsonb);
insert into samples values
  ('companies', '{"name": "Company"}'),
  ('contacts', '{"name": "Contact"}'),
  ('deals', '{"name": "Deal", "currency": "EUR", "probability": 100}'),
  ('boards', '{"name": "Board", "record_type": "deal"}'),
  ('board_stages', '{"board_id": "6f1d8a3e-0000-4000-8000-000000000002", "name": "Stage", "stage_type": "won",
    "probability": 0}'),
  ('tasks', '{"record_type": "deal", "record_id": "6f1d8a3e-0000-4000-8000-000000000004", "title": "Call",
    "status": "done"}'),
  ('timeline_entries', '{"record_type": "deal", "record_id": "6f1d8a3e-0000-4000-8000-000000000004",
    "entry_type": "note", "happened_at": "2026-11-21T12:00:00Z"}'),
  ('attachments', '{"record_type": "deal", "record_id": "6f1d8a3e-0000-4000-8000-000000000004", "name": "a.pdf",
    "storage_path": "a", "size_bytes": 0}'),
  ('custom_fields', '{"name": "Field", "record_type": "deal", "key": "field", "type": "text"}'),
  ('saved_views', '{"name": "View", "record_type": "task", "kind": "table"}'),
  ('automation_runs', '{"automation_id": "6f1d8a3e-0000-4000-8000-000000000003", "status": "failed"}');
update samples set sample = sample || '{"workspace_id": "6f1d8a3e-0000-4000-8000-000000000001"}';

create temp table faults (name text, fault jsonb);
insert into faults values
  ('companies', '{"name": ""}'),
  ('contacts', '{"name": ""}'),
  ('deals', '{"name": ""}'),
  ('deals', '{"currency": "XYZ"}'),
  ('deals', '{"currency": "eur"}'),
  ('deals', '{"probability": 101}'),
  ('deals', '{"probability": -1}'),
  ('boards', '{"record_type": "task"}'),
  ('board_stages', '{"stage_type": "closed"}'),
  ('board_stages', '{"probability": 101}'),
  ('tasks', '{"title": ""}'),
  ('tasks', '{"record_type": "board"}'),
  ('tasks', '{"status": "later"}'),
  ('timeline_entries', '{"record_type": "task"}'),
  ('timeline_entries', '{"entry_type": "letter"}'),
  ('attachments', '{"record_type": "board"}'),
  ('attachments', '{"size_bytes": -1}'),
  ('custom_fields', '{"type": "image"}'),
  ('custom_fields', '{"key": "No key"}'),
  ('custom_fields', '{"record_type": "task"}'),
  ('saved_views', '{"record_type": "note"}'),
  ('automation_runs', '{"status": "running"}');

select throws_ok(pg_temp.insertion(name, sample || fault), '23514', null, format('%s: holds no %s', name, fault))
from samples join faults using (name) order by name, fault;
select lives_ok(pg_temp.insertion(name, sample), format('%s: takes a row without a fault', name))
from samples order by name;

select * from finish();
rollback;
