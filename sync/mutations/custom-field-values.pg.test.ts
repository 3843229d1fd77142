// Values and definitions of custom fields are judged here as the database judges them.
import { afterAll, describe, expect, it } from 'vitest';
import { connect } from '../../supabase/tests/workspace-under-test.ts';
import type { Rows } from '../schema/tables.ts';
import { checkConfig, customFieldsFault } from './custom-field-values.ts';

const sql = connect();
afterAll(() => sql.end());

type Json = Record<string, unknown>;

const id = '018f0000-0000-7000-8000-000000000001';
const VALUES: unknown[] = [
  ...['', 'a', 'North', 'two words', '😀', 'x'.repeat(10_001), '2026-02-28', '2026-02-30', '0000-01-01'],
  ...['26-1-1', 'https://a.example', 'HTTP://A.example/b?c#d', 'https://a b', 'ftp://a', 'https://', id],
  ...[id.toUpperCase().replace('8F', '8f'), 'https://a.example/' + 'x'.repeat(2_100)],
  ...[0, -1, 1.5, 100, 1e21, true, false, [], ['North'], ['North', 'North'], ['West'], ['North', 5], {}],
  ...[{ value_cents: 5, currency: 'EUR' }, { value_cents: 5.5, currency: 'EUR' }, { value_cents: 5 }],
  ...[{ value_cents: 500, currency: 'USD' }, { value_cents: 5, currency: 'eur' }, { value_cents: '5' }],
  { value_cents: 5, currency: 'EUR', note: 'x' },
];
const FIELDS: [string, Json][] = [
  ['text', {}],
  ['text', { max_length: 1 }],
  ['text', { pattern: '[a-z]+' }],
  ['text', { pattern: '\\w+ \\w+|😀' }],
  ['number', {}],
  ['number', { min: 0, max: 100 }],
  ['date', {}],
  ['date', { min: '2026-01-01', max: '2026-02-27' }],
  ['select', { options: ['North', 'South'] }],
  ['multi_select', { options: ['North', 'South'] }],
  ['boolean', {}],
  ['url', {}],
  ['url', { max_length: 17 }],
  ['currency', {}],
  ['currency', { currency: 'EUR', min: 0, max: 100 }],
  ['link', { record_type: 'deal' }],
];

/** A definition as the replica holds it; only what is read of it. */
const field = (type: string, config: Json) =>
  ({ key: 'field', name: 'Field', type, config }) as unknown as Rows['custom_fields'];

describe.each(FIELDS)('a %s field %j', (type, config) => {
  it.each([undefined, ['West']])('takes the values that the database takes, after %j', async (before) => {
    const asked = sql.json(VALUES as never);
    const judged = await sql<{ fits: boolean | null }[]>`
      select private.custom_value_fits(${type}, ${sql.json(config as never)}, value,
        ${before === undefined ? null : sql.json(before)}) as fits
      from jsonb_array_elements(${asked}) with ordinality as v (value, at) order by at`;
    const here = VALUES.map((value) => {
      const row = { id, custom_fields: before === undefined ? {} : { field: before } };
      const change = { table: 'contacts' as const, row: row as never, columns: {} };
      return !customFieldsFault([field(type, config)], change, { 'custom_fields.field': value });
    });
    expect(VALUES.map((value, at) => [value, here[at]])).toEqual(
      VALUES.map((value, at) => [value, judged[at]?.fits ?? false]),
    );
  });
});

const CONFIGS: Json[] = [
  {},
  ...[
    { required: true },
    { required: 'yes' },
    { min: 1 },
    { min: 2, max: 1 },
    { min: 1, max: 2 },
    { max: '5' },
  ],
  ...[{ min: '2026-01-01' }, { min: '2026-02-30' }, { min: '2026-02-01', max: '2026-01-01' }],
  ...[
    { max_length: 5 },
    { max_length: 0 },
    { max_length: 2_049 },
    { max_length: 10_001 },
    { max_length: 1.5 },
  ],
  ...[{ pattern: '[a-z]+' }, { pattern: '[' }, { pattern: '' }, { pattern: 'a'.repeat(201) }, { pattern: 5 }],
  ...[{ options: ['a'] }, { options: [] }, { options: ['a', 'a'] }, { options: [''] }, { options: [5] }],
  ...[{ options: 'a' }, { options: Array.from({ length: 501 }, (_, nth) => `o${String(nth)}`) }],
  ...[
    { currency: 'EUR' },
    { currency: 'euro' },
    { record_type: 'deal' },
    { record_type: 'task' },
    { nonsense: 1 },
  ],
];

it.each(['text', 'number', 'date', 'select', 'multi_select', 'boolean', 'url', 'currency', 'link'])(
  'a definition of the type %s may say what the database lets it say',
  async (type) => {
    const judged = await sql<{ fault: string | null }[]>`
      select private.custom_config_fault(${type}, config) as fault
      from jsonb_array_elements(${sql.json(CONFIGS as never)}) with ordinality as c (config, at) order by at`;
    const here = CONFIGS.map((config) => {
      try {
        checkConfig(type, config);
        return true;
      } catch {
        return false;
      }
    });
    expect(CONFIGS.map((config, at) => [config, here[at]])).toEqual(
      CONFIGS.map((config, at) => [config, judged[at]?.fault === null]),
    );
  },
);
