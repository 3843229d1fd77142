// Whether a quick run has lost something: only a ratio more than twice worse than the baseline's is a loss, so that the
// noise of a busy machine is none. Pure.
import type { Result } from './figures.ts';
import type { Baseline } from './results.ts';
import { shown } from './table.ts';

const LOSS = 2;

const keyOf = ({ name, size, beside }: Pick<Result, 'name' | 'size' | 'beside'>): string =>
  JSON.stringify([name, size, beside]);

/** A sentence for each loss, and for each figure of these cases that was to be measured and was not. */
export function lossesOf(
  baseline: readonly Baseline[],
  results: readonly Pick<Result, 'name' | 'size' | 'beside' | 'ratio'>[],
): string[] {
  const measured = new Map(results.map((result) => [keyOf(result), result.ratio]));
  return baseline.flatMap((known) => {
    const ratio = measured.get(keyOf(known)) ?? null;
    const what = `${known.name} at ${shown(known.size)} beside ${known.beside}`;
    if (ratio === null) return [`${what} was not measured; the baseline has it.`];
    const worse = known.better === 'less' ? ratio / known.ratio : known.ratio / ratio;
    if (worse <= LOSS) return [];
    return [
      `${what}: ratio ${shown(ratio)}, ${shown(worse)} times worse than the baseline's ${shown(known.ratio)}.`,
    ];
  });
}
