// Every rule of sync/SPEC.md has engines that break it; one that no test catches fails this script.
// `npm run test:broken [-- E3]`: all of them, or those of one rule. `-- --write`: the table at the end of SPEC.md anew.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startVitest } from 'vitest/node';
import {
  BROKEN_ENGINES,
  TABLE_HEAD,
  tableOfEngines,
  WHOLE,
  type BrokenEngine,
} from '../sync/test/broken/engines.ts';
import { Problem, ROOT, say, script } from './script.ts';

const CONFIG = path.join(ROOT, 'sync/test/broken/vitest.config.ts');
const SPEC = path.join(ROOT, 'sync/SPEC.md');

async function tryEngines(rule: string | undefined): Promise<number> {
  const asked = [...BROKEN_ENGINES.entries()].filter(([, engine]) => !rule || engine.rule === rule);
  if (asked.length === 0) throw new Problem(`No engine breaks a rule ${rule ?? ''}.`);
  const startedAt = performance.now();
  const caught = new Set<BrokenEngine>();
  const faulty: string[] = [];
  const vitest = await startVitest([], {
    config: CONFIG,
    watch: false,
    project: [...asked.map(([at]) => String(at)), ...(rule ? [] : [WHOLE])],
    reporters: [
      {
        onTestModuleEnd(tests) {
          const { name } = tests.project;
          const engine = BROKEN_ENGINES[Number(name)];
          const [failed] = tests.children.allTests('failed');
          // A file that fails without a test that does could not be run.
          if (!tests.ok() && (name === WHOLE || !failed))
            faulty.push(`${tests.relativeModuleId}: ${failed?.fullName ?? tests.errors()[0]?.message ?? ''}`);
          if (!engine || !failed || caught.has(engine)) return;
          caught.add(engine);
          say(`✓ ${engine.rule} ${engine.means}: ${failed.fullName}`);
        },
      },
    ],
  });
  // What the tests of a broken engine end with is what they are for.
  process.exitCode = 0;
  await vitest.close();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  const missed = asked.filter(([, engine]) => !caught.has(engine));
  for (const [, { rule: of, means }] of missed) say(`✗ ${of} ${means}: no test fails`);
  say(`${caught.size} of ${asked.length} broken engines are caught by a test (${seconds} s).`);
  for (const fault of faulty) say(`✗ fails for another reason than the broken engine: ${fault}`);
  return missed.length + faulty.length === 0 ? 0 : 1;
}

function writeTable(): number {
  const [rules = ''] = readFileSync(SPEC, 'utf8').split(TABLE_HEAD);
  writeFileSync(SPEC, `${rules.trimEnd()}\n\n${tableOfEngines()}`);
  return 0;
}

await script(async () => {
  const [asked] = process.argv.slice(2);
  return asked === '--write' ? writeTable() : tryEngines(asked);
});
