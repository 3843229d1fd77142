import { describe, expect, it } from 'vitest';
import { figuresOf, type FigureSources } from './figures.ts';

const TODAY = new Date(2026, 10, 21, 12).getTime();
const DAY_MS = 86_400_000;

const stage = (id: string, position: number, stage_type = 'open', probability: number | null = null) => ({
  ...{ id, name: id, board_id: 'sales', position, stage_type, probability, deleted_at: null },
});
const deal = (id: string, stage_id: string | null, rest = {}) => ({
  ...{ id, name: id, stage_id, value_cents: 100, currency: 'EUR', probability: null, close_date: null },
  deleted_at: null,
  ...rest,
});
const task = (due_date: string | null, rest = {}) => ({
  ...{ assigned_to: 'ann', status: 'open', due_date, deleted_at: null },
  ...rest,
});
const sales = {
  ...{ id: 'sales', name: 'Sales', record_type: 'deal', created_at: '2026-01-01', is_archived: false },
  deleted_at: null,
};

const figures = (sources: Partial<FigureSources>) =>
  figuresOf({
    boards: [sales],
    stages: [stage('won', 2, 'won'), stage('offer', 1, 'open', 60), stage('lead', 0, 'open', 10)],
    deals: [],
    tasks: [],
    moved_at: () => TODAY,
    active_at: () => TODAY,
    looking: { me: 'ann', now: TODAY },
    ...sources,
  });

describe('the pipeline in figures', () => {
  it('sums open deals by stage in board order, weighted by the deal, else by its stage', () => {
    const { stages } = figures({
      deals: [
        deal('a', 'offer'),
        deal('b', 'offer', { probability: 10, value_cents: 1000 }),
        deal('c', 'offer', { currency: 'USD', value_cents: 5000 }),
        deal('d', 'offer', { currency: null, value_cents: null }),
        deal('e', 'offer', { deleted_at: '2026-11-01' }),
        deal('f', null),
        deal('g', 'elsewhere'),
      ],
    });
    expect(stages.map(({ name }) => name)).toEqual(['lead', 'offer']);
    expect(stages[1]).toMatchObject({
      board_name: 'Sales',
      sums: [
        { currency: 'USD', count: 1, value_cents: 5000, weighted_cents: 3000 },
        { currency: 'EUR', count: 3, value_cents: 1100, weighted_cents: 160 },
      ],
    });
  });

  it('leaves archived boards and boards of other records out', () => {
    expect(figures({ boards: [{ ...sales, is_archived: true }] }).stages).toEqual([]);
    expect(figures({ boards: [{ ...sales, record_type: 'company' }] }).stages).toEqual([]);
  });

  it('sums open deals by the month in which they are to close', () => {
    const { months } = figures({
      deals: [
        deal('a', 'lead', { close_date: '2027-01-02' }),
        deal('b', 'lead', { close_date: '2026-12-31' }),
        deal('c', 'won', { close_date: '2026-12-31' }),
        deal('d', 'lead'),
      ],
    });
    expect(months.map(({ month, sums }) => [month, sums[0]?.count])).toEqual([
      ['2026-12', 1],
      ['2027-01', 1],
    ]);
  });

  it('sums what was won in this month and in the five before, whether anything was or not', () => {
    const moved: Record<string, number> = { now: TODAY, may: new Date(2026, 4, 31).getTime() };
    const { won } = figures({
      deals: [deal('now', 'won'), deal('may', 'won')],
      moved_at: (id) => moved[id] ?? 0,
    });
    expect(won.map(({ month, sums }) => [month, sums.length])).toEqual([
      ...['2026-06', '2026-07', '2026-08', '2026-09', '2026-10'].map((month) => [month, 0]),
      ['2026-11', 1],
    ]);
  });

  it('names open deals on which nothing has happened for two weeks, the quietest first', () => {
    const quiet: Record<string, number> = { a: 13.9, b: 14, c: 30, d: 99 };
    const { rotting } = figures({
      deals: ['a', 'b', 'c'].map((id) => deal(id, 'lead')).concat(deal('d', 'won')),
      active_at: (id) => TODAY - (quiet[id] ?? 0) * DAY_MS,
    });
    expect(rotting).toEqual([
      { id: 'c', name: 'c', stage_name: 'lead', quiet_days: 30 },
      { id: 'b', name: 'b', stage_name: 'lead', quiet_days: 14 },
    ]);
  });

  it('counts the open tasks of the person who looks', () => {
    const tasks = [
      ...[task('2026-11-20'), task('2026-11-21'), task('2026-11-22'), task(null)],
      ...[task('2026-11-20', { status: 'done' }), task('2026-11-20', { assigned_to: 'ben' })],
      task('2026-11-20', { deleted_at: '2026-11-01' }),
    ];
    expect(figures({ tasks }).tasks).toEqual({ overdue: 1, today: 1 });
  });
});
