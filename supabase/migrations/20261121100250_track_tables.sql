-- A database that holds a Track install: its domain tables become ours, with every row. They get here what ours have
-- besides the reference, under the same names, so that the migrations that follow find tables like their own.
-- Where there are no such tables, or they are ours already, nothing happens.
--
-- What stays: every row under its id, and every value that ours may hold. What changes, and is noted as it was in
-- private.mended_values: a name that is empty or too long; a word that is none of the reference's; a probability
-- beyond 0 to 100; a currency that is no code (null) or in lower case; custom fields that are no object; a deal's
-- stage where its card lies elsewhere; of two cards of one record on a board, and the like, the second is put away as
-- deleted. Nulls are filled where ours has none. References across workspaces stay and are not followed.
-- Policies and grants of these tables are ours from here on. search_index is derived: Track's lies in private.

do $$
declare
  names constant text := 'length(?) between 1 and 500';
  named constant text := $sql$case when length(?) > 500 then left(?, 499) || '…' else 'Unnamed' end$sql$;
  kinds constant text := $sql$? in ('contact', 'company', 'deal')$sql$;
  kind constant text := $sql$case when ? ~* '^\s*(contact|person)' then 'contact' when ? ~* '^\s*compan' then 'company' else 'deal' end$sql$;
  percent constant text := 'coalesce(? between 0 and 100, true)';
  in_percent constant text := 'least(greatest(?, 0), 100)';
  object constant text := $sql$jsonb_typeof(?) = 'object'$sql$;
  tables constant text[] := array(
    select name from unnest(array['boards', 'board_stages', 'board_cards', 'contacts', 'companies', 'deals',
      'deal_contacts', 'timeline_entries', 'tasks', 'custom_fields', 'automations', 'automation_runs']) as name
    where to_regclass('public.' || name) is not null and case name
      when 'automation_runs' then to_regprocedure('private.belong_to_automation()') is null
      else name not in (select s.name from private.synced_tables as s) end);
  our record;
  theirs record;
  pairs_have_ids boolean;
begin
  if tables = '{}' then
    return;
  end if;

  set constraints all immediate;
  for theirs in
    select p.tablename, p.policyname from pg_policies as p
    where p.schemaname = 'public' and p.tablename = any (tables)
  loop
    execute format('drop policy %I on public.%I', theirs.policyname, theirs.tablename);
  end loop;
  for theirs in
    select c.conrelid::regclass as relation, c.conname from pg_constraint as c
    join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and cardinality(c.conkey) = 1
      and c.conrelid in (select format('public.%I', name)::regclass from unnest(tables) as name)
      -- Ours are below; Track's would forbid what ours allow, such as deleting a workspace.
      and a.attname in ('workspace_id', 'created_by', 'board_id', 'stage_id', 'parent_id', 'owner_id', 'company_id',
        'primary_contact_id', 'deal_id', 'contact_id', 'author_id', 'assigned_to', 'source_entry_id', 'automation_id')
  loop
    execute format('alter table %s drop constraint %I', theirs.relation, theirs.conname);
  end loop;
  for theirs in select unnest(tables) as name loop
    call private.let_others_write(theirs.name, is_adopted => true);
  end loop;
  pairs_have_ids := exists (
    select from pg_attribute where attrelid = to_regclass('public.deal_contacts') and attname = 'id');

  -- columns -------------------------------------------------------------------------------------------------------

  for our in
    select * from (values
      ('boards', 'is_archived', 'boolean', 'false'),
      ('boards', 'created_by', 'uuid', null),
      ('board_stages', 'workspace_id', 'uuid', null),
      ('board_stages', 'position', 'int', '0'),
      ('board_stages', 'stage_type', 'text', '''open'''),
      ('board_cards', 'workspace_id', 'uuid', null),
      ('board_cards', 'rank', 'text collate "C"', null),
      ('board_cards', 'deleted_at', 'timestamptz', null),
      ('companies', 'custom_fields', 'jsonb', '''{}'''),
      ('companies', 'created_by', 'uuid', null),
      ('contacts', 'tags', 'text[]', '''{}'''),
      ('contacts', 'custom_fields', 'jsonb', '''{}'''),
      ('contacts', 'created_by', 'uuid', null),
      ('deals', 'custom_fields', 'jsonb', '''{}'''),
      ('deals', 'created_by', 'uuid', null),
      ('deal_contacts', 'id', 'uuid', 'gen_random_uuid()'),
      ('deal_contacts', 'workspace_id', 'uuid', null),
      ('deal_contacts', 'deleted_at', 'timestamptz', null),
      ('timeline_entries', 'payload', 'jsonb', '''{}'''),
      ('timeline_entries', 'created_at', 'timestamptz', 'now()'),
      ('timeline_entries', 'happened_at', 'timestamptz', null),
      ('tasks', 'status', 'text', '''open'''),
      ('custom_fields', 'config', 'jsonb', '''{}'''),
      ('custom_fields', 'searchable', 'boolean', 'false'),
      ('custom_fields', 'position', 'int', '0'),
      ('custom_fields', 'deleted_at', 'timestamptz', null),
      ('automations', 'trigger', 'jsonb', '''{}'''),
      ('automations', 'conditions', 'jsonb', '''[]'''),
      ('automations', 'actions', 'jsonb', '''[]'''),
      ('automations', 'is_enabled', 'boolean', 'false'),
      ('automation_runs', 'workspace_id', 'uuid', null),
      ('automation_runs', 'run_at', 'timestamptz', 'now()')
    ) as t (table_name, name, type, fallback)
    where table_name = any (tables)
  loop
    execute format('alter table public.%I add column if not exists %I %s', our.table_name, our.name, our.type);
    if our.fallback is not null then
      execute format('alter table public.%1$I alter column %2$I set default %3$s;
        update public.%1$I set %2$I = %3$s where %2$I is null', our.table_name, our.name, our.fallback);
    end if;
  end loop;
  for theirs in select unnest(tables) as name loop
    execute format('alter table public.%I alter column id set default gen_random_uuid()', theirs.name);
  end loop;

  -- values --------------------------------------------------------------------------------------------------------

  for our in
    select * from (values
      ('boards', 'name', names, named),
      ('boards', 'record_type', kinds, kind),
      ('board_stages', 'name', names, named),
      ('board_stages', 'stage_type', $sql$? in ('open', 'won', 'lost')$sql$,
        $sql$case when lower(trim(?)) in ('won', 'lost') then lower(trim(?)) else 'open' end$sql$),
      ('board_stages', 'probability', percent, in_percent),
      ('board_stages', 'workspace_id', '? is not null', '(select b.workspace_id from public.boards as b where b.id = t.board_id)'),
      ('board_cards', 'workspace_id', '? is not null', '(select b.workspace_id from public.boards as b where b.id = t.board_id)'),
      ('board_cards', 'record_type', '? = (select b.record_type from public.boards as b where b.id = t.board_id)',
        '(select b.record_type from public.boards as b where b.id = t.board_id)'),
      ('board_cards', 'position', '? is not null', '2147483647'),
      ('companies', 'name', names, named),
      ('companies', 'custom_fields', object, '''{}'''),
      ('contacts', 'name', names, named),
      ('contacts', 'custom_fields', object, '''{}'''),
      ('deals', 'name', names, named),
      ('deals', 'custom_fields', object, '''{}'''),
      ('deals', 'probability', percent, in_percent),
      ('deals', 'currency', 'coalesce(private.is_currency(?), true)',
        'case when private.is_currency(upper(trim(?))) then upper(trim(?)) end'),
      ('deal_contacts', 'workspace_id', '? is not null', '(select d.workspace_id from public.deals as d where d.id = t.deal_id)'),
      ('timeline_entries', 'record_type', kinds, kind),
      ('timeline_entries', 'entry_type',
        $sql$? in ('note', 'call', 'email', 'meeting', 'stage_change', 'field_edit', 'task')$sql$,
        $sql$case when lower(trim(?)) in ('call', 'email', 'meeting', 'stage_change', 'field_edit', 'task')
          then lower(trim(?)) else 'note' end$sql$),
      ('timeline_entries', 'happened_at', '? is not null', 't.created_at'),
      ('tasks', 'title', names, named),
      ('tasks', 'record_type', kinds, kind),
      ('tasks', 'status', $sql$? in ('open', 'in_progress', 'done')$sql$,
        $sql$case when lower(trim(?)) ~ '^in[-_ ]*progress$' then 'in_progress' when lower(trim(?)) = 'done' then 'done' else 'open' end$sql$),
      ('custom_fields', 'name', names, named),
      ('custom_fields', 'key', '? is not null', $sql$'field_' || left(replace(t.id::text, '-', ''), 12)$sql$),
      ('custom_fields', 'record_type', kinds, kind),
      ('custom_fields', 'type',
        $sql$? in ('text', 'number', 'date', 'select', 'multi_select', 'boolean', 'url', 'currency', 'link')$sql$, '''text'''),
      ('custom_fields', 'config', object, '''{}'''),
      ('automations', 'name', names, named),
      ('automation_runs', 'workspace_id', '? is not null',
        '(select a.workspace_id from public.automations as a where a.id = t.automation_id)'),
      ('automation_runs', 'status', $sql$? in ('success', 'failed')$sql$,
        $sql$case when lower(trim(?)) = 'success' then 'success' else 'failed' end$sql$)
    ) as t (table_name, name, fits, mended)
    where table_name = any (tables)
    order by table_name <> 'boards' -- cards go by what their board is mended to
  loop
    call private.mend(our.table_name, our.name, our.fits, our.mended);
  end loop;

  -- One row for each pair, and cards and deals that agree.
  for our in
    select * from (values
      ('board_cards', 'board_id, record_id',
        '(select d.stage_id = t.stage_id from public.deals as d where d.id = t.record_id) is true desc, position, id'),
      ('deal_contacts', 'deal_id, contact_id', 'id'),
      ('custom_fields', 'workspace_id, record_type, key', 'id')
    ) as t (table_name, pair, first_of)
    where table_name = any (tables)
  loop
    execute format($sql$
      with numbered as (
        select id, to_jsonb(t) as value, row_number() over (partition by %2$s order by %3$s) as place
        from public.%1$I as t where deleted_at is null
      ), noted as (
        insert into private.mended_values (table_name, row_id, column_name, value)
        select %1$L, n.id, '*', n.value from numbered as n where n.place > 1 on conflict do nothing
      )
      update public.%1$I as t set deleted_at = now() from numbered as n where n.id = t.id and n.place > 1
    $sql$, our.table_name, our.pair, our.first_of);
  end loop;
  if 'board_cards' = any (tables) and 'deals' = any (tables) then
    create index if not exists board_cards_record on public.board_cards (record_id);
    call private.mend('deals', 'stage_id',
      'not exists (select from public.board_cards as c
        where c.record_id = t.id and c.record_type = ''deal'' and c.workspace_id = t.workspace_id and c.deleted_at is null
          and c.stage_id is distinct from ?)',
      '(select c.stage_id from public.board_cards as c
        where c.record_id = t.id and c.record_type = ''deal'' and c.workspace_id = t.workspace_id and c.deleted_at is null
        order by c.stage_id is not distinct from ? desc, c.id limit 1)');
  end if;
  if 'deal_contacts' = any (tables) and not pairs_have_ids then
    -- As whoever adds the same contact offline will name the row.
    update public.deal_contacts set id = private.uuid_v5(deal_id, contact_id::text) where deleted_at is null;
  end if;

  -- what must be there --------------------------------------------------------------------------------------------

  for our in
    select * from (values
      ('boards', '{workspace_id,name,record_type,is_archived}'::text[]),
      ('board_stages', '{workspace_id,board_id,name,position,stage_type}'),
      ('board_cards', '{workspace_id,board_id,stage_id,record_type,record_id,position}'),
      ('companies', '{workspace_id,name,custom_fields}'),
      ('contacts', '{workspace_id,name,tags,custom_fields}'),
      ('deals', '{workspace_id,name,custom_fields}'),
      ('deal_contacts', '{id,workspace_id,deal_id,contact_id}'),
      ('timeline_entries', '{workspace_id,record_type,record_id,entry_type,payload,happened_at}'),
      ('tasks', '{workspace_id,record_type,record_id,title,status}'),
      ('custom_fields', '{workspace_id,record_type,name,key,type,config,searchable,position}'),
      ('automations', '{workspace_id,name,trigger,conditions,actions,is_enabled}'),
      ('automation_runs', '{workspace_id,automation_id,status,run_at}')
    ) as t (table_name, columns), unnest(columns) as name
    where table_name = any (tables)
  loop
    begin
      execute format('alter table public.%I alter column %I set not null', our.table_name, our.name);
    exception when not_null_violation then
      -- A row that belongs nowhere stays, for nobody to see.
      raise notice '%.% is null in some rows', our.table_name, our.name;
    end;
  end loop;

  -- keys ----------------------------------------------------------------------------------------------------------

  if 'deal_contacts' = any (tables) then
    -- The pair may have been the key: a pair that was removed can be there again.
    for theirs in
      select c.conname from pg_constraint as c
      where c.conrelid = 'public.deal_contacts'::regclass and c.contype in ('p', 'u') and c.conkey <> array[
        (select a.attnum from pg_attribute as a where a.attrelid = c.conrelid and a.attname = 'id')]
    loop
      execute format('alter table public.deal_contacts drop constraint %I', theirs.conname);
    end loop;
    if not exists (select from pg_constraint where conrelid = 'public.deal_contacts'::regclass and contype = 'p') then
      alter table public.deal_contacts add primary key (id);
    end if;
  end if;
  if 'board_cards' = any (tables) then
    for theirs in
      select c.conname from pg_constraint as c
      where c.conrelid = 'public.board_cards'::regclass and c.contype = 'u'
    loop
      execute format('alter table public.board_cards drop constraint %I', theirs.conname);
    end loop;
  end if;
  for our in
    select * from (values
      ('boards', 'boards_workspace_id_id_record_type_key', 'unique (workspace_id, id, record_type)'),
      ('board_stages', 'board_stages_workspace_id_id_key', 'unique (workspace_id, id)'),
      ('board_stages', 'board_stages_board_id_id_key', 'unique (board_id, id)'),
      ('companies', 'companies_workspace_id_id_key', 'unique (workspace_id, id)'),
      ('contacts', 'contacts_workspace_id_id_key', 'unique (workspace_id, id)'),
      ('deals', 'deals_in_workspace', 'unique (workspace_id, id)'),
      ('timeline_entries', 'timeline_entries_workspace_id_id_key', 'unique (workspace_id, id)'),
      ('automations', 'automations_workspace_id_id_key', 'unique (workspace_id, id)'),
      ('boards', 'boards_name_check', 'check (length(name) between 1 and 500)'),
      ('boards', 'boards_record_type_check', $sql$check (record_type in ('contact', 'company', 'deal'))$sql$),
      ('board_stages', 'board_stages_name_check', 'check (length(name) between 1 and 500)'),
      ('board_stages', 'board_stages_stage_type_check', $sql$check (stage_type in ('open', 'won', 'lost'))$sql$),
      ('board_stages', 'board_stages_probability_check', 'check (probability between 0 and 100)'),
      ('companies', 'companies_name_check', 'check (length(name) between 1 and 500)'),
      ('contacts', 'contacts_name_check', 'check (length(name) between 1 and 500)'),
      ('deals', 'deals_name_check', 'check (length(name) between 1 and 500)'),
      ('deals', 'deals_currency', 'check (private.is_currency(currency))'),
      ('deals', 'deals_probability_check', 'check (probability between 0 and 100)'),
      ('timeline_entries', 'timeline_entries_record_type_check', $sql$check (record_type in ('contact', 'company', 'deal'))$sql$),
      ('timeline_entries', 'timeline_entries_entry_type_check',
        $sql$check (entry_type in ('note', 'call', 'email', 'meeting', 'stage_change', 'field_edit', 'task'))$sql$),
      ('tasks', 'tasks_record_type_check', $sql$check (record_type in ('contact', 'company', 'deal'))$sql$),
      ('tasks', 'tasks_title_check', 'check (length(title) between 1 and 500)'),
      ('tasks', 'tasks_status_check', $sql$check (status in ('open', 'in_progress', 'done'))$sql$),
      ('custom_fields', 'custom_fields_record_type_check', $sql$check (record_type in ('contact', 'company', 'deal'))$sql$),
      ('custom_fields', 'custom_fields_name_check', 'check (length(name) between 1 and 500)'),
      ('custom_fields', 'custom_fields_type_check',
        $sql$check (type in ('text', 'number', 'date', 'select', 'multi_select', 'boolean', 'url', 'currency', 'link'))$sql$),
      ('custom_fields', 'custom_fields_config_check', $sql$check (jsonb_typeof(config) = 'object')$sql$),
      ('automations', 'automations_name_check', 'check (length(name) between 1 and 500)'),
      ('automation_runs', 'automation_runs_status_check', $sql$check (status in ('success', 'failed'))$sql$)
    ) as t (table_name, name, definition)
    where table_name = any (tables)
  loop
    call private.ensure_constraint(format('public.%I', our.table_name)::regclass, our.name, our.definition);
  end loop;
  if 'custom_fields' = any (tables) then
    begin
      call private.ensure_constraint('public.custom_fields', 'custom_fields_key_check',
        $sql$check (key ~ '^[a-z][a-z0-9_]{0,62}$')$sql$);
    exception when check_violation then
      -- Records hold their values by these keys, so the keys stay; the rule is left out here.
      raise notice 'some keys of custom fields are written otherwise';
    end;
  end if;

  -- references ----------------------------------------------------------------------------------------------------

  for our in
    select * from (values
      ('boards', 'boards_workspace_id_fkey', 'workspace_id', 'references public.workspaces (id) on delete cascade'),
      ('boards', 'boards_created_by_fkey', 'created_by', 'references auth.users (id) on delete set null'),
      ('board_stages', 'board_stages_workspace_id_fkey', 'workspace_id', 'references public.workspaces (id) on delete cascade'),
      ('board_stages', 'board_stages_board_id_fkey', 'board_id', 'references public.boards (id) on delete cascade'),
      ('board_cards', 'board_cards_workspace_id_fkey', 'workspace_id', 'references public.workspaces (id) on delete cascade'),
      ('board_cards', 'board_cards_board', 'workspace_id, board_id, record_type',
        'references public.boards (workspace_id, id, record_type) on delete cascade'),
      ('board_cards', 'board_cards_stage', 'board_id, stage_id', 'references public.board_stages (board_id, id)'),
      ('companies', 'companies_workspace_id_fkey', 'workspace_id', 'references public.workspaces (id) on delete cascade'),
      ('companies', 'companies_parent', 'workspace_id, parent_id',
        'references public.companies (workspace_id, id) on delete set null (parent_id)'),
      ('companies', 'companies_owner_id_fkey', 'owner_id', 'references auth.users (id) on delete set null'),
      ('companies', 'companies_created_by_fkey', 'created_by', 'references auth.users (id) on delete set null'),
      ('contacts', 'contacts_workspace_id_fkey', 'workspace_id', 'references public.workspaces (id) on delete cascade'),
      ('contacts', 'contacts_company', 'workspace_id, company_id',
        'references public.companies (workspace_id, id) on delete set null (company_id)'),
      ('contacts', 'contacts_owner_id_fkey', 'owner_id', 'references auth.users (id) on delete set null'),
      ('contacts', 'contacts_created_by_fkey', 'created_by', 'references auth.users (id) on delete set null'),
      ('deals', 'deals_workspace_id_fkey', 'workspace_id', 'references public.workspaces (id) on delete cascade'),
      ('deals', 'deals_stage', 'workspace_id, stage_id',
        'references public.board_stages (workspace_id, id) on delete set null (stage_id)'),
      ('deals', 'deals_primary_contact', 'workspace_id, primary_contact_id',
        'references public.contacts (workspace_id, id) on delete set null (primary_contact_id)'),
      ('deals', 'deals_company', 'workspace_id, company_id',
        'references public.companies (workspace_id, id) on delete set null (company_id)'),
      ('deals', 'deals_owner_id_fkey', 'owner_id', 'references auth.users (id) on delete set null'),
      ('deals', 'deals_created_by_fkey', 'created_by', 'references auth.users (id) on delete set null'),
      ('deal_contacts', 'deal_contacts_workspace_id_fkey', 'workspace_id', 'references public.workspaces (id) on delete cascade'),
      ('deal_contacts', 'deal_contacts_deal', 'workspace_id, deal_id',
        'references public.deals (workspace_id, id) on delete cascade'),
      ('deal_contacts', 'deal_contacts_contact', 'workspace_id, contact_id',
        'references public.contacts (workspace_id, id) on delete cascade'),
      ('timeline_entries', 'timeline_entries_workspace_id_fkey', 'workspace_id',
        'references public.workspaces (id) on delete cascade'),
      ('timeline_entries', 'timeline_entries_author_id_fkey', 'author_id', 'references auth.users (id) on delete set null'),
      ('tasks', 'tasks_workspace_id_fkey', 'workspace_id', 'references public.workspaces (id) on delete cascade'),
      ('tasks', 'tasks_assigned_to_fkey', 'assigned_to', 'references auth.users (id) on delete set null'),
      ('tasks', 'tasks_source_entry', 'workspace_id, source_entry_id',
        'references public.timeline_entries (workspace_id, id) on delete set null (source_entry_id)'),
      ('custom_fields', 'custom_fields_workspace_id_fkey', 'workspace_id', 'references public.workspaces (id) on delete cascade'),
      ('automations', 'automations_workspace_id_fkey', 'workspace_id', 'references public.workspaces (id) on delete cascade'),
      ('automation_runs', 'automation_runs_workspace_id_fkey', 'workspace_id',
        'references public.workspaces (id) on delete cascade'),
      ('automation_runs', 'automation_runs_automation', 'workspace_id, automation_id',
        'references public.automations (workspace_id, id) on delete cascade')
    ) as t (table_name, name, columns, definition)
    where table_name = any (tables)
  loop
    execute format('alter table public.%I add constraint %I foreign key (%s) %s not valid',
      our.table_name, our.name, our.columns, our.definition);
    begin
      execute format('alter table public.%I validate constraint %I', our.table_name, our.name);
    exception when foreign_key_violation then
      -- What refers across workspaces stays; nothing else will.
      raise notice '% does not hold for some rows', our.name;
    end;
  end loop;
end $$;

-- derived, and made anew by the migration that searches
do $$
begin
  if to_regclass('public.search_index') is not null and to_regprocedure('private.search_again()') is null then
    alter table public.search_index set schema private;
    alter table private.search_index rename to track_search_index;
    revoke all on table private.track_search_index from anon, authenticated;
    comment on table private.track_search_index is 'Track''s search_index, as it was; nobody reads it.';
  end if;
end $$;
