import { expect, it } from 'vitest';
import { isSameView, readView, type BoardDefinition } from './views.ts';

const view: BoardDefinition = {
  board_id: 'sales',
  conditions: [
    { kind: 'any_of', cell: 'owner_id', values: ['me'] },
    { kind: 'days', cell: 'close_date', from: null, to: 7 },
  ],
  text: 'rollout',
  fields: ['close_date'],
};

it('comes back as it was saved', () => {
  expect(readView(JSON.parse(JSON.stringify(view)) as Record<string, unknown>)).toEqual(view);
});

it('leaves out what this version does not know, and is none where it says no board', () => {
  const later = { ...view, conditions: [...view.conditions, { kind: 'near', cell: 'city' }], fields: 'all' };
  expect(readView(later)).toEqual({ ...view, fields: null });
  expect(readView({ conditions: [] })).toBeNull();
});

it('is changed by another filter and by other fields', () => {
  expect(isSameView(readView({ ...view }), view)).toBe(true);
  expect(isSameView(view, { ...view, text: '' })).toBe(false);
  expect(isSameView(view, { ...view, fields: null })).toBe(false);
  expect(isSameView(null, view)).toBe(false);
});
