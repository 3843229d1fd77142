// The currency that an amount gets when nobody says one: the last one that was said here, else the one of most deals,
// else that of the place.
import { useEffect, useMemo } from 'react';
import type { Figures, Replica } from '../../sync/index.ts';
import { useLive } from '../ui/use-live.ts';
import { locale } from '../words/locale.ts';

const OF_REGION: Readonly<Record<string, string>> = {
  US: 'USD',
  GB: 'GBP',
  CH: 'CHF',
  LI: 'CHF',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  PL: 'PLN',
  CZ: 'CZK',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  JP: 'JPY',
  CN: 'CNY',
  IN: 'INR',
  BR: 'BRL',
};

let said: string | null = null;
let ofMost: string | null = null;

export const usualCurrency = (of = locale() ?? navigator.language): string =>
  said ?? ofMost ?? OF_REGION[new Intl.Locale(of).maximize().region ?? ''] ?? 'EUR';

export const keepCurrency = (currency: string): void => {
  said = currency;
};

/** While this component stands, the currency of most open deals is known. */
export function useUsualCurrency(replica: Replica): void {
  const figures = useLive(useMemo(() => replica.figures(), [replica]));
  useEffect(() => {
    if (figures) ofMost = mostUsed(figures);
  }, [figures]);
}

/** Null where there are no deals. */
export function mostUsed({ stages }: Pick<Figures, 'stages'>): string | null {
  const counts = new Map<string, number>();
  for (const { sums } of stages)
    for (const { currency, count } of sums) counts.set(currency, (counts.get(currency) ?? 0) + count);
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? null;
}
