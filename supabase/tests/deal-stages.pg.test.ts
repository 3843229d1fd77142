// A deal's stage_id and the stage of its card never disagree, whichever side is written and in which order.
import { generateKeyBetween } from 'fractional-indexing-jittered';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  clockAt,
  connect,
  creating,
  editing,
  newDeal,
  newWorkspace,
  readRow,
  type Workspace,
} from './workspace-under-test.ts';

const sql = connect();
let workspace: Workspace;
let first: string;
let second: string;
let third: string;
beforeAll(async () => {
  workspace = await newWorkspace(sql);
  [first, second, third] = workspace.stages;
});
afterEach(async () => {
  const disagreeing = await sql`
    select d.id, d.stage_id, c.stage_id as card_stage_id
    from deals as d
    left join board_stages as s on s.id = d.stage_id
    join board_cards as c on c.record_id = d.id and c.workspace_id = d.workspace_id and c.deleted_at is null
      and c.board_id = coalesce(s.board_id, c.board_id)
    where d.stage_id is distinct from c.stage_id`;
  expect(disagreeing).toEqual([]);
});
afterAll(() => sql.end());

const deal = (id: string) => readRow(sql, 'deals', id);
const card = (id: string) => readRow(sql, 'board_cards', id);
let rank = 'c000';
const newCard = (record_id: string, stage_id: string, clock: string) => {
  rank = generateKeyBetween(rank, null);
  return creating(
    'board_cards',
    { board_id: workspace.board_id, stage_id, record_type: 'deal', record_id, rank },
    clock,
  );
};
const newBareDeal = (stage_id: string | null, clock: string) =>
  creating('deals', { workspace_id: workspace.id, name: 'Deal', stage_id }, clock);

describe('a card that is moved', () => {
  it('takes its deal along, with the clock of the move, and is applied', async () => {
    const made = await newDeal(sql, workspace);
    const clock = clockAt(1000);
    const answer = await workspace.member.pushOne(
      editing('board_cards', await card(made.card), { stage_id: second, rank: 'a0' }, clock),
    );
    expect(answer.status).toBe('applied');
    expect(await deal(made.deal)).toMatchObject({ stage_id: second, clocks: { stage_id: clock } });
  });

  it('and its deal that was put elsewhere by somebody else end where the later edit says', async () => {
    for (const [cardMs, dealMs, expected] of [
      [1000, 2000, third],
      [2000, 1000, second],
    ] as const)
      for (const cardFirst of [true, false]) {
        const made = await newDeal(sql, workspace);
        const move = editing(
          'board_cards',
          await card(made.card),
          { stage_id: second, rank: 'a0' },
          clockAt(cardMs),
        );
        const put = editing('deals', await deal(made.deal), { stage_id: third }, clockAt(dealMs));
        for (const write of cardFirst ? [move, put] : [put, move]) await workspace.member.push(write);
        expect((await deal(made.deal))['stage_id']).toBe(expected);
      }
  });

  it('loses place and rank together where the deal was put elsewhere later', async () => {
    const made = await newDeal(sql, workspace);
    const move = editing(
      'board_cards',
      await card(made.card),
      { stage_id: second, rank: 'a0' },
      clockAt(1000),
    );
    await workspace.admin.push(editing('deals', await deal(made.deal), { stage_id: third }, clockAt(2000)));
    const kept = await card(made.card);
    const answer = await workspace.member.pushOne(move);
    expect(answer).toMatchObject({ status: 'merged', row: kept, lost: { stage_id: { theirs: third } } });
  });

  it('keeps its rank over the place the server chose for it', async () => {
    const made = await newDeal(sql, workspace);
    const before = await card(made.card);
    const clock = clockAt(1000);
    await workspace.member.push(editing('deals', await deal(made.deal), { stage_id: second }, clock));
    const answer = await workspace.member.pushOne(
      editing('board_cards', before, { stage_id: second, rank: 'a5' }, clock),
    );
    expect(answer).toMatchObject({ row: { stage_id: second, rank: 'a5' }, lost: {} });
  });

  it('of another workspace’s deal leaves that deal alone', async () => {
    const stranger = await newWorkspace(sql);
    const theirs = await newDeal(sql, stranger);
    const untouched = await deal(theirs.deal);
    expect((await workspace.member.pushOne(newCard(theirs.deal, second, clockAt(0)))).status).toBe('applied');
    expect(await deal(theirs.deal)).toEqual(untouched);
  });
});

describe('a deal that is put into a stage', () => {
  it('takes its card along to the end of that stage, with the clock of the edit', async () => {
    const there = await newDeal(sql, workspace, second);
    const made = await newDeal(sql, workspace);
    const clock = clockAt(1000);
    const answer = await workspace.member.pushOne(
      editing('deals', await deal(made.deal), { stage_id: second }, clock),
    );
    expect(answer.status).toBe('applied');
    const moved = await card(made.card);
    expect(moved).toMatchObject({ stage_id: second, clocks: { stage_id: clock } });
    expect((moved['rank'] as string) > ((await card(there.card))['rank'] as string)).toBe(true);
  });

  it('by another product does the same', async () => {
    const made = await newDeal(sql, workspace);
    await sql`update deals set stage_id = ${third} where id = ${made.deal}`;
    const [moved, put] = [await card(made.card), await deal(made.deal)];
    expect(moved['stage_id']).toBe(third);
    expect(moved.clocks['stage_id']).toBe(put.clocks['stage_id']);
  });

  it('of a board that is not for deals is refused', async () => {
    const board = creating('boards', { workspace_id: workspace.id, name: 'People', record_type: 'contact' });
    const stage = creating('board_stages', { board_id: board.id, name: 'New', position: 1 });
    await workspace.admin.push(board, stage);
    const made = await newDeal(sql, workspace);
    const answer = await workspace.member.pushOne(
      editing('deals', await deal(made.deal), { stage_id: stage.id }, clockAt(0)),
    );
    expect(answer).toMatchObject({ status: 'refused', code: '23514', row: { stage_id: first } });
  });
});

describe('leaving and returning', () => {
  it('a card that is deleted leaves the deal without a stage, and brings it back when it returns', async () => {
    const made = await newDeal(sql, workspace);
    const gone = editing(
      'board_cards',
      await card(made.card),
      { deleted_at: new Date().toISOString() },
      clockAt(1000),
    );
    expect((await workspace.member.pushOne(gone)).status).toBe('applied');
    expect((await deal(made.deal))['stage_id']).toBeNull();
    await workspace.member.push(
      editing('board_cards', await card(made.card), { deleted_at: null }, clockAt(2000)),
    );
    expect((await deal(made.deal))['stage_id']).toBe(first);
  });

  it('a deal that loses its stage loses its card, and gets it back with a stage', async () => {
    const made = await newDeal(sql, workspace);
    await workspace.member.push(editing('deals', await deal(made.deal), { stage_id: null }, clockAt(1000)));
    expect((await card(made.card))['deleted_at']).not.toBeNull();
    await workspace.member.push(editing('deals', await deal(made.deal), { stage_id: second }, clockAt(2000)));
    expect(await card(made.card)).toMatchObject({ deleted_at: null, stage_id: second });
  });

  it('on another board leaves the stage of the deal alone', async () => {
    const made = await newDeal(sql, workspace);
    const board = creating('boards', {
      workspace_id: workspace.id,
      name: 'Second board',
      record_type: 'deal',
    });
    const stage = creating('board_stages', { board_id: board.id, name: 'New', position: 1 });
    await workspace.admin.push(board, stage);
    const extra = v7();
    await sql`
      insert into board_cards (id, board_id, stage_id, record_type, record_id)
      values (${extra}, ${board.id}, ${stage.id}, 'deal', ${made.deal})`;
    expect((await deal(made.deal))['stage_id']).toBe(stage.id);
    await sql`update deals set stage_id = ${second} where id = ${made.deal}`;
    expect((await card(extra))['stage_id']).toBe(stage.id);
    await sql`update board_cards set deleted_at = now() where id = ${extra}`;
    expect(await deal(made.deal)).toMatchObject({ stage_id: second });
  });
});

describe('a deal and its card made offline', () => {
  it('agree, whichever comes first, and the later stage stays', async () => {
    const [early, late] = [clockAt(-2000), clockAt(-1000)];
    for (const cardFirst of [true, false])
      for (const [dealClock, cardClock, expected] of [
        [early, late, second],
        [late, early, first],
      ] as const) {
        const made = newBareDeal(first, dealClock);
        const lying = newCard(made.id, second, cardClock);
        for (const write of cardFirst ? [lying, made] : [made, lying])
          expect((await workspace.member.pushOne(write)).status).toMatch(/applied|merged/);
        expect([(await deal(made.id))['stage_id'], (await card(lying.id))['stage_id']]).toEqual([
          expected,
          expected,
        ]);
      }
  });

  it('agree where only the card says a stage', async () => {
    const made = newBareDeal(null, clockAt(-1000));
    const lying = newCard(made.id, second, clockAt(-1000));
    await workspace.member.push(lying);
    await workspace.member.push(made);
    expect((await deal(made.id))['stage_id']).toBe(second);
  });

  it('agree in one push', async () => {
    const clock = clockAt(-1000);
    const made = newBareDeal(second, clock);
    const lying = newCard(made.id, second, clock);
    const answers = await workspace.member.push(made, lying);
    expect(answers.map(({ status }) => status)).toEqual(['applied', 'applied']);
  });
});
