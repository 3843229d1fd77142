import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { failureOf, findingsOf, traceOf, type KeptSeed } from './failures.ts';

const kept = JSON.parse(readFileSync(new URL('../seeds.json', import.meta.url), 'utf8')) as KeptSeed[];
const RUNS = 150;

describe('convergence under fire', () => {
  for (const { seed, note, plan } of kept)
    it(`${note} (seed ${seed})`, async () => {
      expect(await findingsOf(plan)).toEqual([]);
    });

  it('all replicas and the server end alike, and no edit is lost, whatever the network does', async () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const failure = await failureOf(seed);
      expect(failure && traceOf(failure)).toBeNull();
    }
  }, 60_000);
});
