import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ME, type Condition } from '../reads.ts';
import { matcher } from './matches.ts';

const NOON = new Date(2026, 10, 21, 12).getTime();
const looking = { me: 'ann', now: NOON };

const erika = {
  id: 'erika',
  name: 'Érika Müller-Strauß',
  email: 'erika.muster@nordwind.example',
  phone: '+49 (0)171 23 45',
  title: 'Head of IT',
  owner_id: 'ann',
  tags: ['vip', 'fair'],
  industry: null,
  employees: 12,
  close_date: '2026-11-23',
  created_at: '2026-11-20T23:30:00.000Z',
  custom_fields: { budget: 500, region: 'North', colours: ['red', 'blue'], note: '' },
};

const meets = (condition: Condition) => matcher({ conditions: [condition] }, looking)(erika);
const hasText = (text: string) => matcher({ text }, looking)(erika);

describe('a text', () => {
  it.each([
    'erika',
    'muller',
    'STRAUSS',
    'it head',
    'mus nord',
    'erika.muster@nordwind',
    '@nordwind',
    '+49',
    '171',
    '+490171',
    '(0)171',
    '  ',
    '',
  ])('finds by the beginnings of words: %j', (text) => expect(hasText(text)).toBe(true));
  it.each(['rika', 'ordwind', 'erika ole', '999', 'ead'])('does not find by %j', (text) =>
    expect(hasText(text)).toBe(false),
  );
  it('never fails on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => typeof hasText(text) === 'boolean'));
  });
  it('finds a row by each word of its name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) =>
        name.split(/\s+/).every((text) => matcher({ text }, looking)({ id: 'a', name })),
      ),
    );
  });
});

describe('a condition', () => {
  it.each<[string, Condition]>([
    ['one of the values', { kind: 'any_of', cell: 'owner_id', values: ['ben', 'ann'] }],
    ['the person who looks', { kind: 'any_of', cell: 'owner_id', values: [ME] }],
    ['a tag', { kind: 'any_of', cell: 'tags', values: ['fair'] }],
    ['a choice of several', { kind: 'any_of', cell: 'custom_fields.colours', values: ['blue'] }],
    ['nothing there', { kind: 'any_of', cell: 'industry', values: [null] }],
    ['an empty field', { kind: 'any_of', cell: 'custom_fields.note', values: [null] }],
    ['a field that is not there', { kind: 'any_of', cell: 'custom_fields.other', values: [null, 'x'] }],
    ['none of the values', { kind: 'none_of', cell: 'custom_fields.region', values: ['South'] }],
    ['something there', { kind: 'none_of', cell: 'tags', values: [null] }],
    ['a part of a text', { kind: 'contains', cell: 'name', text: 'MULLER' }],
    ['a part of a number', { kind: 'contains', cell: 'custom_fields.budget', text: '50' }],
    ['numbers, both included', { kind: 'between', cell: 'custom_fields.budget', from: 500, to: 500 }],
    ['an open beginning', { kind: 'between', cell: 'employees', from: null, to: 12 }],
    ['dates', { kind: 'between', cell: 'close_date', from: '2026-11-01', to: '2026-11-23' }],
    ['days from today', { kind: 'days', cell: 'close_date', from: 0, to: 2 }],
    ['days before', { kind: 'days', cell: 'created_at', from: -1, to: 0 }],
  ])('is met by %s', (_, condition) => expect(meets(condition)).toBe(true));

  it.each<[string, Condition]>([
    ['another value', { kind: 'any_of', cell: 'owner_id', values: ['ben', null] }],
    ['one that is left out', { kind: 'none_of', cell: 'tags', values: ['vip'] }],
    ['numbers beyond', { kind: 'between', cell: 'employees', from: 13, to: null }],
    ['nothing, between bounds', { kind: 'between', cell: 'industry', from: null, to: null }],
    ['a text among numbers', { kind: 'between', cell: 'name', from: 1, to: null }],
    ['a later day', { kind: 'days', cell: 'close_date', from: 3, to: null }],
    ['an earlier day', { kind: 'days', cell: 'close_date', from: null, to: 1 }],
    ['no date', { kind: 'days', cell: 'industry', from: null, to: null }],
  ])('is not met by %s', (_, condition) => expect(meets(condition)).toBe(false));

  it('takes a day as a bound for all moments of that day here', () => {
    const late = { id: 'late', created_at: new Date(2026, 10, 21, 23, 59).toISOString() };
    const on = (from: string, to: string) =>
      matcher({ conditions: [{ kind: 'between', cell: 'created_at', from, to }] }, looking)(late);
    expect(on('2026-11-21', '2026-11-21')).toBe(true);
    expect(on('2026-11-22', '2026-11-22')).toBe(false);
  });
});
