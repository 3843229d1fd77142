import { describe, expect, it } from 'vitest';
import type { ListQuery, ListRow } from '../reads.ts';
import { listView, type Told } from './list-view.ts';

const looking = { me: 'ann', now: 0 };
const row = (id: string, rest = {}): ListRow =>
  ({
    id,
    title: id,
    status: 'open',
    record_id: 'deal',
    deleted_at: null,
    row_version: 1,
    names: {},
    ...rest,
  }) as never;

const told = (ids: readonly string[], from = 0, total = ids.length): Told => ({
  ...{ total, sums: [], complete: true, from, ids },
  rows: new Map(ids.map((id) => [id, row(id)])),
});
const OPEN: ListQuery = {
  table: 'tasks',
  of: 'deal',
  conditions: [{ kind: 'any_of', cell: 'status', values: ['open'] }],
};
const shown = (of: Told, ...edited: ListRow[]) => {
  const view = listView(OPEN, of, new Map(edited.map((one) => [one.id, one])), looking);
  return Array.from({ length: view.total }, (_, at) => (view.row(at) as ListRow<'tasks'> | undefined)?.title);
};

describe('a list with edits over it', () => {
  it('is what was told where nothing is edited, and knows no other rows', () => {
    expect(shown(told(['b', 'c'], 1, 4))).toEqual([undefined, 'b', 'c', undefined]);
  });
  it('shows an edited row in its place', () => {
    expect(shown(told(['a', 'b']), row('b', { title: 'B' }))).toEqual(['a', 'B']);
  });
  it('leaves out a row that is in the list no more', () => {
    expect(shown(told(['a', 'b', 'c']), row('b', { status: 'done' }))).toEqual(['a', 'c']);
    expect(shown(told(['a']), row('a', { deleted_at: '2026-01-01' }))).toEqual([]);
  });
  it('shows new rows of its record at the top, the newest first, and only those that belong', () => {
    const made = (id: string, rest = {}) => row(id, { row_version: 0, ...rest });
    expect(shown(told(['a']), made('x'), made('y'))).toEqual(['y', 'x', 'a']);
    expect(shown(told(['a']), made('x', { record_id: 'other' }), made('y', { status: 'done' }))).toEqual([
      'a',
    ]);
    expect(shown(told(['x', 'a']), made('x'))).toEqual(['x', 'a']);
  });
  it('adds no row that is only out of sight', () => {
    expect(shown(told(['a'], 0, 2), row('z'))).toEqual(['a', undefined]);
  });
});
