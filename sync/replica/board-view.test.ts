import { describe, expect, it } from 'vitest';
import { boardView, type BoardSources, type CardRow, type RecordRow, type StageRow } from './board-view.ts';

const base = {
  created_at: '',
  updated_at: '',
  deleted_at: null,
  row_version: 1,
  clocks: {},
  workspace_id: 'w',
};
const board = { ...base, id: 'b', name: 'Sales', record_type: 'deal', is_archived: false, created_by: null };
const stage = (id: string, position: number, rest: Partial<StageRow> = {}): StageRow => ({
  ...base,
  id,
  board_id: 'b',
  name: id,
  position,
  stage_type: 'open',
  probability: null,
  ...rest,
});
const card = (id: string, stage_id: string, rank: string, rest: Partial<CardRow> = {}): CardRow => ({
  ...base,
  id,
  board_id: 'b',
  stage_id,
  record_type: 'deal',
  record_id: `deal-${id}`,
  position: 0,
  rank,
  team_id: null,
  ...rest,
});
const deal = (id: string, rest: Partial<RecordRow> = {}): RecordRow => ({
  id,
  name: id,
  deleted_at: null,
  value_cents: 1_000,
  currency: 'EUR',
  close_date: null,
  company_id: null,
  owner_id: null,
  ...rest,
});

function sources(cards: CardRow[], rest: Partial<BoardSources> = {}): BoardSources {
  return {
    board,
    stages: [stage('won', 2_048), stage('lead', 1_024)],
    cards,
    record: (id) => deal(id),
    company_name: () => null,
    person_name: () => null,
    waiting: () => false,
    ...rest,
  };
}
const order = (view: ReturnType<typeof boardView>) =>
  Object.fromEntries(view.stages.map(({ id, cards }) => [id, cards.map(({ card_id }) => card_id)]));

describe('board view', () => {
  it('orders stages by position and cards by rank, then id', () => {
    const cards = [
      card('c', 'lead', 'a1'),
      card('b', 'lead', 'a1'),
      card('a', 'lead', 'a2'),
      card('d', 'won', 'a0'),
    ];
    const view = boardView(sources(cards), undefined);
    expect(view.stages.map(({ id }) => id)).toEqual(['lead', 'won']);
    expect(order(view)).toEqual({ lead: ['b', 'c', 'a'], won: ['d'] });
  });

  it('leaves out what is deleted and what has no record here', () => {
    const cards = [
      card('kept', 'lead', 'a0'),
      card('deleted', 'lead', 'a1', { deleted_at: '2026-01-01' }),
      card('of deleted', 'lead', 'a2'),
      card('not here', 'lead', 'a3'),
    ];
    const record = (id: string) => {
      if (id === 'deal-not here') return undefined;
      return deal(id, id === 'deal-of deleted' ? { deleted_at: '2026-01-01' } : {});
    };
    const stages = [
      stage('lead', 1),
      stage('gone', 2, { deleted_at: '2026-01-01' }),
      stage('other', 3, { board_id: 'x' }),
    ];
    expect(order(boardView(sources(cards, { record, stages }), undefined))).toEqual({ lead: ['kept'] });
  });

  it('sums per currency, the largest first', () => {
    const values: Record<string, Partial<RecordRow>> = {
      'deal-a': { currency: 'USD', value_cents: 300 },
      'deal-b': { currency: 'EUR', value_cents: 200 },
      'deal-c': { currency: 'EUR', value_cents: 250 },
      'deal-d': { currency: 'EUR', value_cents: null },
    };
    const cards = ['a', 'b', 'c', 'd'].map((id) => card(id, 'lead', id));
    const view = boardView(sources(cards, { record: (id) => deal(id, values[id]) }), undefined);
    expect(view.stages[0]?.sums).toEqual([
      { currency: 'EUR', value_cents: 450 },
      { currency: 'USD', value_cents: 300 },
    ]);
  });

  it('marks a card of which an edit waits, be it of the card or of its record', () => {
    const cards = [card('a', 'lead', 'a0'), card('b', 'lead', 'a1'), card('c', 'lead', 'a2')];
    const waiting = (id: string) => id === 'a' || id === 'deal-b';
    const view = boardView(sources(cards, { waiting }), undefined);
    expect(view.stages[0]?.cards.map((shown) => shown.waiting)).toEqual([true, true, false]);
  });

  it('keeps the identity of all that has not changed', () => {
    const cards = [card('a', 'lead', 'a0'), card('b', 'lead', 'a1'), card('c', 'won', 'a0')];
    const first = boardView(sources(cards), undefined);
    expect(boardView(sources([...cards]), first)).toBe(first);

    const moved = [cards[0]!, card('b', 'lead', 'Zz'), cards[2]!];
    const second = boardView(sources(moved), first);
    expect(second.stages[0]).not.toBe(first.stages[0]);
    expect(second.stages[0]?.cards[1]).toBe(first.stages[0]?.cards[0]);
    expect(second.stages[1]).toBe(first.stages[1]);
  });
});
