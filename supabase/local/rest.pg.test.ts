import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, NOTES, PASSWORD, signUp, startOwnStack, type OwnStack } from './test-stack.ts';

let stack: OwnStack;
beforeAll(async () => {
  stack = await startOwnStack(`${NOTES}
    create function public.take(rows jsonb) returns jsonb language plpgsql as $$
    declare item jsonb;
    begin
      for item in select * from jsonb_array_elements(rows) loop
        begin
          insert into public.notes (body, doc) values (item ->> 'body', item -> 'doc');
        exception when check_violation then null;
        end;
      end loop;
      return jsonb_build_object('count', jsonb_array_length(rows), 'kind', jsonb_typeof(rows -> 0));
    end $$;
    create function public.fail(with_code text) returns void language plpgsql as $$
    begin
      raise exception using errcode = with_code, message = 'no ' || with_code, detail = 'the detail', hint = 'the hint';
    end $$;
    create table public.rules (
      id int primary key check (id > 0), name text not null, parent int references public.rules, unique (name)
    );
    grant all on public.rules to authenticated;
    alter table public.rules enable row level security;
    create policy "everybody" on public.rules to authenticated using (true) with check (id < 100);
    create function public.kind_of(value jsonb) returns text language sql as $$ select jsonb_typeof(value) $$;
  `);
});
afterAll(() => stack.remove());

type Answer = { status: number; body: unknown; headers: Headers };
const call = async (path: string, init: RequestInit = {}): Promise<Answer> => {
  const { status, headers, ...response } = await fetch(stack.url + path, init).then(async (answer) => ({
    status: answer.status,
    headers: answer.headers,
    text: await answer.text(),
  }));
  return { status, headers, body: response.text === '' ? null : JSON.parse(response.text) };
};

test('somebody signs up, signs in, refreshes and signs out', async () => {
  const { client, email } = await signUp(stack);
  const signedIn = await client.auth.signInWithPassword({ email, password: PASSWORD });
  expect(signedIn.error).toBeNull();
  expect(signedIn.data.session?.expires_in).toBe(3600);
  const refreshed = await client.auth.refreshSession();
  expect(refreshed.error).toBeNull();
  expect(refreshed.data.user?.email).toBe(email);
  expect((await client.auth.signOut()).error).toBeNull();
  expect((await client.auth.getSession()).data.session).toBeNull();
});

test('a refresh token of a signed-out session is refused as hosted Auth refuses it', async () => {
  const { client } = await signUp(stack);
  const { data } = await client.auth.getSession();
  await client.auth.signOut();
  const { error } = await client.auth.refreshSession({ refresh_token: data.session?.refresh_token ?? '' });
  expect(error).toMatchObject({ status: 400, code: 'refresh_token_not_found' });
});

test('a wrong password and an address that is taken are refused as hosted Auth refuses them', async () => {
  const { email } = await signUp(stack);
  const client = connect(stack);
  const wrong = await client.auth.signInWithPassword({ email, password: 'wrong' });
  expect(wrong.error).toMatchObject({
    status: 400,
    code: 'invalid_credentials',
    message: 'Invalid login credentials',
  });
  const taken = await client.auth.signUp({ email, password: PASSWORD });
  expect(taken.error).toMatchObject({ status: 422, code: 'user_already_exists' });
});

test('a missing key, a wrong key and a forged token are each told apart', async () => {
  const apikey = stack.publishable_key;
  expect(await call('/rest/v1/notes')).toMatchObject({
    status: 401,
    body: { message: 'No API key found in request' },
  });
  expect(await call('/rest/v1/notes', { headers: { apikey: 'sb_publishable_no' } })).toMatchObject({
    status: 401,
    body: { message: 'Invalid API key' },
  });
  const forged = { apikey, authorization: 'Bearer e30.e30.e30' };
  expect(await call('/rest/v1/notes', { headers: forged })).toMatchObject({
    status: 401,
    body: { code: 'PGRST301' },
  });
});

test('an expired access token is answered 401 with PGRST303', async () => {
  const short = await startOwnStack(NOTES, { accessTokenSeconds: 1 });
  try {
    const { client } = await signUp(short);
    const token = (await client.auth.getSession()).data.session?.access_token ?? '';
    const headers = { apikey: short.publishable_key, authorization: `Bearer ${token}` };
    const ask = async (): Promise<unknown> => (await fetch(`${short.url}/rest/v1/notes`, { headers })).json();
    await expect.poll(ask, { timeout: 5000 }).toMatchObject({ code: 'PGRST303', message: 'JWT expired' });
  } finally {
    await short.remove();
  }
});

test('row level security applies: each person reads and writes their own rows only', async () => {
  const [ada, ben] = [await signUp(stack), await signUp(stack)];
  expect((await ada.client.from('notes').insert({ body: 'for ada' })).error).toBeNull();
  expect((await ada.client.from('notes').select('body')).data).toEqual([{ body: 'for ada' }]);
  expect((await ben.client.from('notes').select('body')).data).toEqual([]);
  expect((await connect(stack).from('notes').select('body')).data).toEqual([]);
  const stolen = await ben.client.from('notes').insert({ body: 'for ada', owner_id: ada.id });
  expect(stolen).toMatchObject({ status: 403, error: { code: '42501' } });
});

test('a privilege that a migration revoked stays revoked', async () => {
  const { client } = await signUp(stack);
  expect(await client.from('notes').delete().eq('body', '')).toMatchObject({
    status: 403,
    error: { code: '42501' },
  });
});

test('jsonb arrives as it was sent: in an RPC of 1,000 rows, as a string, as a number, as a column', async () => {
  const { client } = await signUp(stack);
  const rows = Array.from({ length: 1000 }, (_, index) => ({
    body: `note ${index}`,
    doc: { say: '"hi"', index },
  }));
  expect((await client.rpc('take', { rows })).data).toEqual({ count: 1000, kind: 'object' });
  const kept = await client.from('notes').select('doc', { count: 'exact' }).eq('body', 'note 7');
  expect(kept).toMatchObject({ count: 1, data: [{ doc: { say: '"hi"', index: 7 } }] });
  for (const [value, kind] of [
    ['text', 'string'],
    [7, 'number'],
    [[1], 'array'],
  ] as const)
    expect((await client.rpc('kind_of', { value })).data).toBe(kind);
  const text = await client.from('notes').insert({ body: 'a text', doc: 'just words' }).select('doc');
  expect(text.data).toEqual([{ doc: 'just words' }]);
});

test('errors of the request have the status and shape of PostgREST', async () => {
  const { client } = await signUp(stack);
  const headers = { apikey: stack.publishable_key, 'content-type': 'application/json' };
  expect(await client.from('nothing').select()).toMatchObject({ status: 404, error: { code: 'PGRST205' } });
  expect(await client.from('notes').select('nothing')).toMatchObject({
    status: 400,
    error: { code: '42703' },
  });
  expect(await call('/rest/v1/notes?size=zz.1', { headers })).toMatchObject({
    status: 400,
    body: { code: 'PGRST100' },
  });
  expect(await call('/rest/v1/notes', { method: 'POST', headers, body: '{' })).toMatchObject({
    status: 400,
    body: { code: 'PGRST102' },
  });
});

test.each<[Record<string, unknown>, number, string, string]>([
  [
    { id: 0, name: 'a' },
    400,
    '23514',
    'new row for relation "rules" violates check constraint "rules_id_check"',
  ],
  [{ id: 1 }, 400, '23502', 'null value in column "name" of relation "rules" violates not-null constraint'],
  [{ id: 1, name: 'one' }, 409, '23505', 'duplicate key value violates unique constraint "rules_pkey"'],
  [
    { id: 3, name: 'c', parent: 4 },
    409,
    '23503',
    'insert or update on table "rules" violates foreign key constraint "rules_parent_fkey"',
  ],
  [{ id: 'x', name: 'd' }, 400, '22P02', 'invalid input syntax for type integer: "x"'],
  [{ id: 100, name: 'e' }, 403, '42501', 'new row violates row-level security policy for table "rules"'],
])(
  'a row %j that a constraint refuses is answered %i with the code %s',
  async (row, status, code, message) => {
    const { client } = await signUp(stack);
    await stack.sql`insert into public.rules (id, name) values (1, 'one') on conflict do nothing`;
    const answer = await client.from('rules').insert(row);
    expect(answer).toMatchObject({ status, error: { code, message, hint: null } });
    expect(Object.keys(answer.error ?? {}).sort()).toEqual(['code', 'details', 'hint', 'message']);
  },
);

test.each([
  ['23514', 400],
  ['23P01', 400],
  ['23505', 409],
  ['22023', 400],
  ['25006', 405],
  ['28000', 403],
  ['40001', 500],
  ['42501', 403],
  ['42883', 404],
  ['42P01', 404],
  ['53100', 503],
  ['53400', 500],
  ['54000', 500],
  ['57014', 500],
  ['58030', 500],
  ['P0001', 400],
  ['P0002', 500],
  ['PT418', 418],
  ['XX000', 500],
])('a function that raises %s is answered %i with its own words', async (code, status) => {
  const { client } = await signUp(stack);
  expect(await client.rpc('fail', { with_code: code })).toMatchObject({
    status,
    error: { code, message: `no ${code}`, details: 'the detail', hint: 'the hint' },
  });
});

test('a table made while the stack runs is served without a restart', async () => {
  await stack.sql`create table public.later (id int primary key)`;
  const ask = async (): Promise<number> => (await connect(stack).from('later').select()).status;
  await expect.poll(ask).toBe(200);
});

test('a page of any origin may call, app://outpost too', async () => {
  const origin = 'app://outpost';
  const preflight = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'apikey,x-a',
  };
  const { status, headers: asked } = await call('/rest/v1/notes', { method: 'OPTIONS', headers: preflight });
  expect([status, asked.get('access-control-allow-origin')]).toEqual([204, '*']);
  expect(asked.get('access-control-allow-headers')).toBe('apikey,x-a');
  const { headers: refused } = await call('/auth/v1/user', { headers: { origin } });
  expect(refused.get('access-control-allow-origin')).toBe('*');
});

test.each([
  '/storage/v1/iceberg/v1/config',
  '/functions/v1/hello',
  '/graphql/v1',
  '/pg/tables',
  '/auth/v1/admin/users',
  '/auth/v1/factors',
])('%s, which the stack does not serve, is answered 501 in words', async (path) => {
  const { status, body } = await call(path, { headers: { apikey: stack.secret_key } });
  expect(status).toBe(501);
  expect(body).toMatchObject({ message: expect.stringContaining(path) });
});

test('a request that names another host is refused: the stack serves this machine only', async () => {
  const { request } = await import('node:http');
  const status = await new Promise((resolve, reject) => {
    const asked = request(`${stack.url}/`, { headers: { host: 'evil.example' } }, (answer) =>
      resolve(answer.statusCode),
    );
    asked.on('error', reject).end();
  });
  expect(status).toBe(403);
});
