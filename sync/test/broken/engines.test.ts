import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BROKEN_ENGINES, TABLE_HEAD, tableOfEngines } from './engines.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const spec = read('sync/SPEC.md');

describe('the broken engines', () => {
  it('are at least one for every rule of SPEC.md, in its order, and for nothing else', () => {
    const rules = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\*/gmu)].map(([, rule]) => rule);
    expect([...new Set(BROKEN_ENGINES.map(({ rule }) => rule))]).toEqual(rules);
  });

  it.each(BROKEN_ENGINES)('$rule: what is broken when it $means is there once', (engine) => {
    expect(read(engine.file).split(engine.find)).toHaveLength(2);
    expect(engine.replace).not.toBe(engine.find);
    for (const file of engine.caught_by)
      expect([file, existsSync(path.join(ROOT, file))]).toEqual([file, true]);
  });

  it('are the last table of SPEC.md, as `npm run test:broken -- --write` writes it', () => {
    expect(spec.slice(spec.indexOf(TABLE_HEAD))).toBe(tableOfEngines());
  });
});
