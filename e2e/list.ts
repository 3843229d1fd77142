// A list of records as a person looks at it: rows by the name of the record, cells by the name of the column.
import type { Locator, Page } from '@playwright/test';

export const row = (window: Page, name: string): Locator =>
  window.getByRole('row').filter({ has: window.getByRole('gridcell', { name, exact: true }) });

export async function cell(window: Page, name: string, column: string): Promise<Locator> {
  const head = window.getByRole('columnheader', { name: column, exact: true });
  return row(window, name).locator(`[aria-colindex="${await head.getAttribute('aria-colindex')}"]`);
}

/** The names that are in view, from the top. */
export const namesIn = (window: Page): Promise<string[]> =>
  window.locator('[role=gridcell][aria-colindex="2"]').allTextContents();
