import { money } from '../ui/money.ts';
import { numberText } from '../words/locale.ts';
import { t } from '../words/t.ts';
import type { Bar } from './pipeline.ts';

type Amounts = Omit<Bar, 'key'>;

export const total = (bars: readonly Amounts[]): Amounts => ({
  count: bars.reduce((sum, { count }) => sum + count, 0),
  value_cents: bars.reduce((sum, { value_cents }) => sum + value_cents, 0),
  weighted_cents: bars.reduce((sum, { weighted_cents }) => sum + weighted_cents, 0),
});

/** What one bar stands for: read out, and cell by cell. */
export function barWords(bar: Amounts, name: string, currency: string) {
  const { value, weighted } = amounts(bar, currency);
  const deals = t('home.pipeline.deals', { count: bar.count });
  return {
    label: t('home.pipeline.bar', { name, value, weighted, deals }),
    cells: [name, value, weighted, numberText(bar.count)] as const,
  };
}

export const amounts = ({ value_cents, weighted_cents }: Amounts, currency: string) => ({
  value: money({ currency, value_cents }),
  weighted: money({ currency, value_cents: Math.round(weighted_cents) }),
});

/** Short, where there is a whole to be told. */
export const totalAmounts = ({ value_cents, weighted_cents }: Amounts, currency: string) => ({
  value: money({ currency, value_cents }, 'compact'),
  weighted: money({ currency, value_cents: Math.round(weighted_cents) }, 'compact'),
});
