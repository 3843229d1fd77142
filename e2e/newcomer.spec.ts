// Outpost as somebody meets it who has read nothing: from signing in to finding again what was written.
import { expect, test } from './outpost.ts';
import { badge, both, cardIn, inDatabase, stage, stagesOf } from './pipeline.ts';
import { PASSWORD } from './people.ts';
import { entry, writeNote } from './record.ts';
import { search } from './screens.ts';

const DEAL = 'Harbour cranes';
const NOTE = 'They decide on the gantry in March';

test('a newcomer makes a board, moves a deal on it, writes on it and finds it again, and nothing is lost', async ({
  launch,
  stack,
}) => {
  const first = await launch({ demo: { ...stack.demo('alex'), sign_in: false } });
  const { window } = first;
  await window.getByLabel(/^Password/u).fill(PASSWORD);
  await window.keyboard.press('Enter');
  await expect(cardIn(window, 'Lead')).toBeVisible();

  await (await search(window, 'new board')).filter({ hasText: 'New board' }).click();
  await window.getByLabel('Name', { exact: true }).fill('Port equipment');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('button', { name: 'Port equipment', exact: true })).toBeVisible();

  await stage(window, 'Lead').getByRole('button', { name: 'Add a deal' }).last().click();
  await window.keyboard.type(DEAL);
  await window.keyboard.press('Tab');
  await window.keyboard.type('1.2m');
  await window.keyboard.press('Enter');
  await expect(cardIn(window, 'Lead', DEAL)).toContainText('1,200,000');
  await window.keyboard.press('Escape');
  await expect(cardIn(window, 'Lead', DEAL)).toBeFocused();

  for (const [from, to] of [
    ['Lead', 'Qualified'],
    ['Qualified', 'Proposal'],
  ] as const) {
    await cardIn(window, from, DEAL).dragTo(stage(window, to), { targetPosition: { x: 60, y: 90 } });
    await expect(cardIn(window, to, DEAL)).toBeVisible();
  }
  await window.keyboard.press('ControlOrMeta+z');
  await expect(cardIn(window, 'Qualified', DEAL)).toBeVisible();

  await cardIn(window, 'Qualified', DEAL).click();
  await writeNote(window, NOTE);
  await expect(entry(window, NOTE)).toBeVisible();
  // Written and left by keys alone, at once.
  await window.keyboard.press('n');
  await window.keyboard.type('They call back');
  await window.keyboard.press('ControlOrMeta+Enter');
  await window.keyboard.press('Escape');
  await expect(entry(window, NOTE)).toHaveCount(0);

  await (await search(window, 'harbor crnaes')).filter({ hasText: DEAL }).click();
  await expect(entry(window, NOTE)).toBeVisible();
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  await first.close();

  const again = await launch();
  await expect(cardIn(again.window, 'Qualified', DEAL)).toBeVisible();
  await (await search(again.window, 'gantry')).filter({ hasText: DEAL }).click();
  await expect(entry(again.window, NOTE)).toBeVisible();
  expect(await stagesOf(stack, DEAL)).toEqual(both('Qualified'));
  const notes = await inDatabase(
    stack,
    (sql) => sql<{ body: string }[]>`
      select body from timeline_entries join deals on deals.id = record_id
      where deals.name = ${DEAL} and entry_type = 'note' order by happened_at`,
  );
  expect([...notes]).toEqual([{ body: NOTE }, { body: 'They call back' }]);
});
