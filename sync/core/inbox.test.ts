import { beforeEach, describe, expect, it } from 'vitest';
import { TABLE_NAMES } from '../schema/tables.ts';
import { createManualTimer, type ManualTimer } from '../test/manual-timer.ts';
import { createMemoryServer, type MemoryRemote, type MemoryServer } from '../test/memory-server.ts';
import { createMemoryStores, type MemoryStores, type Process } from '../test/memory-stores.ts';
import { createInbox, ENTRIES_SINCE, type Fetched, type Inbox } from './inbox.ts';
import type { PullAnswer } from './ports.ts';

const ANN = 'ann';
const HOUR_MS = 3_600_000;

describe('the inbox', () => {
  let timer: ManualTimer;
  let server: MemoryServer;
  let remote: MemoryRemote;
  let stores: MemoryStores;
  let inbox: Inbox;
  /** Changes what the server answers. */
  let answered: (answer: PullAnswer) => PullAnswer;
  let asked: Parameters<MemoryRemote['pull']>[0][];

  const company = (id: string, rest: object = {}) =>
    server.put('companies', { id, workspace_id: 'w', name: id, domain: null, team_id: null, ...rest });
  const companies = () =>
    stores
      .all('companies')
      .map(({ id }) => id)
      .sort();

  /** As a process that knows nothing of before. */
  async function restart(process: Process = stores): Promise<void> {
    inbox = createInbox({
      ...process,
      timer,
      offsetMeasured: () => undefined,
      remote: {
        ...remote,
        async pull(tables, size) {
          asked.push(tables);
          return answered(await remote.pull(tables, size));
        },
      },
    });
    await inbox.begin(await remote.manifest());
  }
  async function fetchAll(): Promise<(Fetched | null)[]> {
    const fetched: (Fetched | null)[] = [];
    while (inbox.wanted()) {
      if (fetched.length > 100) throw new Error('The inbox asks for ever.');
      fetched.push(await inbox.fetch());
      if (fetched.at(-1) === null) break;
    }
    return fetched;
  }
  async function pullAll(): Promise<(Fetched | null)[]> {
    inbox.want(TABLE_NAMES);
    return fetchAll();
  }

  beforeEach(() => {
    timer = createManualTimer();
    server = createMemoryServer(() => timer.now());
    server.put('workspaces', { id: 'w', name: 'Nordwind' });
    server.put('profiles', { id: ANN, email: 'ann@outpost.example', name: 'Ann' });
    member('admin');
    remote = server.connect(ANN);
    stores = createMemoryStores();
    answered = (answer) => answer;
    asked = [];
  });

  const member = (role: string, rest: object = {}) =>
    server.put('workspace_members', { id: 'm', workspace_id: 'w', user_id: ANN, role, ...rest });
  /** One row on a page. */
  const inPages = (size: number) => {
    const whole = { ...remote };
    remote.pull = (tables) => whole.pull(tables, size);
  };

  it('misses no row wherever the process dies', async () => {
    for (let n = 0; n < 5; n += 1) company(`c${n}`);
    inPages(2);
    for (let writes = 0; writes < 60; writes += 1) {
      stores = createMemoryStores();
      const dying = stores.open();
      dying.dieAfter(writes);
      await restart(dying)
        .then(pullAll)
        .catch(() => undefined);
      await restart();
      await pullAll();
      expect(companies()).toEqual(['c0', 'c1', 'c2', 'c3', 'c4']);
    }
  });

  it('has stored the rows when it has moved the checkpoint', async () => {
    company('c');
    const order: string[] = [];
    const { rows, memory } = stores;
    await restart({
      ...stores,
      rows: {
        ...rows,
        async update(table, ids, change) {
          // A disk that is slow to begin.
          await new Promise((resolve) => setImmediate(resolve));
          await rows.update(table, ids, change);
          if (table === 'companies') order.push('rows');
        },
      },
      memory: {
        ...memory,
        async write(key, value) {
          await memory.write(key, value);
          if (key === 'standing/companies') order.push('checkpoint');
        },
      },
    });
    order.length = 0;
    await pullAll();
    expect(order).toEqual(['rows', 'checkpoint']);
  });

  it('finds a row whose transaction commits after that of a later one', async () => {
    await restart();
    await pullAll();
    const slow = server.begin();
    slow.put('companies', { id: 'late', workspace_id: 'w', name: 'late' });
    const { row_version } = company('early');
    inbox.poked('companies', row_version);
    await fetchAll();
    slow.commit();
    await pullAll();
    expect(companies()).toEqual(['early', 'late']);
  });

  it('is to ask again for a poke whose transaction is not below the horizon yet', async () => {
    await restart();
    await pullAll();
    const slow = server.begin();
    const { row_version } = slow.put('companies', { id: 'c', workspace_id: 'w', name: 'c' });
    inbox.poked('companies', row_version);
    expect(await fetchAll()).toMatchObject([{ ask_again: ['companies'] }]);
    slow.commit();
    inbox.want(['companies']);
    expect(await fetchAll()).toMatchObject([{ ask_again: [] }]);
    expect(companies()).toEqual(['c']);
  });

  describe('of a server with another history', () => {
    beforeEach(async () => {
      company('kept');
      company('lost in the restore');
      await restart();
      await pullAll();
    });
    const restored = () => {
      server = createMemoryServer(() => timer.now());
      server.restore();
      member('admin');
      remote = server.connect(ANN);
      company('kept');
      company('new');
    };

    it('pulls everything anew and forgets what does not come any more', async () => {
      restored();
      await restart();
      await pullAll();
      expect(companies()).toEqual(['kept', 'new']);
    });

    it('takes nothing of it for the old one, when it changes between two pulls', async () => {
      const before = stores.all('companies');
      restored();
      answered = (answer) => ({ ...answer, epoch: 'another' });
      expect(await pullAll()).toContain(null);
      expect(stores.all('companies')).toEqual(before);
    });
  });

  describe('where tombstones were purged', () => {
    /** One was deleted and purged, and this replica has seen nothing of it. */
    async function purged(): Promise<void> {
      for (const id of ['a', 'b', 'c', 'gone']) company(id);
      inPages(2);
      await restart();
      await pullAll();
      company('gone', { deleted_at: new Date(timer.now()).toISOString() });
      timer.advance(HOUR_MS);
      server.purge(HOUR_MS / 2);
      company('new');
    }

    it('forgets what does not come any more', async () => {
      await purged();
      expect(companies()).toContain('gone');
      await pullAll();
      expect(companies()).toEqual(['a', 'b', 'c', 'new']);
    });

    it('begins the pull of everything again that a crash has cut off', async () => {
      await purged();
      inbox.want(['companies']);
      await inbox.fetch();
      expect(companies()).toContain('gone');
      await restart();
      await pullAll();
      expect(companies()).toEqual(['a', 'b', 'c', 'new']);
    });
  });

  describe('a first sync', () => {
    beforeEach(() => {
      for (let n = 0; n < 6; n += 1) {
        company(`c${n}`);
        server.put('timeline_entries', { id: `t${n}`, workspace_id: 'w', record_id: `c${n}`, team_id: null });
      }
    });

    it('brings what a pipeline needs before its timeline', async () => {
      inPages(2);
      await restart();
      await fetchAll();
      const tables = asked.map((one) => Object.keys(one));
      const timeline = tables.findIndex((one) => one.includes('timeline_entries'));
      expect(timeline).toBeGreaterThan(0);
      expect(tables.slice(0, timeline).flat()).toContain('board_cards');
      expect(tables.slice(timeline).flat()).not.toContain('companies');
      expect(stores.all('timeline_entries')).toHaveLength(6);
    });

    it('goes on where it was cut off, and says exactly how far it is', async () => {
      inPages(2);
      await restart();
      await inbox.fetch();
      const done = TABLE_NAMES.reduce((sum, table) => sum + stores.all(table).length, 0);
      expect(inbox.progress()).toEqual({ done, total: 15 });
      await restart();
      expect(inbox.progress()).toEqual({ done, total: 15 });
      asked.length = 0;
      const progress = [done];
      while (inbox.wanted()) {
        const fetched = await inbox.fetch();
        progress.push(fetched?.progress?.done ?? 15);
      }
      expect(asked[0]?.companies).toMatchObject({ row_version: expect.any(Number) as number });
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      expect(progress.at(-1)).toBe(15);
      expect(inbox.progress()).toBeNull();
    });

    it('of very many timeline entries brings those of the last year, and says which', async () => {
      const counts = remote.counts.bind(remote);
      remote.counts = (tables) =>
        tables.timeline_entries === null ? Promise.resolve({ timeline_entries: 200_001 }) : counts(tables);
      server.put('timeline_entries', { id: 'old', workspace_id: 'w', record_id: 'c0', team_id: null });
      timer.advance(366 * 24 * HOUR_MS);
      server.put('timeline_entries', { id: 'new', workspace_id: 'w', record_id: 'c0', team_id: null });
      await restart();
      await fetchAll();
      expect(stores.all('timeline_entries').map(({ id }) => id)).toEqual(['new']);
      expect(stores.all('companies')).toHaveLength(6);
      const since = new Date(timer.now() - 365 * 24 * HOUR_MS).toISOString();
      expect(await stores.memory.read(ENTRIES_SINCE)).toBe(since);
      asked.length = 0;
      await restart();
      await pullAll();
      expect(asked[0]?.timeline_entries).toMatchObject({ not_before: since });
      expect(asked[0]?.companies).not.toHaveProperty('not_before');
    });

    it('counts a row once that comes twice', async () => {
      await restart();
      const [first] = server.rows('companies');
      if (first) await stores.rows.update('companies', [first.id], () => first);
      await restart();
      expect(inbox.progress()).toEqual({ done: 1, total: 15 });
      await inbox.fetch();
      expect(inbox.progress()).toEqual({ done: 9, total: 15 });
    });
  });

  describe('when the sight of the person changes', () => {
    const team = (id: string) => server.put('teams', { id, workspace_id: 'w', name: id });
    const deal = (team_id: string | null) =>
      server.put('deals', { id: 'd', workspace_id: 'w', name: 'Deal', team_id, stage_id: null });

    beforeEach(() => {
      member('member');
      team('theirs');
      company('of all');
    });

    it('forgets a record that moved out of it, with what hangs on it', async () => {
      deal(null);
      server.put('tasks', { id: 't', workspace_id: 'w', record_type: 'deal', record_id: 'd', title: 'Call' });
      await restart();
      await pullAll();
      expect([stores.all('deals'), stores.all('tasks')].map((rows) => rows.length)).toEqual([1, 1]);
      deal('theirs');
      await pullAll();
      expect([stores.all('deals'), stores.all('tasks')]).toEqual([[], []]);
      expect(companies()).toEqual(['of all']);
    });

    it('pulls everything anew and forgets what does not come any more', async () => {
      deal('theirs');
      const ofTeam = { id: 'tm', workspace_id: 'w', team_id: 'theirs', profile_id: ANN, role: 'member' };
      server.put('team_members', ofTeam);
      await restart();
      await pullAll();
      expect(stores.all('deals')).toHaveLength(1);
      server.put('team_members', { ...ofTeam, deleted_at: new Date(timer.now()).toISOString() });
      await pullAll();
      expect(stores.all('deals')).toEqual([]);
      expect(companies()).toEqual(['of all']);
    });
  });

  it('tells of a row that cannot be taken, also after a restart, until it comes as it should', async () => {
    company('a');
    company('b');
    let lies = true;
    answered = (answer) => {
      const page = answer.tables.companies;
      const isLie = ({ id }: { id: string }) => lies && id === 'b';
      if (!page?.rows.some(isLie)) return answer;
      const companies = {
        ...page,
        rows: page.rows.filter((row) => !isLie(row)),
        unreadable: [{ id: 'b', column: 'name' }],
      };
      return { ...answer, tables: { ...answer.tables, companies } };
    };
    await restart();
    await pullAll();
    expect(companies()).toEqual(['a']);
    await restart();
    await pullAll();
    expect(inbox.amiss()).toContain('companies');
    lies = false;
    company('b');
    await pullAll();
    expect([companies(), inbox.amiss()]).toEqual([['a', 'b'], null]);
  });

  it('asks an older server for nothing that it does not have', async () => {
    const older = TABLE_NAMES.filter((table) => table !== 'tasks');
    server.serve(older);
    await restart();
    inbox.poked('tasks', 1);
    await pullAll();
    expect(new Set(asked.flatMap((tables) => Object.keys(tables)))).toEqual(new Set(older));
    expect([inbox.has('tasks'), inbox.has('deals')]).toEqual([false, true]);
  });
});
