// What the engine asks of the server, and when.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TABLE_NAMES } from '../schema/tables.ts';
import { createClient, settle, type Client } from '../test/client.ts';
import { createManualTimer, type ManualTimer } from '../test/manual-timer.ts';
import { createMemoryServer, type MemoryRemote, type MemoryServer } from '../test/memory-server.ts';
import type { RemoteListener } from './ports.ts';

const WORKSPACE = 'w';
const company = { workspace_id: WORKSPACE, name: 'Nordwind', domain: null, industry: null };

describe('the engine', () => {
  let timer: ManualTimer;
  let server: MemoryServer;
  let ann: Client;
  /** Each request in its order, when it began. */
  let asked: { what: keyof MemoryRemote; at: number }[];
  let running: number;
  let mostAtOnce: number;
  let channel: RemoteListener | null;
  /** Pokes reach the client. */
  let heard: boolean;

  const passes = async (ms: number) => {
    for (let at = 0; at < ms; at += 100) {
      timer.advance(100);
      await settle();
    }
  };
  const whats = () => asked.map(({ what }) => what);

  beforeEach(() => {
    timer = createManualTimer();
    server = createMemoryServer(() => timer.now());
    server.put('workspaces', { id: WORKSPACE, name: 'Nordwind' });
    server.put('profiles', { id: 'ann', email: 'ann@outpost.example', name: 'Ann' });
    member();
    ann = createClient('ann', server, timer);
    asked = [];
    [running, mostAtOnce, channel, heard] = [0, 0, null, true];
    watch(ann.remote);
  });
  afterEach(() => ann.stop());

  const member = (rest: object = {}) =>
    server.put('workspace_members', {
      id: 'm',
      workspace_id: WORKSPACE,
      user_id: 'ann',
      role: 'member',
      ...rest,
    });

  function watch(remote: MemoryRemote): void {
    const real = { ...remote };
    remote.manifest = watched('manifest', () => real.manifest());
    remote.pull = watched('pull', (...tables) => real.pull(...tables));
    remote.push = watched('push', (parcels) => real.push(parcels));
    remote.listen = (listener) => {
      channel = listener;
      return real.listen({
        ...listener,
        poked(...poke) {
          if (heard) listener.poked(...poke);
        },
      });
    };
  }
  function watched<A extends unknown[], T>(what: keyof MemoryRemote, ask: (...args: A) => Promise<T>) {
    return async (...args: A): Promise<T> => {
      asked.push({ what, at: timer.now() });
      running += 1;
      mostAtOnce = Math.max(mostAtOnce, running);
      await new Promise((resolve) => setImmediate(resolve));
      return ask(...args).finally(() => (running -= 1));
    };
  }
  async function started(): Promise<void> {
    ann.start();
    await passes(500);
    expect(ann.status()?.kind).toBe('idle');
    asked = [];
  }

  it('sends what waits before it pulls', async () => {
    await ann.create('companies', 'c', company);
    ann.start();
    await passes(200);
    expect(whats().slice(0, 3)).toEqual(['manifest', 'push', 'pull']);
  });

  it('asks one thing at a time, whatever is saved meanwhile', async () => {
    await started();
    for (let n = 0; n < 5; n += 1) {
      ann.engine().wake('asked');
      await new Promise((resolve) => setImmediate(resolve));
      await ann.create('companies', `c${n}`, company);
    }
    await passes(500);
    expect(server.rows('companies')).toHaveLength(5);
    expect(mostAtOnce).toBe(1);
  });

  describe('when a poke was lost', () => {
    beforeEach(async () => {
      await started();
      heard = false;
      server.put('companies', { id: 'c', ...company });
      await passes(500);
      expect(ann.row('companies', 'c')).toBeUndefined();
    });

    it.each([
      ['the person comes to the window', 1_000, () => ann.engine().wake('focus')],
      ['the network comes back', 1_000, () => ann.engine().wake('network')],
      ['the live channel is back', 6_000, () => channel?.joined()],
      ['the live channel is gone', 1_000, () => channel?.lost()],
      ['some time has passed', 76_000, () => undefined],
    ])('looks when %s', async (_when, ms, happens) => {
      happens();
      await passes(ms);
      expect(ann.row('companies', 'c')).toBeDefined();
    });
  });

  it('looks at what came while the live channel was away not at once, but some time in five seconds', async () => {
    await started();
    channel?.joined();
    await passes(1_000);
    expect(asked).toEqual([]);
    await passes(4_000);
    expect(whats()).toEqual(['pull']);
  });

  it('asks ever more rarely for what an open transaction has not committed, and gets it in the end', async () => {
    await started();
    const slow = server.begin();
    slow.put('companies', { id: 'c', ...company });
    server.put('companies', { id: 'd', ...company });
    await passes(60_000);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.length).toBeLessThan(40);
    heard = false;
    slow.commit();
    await passes(6_000);
    expect(ann.row('companies', 'c')).toBeDefined();
  });

  describe('while the server does not answer', () => {
    beforeEach(async () => {
      await started();
      ann.remote.fail('unreachable');
      ann.engine().wake('asked');
      await passes(10_000);
      asked = [];
    });

    it('is not hurried by pokes', async () => {
      for (let n = 0; n < 20; n += 1) {
        server.put('companies', { id: 'c', ...company });
        await settle();
      }
      expect(asked).toEqual([]);
    });

    it.each(['network', 'asked', 'focus'] as const)('asks at once when woken by: %s', async (reason) => {
      ann.remote.fail(null);
      ann.engine().wake(reason);
      await settle();
      expect(ann.status()?.kind).toBe('idle');
    });
  });

  it('asks nothing more once nobody is signed in, keeps what is saved, and sends it with the next session', async () => {
    await started();
    ann.remote.fail('signed_out');
    ann.engine().wake('asked');
    await passes(1_000);
    asked = [];
    await ann.create('companies', 'c', company);
    await passes(600_000);
    // A hint wakes nobody who has no session.
    expect([asked, ann.status()?.kind]).toEqual([[], 'signed_out']);
    ann.remote.fail(null);
    ann.engine().wake('session');
    await passes(200);
    expect(server.row('companies', 'c')).toBeDefined();
  });

  it('says of a full storage that it is full, and takes the page that it could not store when there is room', async () => {
    await started();
    ann.stores.fail('storage_full');
    server.put('companies', { id: 'c', ...company });
    await passes(1_000);
    expect(ann.status()).toMatchObject({ kind: 'stopped', fault: { fault: 'storage_full' } });
    expect(ann.status()?.fault?.message).not.toBe('');
    ann.stores.fail(null);
    await passes(31_000);
    expect(ann.status()).toMatchObject({ kind: 'idle', fault: null });
    expect(ann.row('companies', 'c')).toBeDefined();
  });

  it('fetches a table anew of which rows were damaged, and tells of it meanwhile', async () => {
    server.put('companies', { id: 'c', ...company });
    await started();
    await ann.stores.rows.update('companies', ['c'], () => null);
    ann.remote.fail('unreachable');
    ann.engine().damaged('companies');
    expect(ann.status()?.fault).toMatchObject({ fault: 'damaged' });
    await passes(1_000);
    ann.remote.fail(null);
    await passes(10_000);
    expect(ann.row('companies', 'c')).toBeDefined();
    expect(ann.status()).toMatchObject({ kind: 'idle', fault: null });
  });

  it('tells somebody who is no longer a member so, and somebody who is one again nothing of it', async () => {
    await started();
    member({ deleted_at: '2026-11-21T10:00:00Z' });
    await passes(1_000);
    expect(ann.status()).toMatchObject({ kind: 'stopped', fault: { fault: 'removed' } });
    member({ deleted_at: null });
    await passes(1_000);
    expect(ann.status()).toMatchObject({ kind: 'idle', fault: null });
  });

  it.each([
    [0, 'the server is to be updated'],
    [2, 'a newer Outpost is needed'],
  ])('says nothing to a server of schema version %i, and why', async (schema_version, words) => {
    await ann.create('companies', 'c', company);
    const real = { ...ann.remote };
    ann.remote.manifest = async () => ({ ...(await real.manifest()), schema_version });
    ann.start();
    await passes(60_000);
    expect(new Set(whats())).toEqual(new Set(['manifest']));
    expect(ann.status()).toMatchObject({ kind: 'stopped', fault: { fault: 'mismatch' } });
    expect(ann.status()?.fault?.message).toContain(words);
  });

  it('keeps what is written in a table that an older server does not have, and syncs the others', async () => {
    server.serve(TABLE_NAMES.filter((table) => table !== 'tasks'));
    await started();
    await ann.create('tasks', 't', { workspace_id: WORKSPACE, title: 'Call' });
    await ann.create('companies', 'c', company);
    await passes(1_000);
    expect(server.row('companies', 'c')).toBeDefined();
    expect(ann.status()).toMatchObject({ kind: 'idle', fault: null });
    server.serve(TABLE_NAMES);
    await ann.stop();
    ann.start();
    await passes(1_000);
    expect(server.row('tasks', 't')).toBeDefined();
  });
});
