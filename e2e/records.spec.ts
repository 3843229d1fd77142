// What is kept of one record, changed without a network and on the server afterwards; and the ways back from a deletion
// and from a merge.
import { expect, test } from './outpost.ts';
import { badge, inDatabase } from './pipeline.ts';
import { choose, entry, field, type, writeNote } from './record.ts';
import { chooseIn, goTo, openPage, search } from './screens.ts';

const NOTE = '**Ready to sign**, see <b>the offer</b> <img src="x" onerror="globalThis.hacked = true">';

/** A day as the server keeps it, so many days from today. */
function dayFromNow(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => `${part}`.padStart(2, '0'))
    .join('-');
}

test('a contact and a deal are worked on without a network, and the server has all of it afterwards', async ({
  launch,
  stack,
}) => {
  const { window } = await launch({ demo: stack.demo('alex') });
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  await stack.wire.cut();

  await openPage(window, 'Katrin Halberg');
  await type(window, 'E-mail', 'katrin at halberg');
  await expect(window.getByRole('alert')).toHaveText('This is not an e-mail address.');
  await window.keyboard.press('Escape');
  await type(window, 'Job title', 'Chair of the board');
  await expect(field(window, 'Job title')).toContainText('Chair of the board');
  await type(window, 'Profile', 'https://halberg.example/katrin');
  await expect(field(window, 'Profile').getByRole('link')).toBeVisible();

  await openPage(window, 'Customs documents');
  await choose(window, 'Procurement', 'Framework');
  await expect(field(window, 'Procurement')).toContainText('Framework');
  await type(window, 'Contract months', '500');
  await expect(window.getByRole('alert')).toContainText('from 1 to 120');
  await window.keyboard.press('Escape');
  await type(window, 'Close date', 'in 3 weeks');
  await window.getByRole('button', { name: 'Add a contact' }).click();
  await window.getByPlaceholder('Search contacts').fill('katrin hal');
  await window.getByRole('option', { name: 'Katrin Halberg' }).click();
  await window.getByLabel('Role of Katrin Halberg').fill('Signs');
  await window.keyboard.press('Enter');
  await window.getByRole('textbox', { name: 'Add a task' }).fill('Send the contract');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('checkbox', { name: 'Send the contract is done' })).toBeVisible();

  await writeNote(window, NOTE);
  const note = entry(window, 'Ready to sign');
  await expect(note.locator('strong')).toHaveText('Ready to sign');
  await expect(note.locator('img, b')).toHaveCount(0);
  expect(await window.evaluate(() => 'hacked' in globalThis)).toBe(false);
  await expect(note.getByRole('img', { name: 'Saved here, not sent yet' })).toBeVisible();

  await stack.wire.restore();
  await expect(note.getByRole('img', { name: 'Saved here, not sent yet' })).toHaveCount(0, {
    timeout: 45_000,
  });
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  const [contact, deal] = await inDatabase(stack, (sql) =>
    Promise.all([
      sql`select title, custom_fields ->> 'profile' as profile, email from contacts where name = 'Katrin Halberg'`,
      sql`
        select deals.custom_fields ->> 'procurement' as procurement, close_date::text, role, tasks.title as task, body
        from deals
        join deal_contacts on deal_id = deals.id
        join contacts on contacts.id = contact_id and contacts.name = 'Katrin Halberg'
        join tasks on tasks.record_id = deals.id and tasks.title = 'Send the contract'
        join timeline_entries as entry on entry.record_id = deals.id and body like '%Ready to sign%'
        where deals.name = 'Customs documents'`,
    ]),
  );
  expect([...contact]).toEqual([
    {
      title: 'Chair of the board',
      profile: 'https://halberg.example/katrin',
      email: 'katrin.halberg@halberg.example',
    },
  ]);
  expect([...deal]).toEqual([
    {
      procurement: 'Framework',
      close_date: dayFromNow(21),
      role: 'Signs',
      task: 'Send the contract',
      body: NOTE,
    },
  ]);
});

test('what is deleted is restored from the trash, and a merge of two contacts is undone', async ({
  launch,
  stack,
}) => {
  const { window } = await launch({ demo: stack.demo('alex') });
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  await openPage(window, 'Sabine Reuter');
  await chooseIn(window, 'More', 'Delete contact');
  await expect(window.getByText('This contact is deleted.')).toBeVisible();
  await (await search(window, 'trash')).filter({ hasText: 'Trash' }).click();
  await window
    .getByRole('article', { name: 'Sabine Reuter' })
    .getByRole('button', { name: 'Restore' })
    .click();
  await expect(window.getByText('No deleted contacts')).toBeVisible();

  await goTo(window, 'Contacts');
  await window.getByRole('button', { name: 'New contact' }).click();
  const form = window.getByRole('dialog', { name: 'New contact' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Sabine Reuther');
  await form.getByLabel('E-mail').fill('sabine.reuter@halberg.example');
  await expect(form).toContainText('There is already a contact with this e-mail:');
  await window.keyboard.press('Enter');
  await expect(form).toHaveCount(0);

  await (await search(window, 'duplicates')).filter({ hasText: 'Duplicates' }).click();
  const pair = window.getByRole('listitem', { name: 'Sabine Reuter and Sabine Reuther' });
  await expect(pair).toContainText('Same e-mail');
  await pair.getByRole('button', { name: 'Merge' }).click();
  const merge = window.getByRole('dialog', { name: 'Merge two contacts' });
  await merge.getByRole('group', { name: 'Name' }).getByLabel('Sabine Reuther').check();
  await merge.getByRole('button', { name: 'Merge' }).click();
  await expect(pair).toHaveCount(0);
  const names = async () => {
    const rows = await inDatabase(
      stack,
      (sql) => sql<{ name: string }[]>`
        select name from contacts where email = 'sabine.reuter@halberg.example' and deleted_at is null order by name`,
    );
    return rows.map(({ name }) => name);
  };
  await expect.poll(names).toEqual(['Sabine Reuther']);

  await window.getByRole('button', { name: 'Undo' }).click();
  await expect(pair).toBeVisible();
  await expect.poll(names).toEqual(['Sabine Reuter', 'Sabine Reuther']);
});
