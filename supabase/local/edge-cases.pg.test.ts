// What goes wrong with a request gets the status and the shape that Supabase gives it, whoever serves the path.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { connect, newWorkspace, stack, type Workspace } from '../tests/workspace-under-test.ts';
import { signUp, startOwnStack } from './test-stack.ts';

const sql = connect();
let workspace: Workspace;
let token: string;
beforeAll(async () => {
  workspace = await newWorkspace(sql);
  token = (await workspace.member.client.auth.getSession()).data.session?.access_token ?? '';
});
afterAll(() => sql.end());

type Answer = { status: number; body: unknown };
const ask = async (
  path: string,
  init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
): Promise<Answer> => {
  const answer = await fetch(stack.url + path, {
    ...init,
    headers: {
      apikey: stack.publishable_key,
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...init.headers,
    },
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
};
const asAnonymous = { authorization: `Bearer ${stack.publishable_key}` };
const push = (writes: unknown) =>
  ask('/rest/v1/rpc/sync_push', { method: 'POST', body: JSON.stringify({ writes }) });
const error = (code: string) => ({ code, message: expect.any(String), details: null, hint: null });

test('an anonymous request is refused by privilege, not by an empty answer', async () => {
  expect(await ask('/rest/v1/contacts', { headers: asAnonymous })).toMatchObject({
    status: 401,
    body: { ...error('42501'), message: 'permission denied for table contacts' },
  });
  expect(
    await ask('/rest/v1/rpc/sync_push', { method: 'POST', body: '{"writes":[]}', headers: asAnonymous }),
  ).toMatchObject({
    status: 401,
    body: { code: '42501', message: 'permission denied for function sync_push' },
  });
  expect(await ask('/auth/v1/user', { headers: asAnonymous })).toMatchObject({ status: 401 });
});

test('an expired token is refused by each service in its own words', async () => {
  const short = await startOwnStack('create table public.notes (id int primary key);', {
    accessTokenSeconds: 1,
  });
  try {
    const { client } = await signUp(short);
    const expired = (await client.auth.getSession()).data.session?.access_token ?? '';
    const headers = { apikey: short.publishable_key, authorization: `Bearer ${expired}` };
    const answer = async (path: string): Promise<Answer> => {
      const given = await fetch(short.url + path, { headers });
      return { status: given.status, body: await given.json() };
    };
    await expect
      .poll(() => answer('/rest/v1/notes'), { timeout: 10_000 })
      .toMatchObject({
        status: 401,
        body: { ...error('PGRST303'), message: 'JWT expired' },
      });
    expect(await answer('/storage/v1/bucket')).toMatchObject({
      status: 400,
      body: { statusCode: '403', error: 'Unauthorized', message: '"exp" claim timestamp check failed' },
    });
    expect(await answer('/auth/v1/user')).toMatchObject({ status: 403, body: { error_code: 'bad_jwt' } });
  } finally {
    await short.remove();
  }
});

test('a wrong key is refused before anything else is looked at', async () => {
  for (const path of ['/rest/v1/contacts', '/auth/v1/user', '/storage/v1/bucket'])
    expect(await ask(path, { headers: { apikey: 'sb_publishable_wrong' } }), path).toMatchObject({
      status: 401,
      body: { message: 'Invalid API key' },
    });
});

test('an unknown table and an unknown function are not found, and the error names them', async () => {
  expect(await ask('/rest/v1/nothing')).toMatchObject({
    status: 404,
    body: { code: 'PGRST205', message: "Could not find the table 'public.nothing' in the schema cache" },
  });
  expect(await ask('/rest/v1/rpc/nothing', { method: 'POST', body: '{}' })).toMatchObject({
    status: 404,
    body: { code: 'PGRST202', message: expect.stringContaining('public.nothing') },
  });
});

test('an unknown column is named, read, filtered by, sorted by or written', async () => {
  const unknown = { status: 400, body: { code: '42703', message: 'column contacts.nothing does not exist' } };
  expect(await ask('/rest/v1/contacts?select=nothing')).toMatchObject(unknown);
  expect(await ask('/rest/v1/contacts?nothing=eq.1')).toMatchObject(unknown);
  expect(await ask('/rest/v1/contacts?order=nothing')).toMatchObject(unknown);
  expect(await ask('/rest/v1/contacts', { method: 'POST', body: '{"nothing":1}' })).toMatchObject({
    status: 400,
    body: {
      code: 'PGRST204',
      message: "Could not find the 'nothing' column of 'contacts' in the schema cache",
    },
  });
});

test('a malformed filter and a value of the wrong type are told apart', async () => {
  expect(await ask('/rest/v1/contacts?name=zz.1')).toMatchObject({ status: 400, body: { code: 'PGRST100' } });
  expect(await ask('/rest/v1/contacts?name=eq')).toMatchObject({ status: 400, body: { code: 'PGRST100' } });
  expect(await ask('/rest/v1/contacts?or=(name.eq.1')).toMatchObject({
    status: 400,
    body: { code: 'PGRST100' },
  });
  expect(await ask('/rest/v1/contacts?id=eq.no-uuid')).toMatchObject({
    status: 400,
    body: { code: '22P02', message: 'invalid input syntax for type uuid: "no-uuid"' },
  });
});

test('a body that is no JSON is refused where it is sent', async () => {
  for (const path of ['/rest/v1/contacts', '/rest/v1/rpc/sync_push'])
    expect(await ask(path, { method: 'POST', body: '{"writes":' }), path).toMatchObject({
      status: 400,
      body: { code: 'PGRST102', details: null, hint: null },
    });
  expect(await ask('/auth/v1/token?grant_type=password', { method: 'POST', body: '{' })).toMatchObject({
    status: 400,
    body: { error_code: 'bad_json' },
  });
  expect(await ask('/storage/v1/object/list/attachments', { method: 'POST', body: '{' })).toMatchObject({
    status: 400,
    body: { statusCode: '400', message: 'Body is not valid JSON' },
  });
});

test('a body of 10 MB is taken, and what is wrong in it refused as in a small one', async () => {
  const write = (name: string) => ({
    table: 'contacts',
    id: v7(),
    base: null,
    columns: { workspace_id: workspace.id, name, custom_fields: {} },
    clocks: { '*': `${Date.now()}-0000-aaaaaaaa` },
  });
  const large = { ...write('Large'), columns: { workspace_id: workspace.id, name: 'x'.repeat(10_000_000) } };
  expect(await push([large, write('Small')])).toMatchObject({
    status: 200,
    body: [{ status: 'refused', code: '23514' }, { status: 'applied' }],
  });
  expect(
    await ask('/rest/v1/contacts', { method: 'POST', body: `{"name":"${'x'.repeat(10_000_000)}` }),
  ).toMatchObject({
    status: 400,
    body: { code: 'PGRST102' },
  });
});

test('10,000 rows in one push are refused in words, and none of them is written', async () => {
  const clocks = { '*': `${Date.now()}-0000-aaaaaaaa` };
  const writes = Array.from({ length: 10_000 }, () => ({
    table: 'companies',
    id: v7(),
    base: null,
    columns: { workspace_id: workspace.id, name: 'One of many' },
    clocks,
  }));
  expect(await push(writes)).toMatchObject({
    status: 400,
    body: { code: '22023', message: expect.stringMatching(/1,?000/) },
  });
  expect(await sql`select count(*)::int from companies where workspace_id = ${workspace.id}`).toEqual([
    { count: 0 },
  ]);
});

test('a method that a path has not is refused', async () => {
  expect(await ask('/rest/v1/rpc/sync_push', { method: 'DELETE' })).toMatchObject({
    status: 405,
    body: { code: 'PGRST101' },
  });
});
