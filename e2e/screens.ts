// How a person gets about: by the sidebar, and by searching.
import { expect, type Page } from '@playwright/test';

type Place = 'Home' | 'Tasks' | 'Boards' | 'Contacts' | 'Companies' | 'Deals';

export const goTo = (window: Page, place: Place) =>
  window.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: place, exact: true }).click();

/** Types into the search that opens anywhere; what it finds first is chosen by Enter. */
export async function search(window: Page, text: string) {
  await window.keyboard.press('ControlOrMeta+k');
  const palette = window.getByRole('dialog', { name: 'Search and do' });
  await palette.getByRole('combobox').fill(text);
  return palette.getByRole('option');
}

/** Opens the page of the record called `name`. */
export async function openPage(window: Page, name: string): Promise<void> {
  await expect((await search(window, name)).first()).toContainText(name);
  await window.keyboard.press('ControlOrMeta+Enter');
  await expect(window.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Chooses in the menu of the button called `button`. */
export async function chooseIn(window: Page, button: string | RegExp, item: string): Promise<void> {
  await window.getByRole('button', { name: button }).click();
  await window.getByRole('menuitem', { name: item }).click();
}
