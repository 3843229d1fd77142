// One worker at a time syncs a replica. Whatever becomes of it, another goes on.
import type { Page } from '@playwright/test';
import { expect, test } from './outpost.ts';
import { badge, cardIn } from './pipeline.ts';

async function moveTo(window: Page, from: string, to: string): Promise<void> {
  await cardIn(window, from).focus();
  for (const key of ['Space', 'ArrowRight', 'Space']) await window.keyboard.press(key);
  await expect(cardIn(window, to)).toBeVisible();
}

/** What stops the worker of a window, from inside of it. */
const ENDS = {
  dies: () => self.close(),
  hangs: () => {
    setTimeout(() => {
      for (;;);
    });
  },
};

for (const [how, end] of Object.entries(ENDS))
  test(`a worker that ${how} is replaced, and what waited is sent`, async ({ launch, stack }) => {
    const alex = await launch({ demo: stack.demo('alex') });
    const mara = await launch({ person: 'mara', demo: stack.demo('mara') });
    await expect(badge(alex.window)).toHaveAccessibleName(/up to date/iu);
    await expect(cardIn(mara.window, 'Lead')).toBeVisible();
    await alex.window.workers()[0]?.evaluate(end);
    await moveTo(alex.window, 'Lead', 'Qualified');
    await expect(badge(alex.window)).toHaveAccessibleName(/1 waiting/iu);
    await expect(cardIn(mara.window, 'Qualified')).toBeVisible({ timeout: 60_000 });
    await expect(badge(alex.window)).toHaveAccessibleName(/up to date/iu);
  });

test('the worker of a second window takes over at once from one that dies', async ({ launch, stack }) => {
  const app = await launch({ demo: stack.demo('alex') });
  const mara = await launch({ person: 'mara', demo: stack.demo('mara') });
  await expect(badge(app.window)).toHaveAccessibleName(/up to date/iu);
  const opened = app.electron.waitForEvent('window');
  await app.electron.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File');
    file?.submenu?.items.find(({ label }) => label === 'New Window')?.click();
  });
  const second = await opened;
  await expect(cardIn(second, 'Lead')).toBeVisible();
  await app.window.workers()[0]?.evaluate(ENDS.dies);
  await moveTo(app.window, 'Lead', 'Qualified');
  await expect(cardIn(mara.window, 'Qualified')).toBeVisible();
});
