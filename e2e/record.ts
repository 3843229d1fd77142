// A record on its page: its fields by name, and what happened on it.
import { expect, type Locator, type Page } from '@playwright/test';

export const field = (window: Page, name: string): Locator =>
  window.locator('main dl > div').filter({ has: window.getByRole('term').getByText(name, { exact: true }) });

/** Opens what edits the field. */
export const edit = (window: Page, name: string) => field(window, name).locator('[data-edit]').click();

/** Types a value; Enter takes it. */
export async function type(window: Page, name: string, text: string): Promise<void> {
  await edit(window, name);
  await window.getByRole('textbox', { name, exact: true }).fill(text);
  await window.keyboard.press('Enter');
}

export async function choose(window: Page, name: string, option: string): Promise<void> {
  await edit(window, name);
  await window.getByRole('option', { name: option }).click();
}

export const entry = (window: Page, text: string): Locator =>
  window.getByRole('article').filter({ hasText: text });

export async function writeNote(window: Page, text: string): Promise<void> {
  const form = window.getByRole('form', { name: 'Write on the timeline' });
  await form.getByRole('textbox', { name: 'Note' }).fill(text);
  await form.getByRole('button', { name: 'Save note' }).click();
  await expect(form.getByRole('button')).toHaveCount(0);
}
