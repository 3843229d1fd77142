// Every screen in light and dark, in Chromium: it stands, it complains of nothing, and axe finds no violation on it.
// SCREENS names a folder: then a picture of each is written there too.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from '../outpost.ts';
import { badge } from '../pipeline.ts';
import { launchBrowser, openPerson, openStranger, servePage, startAt } from './page.ts';
import { EMPTY_PLACES, FIRST_STEPS, shownPlaces, type Shown } from './places.ts';

const FOLDER = process.env['SCREENS'];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let browser: Browser;
let served: Awaited<ReturnType<typeof servePage>>;
test.beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), servePage()]);
});
test.afterAll(async () => {
  await Promise.all([browser.close(), served.close()]);
});

/** What axe finds on the page as it stands, and a picture of it. */
async function look(page: Page, name: string, theme: string): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  // What fades in is there; a colour on its way is none that anybody chose.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} ${target.join(' ')} ${failureSummary ?? ''}`),
  );
  expect.soft(found, `${name}, ${theme}`).toEqual([]);
  if (FOLDER === undefined) return;
  await mkdir(FOLDER, { recursive: true });
  await page.screenshot({
    path: path.join(FOLDER, `${name}-${theme}.png`),
    animations: 'disabled',
    caret: 'hide',
    scale: 'css',
  });
}

async function lookAt(page: Page, { name, place, open }: Shown, theme: string): Promise<void> {
  await page.mouse.move(0, 0);
  await startAt(page, place);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await open?.(page);
  await look(page, name, theme);
}

for (const theme of ['light', 'dark'] as const) {
  test(`every screen is accessible, ${theme}`, async ({ stack }) => {
    test.setTimeout(420_000);
    const { context, page, complaints } = await openPerson(browser, served, stack, { theme });
    await expect(badge(page)).toHaveAccessibleName(/up to date/iu);
    for (const shown of await shownPlaces(stack)) await lookAt(page, shown, theme);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test(`the first screens and empty ones are accessible, ${theme}`, async () => {
    test.setTimeout(180_000);
    const { context, page, complaints } = await openStranger(browser, served, { theme });
    for (const { name, open } of FIRST_STEPS) {
      await open?.(page);
      await look(page, name, theme);
    }
    for (const shown of EMPTY_PLACES) await lookAt(page, shown, theme);
    expect(complaints).toEqual([]);
    await context.close();
  });
}
