// Results as people read them: in a terminal and in docs/performance.md. Pure.
import type { Budget, Result } from './figures.ts';

/** Three significant digits, thousands set apart; '–' for what is not there. */
export function shown(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: 0 });
}

export function budgetOf(budget: Budget | null, unit: string): string {
  if (budget === null) return '';
  const limit = 'atMost' in budget ? `≤ ${shown(budget.atMost)}` : `≥ ${shown(budget.atLeast)}`;
  switch (budget.of) {
    case 'ratio':
      return `ratio ${limit}`;
    case 'difference':
      return `p95 ${limit} ${unit} more`;
    case 'largest':
      return `largest ${limit} ${unit}`;
  }
}

const verdict = ({ ok }: Result): string => (ok === null ? '' : ok ? 'kept' : 'missed');

const spreadOf = ({ spread }: Result): string =>
  spread === null ? '–' : `${shown(spread.min)} … ${shown(spread.max)}`;

/** One result in one line. */
export function line(result: Result): string {
  const { name, size, unit, ours, theirs, ratio, beside, budget } = result;
  const peer = theirs ? `${shown(theirs.median)} (p95 ${shown(theirs.p95)})` : '–';
  const judged = budget ? `; ${budgetOf(budget, unit)}: ${verdict(result)}` : '';
  return (
    `${name} at ${shown(size)}: ${shown(ours.median)} ${unit} (p95 ${shown(ours.p95)}) ` +
    `beside ${beside} ${peer}, ratio ${shown(ratio)} (${spreadOf(result)})${judged}`
  );
}

/** A table in Markdown; the rows in the order of `results`. */
export function table(results: readonly Result[]): string {
  const head = [
    'figure',
    'size',
    'ours: median',
    'p95',
    'beside',
    'median',
    'p95',
    'ratio',
    'its spread',
    'budget',
    '',
  ];
  const rows = results.map((result) => {
    const { name, size, unit, ours, theirs, beside, ratio, budget } = result;
    return [
      `${name}, ${unit}`,
      shown(size),
      shown(ours.median),
      shown(ours.p95),
      beside,
      shown(theirs?.median ?? null),
      shown(theirs?.p95 ?? null),
      shown(ratio),
      spreadOf(result),
      budgetOf(budget, unit),
      verdict(result),
    ];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
