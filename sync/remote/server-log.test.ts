import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createServerLog, type ServerLog } from './server-log.ts';

let server: Server;
let rows: unknown;
let log: ServerLog;

beforeEach(async () => {
  server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  log = createServerLog({
    url,
    publishable_key: 'key',
    workspace_id: 'w',
    token: () => 'of-ann',
    patience_ms: 100,
  });
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const entry = (n: number) => ({
  ...{
    id: `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    created_at: '2020-01-01T00:00:00+00:00',
  },
  ...{ updated_at: '2020-01-01T00:00:00+00:00', deleted_at: null, row_version: 3, clocks: {}, body: 'Note' },
});

it('says of entries that it does not understand that the versions do not fit', async () => {
  rows = [{ id: 1 }];
  expect(await log.auditLog({ after: null })).toMatchObject({
    ok: false,
    error: { code: 'schema_mismatch' },
  });
});

it('leaves an entry of a timeline out that cannot be read, and goes on behind it', async () => {
  const page = Array.from({ length: 50 }, (_, n) => entry(n));
  rows = [...page.slice(0, 49), { ...entry(49), row_version: 'three' }];
  const answer = await log.timelineEntries({ of: 'deal', after: null });
  expect(answer).toMatchObject({ ok: true, value: { next: `2020-01-01T00:00:00+00:00/${entry(49).id}` } });
  expect(answer.ok && answer.value.entries).toHaveLength(49);
});

it('takes a server that does not answer for one that is away', async () => {
  server.removeAllListeners('request');
  expect(await log.auditLog({ after: null })).toMatchObject({ ok: false, error: { code: 'unreachable' } });
});
