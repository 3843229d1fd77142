import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { postgresFiles } from './postgres-files.ts';

let data: string;
beforeEach(() => (data = mkdtempSync(join(tmpdir(), 'outpost-files-'))));
afterEach(() => rmSync(data, { recursive: true, force: true }));

test('an ordinary user runs PostgreSQL as themselves, over a folder in their data folder', () => {
  const { program, cluster, identity } = postgresFiles(data, () => undefined, false);
  expect(identity).toEqual({});
  expect(cluster).toBe(join(data, 'postgres'));
  for (const name of ['initdb', 'pg_ctl', 'postgres'] as const) expect(existsSync(program(name))).toBe(true);
});
