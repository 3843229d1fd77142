// Every screen of Outpost, and what opens over one: by name, where it is, and what is done there.
import type { Page } from '@playwright/test';
import { inDatabase } from '../pipeline.ts';
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
    { name: 'contacts', place: { to: 'contacts' } },
    { name: 'companies', place: { to: 'companies' } },
    { name: 'deals', place: { to: 'deals' } },
    { name: 'contact', place: { to: 'contact', id: contact } },
    { name: 'company', place: { to: 'company', id: company } },
    { name: 'deal', place: { to: 'deal', id: deal } },
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
    { name: 'duplicates', place: { to: 'duplicates' } },
    { name: 'trash', place: { to: 'trash' } },
    { name: 'sync', place: { to: 'sync' } },
    ...SETTINGS.map((id) => ({ name: `settings-${id}`, place: { to: 'settings', id } })),
  ];
}
