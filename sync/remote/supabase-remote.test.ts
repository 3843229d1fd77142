import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RemoteError } from '../core/ports.ts';
import { createSupabaseRemote } from './supabase-remote.ts';

const MANIFEST = { schema_version: 1, epoch: 'e', server_time: '2026-01-01T00:00:00Z', features: [] };

let server: Server;
let tokens: (string | undefined)[];
let url: string;

beforeEach(async () => {
  tokens = [];
  server = createServer(({ headers }, response) => {
    tokens.push(headers.authorization);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(MANIFEST));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

it('asks nothing of the server while nobody is signed in, and as that person from then on', async () => {
  let token: string | null = null;
  const remote = createSupabaseRemote({ url, publishable_key: 'key', workspace_id: 'w', token: () => token });
  const asking = [
    remote.manifest(),
    remote.pull({ deals: null }, 1_000),
    remote.push([{ table: 'deals', id: 'd', base: null, columns: {}, clocks: {} }]),
    remote.counts({ deals: null }),
  ];
  for (const answer of await Promise.allSettled(asking)) {
    expect(answer.status).toBe('rejected');
    if (answer.status === 'rejected') expect((answer.reason as RemoteError).fault).toBe('signed_out');
  }
  expect(tokens).toEqual([]);
  token = 'of-ann';
  await remote.manifest();
  expect(tokens).toEqual(['Bearer of-ann']);
});

it('takes a server that does not answer for one that is away', async () => {
  server.removeAllListeners('request');
  const remote = createSupabaseRemote({
    ...{ url, publishable_key: 'key', workspace_id: 'w', token: () => 'of-ann' },
    patience_ms: 100,
  });
  await expect(remote.manifest()).rejects.toMatchObject({ fault: 'unreachable' });
  await expect(remote.counts({ deals: null })).rejects.toMatchObject({ fault: 'unreachable' });
});
