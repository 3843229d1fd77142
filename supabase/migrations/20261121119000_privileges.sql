-- Who may call what. Triggers need no grant; everything that is not listed, here or beside its function,
-- is the owner's alone.

revoke execute on all routines in schema private from public;
grant usage on schema private to anon, authenticated, service_role;
grant execute on function private.gap_used_up() to public; -- asked by a trigger's condition, for whoever writes
grant execute on function private.epoch(), private.schema_version() to anon, authenticated, service_role;
grant execute on function
  private.workspaces_where_i_may(text, text),
  private.teams_i_see(),
  private.people_i_work_with(),
  private.registry(),
  private.clock_of(jsonb, text),
  private.clock_digits(timestamptz),
  private.clock_after(text),
  private.clock_later(text, text),
  private.clock_bounded(text),
  private.give_clocks(uuid, jsonb),
  private.lock_board(uuid),
  private.uuids(text[]),
  private.read_row(regclass, uuid),
  private.as_stored(regclass, jsonb),
  private.insert_row(regclass, uuid, jsonb),
  private.update_row(regclass, uuid, jsonb),
  private.is_unseen(jsonb, jsonb, jsonb, text),
  private.merge_edit(jsonb, jsonb, jsonb, jsonb, jsonb),
  private.push_write(jsonb, private.synced_tables, jsonb),
  private.lock_for_push(jsonb)
to authenticated, service_role;

revoke execute on function public.sync_pull(uuid, jsonb, int), public.sync_push(jsonb) from public, anon;
revoke execute on function public.sync_manifest() from public;
grant execute on function public.sync_pull(uuid, jsonb, int), public.sync_push(jsonb) to authenticated, service_role;
grant execute on function public.sync_manifest() to anon, authenticated, service_role;
