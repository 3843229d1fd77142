// What was put away comes back, and goes again by one press.
import { expect, test } from './outpost.ts';
import { badge, inDatabase } from './pipeline.ts';
import { chooseIn } from './screens.ts';

test('an archived board is restored from the trash, and undo archives it again', async ({
  launch,
  stack,
}) => {
  const { window } = await launch({ demo: stack.demo('alex') });
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  const isArchived = () =>
    inDatabase(
      stack,
      async (sql) =>
        (await sql<{ is_archived: boolean }[]>`select is_archived from boards where name = 'Partners'`)[0]
          ?.is_archived,
    );
  const inSidebar = window
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: 'Partners', exact: true });
  await inSidebar.click();
  await chooseIn(window, /^Partners, what can be done/u, 'Archive');
  await expect(inSidebar).toHaveCount(0);

  await window.keyboard.press('g');
  await window.keyboard.press('x');
  await window.getByRole('radio', { name: 'Boards' }).click();
  await window.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(inSidebar).toBeVisible();
  await expect.poll(isArchived).toBe(false);
  await window.getByRole('button', { name: 'Undo' }).click();
  await expect(inSidebar).toHaveCount(0);
  await expect.poll(isArchived).toBe(true);
});
