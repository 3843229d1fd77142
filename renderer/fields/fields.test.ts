import { describe, expect, it } from 'vitest';
import type { Rows } from '../../sync/index.ts';
import { faultOf } from './check-value.ts';
import { directoryOf } from './directory.ts';
import { cellsOf, fieldsOf, readField, tablesOf, type Field } from './field.ts';
import { mayOf } from './permissions.ts';
import { shownText } from './shown-text.ts';
import { readText, textOf } from './typed-text.ts';

const defined = (part: Partial<Rows['custom_fields']>) =>
  ({
    record_type: 'deal',
    name: 'Field',
    key: 'field',
    type: 'text',
    config: {},
    ...part,
  }) as Rows['custom_fields'];

const field = (part: Partial<Rows['custom_fields']>): Field =>
  fieldsOf('deal', [defined(part)]).find(({ custom }) => custom)!;
const builtIn = (cell: string, type: 'contact' | 'company' | 'deal' = 'deal') =>
  fieldsOf(type, []).find((one) => one.cell === cell)!;

const nobody = directoryOf(
  { profiles: [], workspace_members: [], boards: [], board_stages: [], teams: [] },
  'me',
);

describe('the fields of a record', () => {
  it('begin with the name, hold what people defined for its type, and end with what the server keeps', () => {
    const fields = fieldsOf('deal', [defined({ key: 'a' }), defined({ key: 'b', record_type: 'contact' })]);
    expect(fields.map(({ cell }) => cell)).toEqual([
      'name',
      'value_cents',
      'stage_id',
      'close_date',
      'probability',
      'company_id',
      'primary_contact_id',
      'owner_id',
      'team_id',
      'custom_fields.a',
      'created_at',
      'updated_at',
    ]);
    expect(fields.at(-1)!.editable).toBe(false);
  });

  it.each([
    ['text', 'text'],
    ['number', 'number'],
    ['date', 'date'],
    ['select', 'choice'],
    ['multi_select', 'choices'],
    ['boolean', 'boolean'],
    ['url', 'url'],
    ['currency', 'money'],
    ['link', 'record'],
  ])('know the type %s', (type, kind) => {
    expect(field({ type })).toMatchObject({ kind, editable: true });
  });

  it('leave a type alone that is not known here', () => {
    expect(field({ type: 'colour' }).editable).toBe(false);
  });

  it('know where a link leads', () => {
    expect(tablesOf(field({ type: 'link', config: { record_type: 'company' } }))).toEqual(['companies']);
    expect(tablesOf(field({ type: 'link' }))).toHaveLength(3);
  });
});

it('reads and writes the value of a deal with its currency, as one', () => {
  const value = builtIn('value_cents');
  expect(readField(value, { value_cents: 5, currency: 'EUR' })).toEqual({ value_cents: 5, currency: 'EUR' });
  expect(readField(value, { value_cents: null, currency: 'EUR' })).toBeNull();
  expect(cellsOf(value, { value_cents: 7, currency: 'USD' })).toEqual({ value_cents: 7, currency: 'USD' });
  expect(cellsOf(value, null)).toEqual({ value_cents: null });
});

it('reads a custom field from its key, and empties tags to none', () => {
  expect(readField(field({ key: 'x' }), { custom_fields: { x: 'y' } })).toBe('y');
  expect(cellsOf(builtIn('tags', 'contact'), null)).toEqual({ tags: [] });
});

describe('what is typed', () => {
  const typed = (of: Field, text: string) => readText(of, text, 'EUR', 'en');

  it.each<[Field, string, unknown]>([
    [builtIn('value_cents'), '24k usd', { value_cents: 2_400_000, currency: 'USD' }],
    [builtIn('probability'), '75 %', 75],
    [builtIn('domain', 'company'), 'https://www.Halberg.example/about', 'halberg.example'],
    [builtIn('email', 'contact'), ' a@b.example ', 'a@b.example'],
    [field({ type: 'url' }), 'outpost.example/x', 'https://outpost.example/x'],
    [field({ type: 'number' }), '1,200.5', 1200.5],
    [field({}), '  ', null],
  ])('becomes a value', (of, text, value) => {
    expect(typed(of, text)).toEqual({ ok: true, value });
  });

  it.each<[Field, string, string]>([
    [builtIn('name'), ' ', 'empty'],
    [builtIn('name'), 'x'.repeat(501), 'too_long'],
    [builtIn('probability'), '101', 'out_of_range'],
    [builtIn('email', 'contact'), 'nobody', 'malformed'],
    [builtIn('phone', 'contact'), 'call me', 'malformed'],
    [builtIn('domain', 'company'), 'a b', 'malformed'],
    [field({ type: 'url' }), 'ftp://outpost.example', 'malformed'],
    [field({ type: 'number', config: { min: 1, max: 120 } }), '121', 'out_of_range'],
    [field({ type: 'currency', config: { currency: 'EUR' } }), '12 usd', 'malformed'],
    [field({ config: { pattern: '[A-Z]{3}' } }), 'abc', 'malformed'],
    [field({ config: { required: true } }), '', 'empty'],
  ])('is told what is wrong with it', (of, text, code) => {
    expect(typed(of, text)).toEqual({ ok: false, code });
  });

  it('is what was shown for editing', () => {
    const amount = { value_cents: 1_234_550, currency: 'EUR' };
    expect(textOf(builtIn('value_cents'), amount, 'de')).toBe('12345,5');
    expect(readText(builtIn('value_cents'), '12345,5', 'EUR', 'de')).toEqual({ ok: true, value: amount });
  });
});

it('holds a day to its bounds', () => {
  const day = field({ type: 'date', config: { min: '2026-01-01', max: '2026-12-31' } });
  expect([faultOf(day, '2025-12-31'), faultOf(day, '2026-06-01')]).toEqual(['out_of_range', null]);
});

it('never shows an id', () => {
  for (const cell of ['owner_id', 'stage_id', 'team_id', 'company_id'])
    expect(shownText(builtIn(cell), 'a1b2', nobody)).not.toContain('a1b2');
});

describe('what a person may do', () => {
  const tables = (role: string, granted: Partial<Rows['permissions']>) => ({
    workspace_members: [{ user_id: 'me', role }] as Rows['workspace_members'][],
    roles: [{ id: 'r', name: 'guest' }] as Rows['roles'][],
    permissions: [{ role_id: 'r', resource_type: 'deal', ...granted }] as Rows['permissions'][],
  });

  it('is everything for an admin, and what the role says for others', () => {
    expect(mayOf(tables('admin', {}), 'me')('deal', 'delete')).toBe(true);
    const may = mayOf(tables('guest', { can_write: true, can_delete: false }), 'me');
    expect([may('deal', 'write'), may('deal', 'delete'), may('contact', 'write')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is left to the server where the role is not here', () => {
    expect(mayOf(tables('visitor', {}), 'me')('deal', 'write')).toBe(true);
  });
});
