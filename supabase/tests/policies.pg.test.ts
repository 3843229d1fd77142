// What policies.test.sql proves in the database holds for whoever comes through the API: the key and the token decide
// who somebody is there. Tables come from the catalog.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous, connect, newPerson, newWorkspace, stack, type Client } from './workspace-under-test.ts';

const sql = connect();
const tables = await sql<{ name: string }[]>`
  select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
  order by relname`;
let member: Client;
let stranger: Client;
beforeAll(async () => {
  member = (await newWorkspace(sql)).member.client;
  stranger = (await newPerson('stranger')).client;
});
afterAll(() => sql.end());

describe.each(tables)('$name', ({ name }) => {
  it('answers nobody without a key', async () => {
    for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
      const answer = await fetch(`${stack.url}/rest/v1/${name}?id=eq.${crypto.randomUUID()}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(method === 'POST' || method === 'PATCH' ? { body: '{}' } : {}),
      });
      expect(answer.status).toBe(401);
    }
  });

  it('answers an anonymous visitor that they may not, and somebody who is a member nowhere with nothing', async () => {
    expect((await anonymous().from(name).select('id')).error?.code).toBe('42501');
    const { data } = await stranger.from(name).select('id');
    expect(data).toHaveLength(name === 'profiles' ? 1 : 0);
  });
});

it('answers a member with their workspace', async () => {
  expect((await member.from('workspaces').select('id')).data).toHaveLength(1);
  expect((await member.from('board_stages').select('id')).data).toHaveLength(3);
});
