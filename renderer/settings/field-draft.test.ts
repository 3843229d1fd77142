import { expect, it } from 'vitest';
import type { Rows } from '../../sync/index.ts';
import { configOf, draftOf, EMPTY_DRAFT, FIELD_TYPES } from './field-draft.ts';

const field = (type: string, config: Record<string, unknown>) =>
  ({ id: 'f', name: 'Field', type, searchable: false, config }) as unknown as Rows['custom_fields'];

it.each([
  ['text', { max_length: 20, pattern: '[A-Z]+', required: true }],
  ['number', { min: 0, max: 9.5 }],
  ['currency', { currency: 'JPY', min: 100, max: 20_000 }],
  ['currency', { currency: 'EUR', min: 150 }],
  ['date', { min: '2026-01-01' }],
  ['select', { options: ['North', 'South'] }],
  ['multi_select', { options: ['A', 'B, C'] }],
  ['boolean', {}],
  ['url', { max_length: 200 }],
  ['link', { record_type: 'company' }],
])('says of a %s again what it was told', (type, config) => {
  expect(configOf(draftOf(field(type, config)))).toEqual(config);
});

it('says of each type only what that type knows, whatever is left in the other boxes', () => {
  const full = {
    ...EMPTY_DRAFT,
    options: 'A',
    min: '1',
    max_length: '3',
    currency: 'EUR',
    record_type: 'deal',
  };
  const keys = FIELD_TYPES.map((type) => Object.keys(configOf({ ...full, type })).join(' '));
  expect(keys).toEqual([
    'max_length',
    'min',
    'min currency',
    'min',
    'options',
    'options',
    '',
    'max_length',
    'record_type',
  ]);
});

it('takes each option once, and leaves what is no number to the check', () => {
  expect(configOf({ ...EMPTY_DRAFT, type: 'select', options: ' A \n\nB\nA' })).toEqual({
    options: ['A', 'B'],
  });
  expect(configOf({ ...EMPTY_DRAFT, type: 'number', min: 'low' })).toEqual({ min: 'low' });
});
