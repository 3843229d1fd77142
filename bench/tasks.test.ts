import { expect, it } from 'vitest';
import { tasksOfBusiest, type TraceEvent } from './tasks.ts';

const thread = (pid: number, tid: number, name: string): TraceEvent => ({
  ...{ name: 'thread_name', ph: 'M', pid, tid, args: { name } },
});
const task = (pid: number, tid: number, tdur?: number): TraceEvent => ({
  ...{ name: 'RunTask', ph: 'X', pid, tid, ...(tdur !== undefined && { tdur }) },
});

it('reads the tasks of the page that had most to do, in ms of its thread', () => {
  const events = [
    task(1, 1, 4_000),
    thread(1, 1, 'CrRendererMain'),
    thread(2, 1, 'CrRendererMain'),
    thread(2, 5, 'DedicatedWorker thread'),
    task(2, 1, 51_000),
    task(2, 1),
    task(2, 5, 900_000),
    { ...task(2, 1, 70_000), name: 'Layout' },
  ];
  expect(tasksOfBusiest(events)).toEqual([51, 0]);
});

it('reads nothing where there is no page', () => {
  expect(tasksOfBusiest([task(1, 1, 4_000)])).toEqual([]);
});
