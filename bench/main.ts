// `npm run bench [-- NAME…]`: measures all cases, or those named, and writes results and docs/performance.md.
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, bundlePage, bundlePart } from '../build/bundle.ts';
import { readyDisplay } from '../build/display.ts';
import { readyRuntime } from '../build/electron-runtime.ts';
import { atEnd, Problem, say, script } from '../build/script.ts';
import { readyBrowser, readySystem } from '../build/system-packages.ts';
import { lossesOf } from './baseline.ts';
import { createBenches, type Case, type Mode } from './bench.ts';
import { buildEmptyWindow, buildPages } from './build-pages.ts';
import { CASES } from './cases/index.ts';
import { machineLine } from './machine.ts';
import { writeReport } from './report.ts';
import { caseOf, keepBaseline, keepLatest, keepTried, readBaseline, type Kept } from './results.ts';
import { table } from './table.ts';

const HELP = `Usage: npm run bench [-- NAME…] [options]

Measures what DESIGN section 8 lists, each thing beside its peer in the same run, and writes bench/results/latest.json and
docs/performance.md. Without names: all cases. BENCH_FULL=1 adds the sizes that take too long for every run.

  --quick     small sizes; writes nothing, and fails when a ratio is more than twice worse than the committed baseline
  --renew     with --quick: makes this run the baseline, bench/results/baseline-quick.json
  --as NAME   keeps the results as bench/results/tried/NAME.json instead, for docs/performance.md to tell of
  --report    measures nothing, and writes docs/performance.md from the last results
  --help      print this

Cases: ${CASES.map(({ name }) => name).join(', ')}
`;

await script(async () => {
  const asked = readArguments();
  if (asked.help) {
    say(HELP);
    return 0;
  }
  if (asked.report) {
    writeReport();
    return 0;
  }
  const machine = await readyMachine();
  say(`${machine}.`);
  const { results, failed } = await measure(asked.cases, asked.mode, machine);
  say(`\n${table(results)}\n\n${machine}.`);
  for (const name of failed) say(`${name} could not be measured: see above.`);
  return keep(asked, results) || (failed.length === 0 ? 0 : 1);
});

type Asked = {
  cases: readonly Case[];
  mode: Mode;
  renew: boolean;
  as: string | undefined;
  report: boolean;
  help: boolean;
};

function readArguments(): Asked {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        quick: { type: 'boolean', default: false },
        renew: { type: 'boolean', default: false },
        as: { type: 'string' },
        report: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const unknown = positionals.find((name) => !CASES.some((one) => one.name === name));
    if (unknown !== undefined) throw new Problem(`There is no case ${unknown}.`);
    if (values.renew && !values.quick) throw new Problem('--renew renews the baseline of --quick.');
    const mode = values.quick ? 'quick' : process.env['BENCH_FULL'] ? 'full' : 'whole';
    const cases = positionals.length === 0 ? CASES : CASES.filter(({ name }) => positionals.includes(name));
    return { cases, mode, renew: values.renew, as: values.as, report: values.report, help: values.help };
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : ''}\n\n${HELP}`);
  }
}

/** Everything that is measured is built and there; the line that says on what. */
async function readyMachine(): Promise<string> {
  const [runtime] = await Promise.all([
    readyRuntime(),
    bundle(),
    bundlePage(),
    bundlePart({
      name: 'bench',
      sources: ['bench/page/*', 'bench/build-pages.ts', 'sync/**/*'],
      output: 'dist/bench/bench.html',
      build: buildPages,
    }),
    bundlePart({
      name: 'empty-window',
      sources: ['bench/empty-window/*', 'bench/build-pages.ts'],
      output: 'dist/empty-window/index.html',
      build: buildEmptyWindow,
    }),
  ]);
  await readySystem(runtime.executable);
  const browser = await readyBrowser();
  await readyDisplay();
  process.env['OUTPOST_ELECTRON'] = runtime.executable;
  process.env['CHROMIUM_PATH'] = browser;
  return machineLine(runtime.name, browser);
}

async function measure(
  cases: readonly Case[],
  mode: Mode,
  machine: string,
): Promise<{ results: Kept[]; failed: string[] }> {
  const at = new Date().toISOString();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'outpost-bench-'));
  const benches = createBenches(mode, folder);
  atEnd(() => benches.end());
  const kept: Kept[] = [];
  const failed: string[] = [];
  for (const { name, measure: measureCase } of cases) {
    const startedAt = performance.now();
    say(`\n── ${name}`);
    const { bench, results, end } = benches.benchOf(name);
    try {
      await measureCase(bench);
    } catch (error) {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
      failed.push(name);
    }
    await end();
    kept.push(...results.map((result) => ({ ...result, at, machine })));
    say(`── ${name}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  }
  return { results: kept, failed };
}

/** The exit code. */
function keep({ cases, mode, renew, as }: Asked, results: Kept[]): number {
  if (as !== undefined) {
    keepTried(as, results);
    return 0;
  }
  if (mode !== 'quick') {
    keepLatest(
      results,
      CASES.map(({ name }) => name),
      cases === CASES,
    );
    writeReport();
    return 0;
  }
  if (renew) {
    keepBaseline(results);
    say('This run is the baseline now: bench/results/baseline-quick.json.');
    return 0;
  }
  const baseline = readBaseline();
  if (baseline.length === 0) {
    say('There is no baseline: make one by `npm run bench:quick -- --renew`.');
    return 1;
  }
  const names = new Set(cases.map(({ name }) => name));
  const losses = lossesOf(
    baseline.filter((known) => names.has(caseOf(known))),
    results,
  );
  for (const loss of losses) say(loss);
  say(
    losses.length === 0
      ? 'No ratio is more than twice worse than the baseline.'
      : 'If this is meant to be so, renew the baseline by `npm run bench:quick -- --renew`, and say why in the commit.',
  );
  return losses.length === 0 ? 0 : 1;
}
