import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient, settle, type Client } from '../test/client.ts';
import { createManualTimer, type ManualTimer } from '../test/manual-timer.ts';
import { createMemoryServer, type MemoryServer } from '../test/memory-server.ts';
import type { SyncedRow } from './ports.ts';

const WORKSPACE = 'w';
const company = (name: string) => ({ workspace_id: WORKSPACE, name, domain: null, industry: null });
const content = (row: SyncedRow | undefined) =>
  row && { name: row['name'], domain: row['domain'], deleted_at: row.deleted_at };

describe('engine', () => {
  let timer: ManualTimer;
  let server: MemoryServer;
  let ann: Client;
  let ben: Client;

  const passes = async (ms: number) => {
    for (let at = 0; at < ms; at += 100) {
      timer.advance(100);
      await settle();
    }
  };

  beforeEach(() => {
    timer = createManualTimer();
    server = createMemoryServer(() => timer.now());
    server.put('workspaces', { id: WORKSPACE, name: 'Nordwind' });
    ann = createClient('ann', server, timer);
    ben = createClient('ben', server, timer);
  });
  afterEach(async () => {
    await ann.stop();
    await ben.stop();
  });

  it('brings every row of a first sync, in pages, and then says that it is idle', async () => {
    for (let n = 0; n < 2_500; n += 1) server.put('companies', { id: `c${n}`, ...company(`Company ${n}`) });
    ann.start();
    await passes(200);
    expect(ann.stores.all('companies')).toHaveLength(2_500);
    expect(ann.status()).toMatchObject({ kind: 'idle', first_sync: null });
  });

  it('shows on one client what another has edited, without being asked', async () => {
    server.put('companies', { id: 'c', ...company('Nordwind') });
    ann.start();
    ben.start();
    await passes(200);
    await ann.edit('companies', 'c', { name: 'Nordwind Systems' });
    await passes(200);
    expect(content(ben.row('companies', 'c'))).toMatchObject({ name: 'Nordwind Systems' });
    expect(ann.stores.mutations().map(({ state }) => state)).toEqual(['done']);
  });

  it('keeps what is edited while the server is away, and sends it when it is back', async () => {
    server.put('companies', { id: 'c', ...company('Nordwind') });
    ann.start();
    await passes(200);
    ann.remote.fail('unreachable');
    ann.engine().wake('network');
    await settle();
    expect(ann.status()?.kind).toBe('offline');
    await ann.edit('companies', 'c', { name: 'In a tunnel' });
    await ann.create('companies', 'd', company('Met on the train'));
    await passes(5_000);
    expect(content(server.row('companies', 'c'))).toMatchObject({ name: 'Nordwind' });
    ann.remote.fail(null);
    await passes(31_000);
    expect(content(server.row('companies', 'c'))).toMatchObject({ name: 'In a tunnel' });
    expect(content(server.row('companies', 'd'))).toMatchObject({ name: 'Met on the train' });
  });

  it('asks ever more rarely while the server is away, and at once when the network comes back', async () => {
    ann.start();
    await passes(200);
    ann.remote.fail('unreachable');
    ann.engine().wake('network');
    await passes(60_000);
    expect(ann.remote.calls.pull).toBeLessThan(20);
    const before = ann.remote.calls.pull;
    ann.remote.fail(null);
    ann.engine().wake('network');
    await settle();
    expect(ann.remote.calls.pull).toBeGreaterThan(before);
    expect(ann.status()?.kind).toBe('idle');
  });

  it('does not let pokes cut a back-off short', async () => {
    ann.start();
    await passes(200);
    ann.remote.fail('busy');
    ann.engine().wake('asked');
    await settle();
    const before = ann.remote.calls.pull;
    for (let n = 0; n < 200; n += 1) {
      server.put('companies', { id: 'c', ...company(`Version ${n}`) });
      await settle();
    }
    expect(ann.remote.calls.pull).toBe(before);
  });

  it('does not write twice when the answer to a push is lost', async () => {
    ann.start();
    await passes(200);
    ann.remote.loseNextAnswer();
    await ann.create('companies', 'c', company('Once'));
    await settle();
    const written = server.row('companies', 'c')?.row_version;
    await passes(5_000);
    expect(server.row('companies', 'c')?.row_version).toBe(written);
    expect(ann.stores.mutations().map(({ state }) => state)).toEqual(['done']);
  });

  it('loses nothing and converges, wherever the process dies', async () => {
    for (let writes = 0; writes < 24; writes += 1) {
      server = createMemoryServer(() => timer.now());
      server.put('companies', { id: 'c', ...company('Nordwind') });
      const client = createClient('ann', server, timer);
      client.start();
      await passes(200);
      await client.stop();
      client.stores.dieAfter(writes);
      client.start();
      await settle();
      const told = await client.edit('companies', 'c', { name: 'Told as saved' }).then(
        () => true,
        () => client.stores.mutations().length > 0,
      );
      await passes(200);
      await client.stop();
      client.stores.dieAfter(null);
      client.start();
      await passes(400);
      expect(content(client.row('companies', 'c'))).toEqual(content(server.row('companies', 'c')));
      expect(server.row('companies', 'c')?.['name']).toBe(told ? 'Told as saved' : 'Nordwind');
      await client.stop();
    }
  });

  it('pulls a row whose transaction commits after a later one was pulled', async () => {
    ann.start();
    await passes(200);
    const slow = server.begin();
    slow.put('companies', { id: 'late', ...company('Late') });
    server.put('companies', { id: 'early', ...company('Early') });
    await passes(1_000);
    slow.commit();
    await passes(1_000);
    expect(
      ann.stores
        .all('companies')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['early', 'late']);
  });

  it('puts a refused write back, keeps it with the words of the server, and sends the others', async () => {
    server.put('companies', { id: 'c', ...company('Nordwind') });
    server.put('companies', { id: 'd', ...company('Ostwind') });
    server.refuse('companies', (columns) => columns['name'] === '');
    ann.start();
    await passes(200);
    await ann.edit('companies', 'c', { name: '' });
    await ann.edit('companies', 'd', { name: 'Ostwind AG' });
    await passes(1_000);
    expect(content(ann.row('companies', 'c'))).toMatchObject({ name: 'Nordwind' });
    expect(content(server.row('companies', 'd'))).toMatchObject({ name: 'Ostwind AG' });
    const [refused, sent] = ann.stores.mutations();
    expect(sent?.state).toBe('done');
    expect(refused).toMatchObject({
      state: 'refused',
      writes: [{ columns: { name: '' }, state: { kind: 'refused', code: '23514', message: 'not accepted' } }],
    });
  });

  it('takes away a new row that the server does not accept, and keeps its content', async () => {
    server.refuse('companies', () => true);
    ann.start();
    await passes(200);
    await ann.create('companies', 'c', company('Unwanted'));
    await passes(1_000);
    expect(ann.row('companies', 'c')).toBeUndefined();
    expect(ann.stores.mutations()).toMatchObject([
      { state: 'refused', writes: [{ columns: { name: 'Unwanted' } }] },
    ]);
  });

  it('holds a write back until the row that it refers to is there', async () => {
    ann.start();
    await passes(200);
    const contact = { workspace_id: WORKSPACE, name: 'Mara', company_id: 'c' };
    await ann.create('contacts', 'm', contact);
    await settle();
    expect(server.row('contacts', 'm')).toBeUndefined();
    server.put('companies', { id: 'c', ...company('Nordwind') });
    await passes(3_000);
    expect(server.row('contacts', 'm')).toMatchObject(contact);
  });

  it('asks the person about a write whose parent never comes, and sends the others meanwhile', async () => {
    ann.start();
    await passes(200);
    await ann.create('contacts', 'm', { workspace_id: WORKSPACE, name: 'Mara', company_id: 'nowhere' });
    await ann.create('contacts', 'n', { workspace_id: WORKSPACE, name: 'Nils', company_id: null });
    await passes(300);
    expect(server.row('contacts', 'n')).toBeDefined();
    await passes(60_000);
    expect(ann.stores.mutations().map(({ state }) => state)).toEqual(['refused', 'done']);
    expect(ann.remote.calls.push).toBeLessThan(15);
  });

  it('keeps both edits where two people edit different columns', async () => {
    server.put('companies', { id: 'c', ...company('Nordwind') });
    ann.start();
    ben.start();
    await passes(200);
    ann.remote.fail('unreachable');
    ben.remote.fail('unreachable');
    await ann.edit('companies', 'c', { name: 'Nordwind AG' });
    await ben.edit('companies', 'c', { domain: 'nordwind.example' });
    ann.remote.fail(null);
    ben.remote.fail(null);
    await passes(65_000);
    const both = { name: 'Nordwind AG', domain: 'nordwind.example', deleted_at: null };
    for (const row of [ann.row('companies', 'c'), ben.row('companies', 'c'), server.row('companies', 'c')])
      expect(content(row)).toEqual(both);
  });

  it('lets the later edit of one column win though it was sent first, and records what lost', async () => {
    server.put('companies', { id: 'c', ...company('Nordwind') });
    ann.start();
    ben.start();
    await passes(200);
    ann.remote.fail('unreachable');
    await ann.edit('companies', 'c', { name: 'Earlier' });
    timer.advance(10);
    await ben.edit('companies', 'c', { name: 'Later' });
    await passes(1_000);
    ann.remote.fail(null);
    await passes(65_000);
    for (const row of [ann.row('companies', 'c'), ben.row('companies', 'c'), server.row('companies', 'c')])
      expect(content(row)).toMatchObject({ name: 'Later' });
    expect(ann.stores.mutations()).toMatchObject([
      {
        state: 'contested',
        writes: [
          { columns: { name: 'Earlier' }, state: { kind: 'merged', lost: { name: { theirs: 'Later' } } } },
        ],
      },
    ]);
  });

  it('lets an edit beat a delete that had not seen it, on all sides', async () => {
    server.put('companies', { id: 'c', ...company('Nordwind') });
    ann.start();
    ben.start();
    await passes(200);
    ann.remote.fail('unreachable');
    await ann.edit('companies', 'c', { name: 'Still wanted' });
    timer.advance(10);
    await ben.edit('companies', 'c', { deleted_at: new Date(timer.now()).toISOString() });
    await passes(1_000);
    expect(content(server.row('companies', 'c'))?.deleted_at).not.toBeNull();
    ann.remote.fail(null);
    await passes(65_000);
    for (const row of [ann.row('companies', 'c'), ben.row('companies', 'c'), server.row('companies', 'c')])
      expect(content(row)).toMatchObject({ name: 'Still wanted', deleted_at: null });
  });

  it('asks again after a poke that came before its rows could be seen', async () => {
    ann.start();
    await passes(200);
    const slow = server.begin();
    slow.put('companies', { id: 'c', ...company('Slow') });
    await ann.edit('companies', 'none', {});
    await passes(500);
    slow.commit();
    await passes(500);
    expect(ann.row('companies', 'c')).toBeDefined();
  });

  it('pulls everything anew after a restore of the server, and keeps what waits', async () => {
    server.put('companies', { id: 'c', ...company('Nordwind') });
    ann.start();
    await passes(200);
    await ann.stop();
    await ann.edit('companies', 'c', { name: 'Waiting' });
    server.restore();
    server.put('companies', { id: 'd', ...company('New after the restore') });
    ann.start();
    await passes(1_000);
    expect(content(server.row('companies', 'c'))).toMatchObject({ name: 'Waiting' });
    expect(ann.row('companies', 'd')).toBeDefined();
  });

  it('sends nothing while nobody is signed in, and all of it after', async () => {
    ann.remote.fail('signed_out');
    ann.start();
    await ann.create('companies', 'c', company('Saved here'));
    await passes(120_000);
    expect(ann.status()?.kind).toBe('signed_out');
    expect(ann.remote.calls.push).toBe(0);
    ann.remote.fail(null);
    ann.engine().wake('session');
    await passes(200);
    expect(server.row('companies', 'c')).toBeDefined();
  });

  it('stops with words when the storage is full, and goes on when there is room', async () => {
    server.put('companies', { id: 'c', ...company('Nordwind') });
    ann.stores.fail('storage_full');
    ann.start();
    await passes(1_000);
    expect(ann.status()).toMatchObject({ kind: 'stopped', fault: { fault: 'storage_full' } });
    ann.stores.fail(null);
    await passes(31_000);
    expect(ann.status()?.kind).toBe('idle');
    expect(ann.row('companies', 'c')).toBeDefined();
  });
});
