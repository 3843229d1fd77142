// docs/performance.md: the last results, with the words of bench/prose/. No figure is typed by hand: the words name a
// result in double braces, and its figure is put there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, say } from '../build/script.ts';
import { CASES } from './cases/index.ts';
import { filled } from './prose.ts';
import { caseOf, readLatest, readTried } from './results.ts';
import { table } from './table.ts';

const FILE = path.join(ROOT, 'docs/performance.md');

export function writeReport(): void {
  const latest = readLatest();
  const runs = new Map([...readTried(), ['', latest]]);
  const missing: string[] = [];
  const words = (name: string): string[] => {
    const file = path.join(ROOT, `bench/prose/${name}.md`);
    if (!existsSync(file)) return [];
    const { text, missing: unknown } = filled(readFileSync(file, 'utf8').trim(), runs);
    missing.push(...unknown);
    return [text];
  };
  const sections = CASES.flatMap(({ name, means }) => {
    const results = latest.filter((result) => caseOf(result) === name);
    return results.length === 0 ? [] : [`## ${name}`, means, table(results), ...words(name)];
  });
  const machines = new Set(latest.map(({ at, machine }) => `- ${at.slice(0, 10)}: ${machine}`));
  const judged = latest.filter(({ budget }) => budget !== null);
  const parts = [
    '# Performance',
    ...words('introduction'),
    ...(judged.length === 0 ? [] : ['## Budgets', table(judged)]),
    ...sections,
    '## Measured on',
    [...machines].join('\n'),
    'Written by `npm run bench`, from `bench/results/` and `bench/prose/`.',
  ];
  writeFileSync(FILE, `${parts.join('\n\n')}\n`);
  for (const reference of missing) say(`docs/performance.md: {{${reference}}} names no result.`);
}
