import type { Page } from '@playwright/test';
import type { Replica } from '../../sync/index.ts';
import type { Case } from '../bench.ts';
import type { Readings } from '../figures.ts';
import type { Seeded } from '../stack.ts';
import { tasksDuring } from '../tasks.ts';

declare const window: { replica: Replica };

const BARE = 'bare rows';
const COLLATOR = 'Array.sort by Intl.Collator';
const IDLE = 'an idle window';
const ENTRIES = 5_000;
const FRAMES = 60;
const WHEEL_PX = 600;
const EDITED = 1_000;
const PATIENCE = { timeout: 600_000, polling: 500 };

export const tables: Case = {
  name: 'tables',
  means:
    `The table of all contacts: CPU of the window’s thread in a frame while it is wheeled at ${WHEEL_PX} px a frame, beside bare ` +
    'rows of text that a line of script moves and fills; from a click on a head to the sorted rows, beside sorting as many names ' +
    `in the page; the longest task while ${EDITED} rows are edited in one go. And a record with ${ENTRIES} timeline entries: ` +
    'from the click to the painted entries, and a frame of its scrolling. The size is the number of contacts.',
  async measure(bench) {
    for (const size of bench.sizes({ quick: [1_500], whole: [100_000] })) {
      const rows = { contacts: size, companies: size / 10, deals: 20, timeline_entries: ENTRIES, tasks: 0 };
      const workspace = await bench.ownWorkspace(rows);
      const deal = await gatherEntries(workspace);
      const profile = await bench.profile();
      const page = await profile.person(workspace.demo);
      await page.waitForFunction(
        () => window.replica.sync.get()?.kind === 'up_to_date' && window.replica.reading.get()?.complete,
        null,
        PATIENCE,
      );
      const bare = await profile.page('bench');
      await layOutRows(bare, size);
      const rounds = bench.mode === 'quick' ? 2 : 4;

      await open(page, 'Contacts', '[data-at="3"]');
      await bench.compare({
        ...{ size, rounds, warmUps: 1 },
        figures: { scroll: { unit: 'ms/frame' } },
        ours: async () => ({ scroll: await scrolled(page, '[role=grid]') }),
        theirs: { [BARE]: async () => ({ scroll: await scrolled(bare, '[data-rows]') }) },
      });
      await bench.compare({
        ...{ size, rounds },
        figures: { sort: { unit: 'ms' } },
        async ours() {
          await page.bringToFront();
          return { sort: [await sorted(page, 'E-mail'), await sorted(page, 'Name')] };
        },
        theirs: { [COLLATOR]: async () => ({ sort: await sortedNames(bare, size) }) },
      });

      await bench.compare({
        ...{ size: Math.min(EDITED, size), rounds: 1 },
        figures: { bulk_edit: { unit: 'ms', budgets: { [IDLE]: { of: 'largest', atMost: 50 } } } },
        ours: async () => ({ bulk_edit: await editedMany(page) }),
        theirs: {
          async [IDLE]() {
            await bare.bringToFront();
            return { bulk_edit: Math.max(...(await tasksDuring(bare, () => bare.waitForTimeout(2_000)))) };
          },
        },
      });

      await bench.compare({
        ...{ size: ENTRIES, rounds: bench.mode === 'quick' ? 1 : 3 },
        figures: { record: { unit: 'ms' }, timeline_scroll: { unit: 'ms/frame' } },
        ours: () => openedRecord(page, deal),
        theirs: { [BARE]: async () => ({ timeline_scroll: await scrolled(bare, '[data-rows]') }) },
      });
      await profile.close();
    }
  },
};

/** All entries of the workspace on one deal of it, whose name is answered. */
async function gatherEntries({ stack, workspace_id }: Seeded): Promise<string> {
  return stack.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    const [deal] = await sql<{ id: string; name: string }[]>`
      update deals set name = 'A deal with a long story' where id = (
        select id from deals where workspace_id = ${workspace_id} order by id limit 1) returning id, name`;
    if (!deal) throw new Error('The workspace has no deal.');
    await sql`
      update timeline_entries set record_type = 'deal', record_id = ${deal.id} where workspace_id = ${workspace_id}`;
    return deal.name;
  });
}

async function open(page: Page, name: string, drawn: string): Promise<void> {
  await page.bringToFront();
  await page.getByRole('navigation').first().getByText(name, { exact: true }).click();
  await page.locator(drawn).first().waitFor();
}

/** CPU of the page's thread, in ms a frame. */
async function scrolled(page: Page, scroller: string): Promise<number> {
  await page.bringToFront();
  const tasks = await tasksDuring(page, () =>
    page.evaluate(
      async ({ scroller, frames, px }) => {
        const element = document.querySelector(scroller);
        if (!element) throw new Error(`There is no ${scroller}.`);
        element.scrollTop = 0;
        for (let frame = 0; frame < frames; frame += 1) {
          element.scrollTop += px;
          await new Promise(requestAnimationFrame);
        }
      },
      { scroller, frames: FRAMES, px: WHEEL_PX },
    ),
  );
  return tasks.reduce((sum, ms) => sum + ms, 0) / FRAMES;
}

/** Ms from the click on a head to the frame that shows other rows. */
async function sorted(page: Page, column: string): Promise<number> {
  await page.evaluate(() => document.querySelector('[role=grid]')?.scrollTo({ top: 0 }));
  await page.waitForTimeout(300);
  const changed = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const shown = () =>
          [...document.querySelectorAll('[role=row][data-at="0"], [role=row][data-at="5"]')]
            .map(({ textContent }) => textContent)
            .join();
        const before = shown();
        const listen = ({ timeStamp }: PointerEvent) => {
          const frame = () => {
            if (shown() === before) requestAnimationFrame(frame);
            else {
              const painted = new MessageChannel();
              painted.port1.onmessage = () => resolve(performance.now() - timeStamp);
              painted.port2.postMessage(null);
            }
          };
          requestAnimationFrame(frame);
        };
        addEventListener('pointerup', listen, { once: true, capture: true });
      }),
  );
  await page.getByRole('columnheader', { name: column }).click({ position: { x: 15, y: 12 } });
  return changed;
}

const sortedNames = (page: Page, count: number): Promise<number> =>
  page.evaluate((count) => {
    const names = Array.from({ length: count }, (_, at) => `Person ${(at * 7919) % count} of ${at % 977}`);
    const { compare } = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
    const startedAt = performance.now();
    names.sort(compare);
    return performance.now() - startedAt;
  }, count);

/** The longest task of the window's thread while a tag is added to the first rows. */
async function editedMany(page: Page): Promise<number> {
  await page.bringToFront();
  await page.evaluate(() => document.querySelector('[role=grid]')?.scrollTo({ top: 0 }));
  await page.locator('[data-at="0"] [data-column="0"]').click();
  const last = EDITED - 1;
  await page.evaluate((at) => {
    const height = document.querySelector<HTMLElement>('[data-at]')?.offsetHeight ?? 0;
    document.querySelector('[role=grid]')?.scrollTo({ top: height * at });
  }, last);
  await page.locator(`[data-at="${last}"] [data-column="0"]`).click({ modifiers: ['Shift'] });
  await page.getByText(/1,000 selected/u).waitFor();
  await page.getByRole('button', { name: 'Add tag' }).click();
  await page.keyboard.type('benched');
  const tasks = await tasksDuring(page, async () => {
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Undo/u }).first().waitFor();
    await page.waitForTimeout(2_000);
  });
  await page.keyboard.press('Escape');
  return Math.max(...tasks);
}

async function openedRecord(page: Page, name: string): Promise<Readings> {
  await open(page, 'Deals', '[data-at="3"]');
  const link = page.locator('[data-opens]').getByText(name, { exact: true });
  await link.waitFor();
  const painted = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        addEventListener(
          'click',
          ({ timeStamp }) => {
            const frame = () => {
              if (!document.querySelector('main article')) requestAnimationFrame(frame);
              else requestAnimationFrame(() => resolve(performance.now() - timeStamp));
            };
            requestAnimationFrame(frame);
          },
          { once: true, capture: true },
        );
      }),
  );
  await link.click();
  const record = await painted;
  await page.evaluate(() => {
    document.querySelector('main article')?.closest('.quiet-scroll')?.setAttribute('data-measured', '');
  });
  return { record, timeline_scroll: await scrolled(page, '[data-measured]') };
}

/** As many rows of text as a window shows, moved and filled by hand: what any table of this kind has to do. */
async function layOutRows(page: Page, count: number): Promise<void> {
  await page.evaluate((count) => {
    const [height, shown, cells] = [36, 36, 7];
    document.body.innerHTML = `<div data-rows style="height:700px;overflow:auto"><div style="position:relative;height:${count * height}px"></div></div>`;
    const scroller = document.querySelector('[data-rows]');
    const content = scroller?.firstElementChild;
    const rows = Array.from({ length: shown }, () => {
      const row = document.createElement('div');
      row.style.cssText = `position:absolute;inset-inline:0;height:${height}px;display:grid;grid-template-columns:repeat(${cells},1fr)`;
      row.append(...Array.from({ length: cells }, () => document.createElement('span')));
      content?.append(row);
      return row;
    });
    const draw = () => {
      const first = Math.floor((scroller?.scrollTop ?? 0) / height);
      for (let at = first; at < first + shown; at += 1) {
        const row = rows[at % shown];
        if (!row || row.dataset['row'] === String(at)) continue;
        row.dataset['row'] = String(at);
        row.style.transform = `translateY(${at * height}px)`;
        for (const [nth, cell] of [...row.children].entries()) cell.textContent = `Row ${at}, cell ${nth}`;
      }
    };
    scroller?.addEventListener('scroll', draw);
    draw();
  }, count);
}
