import { expect, it } from 'vitest';
import { parseCards, withBoard } from './cards-setting.ts';

it('takes what a setting says and leaves what it does not know', () => {
  const kept = { sales: { fields: ['close_date', 'custom_fields.budget'], collapsed: ['lost'] } };
  expect(parseCards(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  expect(parseCards({ sales: { fields: 3, collapsed: [1, 'won'] }, other: null })).toEqual({
    sales: { fields: null, collapsed: ['won'] },
    other: { fields: null, collapsed: [] },
  });
  expect(parseCards(null)).toEqual({});
});

it('shows no more fields than fit on a card', () => {
  expect(parseCards({ sales: { fields: ['a', 'b', 'c', 'd', 'e'] } })['sales']?.fields).toHaveLength(4);
});

it('forgets a board that is had as any other, and the oldest where there are too many', () => {
  const one = withBoard({}, 'sales', { collapsed: ['lost'] });
  expect(withBoard(one, 'sales', { collapsed: [] })).toEqual({});
  let many = one;
  for (let nth = 0; nth < 60; nth += 1) many = withBoard(many, `board-${nth}`, { fields: ['name'] });
  expect(Object.keys(many)).toHaveLength(60);
  expect(many['sales']).toBeUndefined();
});
