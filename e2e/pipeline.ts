// The demo's pipeline as tests look at it: one card on the screen, and its deal in the database.
import { expect, type Page } from '@playwright/test';
import postgres from 'postgres';
import type { TestStack } from './outpost.ts';

export const CARD = 'Warehouse scanning';

export const stage = (window: Page, name: string) => window.getByRole('region', { name, exact: true });
export const cardIn = (window: Page, stageName: string, title = CARD) =>
  stage(window, stageName).locator('[data-card-id]').filter({ hasText: title });
export const badge = (window: Page) => window.getByRole('button', { name: /^Sync: /u });

/** By mouse, onto the first card of the other stage. */
export async function drag(window: Page, from: string, to: string, title = CARD): Promise<void> {
  const target = stage(window, to).locator('[data-card-id]').first();
  await cardIn(window, from, title).dragTo(target, { targetPosition: { x: 60, y: 12 } });
  await expect(cardIn(window, to, title)).toBeVisible();
}

/** Asks the server itself, past every client. */
export async function inDatabase<T>(stack: TestStack, ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(stack.database_url, { max: 1, onnotice: () => undefined });
  try {
    return await ask(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The stage of a deal and of its card, by name; they are never to differ. */
export const stagesOf = (stack: TestStack, title = CARD) =>
  inDatabase(stack, async (sql) => {
    const [row] = await sql<{ deal: string; card: string }[]>`
      select of_deal.name as deal, of_card.name as card
      from deals
      join board_cards on board_cards.record_id = deals.id
      join board_stages as of_deal on of_deal.id = deals.stage_id
      join board_stages as of_card on of_card.id = board_cards.stage_id
      where deals.name = ${title}`;
    return row;
  });
export const both = (name: string) => ({ deal: name, card: name });
