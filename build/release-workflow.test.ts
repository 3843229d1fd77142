// What the release workflow may do, read from its text: what is easily loosened in passing.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './script.ts';

const workflow = readFileSync(path.join(ROOT, '.github/workflows/release.yml'), 'utf8');
const scripts = Object.keys(
  (JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: object }).scripts,
);

test('every action is named by its commit', () => {
  const used = [...workflow.matchAll(/uses: (\S+)/gu)].map(([, action]) => action);
  expect(used.length).toBeGreaterThan(0);
  for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/u);
});

test('the workflow reads its own sources and may write nothing', () => {
  expect(workflow).toContain('\npermissions: {}\n');
  const given = [...workflow.matchAll(/permissions:\n((?: {6}\S.*\n)+)/gu)].map(([, lines]) => lines?.trim());
  expect(given).toEqual(['contents: read', 'contents: read', 'contents: read']);
  expect(workflow.match(/actions\/checkout@/gu)?.length).toBe(
    workflow.match(/persist-credentials: false/gu)?.length,
  );
});

test('no secret is part of a command, where it would be seen', () => {
  const commands = workflow.split('\n').filter((line) => line.includes('${{ secrets.'));
  for (const line of commands) expect(line).toMatch(/^ {10}[A-Z_]+: \$\{\{ secrets\.[A-Z_]+ \}\}$/u);
});

test('every script that it runs is there', () => {
  const run = [...workflow.matchAll(/npm run ([\w:]+)/gu)].map(([, name]) => name ?? '');
  expect(run.filter((name) => !scripts.includes(name))).toEqual([]);
});
