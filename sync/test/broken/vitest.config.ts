// The tests of each broken engine, as a project of its own that is named by its place in the list; and all of them on the
// engine as it is, where none may fail.
import path from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';
import { BROKEN_ENGINES, WHOLE, type BrokenEngine } from './engines.ts';

const ROOT = path.join(import.meta.dirname, '../../..');

const breaking = ({ file, find, replace }: BrokenEngine): Plugin => ({
  name: 'broken-engine',
  enforce: 'pre',
  transform(code, id) {
    if (id.split('?')[0] !== path.join(ROOT, file)) return null;
    if (!code.includes(find)) throw new Error(`${file} does not hold what is to be broken.`);
    return { code: code.replace(find, () => replace), map: null };
  },
});

const project = (name: string, tests: readonly string[], plugins: Plugin[]) => ({
  root: ROOT,
  plugins,
  test: {
    name,
    include: [...tests],
    environment: 'node' as const,
    // The cache takes one broken engine for another, as their files are the same.
    fsModuleCache: false,
    // A busy machine is no broken engine.
    testTimeout: 60_000,
  },
});

export default defineConfig({
  root: ROOT,
  test: {
    maxWorkers: 2,
    projects: [
      ...BROKEN_ENGINES.map((engine, at) => project(String(at), engine.caught_by, [breaking(engine)])),
      project(WHOLE, [...new Set(BROKEN_ENGINES.flatMap(({ caught_by }) => caught_by))], []),
    ],
  },
});
