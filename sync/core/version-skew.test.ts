// A client and a server of different versions: each works with what both know, or says why it does not.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TABLE_NAMES } from '../schema/tables.ts';
import { createClient, settle, type Client } from '../test/client.ts';
import { createManualTimer, type ManualTimer } from '../test/manual-timer.ts';
import { createMemoryServer, type MemoryServer } from '../test/memory-server.ts';
import type { Manifest } from './ports.ts';

const WORKSPACE = 'w';

describe('versions', () => {
  let timer: ManualTimer;
  let server: MemoryServer;
  let ann: Client;

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
  });
  afterEach(() => ann.stop());

  /** Changes what the server says of itself. */
  function says(change: Partial<Manifest>): void {
    const { remote } = ann;
    const manifest = remote.manifest.bind(remote);
    remote.manifest = async () => ({ ...(await manifest()), ...change });
  }

  it('of an older client: a column that it does not know stays in the row, whatever is edited here', async () => {
    server.put('companies', { id: 'c', workspace_id: WORKSPACE, name: 'Nordwind', mood: 'fair' });
    ann.start();
    await passes(200);
    await ann.edit('companies', 'c', { name: 'Nordwind AG' });
    await passes(200);
    expect(ann.row('companies', 'c')).toMatchObject({ name: 'Nordwind AG', mood: 'fair' });
    expect(server.row('companies', 'c')).toMatchObject({ name: 'Nordwind AG', mood: 'fair' });
  });

  it('of a newer client: a table that the server does not have is not asked for, and what is written in it waits', async () => {
    server.serve(TABLE_NAMES.filter((table) => table !== 'tasks'));
    ann.start();
    await passes(200);
    expect(ann.status()).toMatchObject({ kind: 'idle', fault: null });
    await ann.create('tasks', 't', {
      ...{ workspace_id: WORKSPACE, record_type: 'company', record_id: 'c', title: 'Call', status: 'open' },
    });
    await ann.create('companies', 'c', { workspace_id: WORKSPACE, name: 'Nordwind' });
    await passes(1_000);
    expect(server.row('companies', 'c')).toMatchObject({ name: 'Nordwind' });
    expect(ann.stores.mutations().map(({ state }) => state)).toEqual(['waiting', 'done']);

    server.serve(TABLE_NAMES);
    await passes(90_000);
    expect(server.row('tasks', 't')).toMatchObject({ title: 'Call' });
    expect(ann.stores.mutations().map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it.each([
    [2, 'a newer Outpost is needed'],
    [0, 'the server is to be updated'],
  ])(
    'of a schema that the other cannot read (%i): nothing is sent, and it is said which is older',
    async (schema_version, words) => {
      await ann.create('companies', 'c', { workspace_id: WORKSPACE, name: 'Nordwind' });
      says({ schema_version });
      ann.start();
      await passes(60_000);
      expect(ann.status()).toMatchObject({ kind: 'stopped', fault: { fault: 'mismatch' } });
      expect(ann.status()?.fault?.message).toContain(words);
      expect(ann.remote.calls).toEqual({ pull: 0, push: 0 });
      expect(ann.stores.mutations()).toMatchObject([{ state: 'waiting' }]);

      says({ schema_version: 1 });
      await passes(60_000);
      expect(server.row('companies', 'c')).toMatchObject({ name: 'Nordwind' });
    },
  );

  it('of a server that does not say which tables it has: all are asked for', async () => {
    says({ tables: undefined });
    server.put('tasks', {
      id: 't',
      workspace_id: WORKSPACE,
      title: 'Call',
      record_type: 'deal',
      record_id: 'd',
    });
    ann.start();
    await passes(200);
    expect(ann.row('tasks', 't')).toMatchObject({ title: 'Call' });
  });
});
