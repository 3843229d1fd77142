import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CardView, StageView } from '../../sync/index.ts';
import { neighbour, nudge, originOf, positionOf, presentSpot, sameTarget, type Key } from './neighbours.ts';

const card = (card_id: string): CardView => ({
  card_id,
  record_id: card_id,
  record_type: 'deal',
  title: card_id,
  value_cents: null,
  currency: null,
  close_date: null,
  company_name: null,
  owner_name: null,
  waiting: false,
  record: {} as CardView['record'],
});

const stage = (id: string, ...cards: string[]): StageView => ({
  id,
  name: id,
  stage_type: 'open',
  probability: null,
  cards: cards.map(card),
  sums: [],
});

const board = [stage('lead', 'a', 'b', 'c'), stage('empty'), stage('won', 'x')];
const spot = (stage_id: string, card_id: string | null) => ({ stage_id, card_id });
const only = (id: string) => new Set([id]);
const target = (stage_id: string, before_id: string | null) => ({ stage_id, before_id });

describe('the focus', () => {
  it.each<[string, ReturnType<typeof spot>, Key, ReturnType<typeof spot>]>([
    ['goes down a stage', spot('lead', 'a'), 'down', spot('lead', 'b')],
    ['stays on the last card', spot('lead', 'c'), 'down', spot('lead', 'c')],
    ['reaches the head above the first card', spot('lead', 'a'), 'up', spot('lead', null)],
    ['comes back down from the head', spot('lead', null), 'down', spot('lead', 'a')],
    ['finds the head of an empty stage', spot('lead', 'b'), 'right', spot('empty', null)],
    ['goes along the heads', spot('empty', null), 'right', spot('won', null)],
    ['stops at the last stage', spot('won', 'x'), 'right', spot('won', 'x')],
    ['jumps to the last card', spot('lead', 'a'), 'end', spot('lead', 'c')],
    ['jumps to the first card', spot('lead', 'c'), 'home', spot('lead', 'a')],
  ])('%s', (_name, from, key, to) => {
    expect(neighbour(board, from, key)).toEqual(to);
  });

  it('keeps to a shorter stage when it comes from a longer one', () => {
    const uneven = [stage('long', 'a', 'b', 'c'), stage('short', 'x')];
    expect(neighbour(uneven, spot('long', 'c'), 'right')).toEqual(spot('short', 'x'));
  });

  it('starts on the first card, follows a card that moved, and forgets one that went', () => {
    expect(presentSpot(board, null)).toEqual(spot('lead', 'a'));
    expect(presentSpot(board, spot('lead', 'x'))).toEqual(spot('won', 'x'));
    expect(presentSpot(board, spot('won', 'gone'))).toEqual(spot('lead', 'a'));
    expect(presentSpot([], null)).toBeNull();
    expect(presentSpot([stage('empty')], null)).toEqual(spot('empty', null));
  });
});

describe('a lifted card', () => {
  it('moves over every slot of its stage', () => {
    const path = [target('lead', 'b')];
    for (let step = 0; step < 3; step++) path.push(nudge(board, only('a'), path[step]!, 'down'));
    expect(path).toEqual([
      target('lead', 'b'),
      target('lead', 'c'),
      target('lead', null),
      target('lead', null),
    ]);
  });

  it('moves to the same height of the stage beside it, empty ones too', () => {
    expect(nudge(board, only('b'), target('lead', 'c'), 'right')).toEqual(target('empty', null));
    expect(nudge(board, only('b'), target('empty', null), 'right')).toEqual(target('won', 'x'));
    expect(nudge(board, only('b'), target('won', 'x'), 'right')).toEqual(target('won', 'x'));
  });

  it('says where it is', () => {
    expect(positionOf(board, only('b'), originOf(board[0]!, 'b', only('b')))).toEqual({
      stage: 'lead',
      position: 2,
      total: 3,
    });
    expect(positionOf(board, only('b'), target('won', null))).toEqual({
      stage: 'won',
      position: 2,
      total: 2,
    });
  });

  it('takes the others that are lifted along', () => {
    const both = new Set(['a', 'b']);
    expect(originOf(board[0]!, 'a', both)).toEqual(target('lead', 'c'));
    expect(nudge(board, both, target('lead', 'c'), 'down')).toEqual(target('lead', null));
    expect(positionOf(board, both, target('won', null))).toEqual({ stage: 'won', position: 2, total: 3 });
  });

  it('comes back to where it was by the opposite key', () => {
    const opposite = { up: 'down', down: 'up' } as const;
    fc.assert(
      fc.property(fc.constantFrom('a', 'b', 'c'), fc.constantFrom<'up' | 'down'>('up', 'down'), (id, key) => {
        const origin = originOf(board[0]!, id, only(id));
        const moved = nudge(board, only(id), origin, key);
        if (!sameTarget(moved, origin)) expect(nudge(board, only(id), moved, opposite[key])).toEqual(origin);
      }),
    );
  });
});
