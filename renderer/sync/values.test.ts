import { describe, expect, it } from 'vitest';
import { inSentence, valueText, whenText, type Names } from './values.ts';

const names: Names = {
  person: (id) => (id === 'ben' ? 'Ben Roth' : null),
  stage: (id) => (id === 'proposal' ? 'Proposal' : null),
  currency: (id) => (id === 'deal' ? 'EUR' : null),
  me: 'alex',
};
const text = (cell: string, value: unknown, more: { row_id?: string; currency?: string } = {}) =>
  valueText({ cell, row_id: 'deal', value, ...more }, names, 'en-GB');

describe('a value in words', () => {
  it.each<[string, unknown, string]>([
    ['value_cents', 2_400_050, '€24,000.50'],
    ['close_date', '2026-03-12', '12 Mar 2026'],
    ['stage_id', 'proposal', 'Proposal'],
    ['stage_id', 'unknown', 'another stage'],
    ['owner_id', 'alex', 'You'],
    ['assigned_to', 'ben', 'Ben Roth'],
    ['assigned_to', 'mara', 'a colleague'],
    ['company_id', '018f0000-0000-7000-8000-0000000000a1', 'another record'],
    ['probability', 40, '40 %'],
    ['status', 'in_progress', 'In progress'],
    ['tags', ['Messe', 'Japan'], 'Messe, Japan'],
    ['tags.vip', true, 'Yes'],
    ['deleted_at', '2026-11-21T10:00:00Z', 'Yes'],
    ['deleted_at', null, 'No'],
    ['email', null, 'empty'],
    ['name', '', 'empty'],
    ['custom_fields.budget', { value_cents: 5_000, currency: 'GBP' }, '£50'],
    ['definition', { columns: [], filters: [] }, '2 parts'],
    ['name', 'Ås & Söhne 株式会社', 'Ås & Söhne 株式会社'],
    ['name', 'open', 'open'],
  ])('of %s, %j is "%s"', (cell, value, expected) => {
    expect(text(cell, value)).toBe(expected);
  });

  it('takes the currency beside an amount first, and none for its own where none is known', () => {
    expect(text('value_cents', 1_450_000, { currency: 'JPY' })).toBe('JP¥1,450,000');
    expect(text('value_cents', 1_450_000, { row_id: 'other' })).toBe('14,500.00');
  });
});

it('cuts a text to what fits a sentence', () => {
  expect(inSentence('two\nlines')).toBe('two lines');
  expect(inSentence('a'.repeat(200))).toHaveLength(60);
});

describe('when, in a sentence', () => {
  const now = new Date(2026, 10, 21, 12, 0).getTime();
  it.each([
    [0, 'just now'],
    [20, '20 minutes ago'],
    [120, '2 hours ago'],
    [20 * 60, 'yesterday'],
    [4 * 24 * 60, 'on Tuesday'],
    [30 * 24 * 60, 'on 22 October'],
    [-5, 'just now'],
  ])('%i minutes ago is "%s"', (minutes, words) => {
    expect(whenText(new Date(now - minutes * 60_000).toISOString(), now, 'en-GB')).toBe(words);
  });
});
