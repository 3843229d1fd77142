// What many readings of one thing say, as few numbers. Pure.

/** `count`: how many readings it is of. */
export type Summary = { median: number; p95: number; max: number; count: number };

/** By linear interpolation between the two nearest readings; `share` from 0 to 1. Raises RangeError where there is none. */
export function quantile(readings: readonly number[], share: number): number {
  const sorted = [...readings].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) throw new RangeError('There are no readings.');
  return below + (above - below) * (place - Math.floor(place));
}

export const median = (readings: readonly number[]): number => quantile(readings, 0.5);

export const summary = (readings: readonly number[]): Summary => ({
  median: median(readings),
  p95: quantile(readings, 0.95),
  max: quantile(readings, 1),
  count: readings.length,
});

/**
 * Ours over theirs: of the medians in each round, so that what the machine did in that round is in both. `ratio` is their
 * median. Raises RangeError where the rounds of both are not as many.
 */
export function ratioOfRounds(
  ours: readonly (readonly number[])[],
  theirs: readonly (readonly number[])[],
): { ratio: number; spread: { min: number; max: number } } {
  if (ours.length !== theirs.length) throw new RangeError('A round has both sides.');
  const ratios = ours.map((round, at) => median(round) / median(theirs[at] ?? []));
  return { ratio: median(ratios), spread: { min: Math.min(...ratios), max: Math.max(...ratios) } };
}
