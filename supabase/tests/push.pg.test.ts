// Push merges by what people had seen and when they edited; see the comment on each rule in the push migration.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  become,
  clockAt,
  connect,
  creating,
  editing,
  newWorkspace,
  readRow,
  type Row,
  type Workspace,
} from './workspace-under-test.ts';

const sql = connect();
const other = connect();
let workspace: Workspace;
beforeAll(async () => {
  workspace = await newWorkspace(sql);
});
afterAll(async () => {
  await sql.end();
  await other.end();
});

const MINE = 'aaaaaaaa';
const HERS = 'bbbbbbbb';
const contact = async (columns: Record<string, unknown> = {}): Promise<Row> => {
  const write = creating(
    'contacts',
    { workspace_id: workspace.id, name: 'Ada', ...columns },
    clockAt(-60_000),
  );
  await workspace.admin.push(write);
  return readRow(sql, 'contacts', write.id);
};
/** The key of a new custom field of contacts, a text. */
async function customField(): Promise<string> {
  const key = `region_${v7().slice(-6)}`;
  await sql`
    insert into custom_fields (workspace_id, record_type, name, key, type)
    values (${workspace.id}, 'contact', 'Region', ${key}, 'text')`;
  return key;
}
const reread = (row: Row) => readRow(sql, 'contacts', row.id);

describe('a new row', () => {
  it('is applied with all that was sent, stamped and signed', async () => {
    await sql`
      insert into custom_fields (workspace_id, record_type, name, key, type)
      values (${workspace.id}, 'contact', 'Rank', 'rank', 'number')`;
    const write = creating('contacts', {
      workspace_id: workspace.id,
      name: 'Grace',
      tags: ['navy'],
      custom_fields: { rank: 1 },
    });
    const answer = await workspace.member.pushOne(write);
    const row = await readRow(sql, 'contacts', write.id);
    expect(answer).toEqual({
      table: 'contacts',
      id: write.id,
      status: 'applied',
      row_version: row.row_version,
    });
    expect(row).toMatchObject({ ...write.columns, clocks: write.clocks, created_by: workspace.member.id });
  });

  it('keeps the clock of each column that was edited before it was sent', async () => {
    const write = creating('contacts', { workspace_id: workspace.id, name: 'Grace' }, clockAt(-5000));
    write.clocks['name'] = clockAt(-1000);
    expect((await workspace.member.pushOne(write)).status).toBe('applied');
    expect((await readRow(sql, 'contacts', write.id)).clocks).toEqual(write.clocks);
  });

  it('is applied again when sent again with a later edit in it', async () => {
    const write = creating('contacts', { workspace_id: workspace.id, name: 'Grace' }, clockAt(-5000));
    await workspace.member.push(write);
    const again = {
      ...write,
      columns: { ...write.columns, name: 'Grace H.' },
      clocks: { ...write.clocks, name: clockAt(0) },
    };
    expect(await workspace.member.pushOne(again)).toMatchObject({ status: 'applied' });
    expect(await readRow(sql, 'contacts', write.id)).toMatchObject({
      name: 'Grace H.',
      clocks: again.clocks,
    });
  });

  describe('made by two people', () => {
    const cardOf = (record_id: string, id: string) => (stage_id: string, rank: string, clock: string) => ({
      ...creating(
        'board_cards',
        { board_id: workspace.board_id, stage_id, record_type: 'deal', record_id, rank },
        clock,
      ),
      id,
    });

    it.each([
      ['earlier', -2000, 'd1', 'd2'],
      ['later', -500, 'd3', 'd4'],
    ])(
      'is one row: the %s one comes second, and the later one stays',
      async (which, offsetMs, hers, mine) => {
        const card = cardOf(v7(), v7());
        const [first, second] = workspace.stages;
        await workspace.admin.push(card(first, `${hers}000`, clockAt(-1000, HERS)));
        const answer = await workspace.member.pushOne(card(second, `${mine}000`, clockAt(offsetMs, MINE)));
        const expected =
          which === 'later'
            ? { stage_id: second, rank: `${mine}000` }
            : { stage_id: first, rank: `${hers}000` };
        expect(answer).toMatchObject({ status: 'merged', row: expected });
        expect(which === 'later' ? answer.won : answer.lost).toMatchObject({ stage_id: {}, rank: {} });
      },
    );

    it('comes back when one of them had deleted it meanwhile', async () => {
      const card = cardOf(v7(), v7())(workspace.stages[0], 'b1V', clockAt(-3000, HERS));
      await workspace.admin.push(card);
      const made = await readRow(sql, 'board_cards', card.id);
      await workspace.admin.push(
        editing('board_cards', made, { deleted_at: new Date().toISOString() }, clockAt(-2000, HERS)),
      );
      const answer = await workspace.member.pushOne({ ...card, clocks: { '*': clockAt(-1000, MINE) } });
      expect(answer).toMatchObject({ status: 'merged', row: { deleted_at: null } });
    });
  });

  it('of another workspace is refused', async () => {
    const stranger = await newWorkspace(sql);
    const answer = await workspace.admin.pushOne(
      creating('contacts', { workspace_id: stranger.id, name: 'Eve' }),
    );
    expect(answer).toMatchObject({ status: 'refused', code: '42501', row: null });
  });

  it('whose id is taken in another workspace is refused without showing it', async () => {
    const hidden = await contact();
    const stranger = await newWorkspace(sql);
    const answer = await stranger.admin.pushOne({
      ...creating('contacts', { workspace_id: stranger.id, name: 'Eve' }),
      id: hidden.id,
    });
    expect(answer).toMatchObject({ status: 'refused', code: '42501', row: null });
    expect(await reread(hidden)).toEqual(hidden);
  });
});

describe('an edit', () => {
  it('on what the server has is applied', async () => {
    const row = await contact();
    const clock = clockAt(0);
    const answer = await workspace.member.pushOne(
      editing('contacts', row, { name: 'Ada L.', title: 'Countess' }, clock),
    );
    const after = await reread(row);
    expect(answer).toEqual({
      table: 'contacts',
      id: row.id,
      status: 'applied',
      row_version: after.row_version,
    });
    expect(after).toMatchObject({
      name: 'Ada L.',
      title: 'Countess',
      clocks: { ...row.clocks, name: clock, title: clock },
    });
    expect(after.row_version).toBeGreaterThan(row.row_version);
  });

  it('written in another form of the same value is applied', async () => {
    const row = await contact();
    const deleted_at = '2026-03-01T09:00:00.000Z';
    expect(
      (await workspace.member.pushOne(editing('contacts', row, { deleted_at }, clockAt(0)))).status,
    ).toBe('applied');
  });

  it('merges with an edit of another column, whoever comes first', async () => {
    const row = await contact();
    const mine = editing('contacts', row, { phone: '1' }, clockAt(-2000, MINE));
    const hers = editing('contacts', row, { title: 'CTO' }, clockAt(-1000, HERS));
    expect((await workspace.admin.pushOne(hers)).status).toBe('applied');
    const answer = await workspace.member.pushOne(mine);
    expect(answer).toMatchObject({ status: 'merged', lost: {}, won: {}, row: { phone: '1', title: 'CTO' } });
    expect(answer.row).toEqual(await reread(row));
  });

  it('loses to a later one of the same column, and says to what', async () => {
    const row = await contact();
    const theirs = clockAt(-1000, HERS);
    await workspace.admin.push(editing('contacts', row, { name: 'Hers' }, theirs));
    const answer = await workspace.member.pushOne(
      editing('contacts', row, { name: 'Mine', phone: '1' }, clockAt(-2000, MINE)),
    );
    expect(answer).toMatchObject({
      status: 'merged',
      row: { name: 'Hers', phone: '1' },
      lost: { name: { theirs: 'Hers', clock: theirs } },
      won: {},
    });
  });

  it('wins over an earlier one of the same column, and says over what', async () => {
    const row = await contact();
    const theirs = clockAt(-2000, HERS);
    await workspace.admin.push(editing('contacts', row, { name: 'Hers' }, theirs));
    const answer = await workspace.member.pushOne(
      editing('contacts', row, { name: 'Mine' }, clockAt(-1000, MINE)),
    );
    expect(answer).toMatchObject({
      status: 'merged',
      row: { name: 'Mine' },
      lost: {},
      won: { name: { theirs: 'Hers', clock: theirs } },
    });
  });

  it('of the same column to the same value is no contest', async () => {
    const row = await contact();
    await workspace.admin.push(editing('contacts', row, { name: 'Same' }, clockAt(-1000, HERS)));
    const answer = await workspace.member.pushOne(
      editing('contacts', row, { name: 'Same' }, clockAt(-2000, MINE)),
    );
    expect(answer).toMatchObject({ status: 'merged', lost: {}, won: {}, row: { name: 'Same' } });
  });

  it('is decided by when people edited, so both orders of arrival end alike', async () => {
    const rows = [await contact(), await contact()] as const;
    const [early, later] = [clockAt(-2000, HERS), clockAt(-1000, MINE)];
    const edits = (row: Row) => [
      editing('contacts', row, { name: 'Earlier', title: 'Earlier' }, early),
      editing('contacts', row, { name: 'Later', phone: 'Later' }, later),
    ];
    for (const edit of edits(rows[0])) await workspace.member.push(edit);
    for (const edit of edits(rows[1]).reverse()) await workspace.member.push(edit);
    const [one, two] = [await reread(rows[0]), await reread(rows[1])];
    expect([one['name'], one['title'], one['phone']]).toEqual(['Later', 'Earlier', 'Later']);
    expect([two['name'], two['title'], two['phone']]).toEqual(['Later', 'Earlier', 'Later']);
  });

  it('wins against what the server itself wrote before it', async () => {
    const row = await contact();
    await sql`update contacts set name = 'By an administrator' where id = ${row.id}`;
    const server = await reread(row);
    expect(server.clocks['name']).toMatch(/-00000000$/);
    const answer = await workspace.member.pushOne(editing('contacts', row, { name: 'Mine' }, clockAt(1000)));
    expect(answer).toMatchObject({
      status: 'merged',
      row: { name: 'Mine' },
      won: { name: { theirs: 'By an administrator' } },
    });
  });

  it('sent again changes nothing', async () => {
    const row = await contact();
    const write = editing('contacts', row, { name: 'Once', tags: ['a', 'b'] }, clockAt(0));
    const first = await workspace.member.pushOne(write);
    const after = await reread(row);
    expect(await workspace.member.pushOne(write)).toEqual(first);
    expect(await reread(row)).toEqual(after);
  });

  it('sent again after somebody edited on top of it does not undo that', async () => {
    const row = await contact();
    const write = editing('contacts', row, { name: 'Once' }, clockAt(-2000, MINE));
    await workspace.member.push(write);
    await workspace.admin.push(
      editing('contacts', await reread(row), { name: 'Twice' }, clockAt(-1000, HERS)),
    );
    const after = await reread(row);
    expect(await workspace.member.pushOne(write)).toMatchObject({ status: 'merged', row: { name: 'Twice' } });
    expect(await reread(row)).toEqual(after);
  });

  it('twice in one push builds on itself', async () => {
    const row = await contact();
    const [first, second] = [clockAt(-2000), clockAt(-1000)];
    const answers = await workspace.member.push(editing('contacts', row, { name: 'One' }, first), {
      ...editing('contacts', row, { name: 'Two' }, second),
      base: { ...row.clocks, name: first },
    });
    expect(answers.map(({ status }) => status)).toEqual(['applied', 'applied']);
    expect((await reread(row))['name']).toBe('Two');
  });

  it('never turns a column’s clock back', async () => {
    const row = await contact();
    const server = clockAt(-1000, HERS);
    await workspace.admin.push(editing('contacts', row, { name: 'Seen' }, server));
    const seen = await reread(row);
    const answer = await workspace.member.pushOne(
      editing('contacts', seen, { name: 'Slow clock' }, clockAt(-9000)),
    );
    expect(answer).toMatchObject({ status: 'merged', row: { name: 'Slow clock' } });
    expect((await reread(row)).clocks['name']! > server).toBe(true);
  });

  it('by a clock more than a minute ahead is cut to the server’s time, counter and node kept', async () => {
    const row = await contact();
    const answer = await workspace.member.pushOne(
      editing('contacts', row, { name: 'From the future' }, clockAt(3_600_000, 'cafecafe', 7)),
    );
    const kept = answer.row!.clocks['name']!;
    expect(answer.status).toBe('merged');
    expect(kept).toMatch(/-0007-cafecafe$/);
    expect(Math.abs(Number(kept.slice(0, 13)) - Date.now())).toBeLessThan(10_000);
    const near = clockAt(30_000);
    await workspace.member.push(editing('contacts', await reread(row), { title: 'Nearly now' }, near));
    expect((await reread(row)).clocks['title']).toBe(near);
  });
});

describe('an edit of one element', () => {
  it('of a set or of custom fields leaves the others alone, and has a clock of its own', async () => {
    const row = await contact({ tags: ['warm', 'fair'] });
    const clock = clockAt(0);
    const answer = await workspace.member.pushOne(
      editing('contacts', row, { 'tags.vip': true, 'tags.warm': false }, clock),
    );
    expect(answer.status).toBe('applied');
    expect(await reread(row)).toMatchObject({
      tags: ['fair', 'vip'],
      clocks: { ...row.clocks, 'tags.vip': clock, 'tags.warm': clock },
    });
    const key = await customField();
    const named = editing('contacts', await reread(row), { [`custom_fields.${key}`]: 'north' }, clockAt(1));
    expect(await workspace.member.pushOne(named)).toMatchObject({ status: 'applied' });
    const set = await reread(row);
    expect(set['custom_fields']).toEqual({ [key]: 'north' });
    const removal = editing('contacts', set, { [`custom_fields.${key}`]: null }, clockAt(2));
    expect(await workspace.member.pushOne(removal)).toMatchObject({ status: 'applied' });
    expect((await reread(row))['custom_fields']).toEqual({});
  });

  it('meets one of another element without a contest, and one of the same by their clocks', async () => {
    const row = await contact({ tags: ['warm', 'fair'] });
    const [earlier, later] = [clockAt(-2_000, MINE), clockAt(-1_000, HERS)];
    await workspace.admin.pushOne(editing('contacts', row, { 'tags.warm': false, 'tags.vip': true }, later));
    const answer = await workspace.member.pushOne(
      editing('contacts', row, { 'tags.fair': false, 'tags.vip': false }, earlier),
    );
    expect(answer).toMatchObject({
      status: 'merged',
      lost: { 'tags.vip': { theirs: true, clock: later } },
      won: {},
      row: { tags: ['vip'] },
    });
  });

  it('meets what an outsider made of the whole column element by element', async () => {
    const row = await contact({ tags: ['warm', 'fair'] });
    await sql`update contacts set tags = '{fair,cold}' where id = ${row.id}`;
    expect(Object.keys((await reread(row)).clocks).sort()).toEqual(['*', 'tags.cold', 'tags.warm']);
    const answer = await workspace.member.pushOne(
      editing('contacts', row, { 'tags.fair': false }, clockAt(-3_000)),
    );
    expect(answer).toMatchObject({ status: 'merged', lost: {}, won: {}, row: { tags: ['cold'] } });
  });

  it('made before a new row was sent is in that row, also when it is sent again', async () => {
    const write = creating(
      'contacts',
      { workspace_id: workspace.id, name: 'Ada', tags: [] },
      clockAt(-3_000),
    );
    const clock = clockAt(-2_000);
    const edited = {
      ...write,
      columns: { ...write.columns, 'tags.vip': true },
      clocks: { ...write.clocks, 'tags.vip': clock },
    };
    await workspace.member.pushOne(write);
    expect(await workspace.member.pushOne(edited)).toMatchObject({ status: 'applied' });
    expect(await readRow(sql, 'contacts', write.id)).toMatchObject({ tags: ['vip'], clocks: edited.clocks });
    const whole = { ...edited, id: v7() };
    expect(await workspace.member.pushOne(whole)).toMatchObject({ status: 'applied' });
    expect(await readRow(sql, 'contacts', whole.id)).toMatchObject({ tags: ['vip'], clocks: edited.clocks });
  });

  it('is on the timeline once for each time it was edited', async () => {
    const row = await contact({ tags: [] });
    const [first, second] = [clockAt(-3_000), clockAt(-2_000)];
    await workspace.member.pushOne(editing('contacts', row, { 'tags.vip': true }, first));
    await workspace.member.pushOne(editing('contacts', await reread(row), { 'tags.cold': true }, second));
    const entries = await sql<{ payload: unknown; clock: string }[]>`
      select payload, clocks ->> '*' as clock from timeline_entries where record_id = ${row.id} order by happened_at`;
    expect(entries).toEqual([
      { payload: { column: 'tags', before: [], after: ['vip'] }, clock: first },
      { payload: { column: 'tags', before: ['vip'], after: ['vip', 'cold'] }, clock: second },
    ]);
  });

  it.each(['name.first', 'rank.', 'nothing.here'])('is refused for %s', async (cell) => {
    const row = await contact();
    const answer = await workspace.member.pushOne(editing('contacts', row, { [cell]: 'x' }, clockAt(0)));
    expect(answer).toMatchObject({ status: 'refused', code: '22023' });
    expect(await reread(row)).toEqual(row);
  });
});

describe('a delete', () => {
  const now = () => new Date().toISOString();

  it('that has not seen an edit loses, however late it is', async () => {
    const row = await contact();
    await workspace.admin.push(editing('contacts', row, { name: 'Edited' }, clockAt(-5000, HERS)));
    const answer = await workspace.member.pushOne(
      editing('contacts', row, { deleted_at: now() }, clockAt(-1000, MINE)),
    );
    expect(answer).toMatchObject({
      status: 'merged',
      row: { name: 'Edited', deleted_at: null },
      lost: { deleted_at: { theirs: null } },
    });
  });

  it('is taken back by an edit that had not seen it, however early that is', async () => {
    const row = await contact();
    const clock = clockAt(-1000, HERS);
    await workspace.admin.push(editing('contacts', row, { deleted_at: now() }, clock));
    const answer = await workspace.member.pushOne(
      editing('contacts', row, { name: 'Edited' }, clockAt(-5000, MINE)),
    );
    expect(answer).toMatchObject({
      status: 'merged',
      row: { name: 'Edited', deleted_at: null },
      won: { deleted_at: { clock } },
    });
    // Replicas that hold the delete take the row back only for a later clock.
    expect((await reread(row)).clocks['deleted_at']! > clock).toBe(true);
  });

  it('that has seen the edits stands, and a repeat of an edit it had seen does not revive the row', async () => {
    const row = await contact();
    const edit = editing('contacts', row, { name: 'Edited' }, clockAt(-5000, MINE));
    await workspace.member.push(edit);
    const answer = await workspace.admin.pushOne(
      editing('contacts', await reread(row), { deleted_at: now() }, clockAt(-1000, HERS)),
    );
    expect(answer.status).toBe('applied');
    expect(await workspace.member.pushOne(edit)).toMatchObject({ status: 'merged', won: {} });
    expect((await reread(row))['deleted_at']).not.toBeNull();
  });

  it('of what is deleted already is no contest', async () => {
    const row = await contact();
    await workspace.admin.push(editing('contacts', row, { deleted_at: now() }, clockAt(-5000, HERS)));
    const answer = await workspace.member.pushOne(
      editing('contacts', row, { deleted_at: now() }, clockAt(-1000, MINE)),
    );
    expect(answer).toMatchObject({ status: 'merged', lost: {}, won: {} });
  });

  it('can be taken back by its author', async () => {
    const row = await contact();
    await workspace.member.push(editing('contacts', row, { deleted_at: now() }, clockAt(-5000)));
    const answer = await workspace.member.pushOne(
      editing('contacts', await reread(row), { deleted_at: null }, clockAt(0)),
    );
    expect(answer.status).toBe('applied');
    expect((await reread(row))['deleted_at']).toBeNull();
  });
});

describe('one push of many', () => {
  it('lets no bad write hold up a good one, and answers in the order given', async () => {
    const row = await contact();
    const good = creating('companies', { workspace_id: workspace.id, name: 'Good' });
    const answers = await workspace.member.push(
      editing('contacts', row, { name: '' }, clockAt(0)),
      creating('companies', { workspace_id: workspace.id, name: null }),
      { ...good, table: 'pg_authid' },
      editing('contacts', row, { no_such_column: 1 }, clockAt(0)),
      { ...good, id: 'not an id' },
      editing('contacts', { ...row, id: v7() }, { name: 'Gone' }, clockAt(0)),
      { ...good, clocks: { '*': 'yesterday' } },
      good,
      editing('contacts', row, { phone: '1' }, clockAt(0)),
    );
    expect(answers.map(({ status, code }) => code ?? status)).toEqual([
      '23514',
      '23502',
      '42P01',
      '42703',
      '22P02',
      'P0002',
      '22023',
      'applied',
      'applied',
    ]);
    expect(answers[0]!.row).toEqual(row);
    expect(answers.map(({ id }) => id)[7]).toBe(good.id);
  });

  it('takes children before their parents in any order of writing', async () => {
    const company = creating('companies', { workspace_id: workspace.id, name: 'Parent' });
    const board = creating('boards', { workspace_id: workspace.id, name: 'New', record_type: 'deal' });
    const stage = creating('board_stages', {
      workspace_id: workspace.id,
      board_id: board.id,
      name: 'First',
      position: 1024,
    });
    const person = creating('contacts', {
      workspace_id: workspace.id,
      name: 'Child',
      company_id: company.id,
    });
    const deal = creating('deals', {
      workspace_id: workspace.id,
      name: 'Deal',
      company_id: company.id,
      primary_contact_id: person.id,
      stage_id: stage.id,
    });
    const answers = await workspace.member.push(deal, person, stage, board, company);
    expect(answers.map(({ id, status }) => [id, status])).toEqual(
      [deal, person, stage, board, company].map(({ id }) => [id, 'applied']),
    );
  });

  it('answers later for a row whose parent is not there yet, then takes it', async () => {
    const company = creating('companies', { workspace_id: workspace.id, name: 'Parent' });
    const person = creating('contacts', {
      workspace_id: workspace.id,
      name: 'Child',
      company_id: company.id,
    });
    const stage = creating('board_stages', { board_id: v7(), name: 'Lost', position: 1 });
    const answers = await workspace.member.push(person, stage);
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      ['later', '23503'],
      ['later', '23503'],
    ]);
    await workspace.member.push(company);
    expect((await workspace.member.pushOne(person)).status).toBe('applied');
  });

  it('of a guest is refused with the server’s row', async () => {
    const row = await contact();
    const answers = await workspace.guest.push(
      editing('contacts', row, { name: 'Guest' }, clockAt(0)),
      creating('contacts', { workspace_id: workspace.id, name: 'Guest' }),
    );
    expect(answers).toMatchObject([
      { status: 'refused', code: '42501', row },
      { status: 'refused', code: '42501', row: null },
    ]);
  });

  it('is refused as a whole only when it is no push', async () => {
    const call = (writes: unknown) => workspace.member.client.rpc('sync_push', { writes });
    expect((await call({ table: 'contacts' })).error?.code).toBe('22023');
    expect((await call(Array(1001).fill({}))).error?.code).toBe('22023');
    expect((await call([])).data).toEqual([]);
    expect((await call([null, 1, 'x', {}])).data).toMatchObject(Array(4).fill({ status: 'refused' }));
  });

  it('leaves no clock behind for the next write of the transaction', async () => {
    const row = await contact();
    await sql.begin(async (tx) => {
      await become(tx, workspace.member.id);
      await tx`select sync_push(${tx.json([editing('contacts', row, { name: 'Pushed' }, clockAt(0)) as never])})`;
      await tx`update contacts set phone = '1' where id = ${row.id}`;
    });
    expect((await reread(row)).clocks['phone']).toMatch(/-00000000$/);
  });

  it('never deadlocks with another that writes the same rows in the opposite order', async () => {
    const rows = await Promise.all(Array.from({ length: 40 }, () => contact()));
    const push = (connection: typeof sql, name: string, order: Row[]) =>
      connection.begin(async (tx) => {
        await become(tx, workspace.member.id);
        const writes = order.map((row) => editing('contacts', row, { name }, clockAt(0)));
        const [answer] = await tx<{ answers: { status: string }[] }[]>`
          select sync_push(${tx.json(writes as never)}) as answers`;
        return answer!.answers.map(({ status }) => status);
      });
    for (let round = 0; round < 5; round += 1) {
      const statuses = await Promise.all([push(sql, 'One', rows), push(other, 'Two', [...rows].reverse())]);
      expect(statuses.flat()).not.toContain('later');
      expect(statuses.flat()).not.toContain('refused');
    }
  });

  it('finds the writes to blame among many, and takes all others', async () => {
    const bad = new Set([0, 57, 58, 299, 401]);
    const writes = Array.from({ length: 402 }, (_, n) =>
      creating('contacts', { workspace_id: workspace.id, name: bad.has(n) ? '' : `Person ${n}` }),
    );
    const answers = await workspace.member.push(...writes);
    expect(answers.flatMap(({ status }, n) => (status === 'refused' ? [n] : []))).toEqual([...bad]);
    expect(answers.filter(({ status }) => status === 'applied')).toHaveLength(402 - bad.size);
    const [counted] = await sql`
      select count(*)::int as n from contacts where id = any (${writes.map(({ id }) => id)})`;
    expect(counted?.['n']).toBe(402 - bad.size);
  });

  it('takes 1,000 rows', async () => {
    const writes = Array.from({ length: 1000 }, (_, n) =>
      creating('contacts', { workspace_id: workspace.id, name: `Person ${n}`, email: `${n}@example.org` }),
    );
    const answers = await workspace.member.push(...writes);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['applied']));
    expect(answers.map(({ id }) => id)).toEqual(writes.map(({ id }) => id));
  });
});
