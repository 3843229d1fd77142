import type { Page } from '@playwright/test';
import type { Replica } from '../../sync/index.ts';
import { pipelineOf, type Case } from '../bench.ts';
import type { Readings } from '../figures.ts';
import { tasksDuring } from '../tasks.ts';

declare const window: { replica: Replica };

const IDLE = 'an idle window';
const IDLE_MS = 3_000;
const LIMIT_MS = 50;
const PATIENCE = { timeout: 900_000, polling: 500 };

export const longTasks: Case = {
  name: 'long-tasks',
  means:
    'The longest task on the window’s thread, in CPU time of that thread, while a board is open: during a first sync, from opening ' +
    'until everything is read and the search index stands, and during an import by one mutation. Beside an idle window. The size ' +
    'is the number of rows.',
  async measure(bench) {
    const imports = bench.mode === 'quick' ? 1_000 : 50_000;
    for (const size of bench.sizes({ quick: [2_000], whole: [100_000] })) {
      const { demo, rows } = await bench.ownWorkspace(pipelineOf(Math.round(size / 3.5)));
      const profile = await bench.profile();
      const idle = await profile.page('bench');
      let person: Page | null = null;

      const compare = (figure: string, size: number, work: () => Promise<unknown>) => {
        const longest = async (during: () => Promise<unknown>): Promise<Readings> => {
          const tasks = await tasksDuring(idle, during);
          return { [figure]: Math.max(...tasks), [`${figure}_cpu`]: tasks.reduce((sum, ms) => sum + ms, 0) };
        };
        return bench.compare({
          ...{ size, rounds: 1 },
          figures: {
            [figure]: { unit: 'ms', budgets: { [IDLE]: { of: 'largest', atMost: LIMIT_MS } } },
            [`${figure}_cpu`]: { unit: 'ms' },
          },
          ours: () => longest(work),
          theirs: { [IDLE]: () => longest(() => idle.waitForTimeout(IDLE_MS)) },
        });
      };
      const open = async () => {
        await person?.close();
        person = await profile.person(demo);
        await untilAllIsRead(person);
      };

      await compare('first_sync', rows, open);
      await compare('opening', rows, open);
      await compare('import', imports, async () => {
        if (person) await importContacts(person, imports);
      });
      await profile.close();
    }
  },
};

/** Everything is synced, held by the reader, and can be searched. */
async function untilAllIsRead(page: Page): Promise<void> {
  await page.waitForFunction(
    () => window.replica.sync.get()?.kind === 'up_to_date' && window.replica.reading.get()?.complete,
    null,
    PATIENCE,
  );
}

async function importContacts(page: Page, count: number): Promise<void> {
  const made = await page.evaluate(async (count) => {
    const rows = Array.from({ length: count }, (_, at) => ({
      name: `Imported ${at}`,
      email: `imported.${at}@mail.example`,
      phone: `+49 30 ${1_000_000 + at}`,
      tags: ['import'],
    }));
    const done = await window.replica.importRecords({ record_type: 'contact', rows });
    return done.ok ? done.value.made : 0;
  }, count);
  if (made !== count) throw new Error(`Only ${made} of ${count} contacts were imported.`);
}
