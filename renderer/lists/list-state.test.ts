import { describe, expect, it } from 'vitest';
import { parseLists, settingOf } from './kept-lists.ts';
import { definitionOf, parseState, sameState, usualState, type ListState } from './list-state.ts';

const MINE: ListState = {
  conditions: [
    { kind: 'any_of', cell: 'owner_id', values: ['me'] },
    { kind: 'days', cell: 'close_date', from: null, to: -1 },
  ],
  text: 'halberg',
  order: [{ id: 'value_cents', direction: 'descending' }],
  columns: [
    { id: 'name', width: 300 },
    { id: 'value_cents', width: 120 },
  ],
};

describe('the definition of a view', () => {
  it('gives back what was saved', () => {
    const kept: unknown = JSON.parse(JSON.stringify(definitionOf(MINE)));
    expect(parseState(kept, 'deal')).toEqual(MINE);
  });

  it('leaves out what is not understood, and keeps the rest', () => {
    const state = parseState(
      {
        conditions: [{ kind: 'near', cell: 'place' }, { kind: 'contains', cell: 'name', text: 'a' }, 7],
        order: [{ cell: 'name', direction: 'sideways' }],
        columns: [{ cell: 'email', width: -3 }, { cell: 'email' }, null],
      },
      'contact',
    );
    expect(state.conditions).toEqual([{ kind: 'contains', cell: 'name', text: 'a' }]);
    expect(state.order).toEqual([]);
    expect(state.columns.map(({ id }) => id)).toEqual(['name', 'email']);
  });

  it('is the usual one where there is none', () => {
    expect(parseState(null, 'company').columns).toEqual(usualState('company').columns);
  });
});

describe('a changed view', () => {
  it('is one with other conditions, columns or order, not one with other widths', () => {
    expect(sameState(MINE, { ...MINE, columns: MINE.columns.map(({ id }) => ({ id, width: 64 })) })).toBe(
      true,
    );
    expect(sameState(MINE, { ...MINE, columns: MINE.columns.slice(0, 1) })).toBe(false);
    expect(sameState(MINE, { ...MINE, conditions: MINE.conditions.slice(1) })).toBe(false);
    expect(sameState(MINE, { ...MINE, order: [] })).toBe(false);
  });

  it('does not hang on the order in which a condition was written down', () => {
    const turned = { cell: 'owner_id', values: ['me'], kind: 'any_of' } as const;
    expect(sameState(MINE, { ...MINE, conditions: [turned, ...MINE.conditions.slice(1)] })).toBe(true);
  });
});

describe('lists as they were left', () => {
  it('come back after a start', () => {
    const lists = { ...parseLists(null), deal: { state: MINE, view_id: 'v1' } };
    expect(parseLists(JSON.parse(JSON.stringify(settingOf(lists))))).toEqual(lists);
  });

  it('leave their conditions behind when these are more than a setting holds', () => {
    const values = Array.from({ length: 600 }, (_, at) => `018f0000-0000-7000-8000-${String(at)}`);
    const state: ListState = { ...MINE, conditions: [{ kind: 'any_of', cell: 'company_id', values }] };
    const setting = settingOf({ ...parseLists(null), deal: { state, view_id: null } });
    expect(JSON.stringify(setting).length).toBeLessThan(16_384);
    expect(parseLists(setting).deal.state).toEqual({ ...MINE, conditions: [], text: '' });
  });
});
