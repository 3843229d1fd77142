// From the readings of the rounds to results: each figure beside each peer, and whether its budget is kept. Pure.
import { ratioOfRounds, summary, type Summary } from './statistics.ts';

/**
 * What one side reads in one round: figure to readings, all of one unit. More than one reading where a round repeats
 * something quick.
 */
export type Readings = Readonly<Record<string, number | readonly number[]>>;

/**
 * ratio: of the medians; difference: of the p95, ours minus theirs, in the figure's unit; largest: our largest reading, in
 * the figure's unit, whatever it stands beside.
 */
export type Budget = { of: 'ratio' | 'difference' | 'largest' } & ({ atMost: number } | { atLeast: number });

export type Figure = {
  unit: string;
  /** Which way is better; 'less' where nothing is said. */
  better?: 'less' | 'more';
  /** By peer: only what stands in DESIGN section 8 is a budget. */
  budgets?: Readonly<Record<string, Budget>>;
};

export type Result = {
  /** `<case>.<figure>` */
  name: string;
  /** Who `theirs` is. */
  beside: string;
  size: number;
  unit: string;
  better: 'less' | 'more';
  ours: Summary;
  /** Null where the peer has no such figure. */
  theirs: Summary | null;
  /** Ours over theirs, whichever way is better. */
  ratio: number | null;
  /** Smallest and largest ratio of a round. */
  spread: { min: number; max: number } | null;
  budget: Budget | null;
  /** Null where there is no budget. */
  ok: boolean | null;
};

const listed = (reading: number | readonly number[] | undefined): readonly number[] =>
  reading === undefined ? [] : typeof reading === 'number' ? [reading] : reading;

/** Raises RangeError where a figure was not read in every round. */
export function resultsOf(measured: {
  name: string;
  size: number;
  figures: Readonly<Record<string, Figure>>;
  ours: readonly Readings[];
  /** By peer, round by round like `ours`. */
  theirs: Readonly<Record<string, readonly Readings[]>>;
}): Result[] {
  return Object.entries(measured.figures).flatMap(([figure, { unit, better = 'less', budgets = {} }]) => {
    const ours = measured.ours.map((readings) => listed(readings[figure]));
    if (ours.some((round) => round.length === 0))
      throw new RangeError(`${measured.name}.${figure} was not read in every round.`);
    return Object.entries(measured.theirs).map(([beside, rounds]): Result => {
      const theirs = rounds.map((readings) => listed(readings[figure]));
      const isThere = theirs.every((round) => round.length > 0);
      const budget = budgets[beside] ?? null;
      const result = {
        name: `${measured.name}.${figure}`,
        beside,
        size: measured.size,
        unit,
        better,
        ours: summary(ours.flat()),
        theirs: isThere ? summary(theirs.flat()) : null,
        ...(isThere ? ratioOfRounds(ours, theirs) : { ratio: null, spread: null }),
        budget,
      };
      return { ...result, ok: budget && isKept(budget, result) };
    });
  });
}

type Judged = Pick<Result, 'ratio' | 'ours' | 'theirs'>;

function isKept(budget: Budget, { ratio, ours, theirs }: Judged): boolean {
  const value = { ratio, difference: theirs && ours.p95 - theirs.p95, largest: ours.max }[budget.of];
  if (value === null) return false;
  return 'atMost' in budget ? value <= budget.atMost : value >= budget.atLeast;
}
