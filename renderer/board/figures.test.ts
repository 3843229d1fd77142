import { expect, it } from 'vitest';
import type { CardView } from '../../sync/index.ts';
import { addUp, sumsOf } from './figures.ts';

const deal = (value_cents: number | null, currency: string | null, probability: number | null = null) =>
  ({ value_cents, currency, record: { probability } }) as unknown as CardView;

it('adds values up per currency, the largest first, each weighted by its own chance, else by that of the stage', () => {
  const cards = [deal(10_000, 'EUR'), deal(20_000, 'EUR', 50), deal(40_000, 'USD', 0), deal(null, 'EUR')];
  expect(sumsOf(cards, { stage_type: 'open', probability: 25 })).toEqual([
    { currency: 'USD', count: 1, value_cents: 40_000, weighted_cents: 0 },
    { currency: 'EUR', count: 2, value_cents: 30_000, weighted_cents: 12_500 },
  ]);
});

it('weighs what is won in full and what is lost not at all', () => {
  const weighed = (stage_type: 'won' | 'lost' | 'open') =>
    sumsOf([deal(10_000, 'EUR', 30)], { stage_type, probability: 10 })[0]?.weighted_cents;
  expect([weighed('won'), weighed('lost'), weighed('open')]).toEqual([10_000, 0, 3_000]);
  expect(sumsOf([deal(10_000, 'EUR')], { stage_type: 'open', probability: null })[0]?.weighted_cents).toBe(
    10_000,
  );
});

it('adds sums of stages up', () => {
  const sum = (currency: string, value_cents: number) => ({
    currency,
    count: 1,
    value_cents,
    weighted_cents: 1,
  });
  expect(addUp([sum('EUR', 5), sum('USD', 7), sum('EUR', 4)])).toEqual([
    { currency: 'EUR', count: 2, value_cents: 9, weighted_cents: 2 },
    { currency: 'USD', count: 1, value_cents: 7, weighted_cents: 1 },
  ]);
});
