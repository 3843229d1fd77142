// A server that lies, over HTTP: whatever one row is, the others come.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSupabaseRemote } from './supabase-remote.ts';

const id = (at: number) => `018f0000-0000-7000-8000-${String(at).padStart(12, '0')}`;
const deal = (at: number, rest: object = {}) => ({
  id: id(at),
  workspace_id: id(0),
  name: `Deal ${at}`,
  value_cents: 1_000,
  currency: 'EUR',
  stage_id: null,
  close_date: '2026-12-24',
  probability: 12.5,
  custom_fields: {},
  created_at: '2026-01-01T00:00:00+00:00',
  updated_at: '2026-01-01T00:00:00+00:00',
  deleted_at: null,
  row_version: at,
  clocks: { '*': '1767225600000-0000-00000000' },
  ...rest,
});

const LIES: readonly [what: string, column: string, lie: object][] = [
  ['text where a number belongs', 'value_cents', { value_cents: 'a lot' }],
  ['a number that is too large to be exact', 'value_cents', { value_cents: 2 ** 60 }],
  ['a number where text belongs', 'name', { name: 7 }],
  ['text beyond all length', 'name', { name: 'x'.repeat(1_000_000) }],
  ['nothing where something must be', 'name', { name: null }],
  ['a list where an object belongs', 'custom_fields', { custom_fields: [] }],
  ['a day that is none', 'close_date', { close_date: 'infinity' }],
  ['no clocks', 'clocks', { clocks: undefined }],
  ['clocks that are none', 'clocks', { clocks: { name: 12 } }],
  ['no row version', 'row_version', { row_version: undefined }],
  ['an id that is no UUID', 'id', { id: 'deal-2' }],
  ['a reference that is no UUID', 'company_id', { company_id: 'nordwind' }],
  ['no id', 'id', { id: undefined }],
];

describe('the remote', () => {
  let server: Server;
  let answer: unknown;
  let url: string;

  beforeEach(async () => {
    server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  const remote = () =>
    createSupabaseRemote({ url, publishable_key: 'key', workspace_id: id(0), token: () => 'token' });
  const page = (rows: readonly unknown[]) => ({
    epoch: 'e',
    server_time: '2026-01-01T00:00:00Z',
    tables: {
      deals: { rows, checkpoint: { row_version: 9, id: id(9) }, complete: true, waiting: false },
    },
  });

  it.each(LIES)(
    'leaves a row out that has %s (%s), names it, and takes the others',
    async (_what, column, lie) => {
      answer = page([deal(1), deal(2, lie), deal(3)]);
      const { tables } = await remote().pull({ deals: null }, 1_000);
      expect(tables.deals?.rows.map((row) => row.id)).toEqual([id(1), id(3)]);
      expect(tables.deals?.unreadable).toMatchObject([{ column }]);
    },
  );

  it('leaves out what is no row at all, and tables that nobody asked for', async () => {
    const { tables } = page([null, 'row', [], deal(1)]);
    answer = { ...page([]), tables: { ...tables, secrets: tables.deals } };
    const pulled = await remote().pull({ deals: null }, 1_000);
    expect(pulled.tables.deals?.rows).toHaveLength(1);
    expect(Object.keys(pulled.tables)).toEqual(['deals']);
  });

  it('takes a row of an older server, which lacks a column, and of a newer one, which has more', async () => {
    answer = page([deal(1, { probability: undefined }), deal(2, { from_the_future: { a: 1 } })]);
    const { tables } = await remote().pull({ deals: null }, 1_000);
    expect(tables.deals).toMatchObject({
      rows: [{ id: id(1) }, { from_the_future: { a: 1 } }],
      unreadable: [],
    });
  });

  it('settles every write of a push of which one answer holds a row that cannot be read', async () => {
    const parcel = { table: 'deals', base: {}, columns: {}, clocks: {} } as const;
    const [merged, refused] = [{ status: 'merged' }, { status: 'refused', code: '42501', message: 'No.' }];
    answer = [
      { ...merged, row: deal(1) },
      { ...merged, row: deal(2, { name: 7 }) },
      { ...refused, row: deal(3, { clocks: 0 }) },
      { status: 'applied' },
    ];
    const answers = await remote().push([1, 2, 3, 4].map((at) => ({ ...parcel, id: id(at) })));
    expect(answers).toMatchObject([
      { status: 'merged', row: { id: id(1) } },
      { status: 'applied' },
      { status: 'refused', row: null, code: '42501' },
      { status: 'applied' },
    ]);
  });
});
