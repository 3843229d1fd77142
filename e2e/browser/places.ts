// Every screen of Outpost, and what opens over one: by name, where it is, and what is done there.
import type { Page } from '@playwright/test';
import { inDatabase, stage } from '../pipeline.ts';
import { edit } from '../record.ts';
import { chooseIn } from '../screens.ts';
import type { TestStack } from '../outpost.ts';
import type { Place } from './page.ts';

export type Shown = { name: string; place: Place; open?: (page: Page) => Promise<void> };

const SETTINGS = [
  'profile',
  'appearance',
  'shortcuts',
  'storage',
  'workspace',
  'people',
  'teams',
  'roles',
  'fields',
  'stages',
  'tags',
  'about',
];

const PEOPLE = [
  'Name,E-mail,Company',
  'Rosa Harbour,rosa@harbour.example,Harbour Works',
  'Nobody,not an address,',
  'Katrin Halberg,katrin.halberg@halberg.example,',
  'Ben Quay,ben@harbour.example,Harbour Works',
];

/** Before anybody has begun on this machine, one after the other. */
export const FIRST_STEPS: readonly Pick<Shown, 'name' | 'open'>[] = [
  { name: 'first-welcome' },
  {
    name: 'first-sign-in',
    open: async (page) => {
      await page.getByRole('button', { name: /^Sign in/u }).click();
      await page.getByRole('textbox').first().waitFor();
    },
  },
  {
    name: 'first-here',
    open: async (page) => {
      await page.reload();
      await page.getByRole('button', { name: /^Start on this laptop/u }).click();
      await page.getByLabel('What is your company called?').fill('Harbour');
      await page.getByLabel('What is your name?').fill('Rosa');
    },
  },
  {
    name: 'empty-board',
    open: async (page) => {
      await page.keyboard.press('Enter');
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
      await page.getByRole('main').getByRole('heading').nth(1).waitFor();
    },
  },
];

/** Of a workspace in which nothing is yet. */
export const EMPTY_PLACES: readonly Shown[] = (
  ['home', 'tasks', 'contacts', 'companies', 'deals', 'trash'] as const
).map((to) => ({ name: `empty-${to}`, place: { to } }));

/** Of the demo workspace. */
export async function shownPlaces(stack: TestStack): Promise<readonly Shown[]> {
  const [found] = await inDatabase(
    stack,
    (sql) => sql<{ deal: string; contact: string; company: string; partners: string }[]>`
      select
        (select id from deals where name = 'Warehouse scanning') as deal,
        (select id from contacts where name = 'Katrin Halberg') as contact,
        (select id from companies where name = 'Kauppinen Oy') as company,
        (select id from boards where name = 'Partners') as partners`,
  );
  if (!found) throw new Error('The demo workspace is not there.');
  const { deal, contact, company, partners } = found;
  return [
    { name: 'home', place: { to: 'home' } },
    { name: 'tasks', place: { to: 'tasks' } },
    { name: 'board', place: { to: 'board' } },
    { name: 'board-of-companies', place: { to: 'board', id: partners } },
    {
      name: 'board-with-record',
      place: { to: 'board' },
      open: async (page) => {
        await page.locator('[data-card-id]').first().click();
        await page.getByRole('complementary', { name: 'Record' }).waitFor();
      },
    },
    {
      name: 'board-adding',
      place: { to: 'board' },
      open: async (page) => {
        await stage(page, 'Lead').getByRole('button', { name: 'Add a deal' }).last().click();
        await page.getByRole('combobox', { name: 'Name of the deal' }).fill('Harbour cranes');
      },
    },
    {
      name: 'board-menu',
      place: { to: 'board' },
      open: async (page) => {
        await page.locator('[data-card-id]').first().click({ button: 'right' });
        await page.getByRole('menu').waitFor();
      },
    },
    { name: 'contacts', place: { to: 'contacts' } },
    {
      name: 'contacts-selected',
      place: { to: 'contacts' },
      open: async (page) => {
        for (const at of [1, 2, 4]) await page.getByRole('row').nth(at).getByRole('gridcell').first().click();
        await page.getByRole('toolbar', { name: 'With what is selected' }).waitFor();
      },
    },
    {
      name: 'import',
      place: { to: 'contacts' },
      open: async (page) => {
        await chooseIn(page, 'Import and export', 'Import a file');
        await page.locator('input[type=file]').setInputFiles({
          name: 'people.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from(PEOPLE.join('\n')),
        });
        await page.getByRole('button', { name: 'Add 2 rows' }).waitFor();
      },
    },
    { name: 'companies', place: { to: 'companies' } },
    { name: 'deals', place: { to: 'deals' } },
    { name: 'contact', place: { to: 'contact', id: contact } },
    { name: 'company', place: { to: 'company', id: company } },
    { name: 'deal', place: { to: 'deal', id: deal } },
    {
      name: 'deal-close-date',
      place: { to: 'deal', id: deal },
      open: async (page) => {
        await edit(page, 'Close date');
        await page.getByRole('grid').waitFor();
      },
    },
    {
      name: 'deal-lost',
      place: { to: 'deal', id: deal },
      open: async (page) => {
        await page.getByRole('button', { name: 'Lost', exact: true }).click();
        await page.getByLabel('Why was it lost?').waitFor();
      },
    },
    {
      name: 'search',
      place: { to: 'home' },
      open: async (page) => {
        await page.keyboard.press('Control+k');
        await page.getByRole('dialog').getByRole('combobox').fill('halb');
        await page.getByRole('option').first().waitFor();
      },
    },
    {
      name: 'new-deal',
      place: { to: 'deals' },
      open: async (page) => {
        await page.getByRole('button', { name: 'New deal' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'shortcuts',
      place: { to: 'home' },
      open: async (page) => {
        await page.keyboard.press('?');
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'new-anything',
      place: { to: 'home' },
      open: async (page) => {
        await page.getByRole('button', { name: 'New', exact: true }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'duplicates',
      place: { to: 'contacts' },
      open: async (page) => {
        await page.getByRole('button', { name: 'New contact' }).click();
        const form = page.getByRole('dialog', { name: 'New contact' });
        await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Sabine Reuther');
        await form.getByLabel('E-mail').fill('sabine.reuter@halberg.example');
        await page.keyboard.press('Enter');
        await form.waitFor({ state: 'detached' });
        await page.keyboard.press('Control+k');
        await page.getByRole('dialog').getByRole('combobox').fill('duplicates');
        await page.getByRole('option', { name: 'Duplicates' }).click();
        await page.getByRole('button', { name: 'Merge' }).waitFor();
      },
    },
    {
      name: 'merge',
      place: { to: 'duplicates' },
      open: async (page) => {
        await page.getByRole('button', { name: 'Merge' }).first().click();
        await page.getByRole('dialog', { name: 'Merge two contacts' }).waitFor();
      },
    },
    { name: 'trash', place: { to: 'trash' } },
    { name: 'sync', place: { to: 'sync' } },
    // Kept for this list: after everything else that shows it.
    {
      name: 'contacts-filter',
      place: { to: 'contacts' },
      open: async (page) => {
        await page.getByRole('button', { name: 'Filter', exact: true }).click();
        await page.getByPlaceholder('Find a field').fill('job');
        await page.keyboard.press('Enter');
        await page.getByRole('textbox', { name: 'Text' }).fill('lead');
        await page.getByRole('button', { name: 'Remove the filter Job title' }).waitFor();
      },
    },
    ...SETTINGS.map((id) => ({ name: `settings-${id}`, place: { to: 'settings', id } })),
  ];
}
