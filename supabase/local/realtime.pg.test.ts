import { createClient, type RealtimeChannel, type RealtimeChannelOptions } from '@supabase/supabase-js';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { connect, NOTES, signUp, startOwnStack, type OwnStack, type Person } from './test-stack.ts';

// Everybody signed in may join room:*; of those only the writer may send.
const ROOMS = `${NOTES}
  create policy "people hear rooms" on realtime.messages for select to authenticated
    using (extension in ('broadcast', 'presence') and realtime.topic() like 'room:%');
  create policy "people speak in rooms" on realtime.messages for insert to authenticated
    with check (realtime.topic() like 'room:%' and realtime.topic() not like 'room:quiet%');
`;

let stack: OwnStack;
let ada: Person;
let ben: Person;
beforeAll(async () => {
  stack = await startOwnStack(ROOMS);
  [ada, ben] = [await signUp(stack), await signUp(stack)];
});
afterEach(async () => {
  for (const { client } of [ada, ben]) await client.removeAllChannels();
});
afterAll(() => stack.remove());

const PRIVATE: RealtimeChannelOptions = { config: { private: true } };

/** Subscribes; resolves with the first status and its words. */
function joined(channel: RealtimeChannel): Promise<[string, string?]> {
  return new Promise((resolve) => {
    channel.subscribe((status, error) => resolve(error ? [status, error.message] : [status]));
  });
}

/** A channel that is joined and writes down its broadcasts. */
async function listener(
  person: Person,
  topic: string,
  options = PRIVATE,
): Promise<[RealtimeChannel, unknown[]]> {
  const heard: unknown[] = [];
  const channel = person.client
    .channel(topic, options)
    .on('broadcast', { event: '*' }, ({ event, payload }) => {
      heard.push([event, payload]);
    });
  expect(await joined(channel)).toEqual(['SUBSCRIBED']);
  return [channel, heard];
}

test('a private channel is open to who may read its topic, and closed to others with hosted’s words', async () => {
  expect(await joined(ada.client.channel('room:1', PRIVATE))).toEqual(['SUBSCRIBED']);
  const refused = [
    'CHANNEL_ERROR',
    'Unauthorized: You do not have permissions to read from this Channel topic: vault',
  ];
  expect(await joined(ada.client.channel('vault', PRIVATE))).toEqual(refused);
  const stranger = connect(stack);
  const [status] = await joined(stranger.channel('room:1', PRIVATE));
  expect(status).toBe('CHANNEL_ERROR');
  await stranger.removeAllChannels();
});

test('checking a channel leaves no message behind', async () => {
  await joined(ada.client.channel('room:trace', PRIVATE));
  expect(await stack.sql`select from realtime.messages where topic = 'room:trace'`).toHaveLength(0);
});

test('realtime.send reaches the private channel of its topic, and no public one of that name', async () => {
  const [, heard] = await listener(ada, 'room:2');
  const [, overheard] = await listener(ben, 'room:2', { config: {} });
  await stack.sql`select realtime.send('{"table": "deals"}', 'poke', 'room:2', true)`;
  await stack.sql`select realtime.send('{"n": 1}', 'open', 'room:2', false)`;
  await expect.poll(() => overheard).toMatchObject([['open', { n: 1 }]]);
  expect(heard).toMatchObject([['poke', { table: 'deals' }]]);
});

test('a message of a transaction that is rolled back is never heard', async () => {
  const [, heard] = await listener(ada, 'room:3');
  const rolledBack = stack.sql.begin(async (tx) => {
    await tx`select realtime.send('{}', 'never', 'room:3')`;
    throw new Error('roll back');
  });
  await expect(rolledBack).rejects.toThrow('roll back');
  await stack.sql`select realtime.send('{}', 'after', 'room:3')`;
  await expect.poll(() => heard).toMatchObject([['after', {}]]);
});

test('what one client broadcasts the other hears, itself only when asked, and is acknowledged', async () => {
  const options = { config: { private: true, broadcast: { ack: true, self: true } } };
  const [channel, own] = await listener(ada, 'room:4', options);
  const [, heard] = await listener(ben, 'room:4');
  expect(await channel.send({ type: 'broadcast', event: 'said', payload: { word: 'grüß dich 👋' } })).toBe(
    'ok',
  );
  const expected = [['said', { word: 'grüß dich 👋' }]];
  await expect.poll(() => heard).toEqual(expected);
  expect(own).toEqual(expected);
});

test('bytes arrive as the bytes that were sent', async () => {
  const [channel] = await listener(ada, 'room:5');
  const [, heard] = await listener(ben, 'room:5');
  await channel.send({ type: 'broadcast', event: 'bytes', payload: new Uint8Array([0, 1, 255]).buffer });
  await expect.poll(() => heard.length).toBe(1);
  const [event, payload] = heard[0] as [string, ArrayBuffer];
  expect([event, ...new Uint8Array(payload)]).toEqual(['bytes', 0, 1, 255]);
});

test('who may listen but not speak is not heard', async () => {
  const [channel] = await listener(ada, 'room:quiet');
  const [, heard] = await listener(ben, 'room:quiet');
  await channel.send({ type: 'broadcast', event: 'shout', payload: {} });
  await channel.unsubscribe();
  await stack.sql`select realtime.send('{}', 'bell', 'room:quiet')`;
  await expect.poll(() => heard).toMatchObject([['bell', {}]]);
});

test('a broadcast over HTTP is heard, and a private one only from who may send', async () => {
  const [, heard] = await listener(ben, 'room:6');
  const post = async (client: Person['client'], topic: string): Promise<unknown> =>
    client.channel(topic, PRIVATE).httpSend('posted', { topic });
  const stranger = connect(stack);
  expect(await post(stranger, 'room:6')).toEqual({ success: true });
  expect(await post(ada.client, 'room:6')).toEqual({ success: true });
  await expect.poll(() => heard).toEqual([['posted', { topic: 'room:6' }]]);
  await stranger.removeAllChannels();
});

test('presence: who joins sees who is there, and everybody sees who comes, changes and goes', async () => {
  const seen = (channel: RealtimeChannel): unknown =>
    Object.fromEntries(
      Object.entries(channel.presenceState<{ mood: string }>()).map(([key, [first]]) => [key, first?.mood]),
    );
  const open = async (person: Person, key: string): Promise<RealtimeChannel> => {
    const channel = person.client.channel('room:7', { config: { private: true, presence: { key } } });
    channel.on('presence', { event: 'sync' }, () => undefined);
    expect(await joined(channel)).toEqual(['SUBSCRIBED']);
    return channel;
  };
  const adas = await open(ada, 'ada');
  expect(await adas.track({ mood: 'early' })).toBe('ok');
  const bens = await open(ben, 'ben');
  await expect.poll(() => seen(bens)).toEqual({ ada: 'early' });
  await bens.track({ mood: 'late' });
  await expect.poll(() => seen(adas)).toEqual({ ada: 'early', ben: 'late' });
  await adas.track({ mood: 'fine' });
  await expect.poll(() => seen(bens)).toEqual({ ada: 'fine', ben: 'late' });
  await adas.untrack();
  await expect.poll(() => seen(bens)).toEqual({ ben: 'late' });
  await ben.client.removeAllChannels();
  await expect.poll(() => seen(adas)).toEqual({});
});

test('a refreshed token is taken over; the token of somebody who may not listen ends the channel', async () => {
  const [, heard] = await listener(ada, 'room:8');
  await ada.client.auth.refreshSession();
  await stack.sql`select realtime.send('{}', 'still here', 'room:8')`;
  await expect.poll(() => heard).toMatchObject([['still here', {}]]);

  const channel = ben.client.channel('room:8', PRIVATE);
  const words: unknown[] = [];
  channel.on('system', {}, (payload: { message: string }) => words.push(payload.message));
  const states: string[] = [];
  await new Promise<void>((resolve) => {
    channel.subscribe((status) => {
      states.push(status);
      resolve();
    });
  });
  await stack.sql`drop policy "people hear rooms" on realtime.messages`;
  await ben.client.auth.refreshSession();
  await expect.poll(() => states).toEqual(['SUBSCRIBED', 'CLOSED']);
  expect(words).toEqual(['You do not have permissions to read from this Channel topic: room:8']);
  await stack.sql`create policy "people hear rooms" on realtime.messages for select to authenticated
    using (extension in ('broadcast', 'presence') and realtime.topic() like 'room:%')`;
});

test('an expired token ends the channel, and does not open another', async () => {
  const short = await startOwnStack(ROOMS, { accessTokenSeconds: 2 });
  try {
    const { client } = await signUp(short);
    const token = (await client.auth.getSession()).data.session?.access_token ?? '';
    const realtime = createClient(short.url, short.publishable_key, {
      accessToken: () => Promise.resolve(token),
    });
    await realtime.realtime.setAuth();
    const words: string[] = [];
    const channel = realtime
      .channel('room:1', PRIVATE)
      .on('system', {}, ({ message }: { message: string }) => words.push(message));
    const states: string[] = [];
    channel.subscribe((status) => states.push(status));
    await expect.poll(() => states, { timeout: 5000 }).toEqual(['SUBSCRIBED', 'CLOSED']);
    expect(words).toEqual([expect.stringMatching(/^Token has expired \d+ seconds ago$/)]);
    const [status, reason] = await joined(realtime.channel('room:2', PRIVATE));
    expect(status).toBe('CHANNEL_ERROR');
    expect(reason).toMatch(/^InvalidJWTToken: Token has expired \d+ seconds ago$/);
    await realtime.removeAllChannels();
  } finally {
    await short.remove();
  }
});

test('the socket answers heartbeats, and is refused without a key or in another protocol', async () => {
  const open = (query: string): Promise<WebSocket> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${stack.url.replace('http', 'ws')}/realtime/v1/websocket?${query}`);
      socket.once('open', () => resolve(socket)).once('error', reject);
    });
  const socket = await open(`apikey=${stack.publishable_key}&vsn=2.0.0`);
  const answer = new Promise((resolve) =>
    socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString()))),
  );
  socket.send(JSON.stringify([null, '1', 'phoenix', 'heartbeat', {}]));
  expect(await answer).toEqual([null, '1', 'phoenix', 'phx_reply', { status: 'ok', response: {} }]);
  socket.terminate();
  await expect(open('apikey=sb_publishable_no&vsn=2.0.0')).rejects.toThrow('401');
  await expect(open(`apikey=${stack.publishable_key}&vsn=1.0.0`)).rejects.toThrow('501');
});
