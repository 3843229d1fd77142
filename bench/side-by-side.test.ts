import { expect, test } from 'vitest';
import { readRounds } from './side-by-side.ts';

test('every side has its turn in every round, and each begins in turn', async () => {
  const turns: string[] = [];
  const side = (name: string) => () => {
    turns.push(name);
    return Promise.resolve({ at: turns.length });
  };
  const read = await readRounds(
    { ours: side('ours'), theirs: { a: side('a'), b: side('b') } },
    { rounds: 3 },
  );
  expect(turns).toEqual(['ours', 'a', 'b', 'a', 'b', 'ours', 'b', 'ours', 'a']);
  expect(read).toEqual({
    ours: [{ at: 1 }, { at: 6 }, { at: 8 }],
    theirs: { a: [{ at: 2 }, { at: 4 }, { at: 9 }], b: [{ at: 3 }, { at: 5 }, { at: 7 }] },
  });
});

test('a warm-up is run and not kept', async () => {
  let runs = 0;
  const side = () => Promise.resolve({ run: (runs += 1) });
  const read = await readRounds({ ours: side, theirs: { a: side } }, { rounds: 1, warmUps: 1 });
  expect(runs).toBe(4);
  expect(read.ours).toHaveLength(1);
  expect(read.ours[0]!['run']).toBeGreaterThan(2);
});
