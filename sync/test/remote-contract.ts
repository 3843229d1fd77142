// What the engine relies on of a server. The real stack passes it, and so does the in-memory server that stands in for
// it where thousands of runs are wanted.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clocks } from '../schema/declare.ts';
import type { Checkpoint, Page, PushAnswer, Remote, SyncedRow } from '../core/ports.ts';

/** Two people of one workspace, each with a way in of their own. Companies with an empty name are refused. */
export type World = { ann: Remote; ben: Remote; workspace_id: string; close: () => Promise<void> };

type Merged = Extract<PushAnswer, { status: 'merged' }>;

let ticks = 0;
/** Each clock is later than the last; all lie in the past, so that none is cut. */
function tick(): string {
  ticks += 1;
  return `${String(Date.now() - 60_000)}-${ticks.toString(16).padStart(4, '0')}-0000000a`;
}

export function describeRemote(name: string, make: () => Promise<World>): void {
  describe(`server port on ${name}`, () => {
    let world: World;
    beforeAll(async () => {
      world = await make();
    });
    afterAll(() => world.close());

    const insert = (id: string, columns: Record<string, unknown>, clock = tick()) => ({
      table: 'companies' as const,
      id,
      base: null,
      columns: { workspace_id: world.workspace_id, custom_fields: {}, ...columns },
      clocks: { '*': clock },
    });
    const edit = (id: string, base: Clocks, columns: Record<string, unknown>, clock = tick()) => ({
      table: 'companies' as const,
      id,
      base,
      columns,
      clocks: Object.fromEntries(Object.keys(columns).map((column) => [column, clock])),
    });
    async function one(remote: Remote, write: Parameters<Remote['push']>[0][number]): Promise<PushAnswer> {
      const [answer] = await remote.push([write]);
      if (!answer) throw new Error('The server gave no answer.');
      return answer;
    }
    async function pulled(remote: Remote, id: string): Promise<SyncedRow | undefined> {
      let after: Checkpoint | null = null;
      for (;;) {
        const page: Page | undefined = (await remote.pull({ companies: after }, 1_000)).tables.companies;
        if (!page) return undefined;
        const found = page.rows.find((row) => row.id === id);
        if (found || page.complete) return found;
        after = page.checkpoint;
      }
    }
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

    it('counts what the person may see', async () => {
      const before = await world.ben.count(['companies']);
      await created();
      expect(await world.ben.count(['companies'])).toBe(before + 1);
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
  });
}
