import type { Page } from '@playwright/test';
import type { LaunchedApp } from '../../e2e/launched-app.ts';
import type { Replica } from '../../sync/index.ts';
import { pipelineOf, type Bench, type Case } from '../bench.ts';

declare const window: { replica: Replica };

const EMPTY = 'an empty Electron window';
const BEFORE = 'the same window before';
const MB = 1024 * 1024;
const EDITS = 1_000;
const VIEWS = 100;

export const memory: Case = {
  name: 'memory',
  means:
    'Memory of the process that holds the window and its two workers, when everything is read and the search index stands, beside ' +
    'an empty Electron window; the size is the number of contacts. “Left” is the heap of the window after 1,000 edits and 100 ' +
    'changes of the view, beside the same window before.',
  async measure(bench) {
    for (const size of bench.sizes({ quick: [500], whole: [1_000, 10_000, 50_000] })) {
      const workspace = await bench.workspace(pipelineOf(size));
      const userData = await bench.syncedFolder(workspace);
      const app = await bench.app({ userData, demo: workspace.demo });
      const empty = await bench.emptyWindow();
      await app.window.getByRole('button', { name: /^Sync: up to date/iu }).waitFor({ timeout: 120_000 });
      const budgets = { [EMPTY]: { of: 'ratio', atMost: 3 } } as const;
      await bench.compare({
        ...{ size, rounds: 3 },
        figures: { resident: { unit: 'MB', ...(size === 50_000 && { budgets }) } },
        ours: () => residentOf(app),
        theirs: { [EMPTY]: () => residentOf(empty) },
      });
      await app.close();
      await empty.close();
    }
    await measureLeft(bench);
  },
};

/** Of the window's process, when it has stopped growing. */
async function residentOf({ electron, window }: LaunchedApp): Promise<{ resident: number }> {
  const now = () =>
    electron.evaluate(({ app, BrowserWindow }) => {
      const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
      const of = app.getAppMetrics().find((each) => each.pid === pid);
      return (of?.memory.workingSetSize ?? 0) / 1024;
    });
  let resident = await now();
  for (let still = 0; still < 3;) {
    await window.waitForTimeout(500);
    const next = await now();
    still = Math.abs(next - resident) < resident / 100 ? still + 1 : 0;
    resident = next;
  }
  return { resident };
}

async function measureLeft(bench: Bench): Promise<void> {
  const size = bench.mode === 'quick' ? 500 : 10_000;
  const { demo } = await bench.ownWorkspace(pipelineOf(size));
  const profile = await bench.profile();
  const page = await profile.person(demo);
  await page.waitForFunction(() => window.replica.sync.get()?.kind === 'up_to_date', null, {
    timeout: 300_000,
  });
  await changeViews(page, VIEWS / 10);
  const before = await heapOf(page);
  await edit(page, EDITS);
  await changeViews(page, VIEWS);
  const after = await heapOf(page);
  await bench.compare({
    ...{ size, rounds: 1 },
    figures: { left: { unit: 'MB' } },
    ours: () => Promise.resolve({ left: after }),
    theirs: { [BEFORE]: () => Promise.resolve({ left: before }) },
  });
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / MB;
}

/** One after the other, until the server has all. */
async function edit(page: Page, edits: number): Promise<void> {
  await page.evaluate(async (edits) => {
    const contacts = window.replica.list({ table: 'contacts' });
    await new Promise<void>((resolve) => {
      const look = () => contacts.get()?.complete && resolve();
      contacts.subscribe(look);
      look();
    });
    const ids = await contacts.ids();
    contacts.close();
    for (let at = 0; at < edits; at += 1) {
      const columns = { title: `Edited ${at}` };
      await window.replica.mutate('edit_records', {
        record_type: 'contact',
        ids: [ids[at % ids.length] ?? ''],
        columns,
      });
    }
  }, edits);
  await page.waitForFunction(() => window.replica.sync.get()?.kind === 'up_to_date', null, {
    timeout: 300_000,
  });
}

async function changeViews(page: Page, views: number): Promise<void> {
  const links = ['Contacts', 'Companies', 'Deals', 'Home'];
  for (let at = 0; at < views; at += 1)
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('button', { name: links[at % links.length] ?? '', exact: true })
      .click();
}
