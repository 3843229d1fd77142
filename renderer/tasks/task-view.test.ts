import { describe, expect, it } from 'vitest';
import { itemsOf, queryOf, tasksIn, type TaskRow } from './task-view.ts';

const TODAY = '2026-11-21';
const task = (id: string, due_date: string | null) => ({ id, due_date }) as TaskRow;
const listOf = (rows: readonly (TaskRow | undefined)[]) => ({
  total: rows.length,
  row: (at: number) => rows[at],
});

const LATE = task('late', '2026-11-19');
const LATER = task('later', '2026-11-20');
const NOW = task('now', TODAY);
const MON = task('mon', '2026-11-23');
const TUE = task('tue', '2026-11-24');
const ANY = task('any', null);

describe('tasks in a list', () => {
  it('stand below a heading per group, upcoming ones per day', () => {
    const items = itemsOf(listOf([LATE, LATER, NOW, MON, TUE, ANY]), TODAY, true);
    expect(items.map((item) => (item.kind === 'heading' ? [item.group, item.count] : item.row?.id))).toEqual([
      ['overdue', 2],
      ...['late', 'later'],
      ['today', 1],
      'now',
      ['2026-11-23', 1],
      'mon',
      ['2026-11-24', 1],
      'tue',
      ['undated', 1],
      'any',
    ]);
  });

  it('are counted only where the whole group is read, and reached only where they are', () => {
    const items = itemsOf(listOf([LATE, undefined, TUE]), TODAY, true);
    expect(items.map((item) => (item.kind === 'heading' ? item.count : item.key))).toEqual([
      null,
      'late',
      'unread 1',
      1,
      'tue',
    ]);
    expect(tasksIn(items)).toEqual(['late', 'tue']);
  });

  it('have no headings where they are done', () => {
    expect(itemsOf(listOf([TUE, LATE]), TODAY, false).map(({ key }) => key)).toEqual(['tue', 'late']);
  });
});

it('asks for open tasks up to today, from tomorrow on, or without a date', () => {
  const dueOf = (view: Parameters<typeof queryOf>[0]) =>
    queryOf(view, null, TODAY).conditions?.find(({ cell }) => cell === 'due_date');
  expect(dueOf('today')).toMatchObject({ from: null, to: TODAY });
  expect(dueOf('upcoming')).toMatchObject({ from: '2026-11-22', to: null });
  expect(dueOf('undated')).toMatchObject({ values: [null] });
  expect(dueOf('open')).toBeUndefined();
  expect(queryOf('done', 'someone', TODAY).conditions).toEqual([
    { kind: 'any_of', cell: 'status', values: ['done'] },
    { kind: 'any_of', cell: 'assigned_to', values: ['someone'] },
  ]);
});
