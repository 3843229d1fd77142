// What the cards of stages add up to, per currency. Pure.
import type { CardView, StageType, StageView, Sum } from '../../sync/index.ts';

/** Won deals count in full and lost ones not at all, whatever chance they once had. */
const CERTAIN: Readonly<Partial<Record<StageType, number>>> = { won: 100, lost: 0 };

/** In percent: the deal's own chance, else that of its stage; nothing is said where neither has one. */
function chanceOf(card: CardView, { stage_type, probability }: StageChance): number | null {
  const own = 'probability' in card.record ? (card.record.probability as number | null) : null;
  return CERTAIN[stage_type] ?? own ?? probability;
}

type StageChance = Pick<StageView, 'stage_type' | 'probability'>;

/** Largest first, then by code, so that the order never flickers. */
const bySize = (one: Sum, other: Sum): number =>
  other.value_cents - one.value_cents || (one.currency < other.currency ? -1 : 1);

/** A deal without any chance weighs in full. */
export function sumsOf(cards: readonly CardView[], stage: StageChance): readonly Sum[] {
  const sums = new Map<string, Sum>();
  for (const card of cards) {
    const { value_cents, currency } = card;
    if (value_cents === null || currency === null) continue;
    const sum = sums.get(currency) ?? { currency, count: 0, value_cents: 0, weighted_cents: 0 };
    sum.count += 1;
    sum.value_cents += value_cents;
    sum.weighted_cents += Math.round((value_cents * (chanceOf(card, stage) ?? 100)) / 100);
    sums.set(currency, sum);
  }
  return [...sums.values()].sort(bySize);
}

export function addUp(sums: Iterable<Sum>): readonly Sum[] {
  const totals = new Map<string, Sum>();
  for (const { currency, count, value_cents, weighted_cents } of sums) {
    const total = totals.get(currency) ?? { currency, count: 0, value_cents: 0, weighted_cents: 0 };
    total.count += count;
    total.value_cents += value_cents;
    total.weighted_cents += weighted_cents;
    totals.set(currency, total);
  }
  return [...totals.values()].sort(bySize);
}
