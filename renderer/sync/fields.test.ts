import { describe, expect, it } from 'vitest';
import { demoOutbox } from '../test/demo-outbox.ts';
import { editedOf, fieldsOf, valueOf } from './fields.ts';
import type { Names } from './values.ts';

const names: Names = { stage: () => null, person: () => null, currency: () => null, me: '' };
const fields = (title: string) =>
  fieldsOf(
    demoOutbox().find(({ writes }) => writes[0]!.title!.startsWith(title))!,
    names,
  );

describe('the fields of a refused entry', () => {
  it('fit the values, money in the units that people write', () => {
    expect(fields('Migration').map(({ cell, kind, text, currency }) => [cell, kind, text, currency])).toEqual(
      [
        ['value_cents', 'money', '168500.5', 'EUR'],
        ['close_date', 'date', '2027-03-12', null],
      ],
    );
  });

  it('leave out what no field fits, and know which one is at fault', () => {
    const found = fields('山田');
    expect(found.map(({ cell }) => cell)).toEqual(['name', 'email', 'phone', 'title']);
    expect(fields('Brückner').find(({ at_fault }) => at_fault)!.cell).toBe('custom_fields.employees');
  });

  it('are none for what only waits', () => {
    expect(fields('Nordwind ERP')).toEqual([]);
  });
});

describe('what is sent', () => {
  it('is only what was changed, by its write', () => {
    const found = fields('Migration');
    expect(editedOf(found, ['170000', '2027-03-12'])).toEqual(new Map([[0, { value_cents: 17_000_000 }]]));
    expect(editedOf(found, ['168500.5', '2027-03-12'])).toEqual(new Map());
  });

  it.each([
    ['money', 'JPY', '1450', 1450],
    ['money', null, '19.99', 1999],
    ['number', null, '-4', -4],
    ['text', null, '  spaced ', 'spaced'],
    ['text', null, ' ', null],
    ['date', null, '', null],
    ['boolean', null, '', false],
    ['boolean', null, 'true', true],
  ] as const)('of a field of %s (%s), "%s" is %s', (kind, currency, text, value) => {
    expect(valueOf({ kind, currency }, text)).toBe(value);
  });
});
