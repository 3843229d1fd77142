import { beforeEach, describe, expect, it } from 'vitest';
import type { TableName } from '../schema/tables.ts';
import { createManualTimer, type ManualTimer } from '../test/manual-timer.ts';
import { createMemoryServer } from '../test/memory-server.ts';
import { createMemoryStores, type MemoryStores } from '../test/memory-stores.ts';
import { automaticEntryId } from './automatic-entries.ts';
import { finishMutations } from './apply.ts';
import { createClock, type Clock } from './clock.ts';
import type { Mutation, Parcel, Write } from './journal.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { RemoteError, type PushAnswer, type SyncedRow } from './ports.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const SERVER_CLOCK = '1763728000000-0000-00000000';
const APPLIED: PushAnswer = { status: 'applied' };
const refused = (row: SyncedRow | null = null): PushAnswer => ({
  status: 'refused',
  row,
  code: '23514',
  message: 'A name has 1 to 500 characters.',
  details: 'name',
});
const LATER: PushAnswer = { status: 'later', row: null, code: '23503', message: 'no parent' };

const company = (rest: Record<string, unknown> = {}): SyncedRow => ({
  id: 'c',
  created_at: '2025-01-01T00:00:00Z',
  updated_at: '2025-01-01T00:00:00Z',
  deleted_at: null,
  row_version: 1,
  clocks: { '*': SERVER_CLOCK },
  name: 'Nordwind',
  domain: null,
  ...rest,
});

describe('the outbox', () => {
  let timer: ManualTimer;
  let stores: MemoryStores;
  let clock: Clock;
  let outbox: Outbox;
  let pushed: Omit<Parcel, 'of'>[][];
  /** What the server answers to a parcel. */
  let server: (parcel: Omit<Parcel, 'of'>) => PushAnswer;
  let served: (table: TableName) => boolean;

  /** As a process that knows nothing of before. */
  async function restart(): Promise<void> {
    outbox = createOutbox({
      ...stores,
      timer,
      has: (table) => served(table),
      remote: {
        ...createMemoryServer(() => timer.now()).connect(),
        push(parcels) {
          pushed.push([...parcels]);
          return Promise.resolve(parcels.map(server));
        },
      },
    });
    await outbox.begin();
  }
  async function committed(...writes: Partial<Write>[]): Promise<string> {
    const at = clock.tick();
    const mutation: Mutation = {
      id: at,
      name: 'edit_records',
      clock: at,
      state: 'saved',
      writes: writes.map((write) => ({
        table: 'companies',
        id: 'c',
        columns: {},
        before: {},
        base: { '*': SERVER_CLOCK },
        state: { kind: 'waiting' },
        ...write,
      })),
    };
    await stores.journal.append(mutation);
    await finishMutations(stores.rows, stores.journal, [mutation]);
    return at;
  }
  const rename = (name: string, id = 'c') => committed({ id, columns: { name } });
  const put = (row: SyncedRow, table: TableName = 'companies') =>
    stores.rows.update(table, [row.id], () => row);
  const row = (id = 'c') => stores.all('companies').find((one) => one.id === id);
  const states = () => stores.mutations().map(({ state }) => state);
  async function sendAll(): Promise<void> {
    for (let batches = 0; batches < 50; batches += 1) if (!(await outbox.send())) return;
    throw new Error('The outbox sends for ever.');
  }

  beforeEach(async () => {
    timer = createManualTimer();
    stores = createMemoryStores();
    clock = createClock({ node: '0000000a', now: () => timer.now() });
    pushed = [];
    server = () => APPLIED;
    served = () => true;
    await put(company());
    await put(company({ id: 'd' }));
    await restart();
  });

  it('keeps what waits however old it is, and what was sent for as long as it can be undone', async () => {
    await rename('Sent');
    await sendAll();
    served = () => false;
    await rename('Waits');
    timer.advance(29 * DAY_MS);
    await restart();
    await sendAll();
    expect(states()).toEqual(['done', 'waiting']);
    timer.advance(2 * DAY_MS);
    outbox.tidyLater();
    await sendAll();
    expect(states()).toEqual(['waiting']);
  });

  it('sends again, with the clocks of the edit, what it had no answer to', async () => {
    const edited = await rename('Once');
    server = () => {
      throw new RemoteError('unreachable', 'The answer is lost.');
    };
    await expect(outbox.send()).rejects.toThrow('lost');
    expect(states()).toEqual(['waiting']);
    timer.advance(60_000);
    server = () => APPLIED;
    await restart();
    await sendAll();
    expect(pushed[1]).toEqual(pushed[0]);
    expect(pushed[1]).toMatchObject([{ clocks: { name: edited } }]);
    expect(states()).toEqual(['done']);
  });

  it('sends what was saved in a crash that cut off its rows', async () => {
    const dying = stores.open();
    dying.dieAfter(0);
    const write: Write = {
      ...{ table: 'companies', id: 'c', columns: { name: 'Saved' }, before: {}, base: {} },
      state: { kind: 'waiting' },
    };
    const mutation: Mutation = { id: 'm', name: 'e', clock: clock.tick(), state: 'saved', writes: [write] };
    await stores.journal.append(mutation);
    await expect(finishMutations(dying.rows, dying.journal, [mutation])).rejects.toThrow();
    await restart();
    await sendAll();
    expect(pushed).toMatchObject([[{ columns: { name: 'Saved' } }]]);
    expect(row()).toMatchObject({ name: 'Saved' });
  });

  describe('a refused write', () => {
    it('holds up no other, and goes back with the words of the server', async () => {
      server = ({ columns }) => (columns['name'] === '' ? refused(company()) : APPLIED);
      await rename('');
      await rename('Ostwind', 'd');
      await sendAll();
      expect(stores.mutations()).toMatchObject([
        {
          state: 'refused',
          writes: [
            {
              columns: { name: '' },
              state: {
                kind: 'refused',
                code: '23514',
                message: 'A name has 1 to 500 characters.',
                details: 'name',
              },
            },
          ],
        },
        { state: 'done', writes: [{ state: { kind: 'sent' } }] },
      ]);
      expect(row()).toMatchObject({ name: 'Nordwind' });
      expect(row('d')).toMatchObject({ name: 'Ostwind' });
      expect(pushed).toHaveLength(1);
    });

    it('leaves in the row what was edited since', async () => {
      await rename('');
      server = () => refused(company());
      const sending = outbox.send();
      const since = await committed({ columns: { domain: 'nordwind.example' } });
      await sending;
      expect(row()).toMatchObject({ name: 'Nordwind', domain: 'nordwind.example' });
      server = () => APPLIED;
      await sendAll();
      expect(pushed[1]).toMatchObject([
        { columns: { domain: 'nordwind.example' }, clocks: { domain: since } },
      ]);
    });

    it('takes no other edit of the same row with it', async () => {
      server = ({ columns }) => (columns['name'] === '' ? refused(company()) : APPLIED);
      await committed({ columns: { industry: 'tools' } });
      await rename('');
      await committed({ columns: { domain: 'nordwind.example' } });
      await sendAll();
      expect(states()).toEqual(['done', 'refused', 'done']);
      expect(row()).toMatchObject({ name: 'Nordwind', industry: 'tools', domain: 'nordwind.example' });
      expect(pushed.map(([parcel]) => Object.keys(parcel?.columns ?? {}))).toEqual([
        ['industry', 'name', 'domain'],
        ['industry'],
        ['name'],
        ['domain'],
      ]);
    });

    it('of a new row takes it away', async () => {
      server = () => refused();
      await committed({ id: 'new', columns: { name: '' }, before: null, base: null });
      expect(row('new')).toBeDefined();
      await sendAll();
      expect(row('new')).toBeUndefined();
    });
  });

  describe('a new row that is refused', () => {
    const NEW = { id: 'new', before: null, base: null };
    const made = () => committed({ ...NEW, columns: { name: '', tags: [] }, table: 'contacts' });
    const edited = (columns: Record<string, unknown>, ...others: Partial<Write>[]) =>
      committed({ id: 'new', table: 'contacts', columns }, ...others);
    const theMaking = { id: 'new', columns: { name: 'Rosa', tags: ['vip'] }, state: { kind: 'refused' } };

    beforeEach(() => {
      server = ({ id, base, columns }) => {
        if (id !== 'new') return APPLIED;
        return base === null && columns['name'] !== '' ? APPLIED : refused();
      };
    });

    it('is one thing to mend, with all that was edited of it while it was on its way', async () => {
      await made();
      const sending = outbox.send();
      await edited({ name: 'Rosa' });
      await edited({ 'tags.vip': true }, { id: 'd', columns: { name: 'Ostwind' } });
      await sending;
      await sendAll();
      expect(stores.mutations()).toMatchObject([
        { state: 'refused', writes: [theMaking] },
        { state: 'done', writes: [{ state: { kind: 'discarded' } }] },
        { state: 'done', writes: [{ state: { kind: 'discarded' } }, { state: { kind: 'sent' } }] },
      ]);
    });

    it('is one thing to mend where making and edits were sent as one', async () => {
      server = ({ id }) => (id === 'new' ? refused() : APPLIED);
      await made();
      await edited({ name: 'Rosa' });
      await edited({ 'tags.vip': true });
      await sendAll();
      expect(states()).toEqual(['refused', 'done', 'done']);
      expect(stores.mutations()).toMatchObject([{ writes: [theMaking] }, {}, {}]);
    });

    it('is one thing to mend where its parent never came', async () => {
      server = () => LATER;
      await made();
      await edited({ name: 'Rosa', 'tags.vip': true });
      for (let ms = 0; ms < 60_000; ms += 500) {
        await sendAll();
        timer.advance(500);
      }
      expect(states()).toEqual(['refused', 'done']);
      expect(stores.mutations()).toMatchObject([{ writes: [theMaking] }, {}]);
    });

    it('leaves to a mutation that is only saved its other rows', async () => {
      await made();
      const sending = outbox.send();
      const at = clock.tick();
      const writes: Write[] = [
        { table: 'contacts', id: 'new', columns: { name: 'Rosa' } },
        { table: 'companies', id: 'd', columns: { name: 'Ostwind' } },
      ].map((write) => ({ ...write, before: {}, base: {}, state: { kind: 'waiting' } }) as Write);
      await stores.journal.append({ id: at, name: 'edit_records', clock: at, state: 'saved', writes });
      await sending;
      expect(states()).toEqual(['refused', 'saved']);
      await restart();
      await sendAll();
      expect(row('d')).toMatchObject({ name: 'Ostwind' });
      expect(states()).toEqual(['refused', 'done']);
    });

    it('takes with it the entries that were shown for its edits', async () => {
      await made();
      const sending = outbox.send();
      const at = await edited({ name: 'Rosa' });
      const id = automaticEntryId('new', 'name', at);
      await put({ ...company(), id, row_version: 0 }, 'timeline_entries');
      await sending;
      expect(stores.all('timeline_entries')).toEqual([]);
    });
  });

  describe('a write whose parent is missing', () => {
    it('is tried again ever later, and after six tries is the person’s to decide', async () => {
      server = () => LATER;
      await rename('Orphan');
      const tries: number[] = [];
      for (let ms = 0; ms < 60_000; ms += 50) {
        const before = pushed.length;
        await sendAll();
        if (pushed.length > before) tries.push(timer.now());
        timer.advance(50);
      }
      expect(tries).toHaveLength(6);
      const pauses = tries.slice(1).map((at, nth) => at - (tries[nth] ?? 0));
      expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
      expect(stores.mutations()).toMatchObject([
        { state: 'refused', writes: [{ state: { kind: 'refused', code: '23503' } }] },
      ]);
      expect(outbox.nextTryMs()).toBeNull();
    });

    it('is tried no more often where the app is started anew in between', async () => {
      server = () => LATER;
      await rename('Orphan');
      for (let tries = 0; tries < 6; tries += 1) {
        expect(states()).toEqual(['waiting']);
        await sendAll();
        await restart();
      }
      expect(states()).toEqual(['refused']);
      await rename('Another');
      await sendAll();
      expect(states()).toEqual(['refused', 'waiting']);
    });

    it('waits while the others go', async () => {
      server = ({ id }) => (id === 'c' ? LATER : APPLIED);
      await rename('Orphan');
      await rename('Ostwind', 'd');
      await sendAll();
      expect(states()).toEqual(['waiting', 'done']);
      expect(outbox.nextTryMs()).toBe(500);
      timer.advance(500);
      server = () => APPLIED;
      await sendAll();
      expect(states()).toEqual(['done', 'done']);
    });
  });

  it('keeps what is written in a table that the server does not have, until it has it', async () => {
    served = (table) => table !== 'companies';
    await rename('Ahead of its server');
    await sendAll();
    expect([pushed, states()]).toEqual([[], ['waiting']]);
    served = () => true;
    await sendAll();
    expect(states()).toEqual(['done']);
  });

  it('tells of a contest the edit that was in it, and no earlier one of the row', async () => {
    await committed({ columns: { domain: 'ours.example' } });
    const inIt = await rename('Ours');
    const contest = { theirs: 'Theirs', clock: `${inIt.slice(0, -1)}b` };
    const theirs = company({ name: 'Theirs', domain: 'ours.example', row_version: 2 });
    server = () => ({ status: 'merged', row: theirs, lost: { name: contest }, won: {} });
    await sendAll();
    expect(row()).toMatchObject({ name: 'Theirs', row_version: 2 });
    expect(stores.mutations()).toMatchObject([
      { state: 'done', writes: [{ state: { kind: 'merged', lost: {}, won: {} } }] },
      { state: 'contested', writes: [{ state: { kind: 'merged', lost: { name: contest }, seen: false } }] },
    ]);
  });

  describe('the entry that is shown for an edit', () => {
    const entries = () => stores.all('timeline_entries').map(({ id }) => id);
    /** An edit, and the entry that the server is to log of it. */
    async function logged(): Promise<string> {
      const edited = await rename('Logged');
      const id = automaticEntryId('c', 'name', edited);
      await put({ ...company(), id, row_version: 0 }, 'timeline_entries');
      return id;
    }

    it('stays where the server makes it too', async () => {
      const entry = await logged();
      await sendAll();
      expect(entries()).toEqual([entry]);
    });

    it('goes where the server made none: the edit was refused, or came as one with another', async () => {
      await logged();
      server = () => refused(company());
      await sendAll();
      expect(entries()).toEqual([]);

      server = () => APPLIED;
      await logged();
      await logged();
      await sendAll();
      expect(entries()).toEqual([]);
    });

    it('goes where the first answer, which nobody has heard, may have been another', async () => {
      await logged();
      server = () => {
        throw new RemoteError('unreachable', 'The answer is lost.');
      };
      await expect(outbox.send()).rejects.toThrow('lost');
      server = () => APPLIED;
      await sendAll();
      expect(entries()).toEqual([]);

      await logged();
      await restart();
      await sendAll();
      expect(entries()).toEqual([]);
    });

    it('is left alone once it is the server’s own', async () => {
      const id = await logged();
      await put({ ...company(), id, row_version: 7 }, 'timeline_entries');
      server = () => refused(company());
      await sendAll();
      expect(entries()).toEqual([id]);
    });
  });
});
