import { expect, it } from 'vitest';
import { nextTasks } from './marks.ts';

const task = (id: string, due_date: string | null, rest = {}) => ({
  ...{ id, record_id: 'deal', title: id, due_date, status: 'open', deleted_at: null },
  ...rest,
});

it('the next task of a record is the open one that is due first, those without a date last', () => {
  const late = task('late', '2026-12-01');
  const soon = task('soon', '2026-11-01');
  const done = task('done', '2026-01-01', { status: 'done' });
  const gone = task('gone', '2026-01-01', { deleted_at: '2026-10-01' });
  const some_day = task('some day', null);
  const next = (...tasks: ReturnType<typeof task>[]) => nextTasks(tasks).get('deal')?.id;
  expect(next(some_day, late, soon, done, gone)).toBe('soon');
  expect(next(soon, late)).toBe('soon');
  expect(next(some_day, late)).toBe('late');
  expect(next(task('b', null), task('a', null))).toBe('a');
  expect(next(done, gone)).toBeUndefined();
});
