// What the charts of the pipeline draw: figures of one currency, stage by stage and month by month. Sums of different
// currencies are never added up.
import type { Figures, Sum } from '../../sync/index.ts';

export type Bar = Omit<Sum, 'currency'> & { key: string };
export type MonthBar = Bar & {
  /** `yyyy-mm` */
  month: string;
};
export type StageBar = Bar & { stage_id: string; name: string };

const NONE = { count: 0, value_cents: 0, weighted_cents: 0 };

const ofCurrency = (sums: readonly Sum[], currency: string): Omit<Sum, 'currency'> => {
  const { count, value_cents, weighted_cents } = sums.find((sum) => sum.currency === currency) ?? NONE;
  return { count, value_cents, weighted_cents };
};

/** Every currency of the workspace's deals: the one of most open deals first, then by code. */
export function currenciesOf({ stages, months, won }: Figures): string[] {
  const counts = new Map<string, number>();
  const add = (sums: readonly Sum[], weight: number) => {
    for (const { currency, count } of sums)
      counts.set(currency, (counts.get(currency) ?? 0) + count * weight);
  };
  for (const { sums } of stages) add(sums, 1);
  for (const { sums } of [...months, ...won]) add(sums, 0);
  return [...counts]
    .sort(([one, count], [other, others]) => others - count || (one < other ? -1 : 1))
    .map(([currency]) => currency);
}

/** Boards that have stages with open deals, in their order. */
export function boardsOf({ stages }: Figures): { id: string; name: string }[] {
  return [...new Map(stages.map(({ board_id, board_name }) => [board_id, board_name]))].map(([id, name]) => ({
    id,
    name,
  }));
}

export const stageBars = ({ stages }: Figures, board_id: string, currency: string): StageBar[] =>
  stages
    .filter((stage) => stage.board_id === board_id)
    .map(({ stage_id, name, sums }) => ({ key: stage_id, stage_id, name, ...ofCurrency(sums, currency) }));

export const plusMonths = (month: string, months: number): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + months, 1))
    .toISOString()
    .slice(0, 7);

/** More are not told apart. What lies further ahead is left out. */
const MOST_MONTHS = 12;
/** Months before this one that are shown: a close date that long ago is to be mended first. */
const MOST_PAST = 3;

/** Every month from the first to the last with a deal, at least this one and the five after it. */
export function monthBars({ months }: Figures, currency: string, thisMonth: string): MonthBar[] {
  const known = new Map(months.map(({ month, sums }) => [month, ofCurrency(sums, currency)]));
  const filled = [...known].filter(([, { count }]) => count > 0).map(([month]) => month);
  const earliest = plusMonths(thisMonth, -MOST_PAST);
  const first = [thisMonth, ...filled].filter((month) => month >= earliest).sort()[0] ?? thisMonth;
  const last = [plusMonths(thisMonth, 5), ...filled].sort().at(-1) ?? thisMonth;
  const bars: MonthBar[] = [];
  for (let month = first; month <= last && bars.length < MOST_MONTHS; month = plusMonths(month, 1))
    bars.push({ key: month, month, ...(known.get(month) ?? NONE) });
  return bars;
}

/** This month last. */
export const wonBars = ({ won }: Figures, currency: string): MonthBar[] =>
  won.map(({ month, sums }) => ({ key: month, month, ...ofCurrency(sums, currency) }));

/** Nobody has begun here: no deal, no task. */
export const isNew = ({ stages, months, won, tasks }: Figures): boolean =>
  [...stages, ...months, ...won].every(({ sums }) => sums.length === 0) && tasks.overdue + tasks.today === 0;
