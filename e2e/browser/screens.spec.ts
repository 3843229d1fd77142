// Every screen in light and dark, in Chromium: it stands, it complains of nothing, and axe finds no violation on it.
// SCREENS names a folder: then a picture of each is written there too.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from '@playwright/test';
import { expect, test } from '../outpost.ts';
import { launchBrowser, openPerson, servePage, startAt } from './page.ts';
import { shownPlaces } from './places.ts';

const FOLDER = process.env['SCREENS'];

let browser: Browser;
let served: Awaited<ReturnType<typeof servePage>>;
test.beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), servePage()]);
});
test.afterAll(async () => {
  await Promise.all([browser.close(), served.close()]);
});

for (const theme of ['light', 'dark'] as const)
  test(`every screen is accessible, ${theme}`, async ({ stack }) => {
    test.setTimeout(240_000);
    const { context, page, complaints } = await openPerson(browser, served, stack, { theme });
    await expect(page.getByRole('button', { name: /^Sync: Up to date/u })).toBeVisible();
    for (const { name, place, open } of await shownPlaces(stack)) {
      await startAt(page, place);
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      await open?.(page);
      // What fades in is there; a colour on its way is none that anybody chose.
      await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      const found = violations.flatMap(({ id, help, nodes }) =>
        nodes.map(
          ({ target, failureSummary }) => `${id}: ${help} ${target.join(' ')} ${failureSummary ?? ''}`,
        ),
      );
      expect.soft(found, `${name}, ${theme}`).toEqual([]);
      if (FOLDER !== undefined) {
        await mkdir(FOLDER, { recursive: true });
        await page.screenshot({ path: path.join(FOLDER, `${name}-${theme}.png`) });
      }
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
