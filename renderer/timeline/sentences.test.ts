import { beforeAll, describe, expect, it } from 'vitest';
import type { Rows } from '../../sync/index.ts';
import { directoryOf } from '../fields/directory.ts';
import { fieldsOf } from '../fields/field.ts';
import { setLocale } from '../words/locale.ts';
import type { Entry } from './items.ts';
import { recordsIn, sentenceOf, type Known } from './sentences.ts';

beforeAll(() => setLocale('en-GB'));

const stage = (id: string, name: string, position: number) =>
  ({ id, name, position, board_id: 'b', stage_type: 'open', probability: null }) as Rows['board_stages'];

const known: Known = {
  fields: fieldsOf('deal', [
    { record_type: 'deal', key: 'tier', name: 'Tier', type: 'select', config: {} } as Rows['custom_fields'],
    { record_type: 'deal', key: 'seats', name: 'Seats', type: 'number', config: {} } as Rows['custom_fields'],
  ]),
  directory: directoryOf(
    {
      profiles: [{ id: 'p1', name: 'Mara Lindqvist', email: null } as Rows['profiles']],
      workspace_members: [],
      boards: [{ id: 'b', name: 'Sales', record_type: 'deal', is_archived: false } as Rows['boards']],
      board_stages: [stage('s1', 'Lead', 1), stage('s2', 'Proposal', 2)],
      teams: [],
    },
    'me',
  ),
  currency: 'EUR',
  record: (id) => (id === 'c1' ? 'Halberg' : null),
};

const change = (column: string, before: unknown, after: unknown) =>
  sentenceOf({ entry_type: 'field_edit', payload: { column, before, after } } as unknown as Entry, known);

describe('a change in a sentence', () => {
  it.each<[string, unknown, unknown, string]>([
    ['stage_id', 's1', 's2', 'moved it from Lead to Proposal'],
    ['stage_id', null, 's1', 'put it into Lead'],
    ['stage_id', 's1', null, 'took it off Lead'],
    ['name', 'Old', 'New', 'renamed it from Old to New'],
    ['value_cents', null, 2_400_000, 'set Value to €24,000'],
    ['value_cents', 100_00, null, 'cleared Value, which was €100'],
    ['close_date', '2026-03-12', '2026-04-01', 'changed Close date from 12 Mar 2026 to 1 Apr 2026'],
    ['owner_id', null, 'p1', 'set Owner to Mara Lindqvist'],
    ['company_id', null, 'c1', 'set Company to Halberg'],
    ['tags', ['a', 'b'], ['b', 'c'], 'added c, removed a'],
    ['tags', null, ['a'], 'added a'],
    ['custom_fields', { tier: 'A' }, { tier: 'B' }, 'changed Tier from A to B'],
    ['custom_fields', {}, { tier: 'B', seats: 4 }, 'changed Tier, Seats'],
    ['deleted_at', null, '2026-03-12T00:00:00Z', 'deleted it'],
    ['deleted_at', '2026-03-12T00:00:00Z', null, 'restored it'],
  ])('of %s', (column, before, after, words) => {
    expect(change(column, before, after).replaceAll('\u00a0', ' ')).toBe(words);
  });

  it('never shows an id, nor a column that is not known', () => {
    for (const column of ['stage_id', 'owner_id', 'company_id', 'team_id', 'unheard_of'])
      expect(change(column, null, 'f00d')).not.toMatch(/f00d|unheard/u);
  });

  it('cuts what is too long for a sentence', () => {
    expect(change('name', 'x', 'y'.repeat(500)).length).toBeLessThan(200);
  });
});

it('says how a deal was closed, above the reason', () => {
  const closed = { entry_type: 'note', payload: { kind: 'closed', outcome: 'lost' } } as unknown as Entry;
  expect(sentenceOf(closed, known)).toBe('closed it as lost');
});

it('knows which records have to be read for their names', () => {
  const entry = { payload: { column: 'company_id', before: 'c1', after: 'c2' } } as unknown as Entry;
  expect(recordsIn(entry, known.fields).map(({ id }) => id)).toEqual(['c1', 'c2']);
});
