// The walk that the whole product stands on: sign in, drag a card without a network, see it arrive elsewhere.
import type { Page } from '@playwright/test';
import { expect, test } from './outpost.ts';
import { CARD, stage, cardIn, badge, drag, stagesOf, both, inDatabase } from './pipeline.ts';

/** What the badge says from the moment that a move is on the disk. */
const SAVED = /offline, everything is saved here · 1 waiting/iu;

test('a person signs in by hand, and a drag reaches the database and a colleague', async ({
  launch,
  stack,
}) => {
  const alex = await launch({ demo: { ...stack.demo('alex'), sign_in: false } });
  await alex.window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(cardIn(alex.window, 'Lead')).toBeVisible();

  const mara = await launch({ person: 'mara', demo: stack.demo('mara') });
  await expect(cardIn(mara.window, 'Lead')).toBeVisible();

  await drag(alex.window, 'Lead', 'Qualified');
  await expect.poll(() => stagesOf(stack)).toEqual(both('Qualified'));
  await expect(cardIn(mara.window, 'Qualified')).toBeVisible();
  await expect(cardIn(mara.window, 'Lead')).toHaveCount(0);

  await drag(mara.window, 'Qualified', 'Proposal');
  await expect(cardIn(alex.window, 'Proposal')).toBeVisible();
});

test('a card moves by keyboard, within its stage and to the next', async ({ launch, stack }) => {
  const { window } = await launch({ demo: stack.demo('alex') });
  const card = cardIn(window, 'Lead');
  await card.focus();
  await window.keyboard.press('Space');
  await window.keyboard.press('ArrowUp');
  await window.keyboard.press('ArrowRight');
  await window.keyboard.press('Space');
  await expect(cardIn(window, 'Qualified')).toBeFocused();
  await expect.poll(() => stagesOf(stack)).toEqual(both('Qualified'));

  await window.keyboard.press('Space');
  await window.keyboard.press('ArrowRight');
  await window.keyboard.press('Escape');
  await expect(cardIn(window, 'Qualified')).toBeFocused();
  expect(await stagesOf(stack)).toEqual(both('Qualified'));
});

test('a drag without a network survives quitting, and is sent after signing in again', async ({
  launch,
  stack,
}) => {
  const first = await launch({ demo: stack.demo('alex') });
  await expect(cardIn(first.window, 'Lead')).toBeVisible();
  await expect(badge(first.window)).toHaveAccessibleName(/up to date/iu);

  await stack.wire.cut();
  await expect(badge(first.window)).toHaveAccessibleName(/offline/iu);
  await drag(first.window, 'Lead', 'Negotiation');
  await expect(badge(first.window)).toHaveAccessibleName(SAVED);
  await first.close();

  // No keyring here: the session is gone with the app, and nobody signs in for the person.
  const again = await launch({ demo: null });
  await expect(cardIn(again.window, 'Negotiation')).toBeVisible();
  await expect(badge(again.window)).toHaveAccessibleName(/sign in to send 1 change/iu);
  expect(await stagesOf(stack)).toEqual(both('Lead'));

  await stack.wire.restore();
  await badge(again.window).click();
  await again.window.getByRole('button', { name: 'Mail me a link' }).click();
  await expect(again.window.getByText('We sent a mail to alex@outpost.example.')).toBeVisible();
  await again.window.getByLabel(/^Password/u).fill('outpost-demo');
  await again.window.keyboard.press('Enter');
  await expect.poll(() => stagesOf(stack)).toEqual(both('Negotiation'));
  await expect(badge(again.window)).toHaveAccessibleName(/up to date/iu);
});

test('a drag survives the power going, and the database going and coming in between', async ({
  launch,
  stack,
}) => {
  const alex = await launch({ demo: stack.demo('alex') });
  await expect(cardIn(alex.window, 'Lead')).toBeVisible();
  await expect(badge(alex.window)).toHaveAccessibleName(/up to date/iu);

  await stack.postgres.stop();
  await drag(alex.window, 'Lead', 'Proposal');
  await expect(badge(alex.window)).toHaveAccessibleName(SAVED);
  await alex.kill();

  const again = await launch({ demo: stack.demo('alex') });
  await expect(cardIn(again.window, 'Proposal')).toBeVisible();
  await drag(again.window, 'Proposal', 'Qualified');

  await stack.postgres.start();
  await expect.poll(() => stagesOf(stack), { timeout: 45_000 }).toEqual(both('Qualified'));
});

test('a drag survives the whole stack going and coming, without anybody doing anything', async ({
  launch,
  stack,
}) => {
  const { window } = await launch({ demo: stack.demo('alex') });
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  await stack.end();
  await drag(window, 'Lead', 'Qualified');
  await expect(badge(window)).toHaveAccessibleName(/offline/iu);
  await stack.restart();
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu, { timeout: 45_000 });
  expect(await stagesOf(stack)).toEqual(both('Qualified'));
});

test('what a colleague did meanwhile is there when the network is back, and nothing of either is lost', async ({
  launch,
  stack,
}) => {
  const alex = await launch({ demo: stack.demo('alex') });
  const mara = await launch({ person: 'mara', demo: stack.demo('mara') });
  await expect(cardIn(alex.window, 'Lead')).toBeVisible();
  await expect(cardIn(mara.window, 'Lead')).toBeVisible();

  await stack.wire.cut();
  await drag(alex.window, 'Lead', 'Qualified', 'Grower portal');
  await drag(mara.window, 'Lead', 'Qualified', 'Ward rota pilot');
  await drag(mara.window, 'Lead', 'Proposal');
  await stack.wire.restore();

  for (const { window } of [alex, mara]) {
    await expect(cardIn(window, 'Qualified', 'Grower portal')).toBeVisible({ timeout: 45_000 });
    await expect(cardIn(window, 'Qualified', 'Ward rota pilot')).toBeVisible({ timeout: 45_000 });
    await expect(cardIn(window, 'Proposal')).toBeVisible({ timeout: 45_000 });
  }
  const order = (window: Page) => stage(window, 'Qualified').locator('[data-card-id]').allTextContents();
  expect(await order(alex.window)).toEqual(await order(mara.window));
});

test('a second window of the same person shows each move, and goes on when the first is closed', async ({
  launch,
  stack,
}) => {
  const app = await launch({ demo: stack.demo('alex') });
  await expect(cardIn(app.window, 'Lead')).toBeVisible();
  const opened = app.electron.waitForEvent('window');
  await app.electron.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File');
    file?.submenu?.items.find(({ label }) => label === 'New Window')?.click();
  });
  const second = await opened;
  await expect(cardIn(second, 'Lead')).toBeVisible();
  await drag(second, 'Lead', 'Qualified');
  await expect(cardIn(app.window, 'Qualified')).toBeVisible();

  await app.window.close();
  await drag(second, 'Qualified', 'Proposal');
  await expect.poll(() => stagesOf(stack)).toEqual(both('Proposal'));
});

test('several cards are moved at once by keyboard, and one undo puts them all back', async ({
  launch,
  stack,
}) => {
  const { window } = await launch({ demo: stack.demo('alex') });
  const titles = ['Grower portal', 'Ward rota pilot', CARD];
  await cardIn(window, 'Lead', 'Grower portal').focus();
  await window.keyboard.press('Shift+ArrowDown');
  await window.keyboard.press('Shift+ArrowDown');
  await expect(window.getByRole('toolbar', { name: 'Selected cards' })).toContainText('3 selected');
  await window.keyboard.press('Space');
  await window.keyboard.press('ArrowRight');
  await window.keyboard.press('Space');
  for (const title of titles) await expect(cardIn(window, 'Qualified', title)).toBeVisible();
  for (const title of titles) await expect.poll(() => stagesOf(stack, title)).toEqual(both('Qualified'));

  await window.keyboard.press('ControlOrMeta+z');
  for (const title of titles) await expect(cardIn(window, 'Lead', title)).toBeVisible();
  for (const title of titles) await expect.poll(() => stagesOf(stack, title)).toEqual(both('Lead'));
});

test('a deal that is dropped on lost is asked for the reason, which is kept on its timeline', async ({
  launch,
  stack,
}) => {
  const { window } = await launch({ demo: stack.demo('alex') });
  const card = await cardIn(window, 'Lead').boundingBox();
  if (!card) throw new Error('The card is not in view.');
  const carry = async () => {
    await window.mouse.move(card.x + 60, card.y + 20);
    await window.mouse.down();
    await window.mouse.move(card.x + 90, card.y + 50, { steps: 4 });
    const zone = await window.locator('[data-closes=lost]').boundingBox();
    if (!zone) throw new Error('The zones do not appear.');
    await window.mouse.move(zone.x + zone.width / 2, zone.y + zone.height / 2, { steps: 8 });
    await window.mouse.up();
  };
  await carry();
  await expect(window.getByRole('dialog', { name: `Close ${CARD} as lost` })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(cardIn(window, 'Lead')).toBeVisible();

  await carry();
  await window.getByLabel('Why was it lost?').fill('No budget until summer');
  await window.keyboard.press('Enter');
  await expect.poll(() => stagesOf(stack)).toEqual(both('Lost'));
  const reasons = () =>
    inDatabase(stack, async (sql) => {
      const rows = await sql<{ body: string }[]>`
        select timeline_entries.body from timeline_entries
        join deals on deals.id = timeline_entries.record_id
        where deals.name = ${CARD} and entry_type = 'note' and payload ->> 'kind' = 'closed'`;
      return rows.map(({ body }) => body);
    });
  await expect.poll(reasons).toEqual(['No budget until summer']);
});

test('a deal is added where it belongs without a network, found by the filter, and opens beside the board', async ({
  launch,
  stack,
}) => {
  const { window } = await launch({ demo: stack.demo('alex') });
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  await stack.wire.cut();
  await cardIn(window, 'Lead').focus();
  await window.keyboard.press('c');
  await window.getByRole('combobox', { name: 'Name of the deal' }).fill('Harbour cranes');
  await window.keyboard.press('Tab');
  await window.keyboard.type('12k');
  await window.keyboard.press('Enter');
  await expect(cardIn(window, 'Lead', 'Harbour cranes')).toContainText('12,000');
  await window.keyboard.press('Escape');

  await window.keyboard.press('/');
  await window.keyboard.type('harb cran');
  await expect(cardIn(window, 'Lead')).toHaveCount(0);
  await expect(cardIn(window, 'Lead', 'Harbour cranes')).toBeVisible();
  await cardIn(window, 'Lead', 'Harbour cranes').click();
  const panel = window.getByRole('complementary', { name: 'Record' });
  await expect(panel).toContainText('Harbour cranes');
  await window.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);

  await stack.wire.restore();
  await expect.poll(() => stagesOf(stack, 'Harbour cranes'), { timeout: 45_000 }).toEqual(both('Lead'));
});

test('a board is made with its stages, one of them goes and its cards move on, and the board is put away', async ({
  launch,
  stack,
}) => {
  const { window } = await launch({ demo: stack.demo('alex') });
  const board = window.getByRole('button', { name: /what can be done with this board/u });
  await board.click();
  await window.getByRole('menuitem', { name: 'New board' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Key accounts');
  await dialog.getByText('Companies').click();
  await window.getByRole('button', { name: 'Make the board' }).click();
  await expect(stage(window, 'Candidate')).toBeVisible();

  await window.getByRole('button', { name: 'Add a company' }).first().click();
  await window.getByRole('combobox', { name: 'Name of the company' }).fill('Harbour Works');
  await window.keyboard.press('Enter');
  await expect(cardIn(window, 'Candidate', 'Harbour Works')).toBeVisible();
  await window.keyboard.press('Escape');

  await stage(window, 'Candidate').locator('[data-head]').focus();
  await window.keyboard.press('Shift+F10');
  await window.getByRole('menuitem', { name: 'Delete the stage' }).click();
  await dialog.getByLabel('Active').check();
  await dialog.getByRole('button', { name: 'Delete the stage' }).click();
  await expect(cardIn(window, 'Active', 'Harbour Works')).toBeVisible();
  await expect(stage(window, 'Candidate')).toHaveCount(0);

  await board.click();
  await window.getByRole('menuitem', { name: 'Archive the board' }).click();
  await expect(cardIn(window, 'Lead')).toBeVisible();
  await board.click();
  await window.getByRole('menuitem', { name: 'Bring back Key accounts' }).click();
  await expect(cardIn(window, 'Active', 'Harbour Works')).toBeVisible();
});
