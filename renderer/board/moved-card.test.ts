import { expect, it } from 'vitest';
import { demoBoard } from '../test/memory-replica.ts';
import { movedCard } from './moved-card.ts';

const { stages } = demoBoard();

/** The stages with the card at `from` taken out and put in at `to`, each as [stage, index]. */
function moving(from: [number, number], to: [number, number]) {
  const cards = stages.map((stage) => [...stage.cards]);
  const [card] = cards[from[0]]!.splice(from[1], 1);
  cards[to[0]]!.splice(to[1], 0, card!);
  return stages.map((stage, at) => ({ ...stage, cards: cards[at]! }));
}

it.each<[string, [number, number], [number, number]]>([
  ['in another stage', [0, 2], [2, 1]],
  ['further down in its stage', [0, 1], [0, 5]],
  ['further up in its stage', [0, 5], [0, 1]],
  ['one place down', [1, 0], [1, 1]],
])('finds the card that is %s', (_where, from, to) => {
  const after = moving(from, to);
  const spot = movedCard(stages, after)!;
  expect(spot.stage_id).toBe(stages[to[0]]!.id);
  const found = [stages[from[0]]!.cards[from[1]]!.card_id];
  // Two neighbours that changed places: either has moved.
  if (from[0] === to[0] && Math.abs(from[1] - to[1]) === 1) found.push(stages[to[0]]!.cards[to[1]]!.card_id);
  expect(found).toContain(spot.card_id);
});

it('finds none where nothing has moved, or a card has only gone', () => {
  expect(movedCard(stages, stages)).toBeNull();
  const gone = stages.map((stage, at) => (at === 0 ? { ...stage, cards: stage.cards.slice(1) } : stage));
  expect(movedCard(stages, gone)).toBeNull();
});
