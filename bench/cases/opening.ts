import type { LaunchedApp } from '../../e2e/launched-app.ts';
import { pipelineOf, type Case } from '../bench.ts';
import type { Readings } from '../figures.ts';

const EMPTY = 'an empty Electron window';
/** How long after its first paint a board is looked at for tasks that would hold up an answer. */
const LOOKED_AT_MS = 500;

export const opening: Case = {
  name: 'opening',
  means:
    'From the start of the process to the first paint, to the painted board, and to a board that answers (no task of over 50 ms is ' +
    'left); the data is on the laptop, and the largest board has all deals. Beside an empty Electron window on the same runtime, ' +
    'whose first paint stands for all three. The size is the number of contacts.',
  async measure(bench) {
    for (const size of bench.sizes({ quick: [500], whole: [1_000, 10_000, 50_000] })) {
      const workspace = await bench.workspace(pipelineOf(size));
      const userData = await bench.syncedFolder(workspace);
      const budgets = { [EMPTY]: { of: 'ratio', atMost: 1.5 } } as const;
      await bench.compare({
        ...{ size, rounds: bench.mode === 'quick' ? 2 : 5, warmUps: 1 },
        figures: {
          first_paint: { unit: 'ms' },
          board: { unit: 'ms' },
          answers: { unit: 'ms', ...(size === 50_000 && { budgets }) },
        },
        ours: async () => timesOfBoard(await bench.app({ userData, demo: workspace.demo })),
        theirs: { [EMPTY]: async () => timesOfEmpty(await bench.emptyWindow()) },
      });
    }
  },
};

/** Ms from the start of the process to the zero of the window's own clock. */
async function untilWindow({ electron, window }: LaunchedApp): Promise<number> {
  const startedAt = await electron.evaluate(() => process.getCreationTime());
  const zero = await window.evaluate(() => performance.timeOrigin);
  if (startedAt === null) throw new Error('This system does not tell when a process started.');
  return zero - startedAt;
}

async function timesOfBoard(app: LaunchedApp): Promise<Readings> {
  const { window } = app;
  await window.waitForFunction(() => performance.getEntriesByName('outpost:painted').length > 0, null, {
    timeout: 120_000,
  });
  await window.waitForTimeout(LOOKED_AT_MS);
  const { paint, board, answers } = await window.evaluate(async (lookedAtMs) => {
    const board = performance.getEntriesByName('outpost:painted')[0]?.startTime ?? 0;
    const tasks = await new Promise<PerformanceEntry[]>((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries())).observe({
        type: 'longtask',
        buffered: true,
      });
      setTimeout(() => resolve([]), 100);
    });
    const ends = tasks
      .filter(({ startTime }) => startTime < board + lookedAtMs)
      .map(({ startTime, duration }) => startTime + duration);
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? board;
    return { paint, board, answers: Math.max(board, ...ends) };
  }, LOOKED_AT_MS);
  const before = await untilWindow(app);
  await app.close();
  return { first_paint: before + paint, board: before + board, answers: before + answers };
}

async function timesOfEmpty(app: LaunchedApp): Promise<Readings> {
  await app.window.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  const paint = await app.window.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  );
  const painted = (await untilWindow(app)) + paint;
  await app.close();
  return { first_paint: painted, board: painted, answers: painted };
}
