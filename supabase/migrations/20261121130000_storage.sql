-- Files: two buckets, and who may do what with the objects in them. The first folder of every path is the workspace,
-- and the permissions on attachments decide: who may read them reads, who may write them adds and replaces, who may
-- delete them deletes. A guest reads. A path that begins with no workspace is nobody's.
--
--   attachments  private   {workspace_id}/{attachment_id}/{file name}     files on records
--   org-public   public    {workspace_id}/branding/{file name}            logos
--                          {workspace_id}/profiles/{user_id}/{file name}  pictures of people
--
-- org-public is read by its public URLs, which ask no policy; the one for select lets members list and replace.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values
  ('attachments', 'attachments', false, 50 * 1024 * 1024, null),
  -- No SVG: it can carry scripts.
  ('org-public', 'org-public', true, 5 * 1024 * 1024,
    array['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'])
on conflict (id) do update set public = excluded.public;

drop policy if exists "members read files of their workspace" on storage.objects;
create policy "members read files of their workspace" on storage.objects
  for select to authenticated
  using (
    bucket_id in ('attachments', 'org-public')
    and (storage.foldername(name))[1] = any (array(
      select workspace::text from private.workspaces_where_i_may('read', 'attachment') as workspace)));

drop policy if exists "members who may write add files to their workspace" on storage.objects;
create policy "members who may write add files to their workspace" on storage.objects
  for insert to authenticated
  with check (
    bucket_id in ('attachments', 'org-public')
    and (storage.foldername(name))[1] = any (array(
      select workspace::text from private.workspaces_where_i_may('write', 'attachment') as workspace)));

drop policy if exists "members who may write replace files of their workspace" on storage.objects;
create policy "members who may write replace files of their workspace" on storage.objects
  for update to authenticated
  using (
    bucket_id in ('attachments', 'org-public')
    and (storage.foldername(name))[1] = any (array(
      select workspace::text from private.workspaces_where_i_may('write', 'attachment') as workspace)))
  with check (
    bucket_id in ('attachments', 'org-public')
    and (storage.foldername(name))[1] = any (array(
      select workspace::text from private.workspaces_where_i_may('write', 'attachment') as workspace)));

drop policy if exists "members who may delete delete files of their workspace" on storage.objects;
create policy "members who may delete delete files of their workspace" on storage.objects
  for delete to authenticated
  using (
    bucket_id in ('attachments', 'org-public')
    and (storage.foldername(name))[1] = any (array(
      select workspace::text from private.workspaces_where_i_may('delete', 'attachment') as workspace)));
