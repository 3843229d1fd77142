// The first minutes on a laptop: what is asked of a person, and what a link from outside may do.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { electronSwitches } from '../build/electron-switches.ts';
import { ROOT } from '../build/script.ts';
import { electronExecutable } from './launched-app.ts';
import { expect, test } from './outpost.ts';
import { badge } from './pipeline.ts';

/** As the system hands a link over: by a second start with the link as its argument. */
async function openLink(folder: string, link: string): Promise<void> {
  const args = [...electronSwitches().switches, ROOT, link];
  const env = { ...process.env, OUTPOST_USER_DATA: path.join(folder, 'alex') };
  await promisify(execFile)(electronExecutable(), args, { env });
}

test('a workspace on this laptop needs no server, and is there again after a kill', async ({ launch }) => {
  const first = await launch({ demo: null });
  await first.window.getByRole('button', { name: /Start on this laptop/u }).click();
  await first.window.getByLabel('What is your company called?').fill('Harbour');
  await first.window.getByLabel('What is your name?').fill('Rosa');
  await first.window.keyboard.press('Enter');
  await expect(first.window.getByText('Negotiation')).toBeVisible();
  await badge(first.window).click();
  await first.window.getByRole('button', { name: 'Connect to a server…' }).click();
  await expect(first.window.getByRole('heading', { name: 'Connect Harbour to a server' })).toBeVisible();
  await first.window.getByRole('button', { name: 'Back' }).click();
  await expect(first.window.getByText('Negotiation')).toBeVisible();
  await first.kill();
  const again = await launch({ demo: null });
  await expect(again.window.getByText('Negotiation')).toBeVisible();
  await expect(again.window.getByRole('button', { name: /Harbour/u }).first()).toBeVisible();
});

test('a link fills in the server, an account is made there, and its first workspace', async ({
  launch,
  folder,
  stack,
}) => {
  const { window } = await launch({ demo: null });
  await expect(window.getByRole('button', { name: /Start on this laptop/u })).toBeVisible();
  const { url, publishable_key: key } = stack.demo('alex');
  await openLink(folder, 'outpost://connect?url=javascript:alert(1)&key=k');
  await openLink(folder, `outpost://connect?${new URLSearchParams({ url, key }).toString()}`);
  await expect(window.getByText(new URL(url).host)).toBeVisible();
  await window.getByRole('button', { name: 'Create an account' }).click();
  await window.getByLabel('E-mail').fill('rosa@outpost.example');
  await window.getByLabel('Choose a password').fill('harbour master 9');
  await window.keyboard.press('Enter');
  await window.getByRole('button', { name: 'New workspace' }).click();
  await window.getByLabel('Name of the workspace').fill('Harbour');
  await window.keyboard.press('Enter');
  await expect(window.getByText('Negotiation')).toBeVisible();

  // Whoever works is not taken away from it by a link that somebody made.
  await openLink(folder, 'outpost://auth?error=access_denied');
  await openLink(folder, 'outpost://auth?code=00000000-0000-0000-0000-000000000000');
  await expect(window.getByText('Negotiation')).toBeVisible();
});
