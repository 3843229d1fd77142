// Two people who were away for a week and edited the same records come back at the same time: real windows with their
// workers and IndexedDB, on the real stack. WEEK says how many edits each has made (200; a busy week is 5,000), on two
// fifths as many records. Both end as the server has it, in bounded memory, with every decision on record.
import type { Page } from '@playwright/test';
import type { Replica } from '../../sync/index.ts';
import { expect, test, type TestStack } from '../outpost.ts';
import { inDatabase } from '../pipeline.ts';
import { launchBrowser, openPerson, servePage } from './page.ts';

const EDITS = Number(process.env['WEEK'] ?? 200);
const RECORDS = Math.ceil((EDITS * 2) / 5);
/** In ms, for both to come back. */
const PATIENCE = 60_000 + EDITS * 100;
/** Of the window's heap, over what it was before both came back. */
const HEAP_GROWTH_LIMIT = 3;

const CELLS = ['email', 'phone', 'title'] as const;
type Row = { id: string } & Record<(typeof CELLS)[number], string | null>;
type Holder = { replica: Replica };

/** Contacts of the test, in the demo's workspace. */
const furnish = (stack: TestStack) =>
  inDatabase(
    stack,
    (sql) => sql`
      insert into contacts (workspace_id, name)
      select id, 'Week ' || n from workspaces cross join generate_series(1, ${RECORDS}) as n`,
  );

const onServer = (stack: TestStack) =>
  inDatabase(
    stack,
    (sql) => sql<Row[]>`select id, email, phone, title from contacts where name like 'Week %' order by id`,
  );

/** Edits one of them after the other, many more than once, in an order of its own for each `seed`. */
const work = (page: Page, ids: readonly string[], seed: number) =>
  page.evaluate(
    async ({ ids, edits, seed, cells }) => {
      const { replica } = globalThis as unknown as Holder;
      let state = seed;
      for (let edit = 0; edit < edits; edit += 1) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        const cell = cells[(state >>> 16) % cells.length] ?? 'title';
        const done = await replica.mutate('edit_records', {
          record_type: 'contact',
          ids: [ids[(state >>> 8) % ids.length] ?? ''],
          columns: { [cell]: cell === 'phone' ? `+${seed}${edit}` : `p${seed}.${edit}@week.example` },
        });
        if (!done.ok) throw new Error(done.error.message);
      }
    },
    { ids: [...ids], edits: EDITS, seed, cells: [...CELLS] },
  );

const heapOf = (page: Page) =>
  page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );

const untilSent = (page: Page) =>
  expect
    .poll(
      () =>
        page.evaluate(() => {
          const status = (globalThis as unknown as Holder).replica.sync.get();
          return `${status?.kind ?? ''}: ${status?.waiting ?? -1} wait, ${status?.attention ?? -1} refused`;
        }),
      { timeout: PATIENCE },
    )
    .toBe('up_to_date: 0 wait, 0 refused');

const rowsOf = (page: Page, ids: readonly string[]) =>
  page.evaluate(
    async (asked) => {
      const read = await (globalThis as unknown as Holder).replica.read('contacts', asked);
      if (!read.ok) throw new Error(read.error.message);
      return read.value.map(({ id, email, phone, title }) => ({ id, email, phone, title }));
    },
    [...ids],
  );

const decidedFor = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as Holder).replica.conflicts().get() ?? []);

test(`two people who each made ${EDITS} edits offline end alike, every decision on record`, async ({
  stack,
}) => {
  test.setTimeout(120_000 + EDITS * 400);
  await furnish(stack);
  const ids = (await onServer(stack)).map(({ id }) => id);
  const [browser, served] = await Promise.all([launchBrowser(), servePage()]);
  const people = [
    await openPerson(browser, served, stack, { person: 'alex' }),
    await openPerson(browser, served, stack, { person: 'mara' }),
  ];
  const pages = people.map(({ page }) => page);
  for (const page of pages) {
    await untilSent(page);
    await expect.poll(async () => (await rowsOf(page, ids)).length).toBe(RECORDS);
  }
  for (const { context } of people) await context.setOffline(true);
  await Promise.all(pages.map((page, at) => work(page, ids, at + 1)));

  const before = await Promise.all(pages.map(heapOf));
  const began = Date.now();
  for (const { context } of people) await context.setOffline(false);
  for (const page of pages) await untilSent(page);
  const server = [...(await onServer(stack))];
  // What the other one sent last comes by a poke.
  for (const page of pages) await expect.poll(() => rowsOf(page, ids), { timeout: PATIENCE }).toEqual(server);
  const seconds = Math.round((Date.now() - began) / 1_000);
  const after = await Promise.all(pages.map(heapOf));
  for (const [at, heap] of after.entries()) expect(heap).toBeLessThan((before[at] ?? 0) * HEAP_GROWTH_LIMIT);

  // Of every two edits of one cell, one person or the other is told: what was said, what stands, and who it was.
  const decidedForBoth = async () => (await Promise.all(pages.map(decidedFor))).flat();
  const unexplained = async () =>
    (await decidedForBoth()).filter(
      ({ mine, theirs, theirs_by }) => JSON.stringify(mine) === JSON.stringify(theirs) || theirs_by === null,
    );
  await expect.poll(async () => (await decidedForBoth()).length).toBeGreaterThan(0);
  await expect.poll(unexplained, { timeout: PATIENCE }).toEqual([]);
  const decided = await decidedForBoth();
  console.log(
    `${EDITS} edits each on ${RECORDS} records: back in ${seconds} s, ${decided.length} decisions, heap`,
    before
      .map((heap, at) => `${Math.round(heap / 1e6)} to ${Math.round((after[at] ?? 0) / 1e6)} MB`)
      .join(', '),
  );
  const complaints = people.flatMap((person) => person.complaints);
  expect(complaints.filter((text) => !text.includes('net::ERR_'))).toEqual([]);
  await Promise.all([browser.close(), served.close()]);
});
