// One laptop, several people: nobody sees what the one before has left, and what is removed is gone from the disk.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { callShell } from './call-shell.ts';
import { expect, test, type LaunchedApp } from './outpost.ts';
import { signIn } from './people.ts';
import { badge, CARD, cardIn } from './pipeline.ts';

async function moveRight(window: Page): Promise<void> {
  await cardIn(window, 'Lead').focus();
  for (const key of ['Space', 'ArrowRight', 'Space']) await window.keyboard.press(key);
  await expect(cardIn(window, 'Qualified')).toBeVisible();
}

async function signOut(window: Page, { wipe }: { wipe: boolean }): Promise<void> {
  await window.getByRole('button', { name: /workspace menu/u }).click();
  await window.getByRole('menuitem', { name: 'Sign out' }).click();
  if (wipe) await window.getByRole('checkbox').check();
  await window.getByRole('button', { name: /^Sign out/u }).click();
  await expect(window.getByLabel('E-mail')).toBeVisible();
}

/** What this origin holds on the disk, and who is busy with it. */
const leftBehind = (window: Page) =>
  window.evaluate(async () => {
    const locks = await navigator.locks.query();
    return {
      databases: (await indexedDB.databases()).map(({ name }) => name),
      texts: Object.keys(localStorage).length + Object.keys(sessionStorage).length,
      locks: [...(locks.held ?? []), ...(locks.pending ?? [])].map(({ name }) => name),
      caches: await caches.keys(),
    };
  });
const NOTHING = { databases: [], texts: 0, locks: [], caches: [] };

/** The files under `folder` in which the name of a deal can be read. */
async function filesThatName(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const found = await Promise.all(
    files.map(async (file) => ((await readFile(file)).includes(CARD) ? [path.relative(folder, file)] : [])),
  );
  return found.flat();
}

/** By the menu, as a person does. */
async function openSecondWindow(app: LaunchedApp): Promise<Page> {
  const opened = app.electron.waitForEvent('window');
  await app.electron.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File');
    file?.submenu?.items.find(({ label }) => label === 'New Window')?.click();
  });
  return opened;
}

test('another person on the same laptop sees nothing of the first, and neither loses anything', async ({
  launch,
  stack,
}) => {
  const { window } = await launch({ demo: { ...stack.demo('alex'), sign_in: false } });
  await signIn(window, 'alex@outpost.example');
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  await stack.wire.cut();
  await moveRight(window);
  await expect(badge(window)).toHaveAccessibleName(/1 waiting/iu);
  await signOut(window, { wipe: false });

  await stack.wire.restore();
  await signIn(window, 'mara@outpost.example');
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  await expect(cardIn(window, 'Lead')).toBeVisible();
  await signOut(window, { wipe: true });
  expect((await leftBehind(window)).locks).toEqual([]);

  await signIn(window, 'alex@outpost.example');
  await expect(cardIn(window, 'Qualified')).toBeVisible();
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
});

test('what is removed from the laptop is gone from the disk, though a second window was open', async ({
  launch,
  stack,
  folder,
}) => {
  const app = await launch({ demo: { ...stack.demo('alex'), sign_in: false } });
  await signIn(app.window, 'alex@outpost.example');
  await expect(badge(app.window)).toHaveAccessibleName(/up to date/iu);
  expect(await filesThatName(path.join(folder, 'alex'))).not.toEqual([]);
  const second = await openSecondWindow(app);
  await expect(cardIn(second, 'Lead')).toBeVisible();
  expect((await leftBehind(app.window)).databases).not.toEqual([]);

  await signOut(app.window, { wipe: true });
  await expect(second.getByText('removed in another window')).toBeVisible();
  await expect(second.getByLabel('E-mail')).toBeVisible();
  await expect.poll(() => leftBehind(app.window)).toEqual(NOTHING);
  const key = `session/${new URL(stack.wire.url).host}`;
  expect(await callShell(app.window, 'vault:read', key)).toEqual({ ok: true, value: null });
  expect(await callShell(app.window, 'setting:read', 'place')).toEqual({ ok: true, value: null });

  await second.reload();
  await expect(second.getByLabel('E-mail')).toBeVisible();
  expect(await leftBehind(second)).toEqual(NOTHING);
  // Chromium writes its database anew, without what was deleted, when it is closed.
  await app.close();
  expect(await filesThatName(path.join(folder, 'alex'))).toEqual([]);
});
