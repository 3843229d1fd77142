import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';

/** What is seen, and the rows that must stay drawn though they are not: a lifted one, the one with the focus. */
export function visibleIndexes(range: Range, kept: readonly number[]): number[] {
  const seen = defaultRangeExtractor(range);
  const extra = kept.filter((at) => at >= 0 && at < range.count && !seen.includes(at));
  return extra.length === 0 ? seen : [...new Set([...extra, ...seen])].sort((a, b) => a - b);
}
