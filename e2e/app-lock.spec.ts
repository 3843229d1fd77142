// The app lock in the launched app: what is on the disk with it, who gets in, and that nothing is lost on the way.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { callShell } from './call-shell.ts';
import { expect as soon, test, type LaunchedApp } from './outpost.ts';
import { badge, both, CARD, cardIn, stagesOf } from './pipeline.ts';
import { goTo } from './screens.ts';

/** Deriving a key takes most of a second of a machine that does nothing else, and everything is written anew. */
const expect = soon.configure({ timeout: 60_000 });

const PASSPHRASE = 'four words not related';
const NAMES = [CARD, 'Nordwind', 'alex@outpost.example', 'Lindqvist'];

/** Of the names, those that can be read in a file under `folder`, in any of the forms that Chromium writes texts in. */
async function namesOnDisk(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const file = path.join(parentPath, name);
        const bytes = await readFile(file);
        return NAMES.flatMap((each) => {
          const wide = Buffer.from(each, 'utf16le');
          const forms = [Buffer.from(each), wide, Buffer.from(wide).swap16()];
          return forms.some((form) => bytes.includes(form))
            ? [`${each} in ${path.relative(folder, file)}`]
            : [];
        });
      }),
  );
  return found.flat();
}

const lockScreen = (window: Page) => window.getByRole('heading', { name: 'Outpost is locked' });

async function openSection(window: Page): Promise<void> {
  await window.keyboard.press('g');
  await window.keyboard.press('s');
  const sections = window.getByRole('navigation', { name: 'Settings' });
  await sections.getByRole('button', { name: 'App lock' }).click();
}

async function unlock(window: Page, passphrase: string): Promise<void> {
  await window.getByLabel('Passphrase').fill(passphrase);
  await window.getByRole('button', { name: 'Unlock' }).click();
}

async function moveRight(window: Page): Promise<void> {
  await cardIn(window, 'Lead').focus();
  for (const key of ['Space', 'ArrowRight', 'Space']) await window.keyboard.press(key);
  await expect(cardIn(window, 'Qualified')).toBeVisible();
}

async function switchOn(window: Page): Promise<void> {
  await openSection(window);
  await window.getByRole('button', { name: 'Switch on…' }).click();
  const dialog = window.getByRole('dialog', { name: 'Switch the app lock on' });
  await dialog.getByLabel('New passphrase').fill(PASSPHRASE);
  await dialog.getByLabel('Repeat it').fill(PASSPHRASE);
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Switch on' }).click();
}

const lockByMenu = ({ electron }: LaunchedApp) =>
  electron.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File');
    file?.submenu?.items.find(({ label }) => label === 'Lock Now')?.click();
  });

test('with the app lock nothing can be read on the disk, and with the passphrase everything is there', async ({
  launch,
  stack,
  folder,
}) => {
  test.setTimeout(400_000);
  const demo = stack.demo('alex');
  const profile = path.join(folder, 'alex');
  const named = async () => {
    const found = await namesOnDisk(profile);
    return NAMES.filter((name) => found.some((one) => one.startsWith(name)));
  };
  const first = await launch({ demo });
  await expect(badge(first.window)).toHaveAccessibleName(/up to date/iu);
  // A change that the server does not have is what the lock must not lose.
  await stack.wire.cut();
  await moveRight(first.window);
  await expect(badge(first.window)).toHaveAccessibleName(/1 waiting/iu);
  await expect.poll(named).toEqual(NAMES);

  await switchOn(first.window);
  await expect(first.window.getByRole('button', { name: 'Switch off…' })).toBeVisible();
  await goTo(first.window, 'Boards');
  await expect(cardIn(first.window, 'Qualified')).toBeVisible();
  await expect.poll(() => namesOnDisk(profile)).toEqual([]);
  await first.close();
  expect(await namesOnDisk(profile)).toEqual([]);

  const second = await launch({ demo });
  await expect(lockScreen(second.window)).toBeVisible();
  expect(await callShell(second.window, 'setting:read', 'place')).toMatchObject({ ok: false });
  await unlock(second.window, 'five words not related');
  await expect(second.window.getByText('This is not your passphrase.')).toBeVisible();
  await unlock(second.window, PASSPHRASE);
  await expect(cardIn(second.window, 'Qualified')).toBeVisible();
  await expect(badge(second.window)).toHaveAccessibleName(/1 change/iu);
  await stack.wire.restore();
  await expect(badge(second.window)).toHaveAccessibleName(/up to date/iu);
  await expect.poll(() => stagesOf(stack)).toEqual(both('Qualified'));

  await lockByMenu(second);
  await expect(lockScreen(second.window)).toBeVisible();
  await expect(second.window.getByText(CARD)).toHaveCount(0);
  await unlock(second.window, PASSPHRASE);
  await expect(cardIn(second.window, 'Qualified')).toBeVisible();
  await second.close();
  expect(await namesOnDisk(profile)).toEqual([]);

  const third = await launch({ demo });
  await unlock(third.window, PASSPHRASE);
  await expect(cardIn(third.window, 'Qualified')).toBeVisible();
  await openSection(third.window);
  await third.window.getByRole('button', { name: 'Switch off…' }).click();
  const dialog = third.window.getByRole('dialog', { name: 'Switch the app lock off' });
  await dialog.getByLabel('Passphrase of today').fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Switch off' }).click();
  await expect(third.window.getByRole('button', { name: 'Switch on…' })).toBeVisible();
  await third.close();
  const open = await launch({ demo });
  await goTo(open.window, 'Boards');
  await expect(cardIn(open.window, 'Qualified')).toBeVisible();
  await expect(badge(open.window)).toHaveAccessibleName(/up to date/iu);
});

test('switching the lock on goes on after the app was killed, and the system that sleeps locks it', async ({
  launch,
  stack,
  folder,
}) => {
  test.setTimeout(400_000);
  const demo = stack.demo('alex');
  const killed = await launch({ demo });
  await expect(badge(killed.window)).toHaveAccessibleName(/up to date/iu);
  await switchOn(killed.window);
  await expect(killed.window.getByRole('heading', { name: 'Sealing your data' })).toBeVisible();
  await killed.kill();

  const app = await launch({ demo });
  await expect(lockScreen(app.window)).toBeVisible();
  await unlock(app.window, PASSPHRASE);
  await goTo(app.window, 'Boards');
  await expect(cardIn(app.window, 'Lead')).toBeVisible();
  await expect.poll(() => namesOnDisk(path.join(folder, 'alex'))).toEqual([]);
  await app.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  await expect(lockScreen(app.window)).toBeVisible();

  await app.window.getByRole('button', { name: 'I forgot my passphrase' }).click();
  await expect(app.window.getByText('No change waits to be sent.')).toBeVisible();
  await app.window.getByRole('button', { name: 'Remove everything here' }).click();
  await expect(cardIn(app.window, 'Lead')).toBeVisible();
  await expect(badge(app.window)).toHaveAccessibleName(/up to date/iu);
});
