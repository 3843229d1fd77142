// The contacts as a table, without a network: narrowed, edited, brought in from a file; the server has it all afterwards.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { cell, namesIn, row } from './list.ts';
import { expect, test, type LaunchedApp, type TestStack } from './outpost.ts';
import { badge, inDatabase } from './pipeline.ts';
import { chooseIn, goTo } from './screens.ts';

const count = (window: Page) => window.getByText(/^\d+ contacts?/u);

/** The contacts of the demo, with the network cut. */
async function openContacts({ window }: LaunchedApp, stack: TestStack): Promise<void> {
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  await stack.wire.cut();
  await goTo(window, 'Contacts');
  await expect(count(window)).toHaveText('60 contacts');
}

async function reconnect({ window }: LaunchedApp, stack: TestStack): Promise<void> {
  await stack.wire.restore();
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu, { timeout: 45_000 });
}

const contactsOnServer = (stack: TestStack, email: string) =>
  inDatabase(
    stack,
    (sql) => sql<{ name: string; title: string | null; owner: string | null }[]>`
      select contacts.name, title, split_part(users.email, '@', 1) as owner
      from contacts left join auth.users on users.id = owner_id
      where contacts.email like ${email} and contacts.deleted_at is null order by contacts.name`,
  );

test('a list is narrowed, ordered, kept as a view and edited in place, and the server has it', async ({
  launch,
  stack,
}) => {
  const app = await launch({ demo: stack.demo('alex') });
  const { window } = app;
  await openContacts(app, stack);

  await window.keyboard.press('/');
  await window.keyboard.type('halberg');
  await expect(count(window)).toHaveText('4 contacts');
  await window.getByRole('button', { name: 'Filter', exact: true }).click();
  await window.getByPlaceholder('Find a field').fill('job');
  await window.keyboard.press('Enter');
  await window.getByRole('textbox', { name: 'Text' }).fill('it');
  await expect(window.getByRole('button', { name: 'Remove the filter Job title' })).toBeVisible();
  await expect(count(window)).toHaveText('1 contact');
  await window.getByRole('textbox', { name: 'Text' }).fill('manag');
  await window.keyboard.press('Escape');
  await expect.poll(() => namesIn(window)).toEqual(['Dieter Lang', 'Katrin Halberg']);
  await window.getByRole('columnheader', { name: 'Job title' }).click();
  await expect.poll(() => namesIn(window)).toEqual(['Katrin Halberg', 'Dieter Lang']);

  await window.getByRole('button', { name: 'Save as view' }).click();
  await window.getByLabel('Name of the view').fill('Halberg by job');
  await window.keyboard.press('Enter');
  await window.getByRole('button', { name: 'All', exact: true }).click();
  await expect(count(window)).toHaveText('60 contacts');
  await window.getByRole('button', { name: 'Halberg by job' }).click();
  await expect(count(window)).toHaveText('2 contacts');

  await (await cell(window, 'Dieter Lang', 'Job title')).dblclick();
  await window.getByRole('textbox', { name: 'Job title' }).fill('Manager of the plant');
  await window.keyboard.press('Enter');
  await expect(await cell(window, 'Dieter Lang', 'Job title')).toHaveText('Manager of the plant');
  await expect(badge(window)).toHaveAccessibleName(/2 waiting/iu);

  await reconnect(app, stack);
  expect(await contactsOnServer(stack, 'dieter.lang%')).toMatchObject([{ title: 'Manager of the plant' }]);
  const views = await inDatabase(stack, (sql) => sql`select name from saved_views where kind = 'table'`);
  expect([...views]).toEqual([{ name: 'Halberg by job' }]);
});

test('many contacts are given to a colleague and deleted in one gesture each, which one undo takes back', async ({
  launch,
  stack,
}) => {
  const app = await launch({ demo: stack.demo('alex') });
  const { window } = app;
  await openContacts(app, stack);
  const names = ['Anja Kühn', 'Anna-Lena Krüger', 'Antti Kauppinen'];
  for (const name of names) await row(window, name).getByRole('gridcell').first().click();
  const bar = window.getByRole('toolbar', { name: 'With what is selected' });
  await bar.getByRole('button', { name: 'Owner' }).click();
  await window.getByRole('option', { name: 'Mara Lindqvist' }).click();
  await expect(window.getByText('Edited 3 contacts.', { exact: true })).toBeVisible();
  for (const name of names) await expect(await cell(window, name, 'Owner')).toContainText('Mara Lindqvist');

  await bar.getByRole('button', { name: 'Delete' }).click();
  await expect(count(window)).toHaveText('57 contacts');
  await window.getByRole('button', { name: 'Undo' }).click();
  await expect(count(window)).toHaveText('60 contacts');
  for (const name of names) await expect(await cell(window, name, 'Owner')).toContainText('Mara Lindqvist');

  await reconnect(app, stack);
  const owners = await contactsOnServer(stack, 'an%@%');
  expect(owners.filter(({ name }) => names.includes(name))).toMatchObject(
    names.map(() => ({ owner: 'mara' })),
  );
});

test('a file is imported without the rows that do not fit, and the list is exported as it is shown', async ({
  launch,
  stack,
  folder,
}) => {
  const app = await launch({ demo: stack.demo('alex') });
  const { window } = app;
  await openContacts(app, stack);
  const file = path.join(folder, 'people.csv');
  const lines = ['Rosa Harbour,rosa@harbour.example,Harbour Works', 'Nobody,not an address,'];
  const known = 'Katrin Halberg,katrin.halberg@halberg.example,';
  await writeFile(
    file,
    ['Name,E-mail,Company', ...lines, known, 'Ben Quay,ben@harbour.example,Harbour Works'].join('\n'),
  );

  await chooseIn(window, 'Import and export', 'Import a file');
  await window.locator('input[type=file]').setInputFiles(file);
  const dialog = window.getByRole('dialog', { name: 'Import contacts' });
  await expect(dialog).toContainText('2 rows can be added. 1 is here already.');
  await expect(dialog).toContainText('1 company that is not here is added as well.');
  await expect(dialog).toContainText('1 row cannot be taken:');
  await expect(dialog).toContainText('It says “not an address”.');
  await dialog.getByRole('button', { name: 'Add 2 rows' }).click();
  await expect(dialog).toContainText('2 added. 2 not taken.');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(count(window)).toHaveText('62 contacts');

  await window.keyboard.press('/');
  await window.keyboard.type('harbour');
  await expect(count(window)).toHaveText('2 contacts');
  const exported = path.join(folder, 'exported.csv');
  await app.electron.evaluate(({ session }, to) => {
    session.defaultSession.once('will-download', (_, item) => item.setSavePath(to));
  }, exported);
  await chooseIn(window, 'Import and export', 'Export this list as CSV');
  await expect(window.getByText('Exported 2 rows.', { exact: true })).toBeVisible();
  const written = () => readFile(exported, 'utf8').catch(() => '');
  await expect.poll(written).toContain('Rosa Harbour');
  expect((await written()).trim().split(/\r?\n/u)).toEqual([
    'Name,E-mail,Phone,Job title,Company,Tags,Owner',
    'Ben Quay,ben@harbour.example,,,Harbour Works,,Alex Keller',
    'Rosa Harbour,rosa@harbour.example,,,Harbour Works,,Alex Keller',
  ]);

  // Companies and contacts: one import all the same.
  await expect(badge(window)).toHaveAccessibleName(/1 waiting/iu);
  await reconnect(app, stack);
  expect(await contactsOnServer(stack, '%@harbour.example')).toMatchObject([
    { name: 'Ben Quay', owner: 'alex' },
    { name: 'Rosa Harbour', owner: 'alex' },
  ]);
});
