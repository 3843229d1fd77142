// The results on the disk: the last of each case in latest.json, every whole run beside it under its date, and runs that
// were kept under a name of their own, such as what a change gave.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../build/script.ts';
import type { Result } from './figures.ts';

/** `at`: ISO 8601, when the run began; `machine`: what it ran on. */
export type Kept = Result & { at: string; machine: string };

const FOLDER = path.join(ROOT, 'bench/results');
const TRIED = path.join(FOLDER, 'tried');
const LATEST = path.join(FOLDER, 'latest.json');
const BASELINE = path.join(FOLDER, 'baseline-quick.json');

export const caseOf = ({ name }: Pick<Result, 'name'>): string => name.split('.')[0] ?? '';

const read = <T>(file: string): T[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T[]) : [];

function write(file: string, results: readonly unknown[]): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

export const readLatest = (): Kept[] => read<Kept>(LATEST);

/** What was run before, but for the cases of `results`; in the order of `cases`. */
export function merged(before: readonly Kept[], results: readonly Kept[], cases: readonly string[]): Kept[] {
  const anew = new Set(results.map(caseOf));
  const all = [...before.filter((result) => !anew.has(caseOf(result))), ...results];
  return cases.flatMap((name) => all.filter((result) => caseOf(result) === name));
}

/** `whole`: of all cases; such a run is kept under its date too. */
export function keepLatest(results: readonly Kept[], cases: readonly string[], whole: boolean): void {
  write(LATEST, merged(readLatest(), results, cases));
  const [first] = results;
  if (whole && first) write(path.join(FOLDER, `${first.at.slice(0, 16).replace(':', '-')}.json`), results);
}

/** A run that docs/performance.md tells of as `name`. */
export const keepTried = (name: string, results: readonly Kept[]): void =>
  write(path.join(TRIED, `${name}.json`), results);

export const readTried = (): ReadonlyMap<string, Kept[]> =>
  new Map(
    (existsSync(TRIED) ? readdirSync(TRIED) : []).map((file) => [
      path.basename(file, '.json'),
      read<Kept>(path.join(TRIED, file)),
    ]),
  );

/** The ratio of a quick run that later ones are held against. */
export type Baseline = Pick<Result, 'name' | 'size' | 'beside' | 'better'> & { ratio: number };

export const readBaseline = (): Baseline[] => read<Baseline>(BASELINE);

export function keepBaseline(results: readonly Result[]): void {
  const known = readBaseline().filter((one) => !results.some((result) => caseOf(result) === caseOf(one)));
  write(BASELINE, [...known, ...baselineOf(results)]);
}

export const baselineOf = (results: readonly Result[]): Baseline[] =>
  results.flatMap(({ name, size, beside, better, ratio }) =>
    ratio === null ? [] : [{ name, size, beside, better, ratio }],
  );
