// Outpost's buckets on whichever Supabase the tests run against: own or other workspace × allowed or forbidden role.
import { createClient } from '@supabase/supabase-js';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  anonymous,
  connect,
  newPerson,
  newWorkspace,
  stack,
  type Client,
  type Workspace,
} from '../tests/workspace-under-test.ts';

let sql: postgres.Sql;
let own: Workspace;
let other: Workspace;
let clients: Record<string, Client>;
beforeAll(async () => {
  sql = connect();
  own = await newWorkspace(sql);
  other = await newWorkspace(sql);
  const removed = await newPerson('removed');
  await sql`insert into workspace_members (workspace_id, user_id, role, deleted_at)
    values (${own.id}, ${removed.id}, 'admin', now())`;
  clients = {
    admin: own.admin.client,
    member: own.member.client,
    guest: own.guest.client,
    'removed admin': removed.client,
    'admin of another workspace': other.admin.client,
    anonymous: anonymous(),
  };
});
afterAll(() => sql.end());

const PNG = { contentType: 'image/png' };
const service = () => createClient(stack.url, stack.secret_key, { auth: { persistSession: false } }).storage;

describe.each(['attachments', 'org-public'])('%s', (bucket) => {
  test.each([
    ['admin', 'reads and writes'],
    ['member', 'reads and writes'],
    ['guest', 'reads'],
    ['removed admin', 'nothing'],
    ['admin of another workspace', 'nothing'],
    ['anonymous', 'nothing'],
  ])('%s: %s', async (who, may) => {
    const files = clients[who]!.storage.from(bucket);
    const name = `${own.id}/${crypto.randomUUID()}/a.png`;
    await service().from(bucket).upload(name, 'before', PNG);
    const reads = may !== 'nothing';
    const writes = may === 'reads and writes';

    expect((await files.createSignedUrl(name, 60)).error === null, 'sign').toBe(reads);
    expect((await files.list(own.id)).data!.length > 0, 'list').toBe(reads);
    if (bucket === 'attachments') expect((await files.download(name)).error === null, 'download').toBe(reads);
    expect((await files.upload(`${name}.new`, 'new', PNG)).error === null, 'insert').toBe(writes);
    expect((await files.update(name, 'after', PNG)).error === null, 'update').toBe(writes);
    expect((await files.move(name, `${name}.moved`)).error === null, 'move').toBe(writes);
    await files.remove([name, `${name}.moved`]);
    const left = (await service().from(bucket).list(name.replace('/a.png', ''))).data!.map(
      (file) => file.name,
    );
    expect(left, 'delete').toEqual(writes ? ['a.png.new'] : ['a.png']);
  });

  test('nobody writes below the workspace of others, below none, or moves a file there', async () => {
    const name = `${own.id}/${crypto.randomUUID()}.png`;
    const files = own.admin.client.storage.from(bucket);
    expect((await files.upload(name, 'x', PNG)).error).toBeNull();
    for (const path of [`${other.id}/a.png`, `${other.id}/${own.id}/a.png`, 'a.png', `x/${own.id}/a.png`]) {
      expect((await files.upload(path, 'x', PNG)).error, path).toMatchObject({ statusCode: '403' });
      expect((await files.move(name, path)).error, path).toMatchObject({ statusCode: '403' });
      expect((await files.copy(name, path)).error, path).toMatchObject({ statusCode: '403' });
    }
  });
});

test('org-public is read by its URL and takes pictures only; attachments is private and takes anything', async () => {
  const { storage } = own.member.client;
  const name = `${own.id}/branding/${crypto.randomUUID()}.png`;
  await storage.from('org-public').upload(name, 'logo', PNG);
  await storage.from('attachments').upload(name, 'logo', PNG);
  expect((await fetch(storage.from('org-public').getPublicUrl(name).data.publicUrl)).status).toBe(200);
  expect((await fetch(storage.from('attachments').getPublicUrl(name).data.publicUrl)).status).toBe(400);
  const svg = { contentType: 'image/svg+xml' };
  expect((await storage.from('org-public').upload(`${name}.svg`, 'x', svg)).error).toMatchObject({
    statusCode: '415',
  });
  expect((await storage.from('attachments').upload(`${name}.svg`, 'x', svg)).error).toBeNull();
});
