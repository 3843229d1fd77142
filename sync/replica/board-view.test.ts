import { describe, expect, it } from 'vitest';
import { boardView, type BoardSources, type CardRow, type RecordRow, type StageRow } from './board-view.ts';
import { createCardIndex } from './card-index.ts';

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
/** The same row each time that it is asked for. */
const deals = (rest: Record<string, Partial<RecordRow>> = {}) => {
  const made = new Map<string, RecordRow>();
  return (id: string): RecordRow => {
    const known = made.get(id) ?? {
      ...base,
      id,
      name: id,
      value_cents: 1_000,
      currency: 'EUR',
      stage_id: null,
      close_date: null,
      probability: null,
      primary_contact_id: null,
      company_id: null,
      owner_id: null,
      team_id: null,
      custom_fields: {},
      created_by: null,
      ...rest[id],
    };
    made.set(id, known);
    return known;
  };
};
const allDeals = deals();

function sources(cards: CardRow[], rest: Partial<BoardSources> = {}): BoardSources {
  return {
    board,
    stages: [stage('won', 2_048), stage('lead', 1_024)],
    cards: (stage_id) => createCardIndex(cards).inStage(stage_id),
    record: allDeals,
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
    const there = deals({ 'deal-of deleted': { deleted_at: '2026-01-01' } });
    const record = (id: string) => (id === 'deal-not here' ? undefined : there(id));
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
    const view = boardView(sources(cards, { record: deals(values) }), undefined);
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

  it('looks at nothing but what was touched, and says then what it would say of everything', () => {
    const cards = [card('a', 'lead', 'a0'), card('b', 'lead', 'a1'), card('c', 'won', 'a0')];
    const first = boardView(sources(cards), undefined);
    const moved = [cards[0]!, card('b', 'won', 'Zz'), cards[2]!];
    const asked: string[] = [];
    const record = (id: string) => {
      asked.push(id);
      return allDeals(id);
    };
    const touched = { cards: new Set(['b']), stages: new Set(['lead', 'won']) };
    const second = boardView(sources(moved, { record }), first, touched);
    expect(asked).toEqual(['deal-b']);
    expect(second).toEqual(boardView(sources(moved), first));
    expect(second.stages[1]?.cards[1]).toBe(first.stages[1]?.cards[0]);

    const renamed = { stages: [stage('lead', 1_024, { name: 'Leads' }), stage('won', 2_048)] };
    const third = boardView(sources(moved, renamed), second, { cards: new Set(), stages: new Set() });
    expect(third.stages[0]).toMatchObject({ name: 'Leads', cards: second.stages[0]?.cards });
    expect(third.stages[1]).toBe(second.stages[1]);
  });
});
