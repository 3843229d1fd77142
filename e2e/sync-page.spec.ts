// What a person sees and decides where the server did not take an edit as it was made.
import type { Page } from '@playwright/test';
import { expect, test } from './outpost.ts';
import { setRole } from './people.ts';
import { CARD, cardIn, badge, stagesOf, both } from './pipeline.ts';
import { startRelay } from './relay.ts';

const entry = (window: Page) => window.getByRole('article').filter({ hasText: CARD });

async function move(window: Page, from: string, steps: number, to: string): Promise<void> {
  await cardIn(window, from).focus();
  await window.keyboard.press('Space');
  for (let step = 0; step < steps; step += 1) await window.keyboard.press('ArrowRight');
  await window.keyboard.press('Space');
  await expect(cardIn(window, to)).toBeFocused();
}

async function openSync(window: Page): Promise<void> {
  await badge(window).click();
  await window.getByRole('button', { name: /^(?:Show what|Open Sync)/u }).click();
  await expect(window.getByRole('heading', { name: 'Sync', exact: true })).toBeVisible();
}

test('an edit that the server refuses is told in words, sent again when it may be, or discarded', async ({
  launch,
  stack,
}) => {
  const { window } = await launch({ demo: stack.demo('alex') });
  await expect(cardIn(window, 'Lead')).toBeVisible();
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  await setRole(stack, 'mara', 'admin');

  const refuse = async (from: string, to: string) => {
    await stack.wire.cut();
    await move(window, from, 1, to);
    await setRole(stack, 'alex', 'guest');
    await stack.wire.restore();
    await expect(badge(window)).toHaveAccessibleName(/1 needs attention/iu, { timeout: 45_000 });
  };

  await refuse('Lead', 'Qualified');
  await openSync(window);
  await expect(window.getByRole('heading', { name: 'Needs attention' })).toBeVisible();
  await expect(entry(window)).toContainText('You may not change this');
  await expect(entry(window)).toContainText('Stage: Lead → Qualified');
  await expect(entry(window).getByRole('button', { name: CARD })).toBeFocused();
  expect(await stagesOf(stack)).toEqual(both('Lead'));

  await setRole(stack, 'alex', 'admin');
  await window.keyboard.press('r');
  await expect.poll(() => stagesOf(stack), { timeout: 45_000 }).toEqual(both('Qualified'));
  await expect(window.getByRole('heading', { name: 'Everything is sent' })).toBeVisible();

  await window.keyboard.press('Alt+ArrowLeft');
  await expect(cardIn(window, 'Qualified')).toBeVisible();
  await refuse('Qualified', 'Proposal');
  await openSync(window);
  await entry(window).getByRole('button', { name: 'Discard' }).click();
  await expect(window.getByRole('heading', { name: 'Needs attention' })).toHaveCount(0);
  await expect(badge(window)).not.toHaveAccessibleName(/attention/iu);
  await window.getByRole('button', { name: 'Sales pipeline' }).click();
  await expect(cardIn(window, 'Qualified')).toBeVisible();
  expect(await stagesOf(stack)).toEqual(both('Qualified'));
});

test('of two moves of a card the earlier is kept for its maker, who puts it back for both', async ({
  launch,
  stack,
}) => {
  const hers = await startRelay(stack.url);
  try {
    const alex = await launch({ demo: stack.demo('alex') });
    const mara = await launch({ person: 'mara', demo: { ...stack.demo('mara'), url: hers.url } });
    for (const { window } of [alex, mara]) await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
    await stack.wire.cut();
    await hers.cut();
    await move(mara.window, 'Lead', 2, 'Proposal');
    await move(alex.window, 'Lead', 1, 'Qualified');

    await stack.wire.restore();
    await expect.poll(() => stagesOf(stack), { timeout: 45_000 }).toEqual(both('Qualified'));
    await hers.restore();
    await expect(badge(mara.window)).toHaveAccessibleName(/1 decided for you/iu, { timeout: 45_000 });
    await openSync(mara.window);
    await expect(entry(mara.window)).toContainText('Alex Keller changed Stage to Qualified');
    await expect(entry(mara.window)).toContainText('you had Proposal.');
    await entry(mara.window).getByRole('button', { name: 'Use mine' }).click();

    await expect.poll(() => stagesOf(stack), { timeout: 45_000 }).toEqual(both('Proposal'));
    await expect(entry(mara.window)).toHaveCount(0);
    await expect(cardIn(alex.window, 'Proposal')).toBeVisible({ timeout: 45_000 });
  } finally {
    await hers.cut();
  }
});

test('undo takes a move back where it is seen, and the next start is on the last screen', async ({
  launch,
  stack,
}) => {
  const first = await launch({ demo: stack.demo('alex') });
  await expect(badge(first.window)).toHaveAccessibleName(/up to date/iu);
  await move(first.window, 'Lead', 2, 'Proposal');
  await expect(first.window.getByText(/Moved .+ to Proposal/u).first()).toBeVisible();
  await expect.poll(() => stagesOf(stack)).toEqual(both('Proposal'));
  await first.window.keyboard.press('Control+z');
  await expect(cardIn(first.window, 'Lead')).toBeFocused();
  await expect.poll(() => stagesOf(stack)).toEqual(both('Lead'));
  await first.window.keyboard.press('Control+Shift+z');
  await expect(cardIn(first.window, 'Proposal')).toBeFocused();
  await expect.poll(() => stagesOf(stack)).toEqual(both('Proposal'));

  await openSync(first.window);
  await expect(first.window.getByRole('heading', { name: 'Everything is sent' })).toBeVisible();
  await first.close();
  const again = await launch({ demo: stack.demo('alex') });
  await expect(again.window.getByRole('heading', { name: 'Sync', exact: true })).toBeVisible();
});
