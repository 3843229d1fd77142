import { expect, it } from 'vitest';
import type { Condition } from '../../sync/index.ts';
import { complete, operatorOf, operatorsOf, replaced, SPANS, spanOf, withOperator } from './condition.ts';

it('tells how a condition was asked from the condition itself', () => {
  const told: readonly (readonly [Condition, string])[] = [
    [{ kind: 'any_of', cell: 'owner_id', values: ['me'] }, 'is'],
    [{ kind: 'none_of', cell: 'owner_id', values: ['a', null] }, 'is_not'],
    [{ kind: 'any_of', cell: 'owner_id', values: [null] }, 'empty'],
    [{ kind: 'none_of', cell: 'owner_id', values: [null] }, 'set'],
    [{ kind: 'contains', cell: 'name', text: 'a' }, 'contains'],
    [{ kind: 'between', cell: 'value_cents', from: 1, to: null }, 'range'],
    [{ kind: 'between', cell: 'close_date', from: null, to: '2026-01-01' }, 'when'],
    [{ kind: 'days', cell: 'close_date', from: null, to: -1 }, 'when'],
  ];
  for (const [condition, operator] of told) expect(operatorOf(condition)).toBe(operator);
});

it('keeps what was chosen when it is asked the other way round', () => {
  const is: Condition = { kind: 'any_of', cell: 'tags', values: ['vip', null] };
  expect(withOperator('tags', 'is_not', is)).toEqual({ kind: 'none_of', cell: 'tags', values: ['vip'] });
  expect(withOperator('tags', 'empty', is)).toEqual({ kind: 'any_of', cell: 'tags', values: [null] });
  expect(withOperator('tags', 'is', { kind: 'any_of', cell: 'tags', values: [null] })).toBeNull();
});

it('asks nothing as long as there is no value', () => {
  expect(complete({ kind: 'contains', cell: 'name', text: ' ' })).toBeNull();
  expect(complete({ kind: 'any_of', cell: 'tags', values: [] })).toBeNull();
  expect(complete({ kind: 'between', cell: 'value_cents', from: null, to: null })).toBeNull();
  expect(complete({ kind: 'between', cell: 'value_cents', from: 0, to: null })).not.toBeNull();
});

it('does not ask whether a field is empty that never is', () => {
  expect(operatorsOf({ kind: 'text', required: true })).toEqual(['contains']);
  expect(operatorsOf({ kind: 'timestamp', required: false })).toEqual(['when']);
  expect(operatorsOf({ kind: 'date', required: false })).toEqual(['when', 'empty', 'set']);
});

it('knows its spans of days again', () => {
  expect(spanOf({ kind: 'days', cell: 'close_date', ...SPANS.next_30 })).toBe('next_30');
  expect(spanOf({ kind: 'days', cell: 'close_date', from: 3, to: 4 })).toBeNull();
});

it('replaces, adds and takes away a condition by its place', () => {
  const [one, two, three] = ['a', 'b', 'c'].map((text): Condition => ({
    kind: 'contains',
    cell: 'name',
    text,
  }));
  expect(replaced([one!, two!], 1, three!)).toEqual([one, three]);
  expect(replaced([one!, two!], 2, three!)).toEqual([one, two, three]);
  expect(replaced([one!, two!], 0, null)).toEqual([two]);
});
