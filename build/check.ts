// `npm run check`: types, lint, format, security and unit tests, two at a time. Every tool runs to its end and shows what it
// found; any finding makes the check fail. `--no-tests` leaves the tests to whoever runs them all anyway.
import path from 'node:path';
import { program, run } from './child.ts';
import { ROOT, say, script } from './script.ts';

type Tool = { name: string; args: string[] };

const TESTS = 'unit tests';

/** The longest first, so that both lanes end together. */
const TOOLS: Tool[] = [
  { name: 'lint', args: [program('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  { name: 'types', args: [program('typescript/bin/tsc'), '-b'] },
  { name: 'security', args: [path.join(ROOT, 'build/security-check.ts')] },
  { name: TESTS, args: [program('vitest/vitest.mjs'), 'run', '--project', 'unit'] },
  { name: 'format', args: [program('prettier/bin/prettier.cjs'), '--check', '.'] },
];
const LANES = 2;

await script(async () => {
  const isWanted = ({ name }: Tool) => name !== TESTS || !process.argv.includes('--no-tests');
  const waiting = TOOLS.filter(isWanted);
  const failed: string[] = [];
  const lane = async (): Promise<void> => {
    for (let tool = waiting.shift(); tool; tool = waiting.shift())
      if (!(await passes(tool))) failed.push(tool.name);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  say(failed.length === 0 ? 'Check passed.' : `Check failed: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
});

async function passes({ name, args }: Tool): Promise<boolean> {
  const startedAt = performance.now();
  const { code, output } = await run(process.execPath, args);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (code !== 0) say(output.trim());
  return code === 0;
}
