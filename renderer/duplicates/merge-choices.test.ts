import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../fields/field.ts';
import { differences, mergedCells, sameFields, usualChoices } from './merge-choices.ts';

const contact = (cells: Record<string, unknown>) => ({
  id: 'a',
  name: 'Anna Roth',
  email: null,
  phone: null,
  tags: [],
  custom_fields: {},
  ...cells,
});
const fields = fieldsOf('contact', []);

describe('merging two records', () => {
  const rows = {
    older: contact({ id: 'a', email: 'anna@acme.example', tags: ['vip'], title: 'CEO' }),
    newer: contact({
      id: 'b',
      name: 'Anna Rot',
      email: 'roth@acme.example',
      phone: '030 1',
      tags: ['new'],
      title: 'CEO',
    }),
  };
  const all = differences(fields, rows);

  it('asks about the fields that differ, and names those that do not', () => {
    expect(all.map(({ field }) => field.cell)).toEqual(['name', 'email', 'phone', 'tags']);
    expect(sameFields(fields, rows).map(({ cell }) => cell)).toEqual(['title']);
  });

  it('lets the older one stand unless it is empty, and keeps what both have of several', () => {
    expect(mergedCells(all, usualChoices(all))).toEqual({ phone: '030 1', tags: ['vip', 'new'] });
  });

  it('writes only what the older one does not hold already', () => {
    const older = { name: 'older', email: 'older', phone: 'older', tags: 'older' } as const;
    expect(mergedCells(all, older)).toEqual({});
    expect(mergedCells(all, { ...older, email: 'newer' })).toEqual({ email: 'roth@acme.example' });
  });
});

it('takes the value of a deal with its currency', () => {
  const deal = { name: 'Deal', value_cents: null, currency: null, custom_fields: {} };
  const rows = {
    older: { ...deal, id: 'a' },
    newer: { ...deal, id: 'b', value_cents: 500, currency: 'USD' },
  };
  const all = differences(fieldsOf('deal', []), rows);
  expect(mergedCells(all, usualChoices(all))).toEqual({ value_cents: 500, currency: 'USD' });
});

it('asks nothing about the stage of a deal', () => {
  const rows = { older: { id: 'a', stage_id: 's1' }, newer: { id: 'b', stage_id: 's2' } };
  expect(differences(fieldsOf('deal', []), rows)).toEqual([]);
});

it('makes no company its own parent', () => {
  const rows = { older: { id: 'a', parent_id: null }, newer: { id: 'b', parent_id: 'a' } };
  expect(differences(fieldsOf('company', []), rows)).toEqual([]);
});
