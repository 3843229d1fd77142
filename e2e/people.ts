// The demo's two people, alex and mara: how they sign in, and what they may.
import { expect, type Page } from '@playwright/test';
import { inDatabase } from './pipeline.ts';
import type { TestStack } from './outpost.ts';

export const PASSWORD = 'outpost-demo';

export async function signIn(window: Page, email: string): Promise<void> {
  await window.getByLabel('E-mail').fill(email);
  await window.getByLabel(/^Password/u).fill(PASSWORD);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(window.locator('[data-card-id]').first()).toBeVisible();
}

/** As somebody else in the workspace would give it to them, past every client. */
export const setRole = (stack: TestStack, person: string, role: string) =>
  inDatabase(
    stack,
    (sql) => sql`
      update workspace_members set role = ${role}
      where user_id = (select id from auth.users where email = ${`${person}@outpost.example`})`,
  );
