import { beforeEach, expect, it } from 'vitest';
import { demoBoard } from '../test/memory-replica.ts';
import {
  carriedWith,
  clearSelection,
  keepSelected,
  selectedInOrder,
  selectTo,
  toggleSelected,
  useSelection,
} from './selection.ts';

const { stages } = demoBoard();
const ids = (stage: number) => stages[stage]!.cards.map(({ card_id }) => card_id);
const selected = () => [...useSelection.getState().selected];

beforeEach(clearSelection);

it('takes single cards in and out', () => {
  const [a, b] = ids(0);
  toggleSelected(a!);
  toggleSelected(b!);
  toggleSelected(a!);
  expect(selected()).toEqual([b]);
});

it('takes in a range from where it began, over the end of a stage too, whichever way', () => {
  const last = ids(0).at(-1)!;
  const [first, second] = ids(1);
  toggleSelected(second!);
  selectTo(stages, last);
  expect(new Set(selected())).toEqual(new Set([last, first, second]));
});

it('is carried in board order where one of it is taken hold of, and left alone where another is', () => {
  const [a, b, c] = ids(0);
  toggleSelected(c!);
  toggleSelected(a!);
  expect(selectedInOrder(stages, c!)).toEqual([a, c]);
  expect(selectedInOrder(stages, b!)).toEqual([b]);
  expect([carriedWith(a!), carriedWith(b!)]).toEqual([2, 1]);
});

it('lets go of what has left the board', () => {
  const [a, b] = ids(0);
  toggleSelected(a!);
  toggleSelected(b!);
  keepSelected(
    stages.map((stage) => ({ ...stage, cards: stage.cards.filter(({ card_id }) => card_id !== a) })),
  );
  expect(selected()).toEqual([b]);
});
