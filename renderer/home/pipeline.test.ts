import { describe, expect, it } from 'vitest';
import type { Figures, Sum } from '../../sync/index.ts';
import { boardsOf, currenciesOf, isNew, monthBars, plusMonths, stageBars, wonBars } from './pipeline.ts';

const sum = (currency: string, count: number, value_cents: number): Sum => ({
  ...{ currency, count, value_cents },
  weighted_cents: value_cents / 2,
});
const stage = (stage_id: string, board_id: string, sums: readonly Sum[]) => ({
  ...{ stage_id, board_id, sums },
  name: stage_id.toUpperCase(),
  board_name: board_id.toUpperCase(),
});
const NOTHING: Figures = { stages: [], months: [], won: [], rotting: [], tasks: { overdue: 0, today: 0 } };
const FIGURES: Figures = {
  ...NOTHING,
  stages: [
    stage('lead', 'sales', [sum('JPY', 1, 9_000_000), sum('EUR', 3, 600)]),
    stage('offer', 'sales', []),
    stage('renewal', 'renewals', [sum('EUR', 1, 100)]),
  ],
  months: [
    { month: '2026-02', sums: [sum('EUR', 1, 50)] },
    { month: '2026-10', sums: [sum('EUR', 1, 100)] },
    { month: '2027-01', sums: [sum('JPY', 1, 900)] },
  ],
  won: [
    { month: '2026-10', sums: [sum('USD', 2, 300)] },
    { month: '2026-11', sums: [sum('EUR', 1, 200), sum('USD', 1, 100)] },
  ],
};

describe('the pipeline', () => {
  it('begins with the currency of most open deals, whatever it is worth', () => {
    expect(currenciesOf(FIGURES)).toEqual(['EUR', 'JPY', 'USD']);
    expect(currenciesOf(NOTHING)).toEqual([]);
  });

  it('shows one board at a time, stages without deals too, in one currency', () => {
    expect(boardsOf(FIGURES)).toEqual([
      { id: 'sales', name: 'SALES' },
      { id: 'renewals', name: 'RENEWALS' },
    ]);
    expect(
      stageBars(FIGURES, 'sales', 'EUR').map(({ name, value_cents, count }) => [name, value_cents, count]),
    ).toEqual([
      ['LEAD', 600, 3],
      ['OFFER', 0, 0],
    ]);
  });

  it('has no gap between months, and at least half a year from now on', () => {
    expect(
      monthBars(FIGURES, 'EUR', '2026-11').map(({ month, value_cents }) => [month, value_cents]),
    ).toEqual([
      ['2026-10', 100],
      ...['2026-11', '2026-12', '2027-01', '2027-02', '2027-03', '2027-04'].map((month) => [month, 0]),
    ]);
  });

  it('says what was won in one currency', () => {
    expect(wonBars(FIGURES, 'EUR').map(({ value_cents }) => value_cents)).toEqual([0, 200]);
  });

  it('is new where there is neither a deal nor a task', () => {
    expect(isNew(NOTHING)).toBe(true);
    expect(isNew({ ...NOTHING, stages: [stage('lead', 'sales', [])] })).toBe(true);
    expect(isNew({ ...NOTHING, tasks: { overdue: 1, today: 0 } })).toBe(false);
    expect(isNew(FIGURES)).toBe(false);
  });
});

it('counts months over the end of a year', () => {
  expect(plusMonths('2026-11', 3)).toBe('2027-02');
  expect(plusMonths('2026-01', -1)).toBe('2025-12');
});
