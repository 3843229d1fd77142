-- Who may call what. Triggers need no grant; everything that is not listed, here or beside its function,
-- is the owner's alone.

revoke execute on all routines in schema private from public;
grant usage on schema private to anon, authenticated, service_role;
grant execute on function private.gap_used_up() to public; -- asked by a trigger's condition, for whoever writes
grant execute on function private.is_currency(text) to public; -- asked by a constraint
grant execute on function private.epoch(), private.schema_version() to anon, authenticated, service_role;
grant execute on function
  private.workspaces_where_i_may(text, text),
  private.teams_i_see(),
  private.people_i_work_with(),
  private.registry(),
  private.column_of(text),
  private.element_of(text),
  private.read_cell(jsonb, text),
  private.with_cells(jsonb, jsonb),
  private.clock_of(jsonb, text),
  private.clock_digits(timestamptz),
  private.clock_after(text),
  private.clock_later(text, text),
  private.clock_bounded(text),
  private.take_clocks(uuid),
  private.give_clocks(uuid, jsonb),
  private.lock_board(uuid),
  private.lock_workspace(text, uuid, boolean),
  private.uuids(text[]),
  private.read_rows(regclass, uuid[]),
  private.as_stored(regclass, jsonb),
  private.write_rows(regclass, boolean, text[], jsonb),
  private.is_unseen(jsonb, jsonb, jsonb, text),
  private.merge_edit(jsonb, jsonb, jsonb, jsonb, jsonb),
  private.plan_write(jsonb, private.synced_tables, jsonb),
  private.is_as_pushed(private.planned_write, jsonb, jsonb, private.synced_tables),
  private.push_batch(jsonb[], private.synced_tables),
  private.lock_for_push(jsonb)
to authenticated, service_role;

revoke execute on function public.sync_pull(uuid, jsonb, int), public.sync_counts(uuid, jsonb), public.sync_push(jsonb)
from public, anon;
revoke execute on function public.sync_manifest() from public;
grant execute on function public.sync_pull(uuid, jsonb, int), public.sync_counts(uuid, jsonb), public.sync_push(jsonb)
to authenticated, service_role;
grant execute on function public.sync_manifest() to anon, authenticated, service_role;
