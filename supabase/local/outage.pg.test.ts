import type { RealtimeChannel } from '@supabase/supabase-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOTES, PASSWORD, signUp, startOwnStack, type OwnStack, type Person } from './test-stack.ts';

let stack: OwnStack;
let ada: Person;
beforeAll(async () => {
  stack = await startOwnStack(`${NOTES}
    create policy "everybody hears" on realtime.messages for select to authenticated using (true);
    create function public.wait() returns void language sql as $$ select pg_sleep(30) $$;`);
  ada = await signUp(stack);
});
afterAll(() => stack.remove());

const write = async (): Promise<number> => (await ada.client.from('notes').insert({ body: 'x' })).status;

// By a connection of its own: the driver's pool does not survive a killed server, see openPool in rest.ts.
async function ask(query: string): Promise<unknown[]> {
  const sql = postgres(stack.database_url, { max: 1 });
  try {
    return await sql.unsafe(query);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

// Not by the client: after a failure it answers from memory for a minute.
async function refresh(): Promise<number> {
  const { data } = await ada.client.auth.getSession();
  const { status } = await fetch(`${stack.url}/auth/v1/token?grant_type=refresh_token`, {
    method: 'POST',
    headers: { apikey: stack.publishable_key, 'content-type': 'application/json' },
    body: JSON.stringify({ refresh_token: data.session?.refresh_token }),
  });
  return status;
}

test.each(['stop', 'kill'] as const)(
  'after %s of the database everything answers 503, and recovers when it is back',
  async (how) => {
    await stack.postgres.start();
    expect(await write()).toBe(201);
    await stack.postgres[how]();
    expect(await write()).toBe(503);
    expect(await refresh()).toBe(503);
    expect(
      (await ada.client.auth.signInWithPassword({ email: ada.email, password: PASSWORD })).error?.status,
    ).toBe(503);
    await stack.postgres.start();
    expect(await write()).toBe(201);
    expect(await refresh()).toBe(200);
  },
);

test('requests on their way when the database dies are all answered, and later ones are served', async () => {
  for (let round = 0; round < 3; round++) {
    const busy = Array.from({ length: 40 }, write);
    const waiting = ada.client.rpc('wait').then((answer) => answer);
    const isBusy = async (): Promise<number> =>
      (await ask(`select from pg_stat_activity where query like '%pg_sleep%' or query like '%"wait"%'`))
        .length;
    await expect.poll(isBusy).toBeGreaterThan(1);
    await stack.postgres.kill();
    for (const status of await Promise.all(busy)) expect([201, 503]).toContain(status);
    expect((await waiting).status).toBe(503);
    await stack.postgres.start();
    expect(await Promise.all(Array.from({ length: 20 }, write))).toEqual(
      Array.from({ length: 20 }, () => 201),
    );
  }
});

test('a channel stays joined through an outage and hears what is sent after it', async () => {
  const heard: unknown[] = [];
  const states: string[] = [];
  const open = (topic: string): RealtimeChannel =>
    ada.client
      .channel(topic, { config: { private: true } })
      .on('broadcast', { event: '*' }, ({ event }) => heard.push(event))
      .on('postgres_changes', { event: 'INSERT', schema: 'public', table: 'notes' }, () =>
        heard.push('INSERT'),
      );
  const channel = open('news');
  channel.subscribe((status) => states.push(status));
  await expect.poll(() => states).toEqual(['SUBSCRIBED']);

  for (const how of ['stop', 'kill'] as const) {
    await stack.postgres[how]();
    const refused: string[] = [];
    const late = open(`late ${how}`);
    late.subscribe((status, error) => refused.push(error?.message ?? status));
    await expect.poll(() => refused[0]).toMatch(/^UnableToConnectToProject: /);
    await late.unsubscribe();
    await stack.postgres.start();
    heard.length = 0;
    // The stream opens anew a moment after the server is back; what is sent before that is lost, as hosted.
    const send = async (): Promise<unknown> => {
      await ask(`select realtime.send('{}', 'back', 'news')`);
      return heard[0];
    };
    await expect.poll(send, { timeout: 10_000 }).toBe('back');
    heard.length = 0;
    expect(await write()).toBe(201);
    await expect.poll(() => heard).toContain('INSERT');
  }
  expect(states).toEqual(['SUBSCRIBED']);
  await ada.client.removeAllChannels();
});
