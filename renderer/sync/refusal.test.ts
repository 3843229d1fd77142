import { describe, expect, it } from 'vitest';
import { reasonOf } from './refusal.ts';

const reason = (code: string, message: string, details: string | null, columns: Record<string, unknown>) =>
  reasonOf({ refusal: { code, message, details }, columns });

describe('why a write was refused', () => {
  it.each<[string, string, string | null, Record<string, unknown>, string, string | null]>([
    ['42501', 'you may not edit deals of this workspace', null, { name: 1 }, 'You may not change this', null],
    ['P0002', 'the row is not there, or not yours to see', null, { name: 1 }, 'not on the server', null],
    [
      '23514',
      'Budget must be a number up to 5000',
      'custom_fields.budget',
      { 'custom_fields.budget': 9 },
      'Budget must be a number up to 5000.',
      'custom_fields.budget',
    ],
    [
      '23514',
      'new row for relation "deals" violates check constraint "deals_probability_check"',
      'Failing row contains (018f0000-0000-7000-8000-000000000001, Secret deal)',
      { probability: 400 },
      'This value is not allowed for Probability.',
      'probability',
    ],
    [
      '23502',
      'null value in column "name" of relation "deals" violates not-null constraint',
      'Failing row contains (null)',
      { name: null },
      'Name cannot be empty.',
      'name',
    ],
    [
      '23505',
      'duplicate key value violates unique constraint "custom_fields_key"',
      'Key (name)=(Budget) already exists.',
      { name: 'Budget' },
      'Name is taken',
      'name',
    ],
    ['22P02', 'invalid input syntax for type date: "soon"', null, { close_date: 'soon' }, 'form', null],
    ['23503', 'insert or update on table "deals" violates …', null, {}, 'not there any more', null],
    ['42703', 'column "next_step" does not exist', null, { next_step: 1 }, 'has to be updated', 'next_step'],
    ['23514', 'the last admin of a workspace cannot leave', null, {}, 'The last admin of a workspace', null],
    ['XX000', 'cache lookup failed for relation "x"', null, {}, 'did not say why', null],
  ])('%s: %s', (code, message, details, columns, text, cell) => {
    const found = reason(code, message, details, columns)!;
    expect(found.text).toContain(text);
    expect(found.cell).toBe(cell);
  });

  it('never shows what speaks of relations, constraints or ids', () => {
    for (const code of ['23514', '42501', 'P0001', 'XX000', '22001', '99999'])
      expect(
        reason(code, 'row 018f0000-0000 of relation "deals" broke deals_check', 'row (Secret)', {})!.text,
      ).not.toMatch(/"|_|018f|Secret/u);
  });

  it('is none where nothing was refused', () => {
    expect(reasonOf({ refusal: null, columns: {} })).toBeNull();
  });
});
