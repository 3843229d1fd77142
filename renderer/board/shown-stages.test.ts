import { expect, it } from 'vitest';
import type { CardView, StageView } from '../../sync/index.ts';
import { stageShower } from './shown-stages.ts';

const card = (title: string) =>
  ({ card_id: title, title, value_cents: 100, currency: 'EUR', record: {} }) as unknown as CardView;
const stage = (id: string, ...titles: string[]): StageView => ({
  id,
  name: id,
  stage_type: 'open',
  probability: 50,
  cards: titles.map(card),
  sums: [],
});
const lead = stage('lead', 'apple', 'pear', 'avocado');
const won = stage('won', 'plum');

it('shows what passes the filter, adds that up, and remembers how many there are', () => {
  const [shown] = stageShower(({ title }) => title.startsWith('a'))([lead]);
  expect(shown?.cards.map(({ title }) => title)).toEqual(['apple', 'avocado']);
  expect(shown).toMatchObject({ all: 3, sums: [{ count: 2, value_cents: 200, weighted_cents: 100 }] });
});

it('keeps the identity of every stage that has not changed, and looks at no card twice', () => {
  const looked: string[] = [];
  const show = stageShower(({ title }) => {
    looked.push(title);
    return title !== 'pear';
  });
  const [first, second] = show([lead, won]);
  const moved = { ...won, cards: [...won.cards, lead.cards[0]!] };
  const after = show([lead, moved]);
  expect(after[0]).toBe(first);
  expect(after[1]).not.toBe(second);
  expect(looked).toEqual(['apple', 'pear', 'avocado', 'plum']);
});

it('answers the same array for the same stages, and without a filter the very cards', () => {
  const show = stageShower(null);
  const stages = [lead, won];
  expect(show(stages)).toBe(show(stages));
  expect(show(stages)[0]?.cards).toBe(lead.cards);
});
