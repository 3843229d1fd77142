import { expect, it } from 'vitest';
import { demoConflicts, demoOutbox } from '../test/demo-outbox.ts';
import { entriesIn, itemsOf } from './items.ts';

const items = itemsOf(demoOutbox(), demoConflicts());

it('puts first what a person has to decide, each section under its heading with its count', () => {
  const headings = items.flatMap((item) => (item.kind === 'heading' ? [[item.section, item.count]] : []));
  expect(headings).toEqual([
    ['attention', 4],
    ['decided', 3],
    ['waiting', 7],
  ]);
  expect(entriesIn(items)).toHaveLength(4 + 3 + 7);
  expect(itemsOf([], [])).toEqual([]);
});
