// (rank, id) is the order of cards; position says the same to other readers, whoever writes which of the two.
import { generateKeyBetween } from 'fractional-indexing-jittered';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  clockAt,
  connect,
  creating,
  editing,
  newWorkspace,
  readRow,
  type Workspace,
} from './workspace-under-test.ts';

type Card = {
  id: string;
  rank: string;
  position: number;
  row_version: string;
  clocks: Record<string, string>;
};

const sql = connect();
let workspace: Workspace;
let stage: string;
let otherStage: string;
beforeAll(async () => {
  workspace = await newWorkspace(sql);
});
beforeEach(async () => {
  [stage, otherStage] = [v7(), v7()];
  for (const id of [stage, otherStage])
    await sql`insert into board_stages (id, board_id, name, position) values (${id}, ${workspace.board_id}, 'Stage', 1)`;
});
afterAll(() => sql.end());

/** Cards of a stage in the order of the truth; checks that every reader of positions sees the same, without ties. */
async function cardsOf(stage_id: string): Promise<Card[]> {
  const cards = await sql<Card[]>`
    select id, rank, position, row_version::text, clocks from board_cards where stage_id = ${stage_id} order by rank, id`;
  const positions = cards.map(({ position }) => position);
  expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  expect(new Set(cards.map(({ rank }) => rank)).size).toBe(cards.length);
  return cards;
}
const idsOf = async (stage_id: string) => (await cardsOf(stage_id)).map(({ id }) => id);

/** Adds a card as another product would: with a position, or with nothing but a stage. */
async function addCard(columns: { position?: number; rank?: string } = {}): Promise<string> {
  const id = v7();
  await sql`insert into board_cards ${sql({
    id,
    board_id: workspace.board_id,
    stage_id: stage,
    record_type: 'deal',
    record_id: v7(),
    ...columns,
  })}`;
  return id;
}
const addCards = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  while (ids.length < count) ids.push(await addCard());
  return ids;
};
const move = async (id: string, columns: { rank: string; stage_id?: string }) =>
  workspace.member.pushOne(
    editing(
      'board_cards',
      await readRow(sql, 'board_cards', id),
      { stage_id: stage, ...columns },
      clockAt(0),
    ),
  );

describe('a rank between two', () => {
  const between = async (pairs: readonly (readonly [string | null, string | null])[]): Promise<string[]> => {
    const rows = await sql<{ rank: string }[]>`
      select private.rank_between(pair ->> 0, pair ->> 1) as rank
      from jsonb_array_elements(${sql.json(pairs)}) with ordinality as pairs (pair, at) order by at`;
    return rows.map(({ rank }) => rank);
  };

  it('is the library’s, for long random walks through gaps and ends', async () => {
    let seed = 20_251_121;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const pairs: (readonly [string | null, string | null])[] = [];
    for (let walk = 0; walk < 40; walk += 1) {
      const ranks: string[] = [];
      for (let step = 0; step < 60; step += 1) {
        const at = random(4) === 0 ? (random(2) === 0 ? 0 : ranks.length) : random(ranks.length + 1);
        const pair = [ranks[at - 1] ?? null, ranks[at] ?? null] as const;
        pairs.push(pair);
        ranks.splice(at, 0, generateKeyBetween(...pair));
      }
    }
    // The library counts in doubles: beyond 8 digits its last ones are rounded.
    const exact = pairs.filter((pair) => pair.every((rank) => rank === null || rank.length <= 8));
    expect(exact.length).toBeGreaterThan(2000);
    expect(await between(exact)).toEqual(exact.map(([lower, upper]) => generateKeyBetween(lower, upper)));
    const all = await between(pairs);
    for (const [at, [lower, upper]] of pairs.entries()) {
      expect(lower === null || lower < all[at]!).toBe(true);
      expect(upper === null || all[at]! < upper).toBe(true);
    }
  });

  it('is the library’s where the integer part grows and shrinks', async () => {
    const pairs = [
      [null, null],
      ['az', null],
      ['bzz', null],
      ['Zz', null],
      ['Yzz', null],
      [null, 'a0'],
      [null, 'Z0'],
      [null, 'b00'],
      [null, 'a0V'],
      ['a0', 'a1'],
      ['az', 'b00'],
      ['Zz', 'a0'],
      ['a0', 'a0V'],
      ['a0V', 'a1'],
      ['czzz', null],
      [null, 'X000'],
    ] as const;
    expect(await between(pairs)).toEqual(pairs.map(([lower, upper]) => generateKeyBetween(lower, upper)));
  });

  it('is not made from what is no rank', async () => {
    for (const pair of [
      ['', null],
      ['zz', null],
      ['b0', null],
      ['a-', null],
      ['a1', 'a0'],
      ['a0', 'a0'],
    ] as const)
      await expect(between([pair])).rejects.toMatchObject({ code: '22023' });
  });
});

describe('a client’s move', () => {
  it('writes one row and brings its position along', async () => {
    const [first, second, third] = (await addCards(3)) as [string, string, string];
    const before = await cardsOf(stage);
    const answer = await move(third, { rank: generateKeyBetween(before[0]!.rank, before[1]!.rank) });
    expect(answer.status).toBe('applied');
    const after = await cardsOf(stage);
    expect(after.map(({ id }) => id)).toEqual([first, third, second]);
    expect(after.filter(({ id }) => id !== third)).toEqual(before.filter(({ id }) => id !== third));
  });

  it('to another stage places it there', async () => {
    const [first] = (await addCards(2)) as [string];
    expect((await move(first, { stage_id: otherStage, rank: 'a0' })).status).toBe('applied');
    expect(await idsOf(otherStage)).toEqual([first]);
  });

  it('to a rank that is taken keeps the order by id and takes a rank of its own', async () => {
    const [first, second, third] = (await addCards(3)) as [string, string, string];
    const [a] = await cardsOf(stage);
    const answer = await move(third, { rank: a!.rank });
    expect(answer).toMatchObject({ status: 'merged', lost: {} });
    expect(await idsOf(stage)).toEqual([first, third, second]);
  });

  it('of five people into one gap ends in five distinct ranks', async () => {
    await addCards(2);
    const [lower, upper] = await cardsOf(stage);
    const rank = generateKeyBetween(lower!.rank, upper!.rank);
    const writes = Array.from({ length: 5 }, () =>
      creating('board_cards', {
        board_id: workspace.board_id,
        stage_id: stage,
        record_type: 'deal',
        record_id: v7(),
        rank,
      }),
    );
    for (const write of writes) expect((await workspace.member.pushOne(write)).status).not.toBe('refused');
    const order = await idsOf(stage);
    expect([order[0], order[6]]).toEqual([lower!.id, upper!.id]);
    expect(order.slice(1, 6).sort()).toEqual(writes.map(({ id }) => id).sort());
  });

  it('with a rank that is none is refused', async () => {
    const id = await addCard();
    expect(await move(id, { rank: 'zz' })).toMatchObject({ status: 'refused', code: '22023' });
    expect(await move(id, { rank: 'a0 ' })).toMatchObject({ status: 'refused', code: '22023' });
  });
});

describe('another product', () => {
  it('that adds a card without rank or position puts it at the end', async () => {
    const ids = await addCards(3);
    expect(await idsOf(stage)).toEqual(ids);
    expect((await cardsOf(stage)).map(({ position }) => position)).toEqual([1024, 2048, 3072]);
  });

  it('that writes a position moves the card between its neighbours', async () => {
    const [first, second, third, fourth] = (await addCards(4)) as [string, string, string, string];
    await sql`update board_cards set position = 1500 where id = ${fourth}`;
    expect(await idsOf(stage)).toEqual([first, fourth, second, third]);
    await sql`update board_cards set position = -5 where id = ${third}`;
    expect(await idsOf(stage)).toEqual([third, first, fourth, second]);
    await sql`update board_cards set position = 90000 where id = ${first}`;
    expect(await idsOf(stage)).toEqual([third, fourth, second, first]);
    const moved = (await cardsOf(stage)).find(({ id }) => id === third)!;
    expect(moved.clocks['rank']).toMatch(/-00000000$/);
    expect(moved.clocks).not.toHaveProperty('position');
  });

  it('that takes a position which is taken goes before the card that has it', async () => {
    const [first, second, third] = (await addCards(3)) as [string, string, string];
    await sql`update board_cards set position = 2048 where id = ${third}`;
    expect(await idsOf(stage)).toEqual([first, third, second]);
    const inserted = await addCard({ position: 1024 });
    expect(await idsOf(stage)).toEqual([inserted, first, third, second]);
  });

  it('that numbers a whole stage densely, in one statement, gets the order it wanted', async () => {
    const ids = await addCards(6);
    const wanted = [ids[5]!, ids[0]!, ids[3]!, ids[1]!, ids[2]!, ids[4]!];
    for (const order of [wanted, [...wanted].reverse(), ids]) {
      for (const id of order)
        await sql`update board_cards set position = ${100_000 + order.indexOf(id)} where id = ${id}`;
      expect(await idsOf(stage)).toEqual(order);
      await sql`
        update board_cards as c set position = v.position
        from jsonb_to_recordset(${sql.json(order.map((id, position) => ({ id, position })))}) as v (id uuid, position int)
        where c.id = v.id`;
      await cardsOf(stage);
    }
  });

  it('that moves a card to another stage puts it at its end', async () => {
    const [first, second] = (await addCards(2)) as [string, string];
    await sql`update board_cards set stage_id = ${otherStage} where id = ${second}`;
    await sql`update board_cards set stage_id = ${otherStage} where id = ${first}`;
    expect(await idsOf(otherStage)).toEqual([second, first]);
  });
});

describe('many insertions into one gap', () => {
  it('renumber positions when the gap is used up, and leave version, time and clocks of the others alone', async () => {
    const [first, last] = (await addCards(2)) as [string, string];
    const before =
      await sql`select row_version, updated_at, clocks, rank from board_cards where id in ${sql([first, last])} order by id`;
    const between: string[] = [];
    for (let n = 0; n < 30; n += 1) {
      const [lower, upper] = (await cardsOf(stage)) as [Card, Card];
      between.unshift(await addCard({ rank: generateKeyBetween(lower.rank, upper.rank) }));
    }
    expect(await idsOf(stage)).toEqual([first, ...between, last]);
    expect(
      await sql`select row_version, updated_at, clocks, rank from board_cards where id in ${sql([first, last])} order by id`,
    ).toEqual(before);
    const [end] = await sql<{ position: number }[]>`select position from board_cards where id = ${last}`;
    expect(end!.position).toBeGreaterThan(2048);
  });

  it('rebalance a stage when a rank grows longer than 32, and stamp what got a new one', async () => {
    const [first, last] = (await addCards(2)) as [string, string];
    const order = [first, last];
    const start = (await cardsOf(stage))[0]!;
    for (let n = 0; n < 220; n += 1) {
      const [lower, upper] = await sql<Card[]>`
        select rank from board_cards where stage_id = ${stage} order by rank, id limit 2`;
      const [made] = await sql<
        { rank: string }[]
      >`select private.rank_between(${lower!.rank}, ${upper!.rank}) as rank`;
      order.splice(1, 0, await addCard({ rank: made!.rank }));
    }
    const cards = await cardsOf(stage);
    expect(cards.map(({ id }) => id)).toEqual(order);
    expect(Math.max(...cards.map(({ rank }) => rank.length))).toBeLessThanOrEqual(32);
    // Right after the last edit: a move that was made before the rebalancing was seen is later than it.
    expect(cards[0]!.row_version > start.row_version).toBe(true);
    expect(cards[0]!.clocks['rank']?.slice(0, 13)).toBe(start.clocks['*']?.slice(0, 13));
  });

  it('mend a stage that was loaded with equal ranks, as soon as a card goes between two of them', async () => {
    const ids = await addCards(4);
    await sql`alter table board_cards disable trigger user`;
    await sql`update board_cards set rank = 'a1' where stage_id = ${stage} and id <> ${ids[3]!}`;
    await sql`alter table board_cards enable trigger user`;
    await sql`update board_cards set position = 1500 where id = ${ids[3]!}`;
    expect(await idsOf(stage)).toEqual([ids[0], ids[3], ids[1], ids[2]]);
  });
});
