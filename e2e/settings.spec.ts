// What a workspace and a laptop are set to: by whom, and for how long.
import type { Page } from '@playwright/test';
import { expect, test } from './outpost.ts';
import { setRole } from './people.ts';
import { badge } from './pipeline.ts';
import { choose, edit, field, type } from './record.ts';
import { openPage, search } from './screens.ts';

const FIELDS = {
  Remark: 'Text',
  Seats: 'Number',
  Budget: 'Amount of money',
  'Kick-off': 'Date',
  Region: 'One of a list',
  Modules: 'Several of a list',
  'Needs approval': 'Yes or no',
  Tender: 'Web address',
  Reseller: 'Another record',
} as const;
const LISTED = ['One of a list', 'Several of a list'];

async function openSettings(window: Page, section: string): Promise<void> {
  await window.keyboard.press('g');
  await window.keyboard.press('s');
  await window.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: section }).click();
}

test('an admin adds a field of each type, and every deal has them for whoever works on it', async ({
  launch,
  stack,
}) => {
  const { window } = await launch({ demo: stack.demo('alex') });
  const mara = await launch({ person: 'mara', demo: stack.demo('mara') });
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  await openSettings(window, 'Fields');
  for (const [name, kind] of Object.entries(FIELDS)) {
    await window.getByRole('button', { name: 'Add field' }).click();
    const dialog = window.getByRole('dialog', { name: 'Add field' });
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('combobox', { name: 'Type' }).selectOption(kind);
    if (LISTED.includes(kind)) {
      await dialog.getByRole('button', { name: 'Add field' }).click();
      await expect(dialog.getByRole('alert')).toBeVisible();
      await dialog.getByLabel('Choices, one a line').fill('North\nSouth');
    }
    await dialog.getByRole('button', { name: 'Add field' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(window.getByRole('listitem').filter({ hasText: `${name}${kind}` })).toBeVisible();
  }

  await openPage(window, 'Customs documents');
  for (const name of Object.keys(FIELDS)) await expect(field(window, name)).toBeVisible();
  await type(window, 'Seats', '1,200');
  await choose(window, 'Modules', 'South');
  await window.keyboard.press('Escape');
  await type(window, 'Kick-off', 'tomorrow');
  await expect(field(window, 'Modules')).toContainText('South');
  await choose(window, 'Needs approval', 'Yes');

  await openPage(mara.window, 'Customs documents');
  await expect(field(mara.window, 'Seats')).toContainText('1,200');
  await expect(field(mara.window, 'Modules')).toContainText('South');
  await expect(field(mara.window, 'Kick-off')).not.toContainText('Empty');
  await expect(field(mara.window, 'Needs approval').getByRole('img', { name: 'Yes' })).toBeVisible();
  await edit(mara.window, 'Region');
  await expect(mara.window.getByRole('option')).toHaveText(['North', 'South']);
});

test('a guest is told why nothing can be changed, on a record as in the settings', async ({
  launch,
  stack,
}) => {
  await setRole(stack, 'mara', 'guest');
  const { window } = await launch({ person: 'mara', demo: stack.demo('mara') });
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  for (const section of ['Fields', 'Stages', 'Tags']) {
    await openSettings(window, section);
    await expect(window.getByRole('note').first()).toHaveText(
      'Your role does not allow changes here. Ask an admin of your workspace.',
    );
  }
  for (const section of ['Workspace', 'People', 'Teams', 'Roles']) {
    await openSettings(window, section);
    await expect(window.getByRole('note').first()).toHaveText(
      'Only admins can change this. Ask one of them.',
    );
  }
  await expect(window.getByRole('main').getByRole('checkbox', { disabled: false })).toHaveCount(0);

  await openPage(window, 'Customs documents');
  await expect(window.getByText('Your role lets you read deals, not change them.')).toBeVisible();
  await expect(window.getByText('Your role lets you read the timeline, not write on it.')).toBeVisible();
  await expect(window.locator('[data-edit]')).toHaveCount(0);
  await window.keyboard.press('c');
  const asked = window.getByRole('dialog', { name: 'New', exact: true });
  await expect(asked).toContainText('Your role lets you read what is here, not add to it.');
  await expect(asked.getByRole('button')).toHaveCount(0);
  await window.keyboard.press('Escape');

  await expect((await search(window, 'new')).filter({ hasText: /^New / })).toHaveCount(0);
  await window.getByRole('combobox').fill('Nobody of this name');
  await expect(window.getByRole('option')).toHaveCount(0);
  await expect(window.getByText('Nothing found for “Nobody of this name”')).toBeVisible();
  await window.keyboard.press('Escape');

  await window.keyboard.press('g');
  await window.keyboard.press('t');
  await expect(window.getByText('Your role lets you read tasks, not change them.')).toBeVisible();
  await window.getByRole('radio', { name: 'All open' }).click();
  await window.getByRole('button', { name: /^Whose tasks/u }).click();
  await window.getByRole('option', { name: 'Everybody' }).click();
  const task = window.getByRole('article').first();
  await expect(task.getByRole('checkbox')).toBeDisabled();
  await task.focus();
  for (const key of ['e', 'd', 'a', 'Delete', ' ']) await window.keyboard.press(key);
  await expect(window.getByRole('main').getByRole('textbox')).toHaveCount(0);
  await expect(task).toBeVisible();
});

test('an invitation sends no mail, and says so beside the link that a colleague needs', async ({
  launch,
  stack,
}) => {
  const { window, electron } = await launch({ demo: stack.demo('alex') });
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  await openSettings(window, 'People');
  await expect(window.getByRole('region', { name: 'Invitations' })).toContainText('No mail is sent.');
  await window.getByRole('button', { name: 'Copy the link to your server' }).click();
  await expect(window.getByText('Copied.', { exact: false }).first()).toBeVisible();
  const copied = await electron.evaluate(async ({ clipboard }) => clipboard.readText());
  const link = new URLSearchParams({ url: stack.wire.url, key: stack.publishable_key });
  expect(copied).toBe(`outpost://connect?${link.toString()}`);
});

test('theme and language survive a restart, and what is on the laptop can be removed', async ({
  launch,
  stack,
}) => {
  const first = await launch({ demo: stack.demo('alex') });
  await expect(badge(first.window)).toHaveAccessibleName(/up to date/iu);
  await openSettings(first.window, 'Appearance');
  await first.window.getByRole('combobox', { name: 'Theme' }).selectOption('Dark');
  await first.window.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await expect(first.window.getByRole('combobox', { name: 'Sprache' })).toBeVisible();
  await first.close();

  const { window } = await launch({ demo: stack.demo('alex') });
  await expect(window.getByRole('combobox', { name: 'Sprache' })).toBeVisible();
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(window.locator('html')).toHaveAttribute('lang', 'de');
  await window.getByRole('button', { name: 'Dieser Laptop' }).click();
  await window.getByRole('button', { name: 'Entfernen …' }).click();
  await window
    .getByRole('dialog')
    .getByRole('button', { name: /^Abmelden/u })
    .click();
  await expect(window.getByLabel('E-Mail')).toBeVisible();
  const databases = () => window.evaluate(async () => (await indexedDB.databases()).length);
  await expect.poll(databases).toBe(0);
});
