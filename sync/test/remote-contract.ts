// What the engine relies on of a server. The real stack passes it, and so does the in-memory server that stands in for
// it where thousands of runs are wanted.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clocks } from '../schema/declare.ts';
import { pairId } from '../core/pair-id.ts';
import type { Checkpoint, Page, PushAnswer, Remote, SyncedRow } from '../core/ports.ts';
import type { TableName } from '../schema/tables.ts';

/** Two members of one workspace, each with a way in of their own. */
export type World = {
  ann: Remote;
  ben: Remote;
  ben_id: string;
  workspace_id: string;
  administrator: Administrator;
  close: () => Promise<void>;
};

/** Somebody beside the replicas, who may do everything. */
export type Administrator = {
  /** Null: he is no longer a member. */
  giveBenRole(role: 'member' | 'guest' | null): Promise<void>;
  /** Makes a team of which ann is. */
  makeTeamOfAnn(): Promise<string>;
  /** A board of deals with two stages. */
  makeBoard(): Promise<{ board_id: string; stage_ids: [string, string] }>;
  /** A field of contacts that takes numbers. */
  defineField(key: string): Promise<void>;
  rebalance(stage_id: string): Promise<void>;
  /** Deletes every tombstone for good. */
  purge(): Promise<void>;
};

type Pushed = Parameters<Remote['push']>[0][number];
type Merged = Extract<PushAnswer, { status: 'merged' }>;

let ticks = 0;
/** Each clock is later than the last; all lie in the past, so that none is cut. */
function tick(): string {
  ticks += 1;
  return `${String(Date.now() - 60_000)}-${ticks.toString(16).padStart(4, '0')}-0000000a`;
}

const aheadClock = () => `${String(Date.now() + 3_600_000)}-0000-0000000b`;

const inOrder = (cards: readonly SyncedRow[], stage_id: string) =>
  cards
    .filter((card) => card['stage_id'] === stage_id)
    .sort((a, b) => (`${String(a['rank'])} ${a.id}` < `${String(b['rank'])} ${b.id}` ? -1 : 1));

export function describeRemote(name: string, make: () => Promise<World>): void {
  describe(`server port on ${name}`, () => {
    let world: World;
    beforeAll(async () => {
      world = await make();
    });
    afterAll(() => world.close());

    const insertInto = (
      table: TableName,
      id: string,
      columns: Record<string, unknown>,
      clock = tick(),
    ): Pushed => ({
      table,
      id,
      base: null,
      columns: { workspace_id: world.workspace_id, ...columns },
      clocks: { '*': clock },
    });
    const insert = (id: string, columns: Record<string, unknown>, clock = tick()) =>
      insertInto('companies', id, { custom_fields: {}, ...columns }, clock);
    const editIn = (
      table: TableName,
      id: string,
      base: Clocks,
      columns: Record<string, unknown>,
      clock = tick(),
    ): Pushed => ({
      table,
      id,
      base,
      columns,
      clocks: Object.fromEntries(Object.keys(columns).map((column) => [column, clock])),
    });
    const edit = (id: string, base: Clocks, columns: Record<string, unknown>, clock = tick()) =>
      editIn('companies', id, base, columns, clock);
    async function one(remote: Remote, write: Pushed): Promise<PushAnswer> {
      const [answer] = await remote.push([write]);
      if (!answer) throw new Error('The server gave no answer.');
      return answer;
    }
    /** All pages of `table` from the beginning, or after a checkpoint. */
    async function all(remote: Remote, table: TableName, from: Checkpoint | null = null): Promise<Page> {
      const rows: SyncedRow[] = [];
      let after = from;
      for (;;) {
        const page: Page | undefined = (await remote.pull({ [table]: after }, 1_000)).tables[table];
        if (!page) throw new Error('The server left the table out.');
        rows.push(...page.rows);
        if (page.complete) return { ...page, rows };
        after = page.checkpoint;
      }
    }
    const pulledFrom = async (remote: Remote, table: TableName, id: string) =>
      (await all(remote, table)).rows.find((row) => row.id === id);
    const pulled = (remote: Remote, id: string) => pulledFrom(remote, 'companies', id);
    async function created(columns: Record<string, unknown> = {}): Promise<SyncedRow> {
      const id = crypto.randomUUID();
      await one(world.ann, insert(id, { name: 'Nordwind', domain: null, ...columns }));
      const row = await pulled(world.ann, id);
      if (!row) throw new Error('A row that was pushed cannot be pulled.');
      return row;
    }

    it('says its schema version and its epoch', async () => {
      const manifest = await world.ann.manifest();
      expect(manifest.schema_version).toBe(1);
      expect(manifest.epoch).toBe((await world.ann.pull({}, 10)).epoch);
    });

    it('takes a new row with its clocks, and is not changed by the same push again', async () => {
      const id = crypto.randomUUID();
      const write = insert(id, { name: 'Once' });
      expect(await one(world.ann, write)).toMatchObject({ status: 'applied' });
      const first = await pulled(world.ben, id);
      expect(first).toMatchObject({ id, name: 'Once', clocks: write.clocks, deleted_at: null });
      expect(await one(world.ann, write)).toMatchObject({ status: 'applied' });
      expect(await pulled(world.ben, id)).toEqual(first);
    });

    it('takes an edit of what the person saw, and several on top of one another', async () => {
      const row = await created();
      const name = edit(row.id, row.clocks, { name: 'Nordwind AG' });
      expect(await one(world.ann, name)).toMatchObject({ status: 'applied' });
      const again = edit(row.id, { ...row.clocks, ...name.clocks }, { name: 'Nordwind SE' });
      expect(await one(world.ann, again)).toMatchObject({ status: 'applied' });
      expect(await pulled(world.ben, row.id)).toMatchObject({ name: 'Nordwind SE', clocks: again.clocks });
    });

    it('keeps edits of different columns and gives back the row with both', async () => {
      const row = await created();
      await one(world.ben, edit(row.id, row.clocks, { domain: 'nordwind.example' }));
      const answer = (await one(world.ann, edit(row.id, row.clocks, { name: 'Nordwind AG' }))) as Merged;
      expect(answer).toMatchObject({ status: 'merged', lost: {}, won: {} });
      expect(answer.row).toMatchObject({ name: 'Nordwind AG', domain: 'nordwind.example' });
    });

    it('lets the later edit of a column stand, whichever comes first, and tells what the other was', async () => {
      const row = await created();
      const [earlier, later] = [tick(), tick()];
      await one(world.ben, edit(row.id, row.clocks, { name: 'Later' }, later));
      const late = (await one(world.ann, edit(row.id, row.clocks, { name: 'Earlier' }, earlier))) as Merged;
      expect(late).toMatchObject({
        status: 'merged',
        lost: { name: { theirs: 'Later', clock: later } },
        won: {},
      });
      expect(late.row['name']).toBe('Later');

      const other = await created();
      const [first, second] = [tick(), tick()];
      await one(world.ben, edit(other.id, other.clocks, { name: 'First' }, first));
      const win = (await one(world.ann, edit(other.id, other.clocks, { name: 'Second' }, second))) as Merged;
      expect(win).toMatchObject({
        status: 'merged',
        lost: {},
        won: { name: { theirs: 'First', clock: first } },
      });
      expect(win.row['name']).toBe('Second');
    });

    it('lets a delete lose against an edit that it had not seen', async () => {
      const row = await created();
      await one(world.ben, edit(row.id, row.clocks, { name: 'Still wanted' }));
      const deletion = edit(row.id, row.clocks, { deleted_at: '2026-01-01T00:00:00+00:00' });
      const answer = (await one(world.ann, deletion)) as Merged;
      expect(answer).toMatchObject({ status: 'merged', lost: { deleted_at: { theirs: null } } });
      expect(answer.row).toMatchObject({ deleted_at: null, name: 'Still wanted' });
    });

    it('brings a deleted row back for an edit that had not seen the delete, later than both', async () => {
      const row = await created();
      const wanted = edit(row.id, row.clocks, { name: 'Still wanted' });
      const deletion = edit(row.id, row.clocks, { deleted_at: '2026-01-01T00:00:00+00:00' });
      expect(await one(world.ben, deletion)).toMatchObject({ status: 'applied' });
      const answer = (await one(world.ann, wanted)) as Merged;
      expect(answer.status).toBe('merged');
      expect(answer.row).toMatchObject({ deleted_at: null, name: 'Still wanted' });
      const revived = answer.row.clocks['deleted_at'] ?? '';
      expect(revived > (deletion.clocks['deleted_at'] ?? '')).toBe(true);
      expect(revived > (wanted.clocks['name'] ?? '')).toBe(true);
    });

    it('takes an edit that restores a row whose delete it had seen', async () => {
      const row = await created();
      const deletion = edit(row.id, row.clocks, { deleted_at: '2026-01-01T00:00:00+00:00' });
      await one(world.ann, deletion);
      const seen = { ...row.clocks, ...deletion.clocks };
      expect(await one(world.ann, edit(row.id, seen, { deleted_at: null }))).toMatchObject({
        status: 'applied',
      });
    });

    it('refuses one write with a reason and its own row, and takes the others of the same push', async () => {
      const row = await created();
      const [refused, taken] = await world.ann.push([
        edit(row.id, row.clocks, { name: '' }),
        insert(crypto.randomUUID(), { name: 'Beside it' }),
      ]);
      expect(refused).toMatchObject({
        status: 'refused',
        code: '23514',
        row: { id: row.id, name: 'Nordwind' },
      });
      expect(taken).toMatchObject({ status: 'applied' });
    });

    it('refuses an edit of a row that it does not have', async () => {
      const answer = await one(world.ann, edit(crypto.randomUUID(), { '*': tick() }, { name: 'Gone' }));
      expect(answer).toMatchObject({ status: 'refused', row: null, code: 'P0002' });
    });

    it('asks for a write again later while the row that it refers to is missing', async () => {
      const parent = crypto.randomUUID();
      const child = insert(crypto.randomUUID(), { name: 'Child', parent_id: parent });
      expect(await one(world.ann, child)).toMatchObject({ status: 'later', code: '23503' });
      await one(world.ann, insert(parent, { name: 'Parent' }));
      expect(await one(world.ann, child)).toMatchObject({ status: 'applied' });
    });

    it('pulls in pages that follow one another without a gap or a repeat', async () => {
      const ids = new Set<string>();
      for (let n = 0; n < 5; n += 1) ids.add((await created({ name: `Page ${n}` })).id);
      const seen: SyncedRow[] = [];
      const pageAfter = async (after: Checkpoint | null): Promise<Page> => {
        const page = (await world.ben.pull({ companies: after }, 2)).tables.companies;
        if (!page) throw new Error('The server left the table out.');
        seen.push(...page.rows);
        return page;
      };
      let page = await pageAfter(null);
      while (!page.complete) page = await pageAfter(page.checkpoint);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
      expect(seen.filter(({ id }) => ids.has(id))).toHaveLength(5);
      const versions = seen.map(({ row_version }) => row_version);
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
      const rest = await pageAfter(page.checkpoint);
      expect(rest).toMatchObject({ rows: [], complete: true });
      expect(rest.checkpoint.row_version).toBeGreaterThanOrEqual(page.checkpoint.row_version);
    });

    it('leaves out of a page, and of a count, what it had before a day', async () => {
      const { id, created_at } = await created();
      const day = (days: number) => new Date(Date.parse(created_at) + days * 86_400_000).toISOString();
      const ask = async (not_before: string, after: Checkpoint | null = null) =>
        (await world.ben.pull({ companies: { ...after, not_before } }, 1_000)).tables.companies;
      expect((await ask(day(-1)))?.rows.map((row) => row.id)).toContain(id);
      const later = await ask(day(1));
      expect(later).toMatchObject({ rows: [], complete: true });
      await created();
      expect((await ask(day(-1), later?.checkpoint))?.rows).toHaveLength(1);
      expect(await world.ben.counts({ companies: day(1), contacts: null })).toMatchObject({ companies: 0 });
    });

    it('counts what the person may see', async () => {
      const { companies = 0 } = await world.ben.counts({ companies: null });
      await created();
      expect(await world.ben.counts({ companies: null })).toEqual({ companies: companies + 1 });
    });

    it('pokes whoever listens, with the table and the transaction', async () => {
      let join: () => void = () => undefined;
      let poke: (poked: { table: string; row_version: number }) => void = () => undefined;
      const joined = new Promise<void>((resolve) => (join = resolve));
      const poked = new Promise<{ table: string; row_version: number }>((resolve) => (poke = resolve));
      const leave = world.ben.listen({
        joined: join,
        lost: () => undefined,
        poked: (table, row_version) => poke({ table, row_version }),
      });
      await joined;
      const row = await created();
      expect(await poked).toEqual({ table: 'companies', row_version: row.row_version });
      leave();
    });

    it('tells which tables it syncs, where it says so', async () => {
      const { tables } = await world.ann.manifest();
      expect(tables ?? ['companies']).toContain('companies');
    });

    it('cuts a clock that is far ahead, and says so of a repeat too', async () => {
      const write = insert(crypto.randomUUID(), { name: 'Tomorrow' }, aheadClock());
      for (let time = 0; time < 2; time += 1) {
        const answer = (await one(world.ann, write)) as Merged;
        expect(answer).toMatchObject({ status: 'merged', lost: {}, won: {} });
        expect((answer.row.clocks['*'] ?? '') < (write.clocks['*'] ?? '')).toBe(true);
      }
    });

    describe('rights', () => {
      const asGuest = async (role: 'guest' | null, act: () => Promise<void>) => {
        await world.administrator.giveBenRole(role);
        await act().finally(() => world.administrator.giveBenRole('member'));
      };

      it('refuses the writes of a guest, who still reads', async () => {
        const row = await created();
        await asGuest('guest', async () => {
          const write = edit(row.id, row.clocks, { name: 'Not mine' });
          expect(await one(world.ben, write)).toMatchObject({
            status: 'refused',
            code: '42501',
            row: { id: row.id, name: 'Nordwind' },
          });
          const added = insert(crypto.randomUUID(), { name: 'Neither' });
          expect(await one(world.ben, added)).toMatchObject({ status: 'refused', code: '42501', row: null });
          expect(await pulled(world.ben, row.id)).toMatchObject({ name: 'Nordwind' });
        });
      });

      it('shows nothing to somebody who was removed but that, and refuses what they write', async () => {
        const row = await created();
        await asGuest(null, async () => {
          expect((await all(world.ben, 'companies')).rows).toEqual([]);
          expect((await all(world.ben, 'workspaces')).rows).toEqual([]);
          const members = (await all(world.ben, 'workspace_members')).rows;
          expect(members.map(({ user_id }) => user_id)).toEqual([world.ben_id]);
          expect(members[0]?.deleted_at).not.toBeNull();
          const write = edit(row.id, row.clocks, { name: 'Not mine' });
          expect(await one(world.ben, write)).toMatchObject({ status: 'refused', code: 'P0002', row: null });
          const added = insert(crypto.randomUUID(), { name: 'Neither' });
          expect(await one(world.ben, added)).toMatchObject({ status: 'refused', code: '42501', row: null });
        });
      });

      it('tells the person whose rights changed, and nobody else', async () => {
        const before = (await all(world.ben, 'scope_log')).checkpoint;
        const annBefore = (await all(world.ann, 'scope_log')).checkpoint;
        await asGuest('guest', () => Promise.resolve());
        const told = (await all(world.ben, 'scope_log', before)).rows;
        expect(told.map(({ kind, user_id }) => [kind, user_id])).toEqual([
          ['changed', world.ben_id],
          ['changed', world.ben_id],
        ]);
        expect((await all(world.ann, 'scope_log', annBefore)).rows).toEqual([]);
      });

      it('takes a record of a team out of the sight of others, with what hangs on it, and tells them', async () => {
        const team_id = await world.administrator.makeTeamOfAnn();
        const [deal_id, contact_id] = [crypto.randomUUID(), crypto.randomUUID()];
        const link = { deal_id, contact_id };
        const link_id = pairId('deal_contacts', link);
        await world.ann.push([
          insertInto('contacts', contact_id, { name: 'Mara' }),
          insertInto('deals', deal_id, { name: 'Turbines' }),
          insertInto('deal_contacts', link_id, link),
        ]);
        const deal = await pulledFrom(world.ben, 'deals', deal_id);
        expect(await pulledFrom(world.ben, 'deal_contacts', link_id)).toBeDefined();
        const before = (await all(world.ben, 'scope_log')).checkpoint;

        await one(world.ann, editIn('deals', deal_id, deal?.clocks ?? {}, { team_id }));
        const moved = await pulledFrom(world.ann, 'deals', deal_id);
        expect(await pulledFrom(world.ann, 'deal_contacts', link_id)).toMatchObject({
          team_id,
          row_version: moved?.row_version,
        });
        expect(await pulledFrom(world.ben, 'deals', deal_id)).toBeUndefined();
        expect(await pulledFrom(world.ben, 'deal_contacts', link_id)).toBeUndefined();
        expect((await all(world.ben, 'scope_log', before)).rows).toMatchObject([
          { kind: 'moved', table_name: 'deals', record_id: deal_id, row_version: moved?.row_version },
        ]);
        const write = editIn('deals', deal_id, deal?.clocks ?? {}, { name: 'Not mine' });
        expect(await one(world.ben, write)).toMatchObject({ status: 'refused', code: 'P0002', row: null });
      });
    });

    describe('boards', () => {
      let board_id: string;
      let stages: [string, string];
      beforeAll(async () => {
        ({ board_id, stage_ids: stages } = await world.administrator.makeBoard());
      });
      const card = (record_id: string, rank: string, stage_id = stages[0]) =>
        insertInto('board_cards', pairId('board_cards', { board_id, record_id }), {
          board_id,
          stage_id,
          record_type: 'deal',
          record_id,
          rank,
        });
      const dealWithCard = async (rank: string): Promise<{ deal_id: string; card_id: string }> => {
        const deal_id = crypto.randomUUID();
        const write = card(deal_id, rank);
        const deal = insertInto('deals', deal_id, { name: 'Turbines', stage_id: stages[0] });
        await world.ann.push([write, deal]);
        return { deal_id, card_id: write.id };
      };

      it('makes one card where two people put the same record on a board', async () => {
        const record_id = crypto.randomUUID();
        expect(await one(world.ann, card(record_id, 'b0A'))).toMatchObject({ status: 'applied' });
        const second = (await one(world.ben, card(record_id, 'b0B', stages[1]))) as Merged;
        expect(second.status).toBe('merged');
        expect(second.row).toMatchObject({ stage_id: stages[1], rank: 'b0B' });
        expect(Object.keys(second.won).sort()).toEqual(['rank', 'stage_id']);
        const cards = (await all(world.ann, 'board_cards')).rows;
        expect(cards.filter((row) => row['record_id'] === record_id)).toHaveLength(1);
      });

      it('lets a move within a stage give way to one that took the card out of it, however much later', async () => {
        const { card_id } = await dealWithCard('d000K');
        const seen = (await pulledFrom(world.ann, 'board_cards', card_id))?.clocks ?? {};
        await one(world.ann, editIn('board_cards', card_id, seen, { stage_id: stages[1], rank: 'd000K' }));
        const late = (await one(
          world.ben,
          editIn('board_cards', card_id, seen, { rank: 'd000Z' }),
        )) as Merged;
        expect(late).toMatchObject({ status: 'merged', won: {}, lost: { rank: { theirs: 'd000K' } } });
        expect(late.row).toMatchObject({ stage_id: stages[1], rank: 'd000K' });
      });

      it('gives a card another rank where that one is taken, between the same neighbours', async () => {
        await dealWithCard('c00A');
        const answer = (await one(world.ben, card(crypto.randomUUID(), 'c00A'))) as Merged;
        expect(answer.status).toBe('merged');
        expect(answer.row['rank']).not.toBe('c00A');
        expect(answer.lost).toEqual({});
      });

      it('keeps the order when it rebalances, and dates no rank later than what people do next', async () => {
        const before = inOrder((await all(world.ann, 'board_cards')).rows, stages[0]);
        await world.administrator.rebalance(stages[0]);
        const after = inOrder((await all(world.ann, 'board_cards')).rows, stages[0]);
        expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
        expect(after.map(({ rank }) => rank)).not.toEqual(before.map(({ rank }) => rank));
        const [was, is] = [before[0], after[0]];
        expect((is?.clocks['rank'] ?? '') > (was?.clocks['rank'] ?? was?.clocks['*'] ?? '')).toBe(true);
        expect((is?.clocks['rank'] ?? '') < tick()).toBe(true);
      });

      it('moves a deal with its card, and a card with its deal, at the time of the edit', async () => {
        const { deal_id, card_id } = await dealWithCard('d000A');
        const moved = await pulledFrom(world.ann, 'board_cards', card_id);
        const clock = tick();
        const move = { stage_id: stages[1], rank: 'd000A' };
        expect(
          await one(world.ann, editIn('board_cards', card_id, moved?.clocks ?? {}, move, clock)),
        ).toMatchObject({ status: 'applied' });
        const deal = await pulledFrom(world.ann, 'deals', deal_id);
        expect(deal).toMatchObject({ stage_id: stages[1], clocks: { stage_id: clock } });
        await one(world.ann, editIn('deals', deal_id, deal?.clocks ?? {}, { stage_id: stages[0] }));
        expect(await pulledFrom(world.ann, 'board_cards', card_id)).toMatchObject({ stage_id: stages[0] });
      });

      it('says of a move whose clock is cut that the deal has the cut one too', async () => {
        const { deal_id, card_id } = await dealWithCard('d000B');
        const [moved, deal] = [
          await pulledFrom(world.ann, 'board_cards', card_id),
          await pulledFrom(world.ann, 'deals', deal_id),
        ];
        const clock = aheadClock();
        const stage_id = stages[1];
        const answers = await world.ann.push([
          editIn('board_cards', card_id, moved?.clocks ?? {}, { stage_id, rank: 'd000B' }, clock),
          editIn('deals', deal_id, deal?.clocks ?? {}, { stage_id }, clock),
        ]);
        expect(answers.map(({ status }) => status)).toEqual(['merged', 'merged']);
      });
    });

    describe('purging', () => {
      it('begins anew with somebody who may have missed a tombstone, and not with who has seen it', async () => {
        const row = await created();
        const before = (await all(world.ben, 'companies')).checkpoint;
        await one(world.ann, edit(row.id, row.clocks, { deleted_at: '2026-01-01T00:00:00+00:00' }));
        const after = (await all(world.ben, 'companies')).checkpoint;
        await world.administrator.purge();
        expect((await world.ben.pull({ companies: after }, 1_000)).tables.companies?.reset).not.toBe(true);
        const page = (await world.ben.pull({ companies: before }, 2)).tables.companies;
        expect(page?.reset).toBe(true);
        const next = (await world.ben.pull({ companies: page?.checkpoint ?? null }, 1_000)).tables.companies;
        expect(next?.reset).not.toBe(true);
        const ids = [...(page?.rows ?? []), ...(next?.rows ?? [])].map(({ id }) => id);
        expect(ids).not.toContain(row.id);
        expect(new Set(ids).size).toBe(ids.length);
      });

      it('takes what hangs on a purged record away as tombstones that everybody gets', async () => {
        const [deal_id, contact_id] = [crypto.randomUUID(), crypto.randomUUID()];
        const link = { deal_id, contact_id };
        const link_id = pairId('deal_contacts', link);
        await world.ann.push([
          insertInto('contacts', contact_id, { name: 'Mara' }),
          insertInto('deals', deal_id, { name: 'Turbines' }),
          insertInto('deal_contacts', link_id, link),
        ]);
        const deal = await pulledFrom(world.ann, 'deals', deal_id);
        await one(
          world.ann,
          editIn('deals', deal_id, deal?.clocks ?? {}, { deleted_at: '2026-01-01T00:00:00+00:00' }),
        );
        const before = (await all(world.ben, 'deal_contacts')).checkpoint;
        await world.administrator.purge();
        const { rows, reset } = await all(world.ben, 'deal_contacts', before);
        expect(
          reset === true || rows.some(({ id, deleted_at }) => id === link_id && deleted_at !== null),
        ).toBe(true);
      });
    });

    // Elements of a column, each with a clock of its own: sync/core/cells.ts.
    describe('cells', () => {
      beforeAll(() => Promise.all(['size', 'floor'].map((key) => world.administrator.defineField(key))));
      const contact = async (columns: Record<string, unknown> = {}): Promise<SyncedRow> => {
        const id = crypto.randomUUID();
        await one(
          world.ann,
          insertInto('contacts', id, { name: 'Mara', custom_fields: {}, tags: [], ...columns }),
        );
        const row = await pulledFrom(world.ann, 'contacts', id);
        if (!row) throw new Error('A row that was pushed cannot be pulled.');
        return row;
      };
      const editOf = (row: SyncedRow, cells: Record<string, unknown>, clock = tick()) =>
        editIn('contacts', row.id, row.clocks, cells, clock);

      it('keeps values that two people set under different keys', async () => {
        const row = await contact();
        const clock = tick();
        await one(world.ben, editOf(row, { 'custom_fields.size': 10 }, clock));
        const answer = (await one(world.ann, editOf(row, { 'custom_fields.floor': 3 }))) as Merged;
        expect(answer).toMatchObject({ status: 'merged', lost: {}, won: {} });
        expect(answer.row['custom_fields']).toEqual({ size: 10, floor: 3 });
        expect(answer.row.clocks).toMatchObject({ 'custom_fields.size': clock });
      });

      it('lets the later of two values under one key stand, and tells what the other was', async () => {
        const row = await contact({ custom_fields: { size: 1 } });
        const [earlier, later] = [tick(), tick()];
        expect(await one(world.ben, editOf(row, { 'custom_fields.size': 2 }, later))).toMatchObject({
          status: 'applied',
        });
        const lost = (await one(world.ann, editOf(row, { 'custom_fields.size': 3 }, earlier))) as Merged;
        expect(lost.lost).toEqual({ 'custom_fields.size': { theirs: 2, clock: later } });
        expect(lost.row['custom_fields']).toEqual({ size: 2 });
        const won = (await one(world.ann, editOf(row, { 'custom_fields.size': 4 }))) as Merged;
        expect(won.won).toEqual({ 'custom_fields.size': { theirs: 2, clock: later } });
        expect(won.row['custom_fields']).toEqual({ size: 4 });
      });

      it('removes a value that is set to null', async () => {
        const row = await contact({ custom_fields: { size: 1, floor: 2 } });
        expect(await one(world.ann, editOf(row, { 'custom_fields.size': null }))).toMatchObject({
          status: 'applied',
        });
        expect(await pulledFrom(world.ann, 'contacts', row.id)).toMatchObject({
          custom_fields: { floor: 2 },
        });
      });

      it('keeps the tags that two people add, and leaves out the one that is taken away', async () => {
        const row = await contact({ tags: ['old', 'kept'] });
        await one(world.ben, editOf(row, { 'tags.new': true, 'tags.old': false }));
        const answer = (await one(world.ann, editOf(row, { 'tags.vip': true }))) as Merged;
        expect(answer).toMatchObject({ status: 'merged', lost: {}, won: {} });
        expect([...(answer.row['tags'] as string[])].sort()).toEqual(['kept', 'new', 'vip']);
      });

      it('takes a new row whose cells were edited before it was sent, and the same again', async () => {
        const clock = tick();
        const created = insertInto('contacts', crypto.randomUUID(), {
          name: 'Nils',
          custom_fields: { size: 1 },
          tags: [],
        });
        const write = {
          ...created,
          columns: { ...created.columns, 'custom_fields.floor': 2, 'tags.vip': true },
          clocks: { ...created.clocks, 'custom_fields.floor': clock, 'tags.vip': clock },
        };
        for (let time = 0; time < 2; time += 1)
          expect(await one(world.ann, write)).toMatchObject({ status: 'applied' });
        expect(await pulledFrom(world.ann, 'contacts', write.id)).toMatchObject({
          custom_fields: { size: 1, floor: 2 },
          tags: ['vip'],
          clocks: write.clocks,
        });
      });

      it('lets an edit of a cell beat a delete that had not seen it', async () => {
        const row = await contact();
        await one(world.ben, editOf(row, { deleted_at: '2026-01-01T00:00:00+00:00' }));
        const answer = (await one(world.ann, editOf(row, { 'tags.vip': true }))) as Merged;
        expect(answer.row).toMatchObject({ deleted_at: null, tags: ['vip'] });
      });
    });
  });
}
