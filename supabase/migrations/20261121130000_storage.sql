-- Files: two buckets, and who may do what with the objects in them. The first folder of every path is the workspace,
-- and the permissions on attachments decide: who may read them reads, who may write them adds and replaces, who may
-- delete them deletes. A guest reads. A path that begins with no workspace is nobody's.
--
--   attachments  private   {workspace_id}/{attachment_id}/{file name}     files on records
--   org-public   public    {workspace_id}/branding/{file name}            logos
--                          {workspace_id}/profiles/{user_id}/{file name}  pictures of people
--
-- A file on a record is for those who see its row in attachments, which the path names by id: another row cannot be
-- made to name it. Until that row is there it is for whoever uploaded it; what the server itself put there is for
-- all. org-public is read by its public URLs, which ask no policy; the one for select lets members list and replace.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values
  ('attachments', 'attachments', false, 50 * 1024 * 1024, null),
  -- No SVG: it can carry scripts.
  ('org-public', 'org-public', true, 5 * 1024 * 1024,
    array['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'])
on conflict (id) do update set public = excluded.public;

create or replace function private.attachment_named(path text) returns uuid
language plpgsql immutable set search_path = '' as $$
begin
  return case when pg_input_is_valid(split_part(path, '/', 2), 'uuid') then split_part(path, '/', 2)::uuid end;
end $$;
comment on function private.attachment_named is 'The id of the attachment that a path names; null: none.';

create or replace function private.is_attached(path text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select from public.attachments as a
    where a.id = private.attachment_named(path) and a.workspace_id::text = split_part(path, '/', 1));
end $$;
comment on function private.is_attached is 'True where a path names an attachment, whoever may see it.';
revoke execute on function private.attachment_named(text), private.is_attached(text) from public, anon;
grant execute on function private.attachment_named(text), private.is_attached(text) to authenticated, service_role;

do $$
declare
  -- The rights are asked for once in a statement; of a file, one row by its key.
  may constant text := $sql$ bucket_id in ('attachments', 'org-public')
    and (storage.foldername(name))[1] = any (array(
      select workspace::text from private.workspaces_where_i_may(%L, 'attachment') as workspace)) $sql$;
  -- Not `exists`, which the planner may answer by reading all attachments.
  seen constant text := $sql$ bucket_id <> 'attachments' or (
      select a.id from public.attachments as a
      where a.id = private.attachment_named(objects.name)
        and a.workspace_id::text = (storage.foldername(objects.name))[1]) is not null $sql$;
  unattached constant text := ' not private.is_attached(name) ';
  mine constant text := ' (owner_id is null or owner_id = (select auth.uid())::text) ';
  reached constant text := ' and (' || seen || ' or ' || mine || ' and ' || unattached || ')';
  put constant text := ' and (' || seen || ' or ' || unattached || ')';
begin
  drop policy if exists "members read files of their workspace" on storage.objects;
  execute 'create policy "members read files of their workspace" on storage.objects for select to authenticated
    using (' || format(may, 'read') || reached || ')';

  drop policy if exists "members who may write add files to their workspace" on storage.objects;
  execute 'create policy "members who may write add files to their workspace" on storage.objects
    for insert to authenticated with check (' || format(may, 'write') || put || ')';

  drop policy if exists "members who may write replace files of their workspace" on storage.objects;
  execute 'create policy "members who may write replace files of their workspace" on storage.objects
    for update to authenticated
    using (' || format(may, 'write') || reached || ') with check (' || format(may, 'write') || put || ')';

  drop policy if exists "members who may delete delete files of their workspace" on storage.objects;
  execute 'create policy "members who may delete delete files of their workspace" on storage.objects
    for delete to authenticated using (' || format(may, 'delete') || reached || ')';
end $$;
