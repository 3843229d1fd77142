// What the thread of a page did, task by task, by Chromium's own trace: in CPU time of the thread, so that what else the
// machine does counts for nothing.
import type { CDPSession, Page } from '@playwright/test';

export type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Ms / 1000, of the thread's own time. */
  tdur?: number;
  args?: { name?: string };
};

const PAGE_THREAD = 'CrRendererMain';

/** CPU time of each task in ms, of the thread of a page that had most to do. Pure. */
export function tasksOfBusiest(events: readonly TraceEvent[]): number[] {
  const pages = new Map<string, number[]>();
  const keyOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  for (const event of events)
    if (event.name === 'thread_name' && event.args?.name === PAGE_THREAD) pages.set(keyOf(event), []);
  for (const event of events)
    if (event.ph === 'X' && event.name === 'RunTask') pages.get(keyOf(event))?.push((event.tdur ?? 0) / 1000);
  const sum = (tasks: readonly number[]) => tasks.reduce((total, ms) => total + ms, 0);
  return [...pages.values()].sort((a, b) => sum(b) - sum(a))[0] ?? [];
}

/** Of all pages in the browser of `page`, the tasks of the one that had most to do while `work` ran. */
export async function tasksDuring(page: Page, work: () => Promise<unknown>): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      recordMode: 'recordUntilFull',
      traceBufferSizeInKb: 400_000,
      // The tasks and nothing in them.
      includedCategories: ['-*', 'disabled-by-default-devtools.timeline'],
    },
  });
  try {
    await work();
  } finally {
    await ended(session);
  }
  await session.detach();
  const tasks = tasksOfBusiest(events);
  if (tasks.length === 0) throw new Error('The trace holds no task of a page.');
  return tasks;
}

async function ended(session: CDPSession): Promise<void> {
  const complete = new Promise<{ dataLossOccurred: boolean }>((resolve) =>
    session.once('Tracing.tracingComplete', resolve),
  );
  await session.send('Tracing.end');
  if ((await complete).dataLossOccurred) throw new Error('The trace did not hold all of it.');
}
