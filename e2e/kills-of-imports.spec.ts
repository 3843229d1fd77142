// SIGKILL while a file is imported, with and without a network. Each time the app opens again, and every contact that
// its progress had told as added is there, once. KILLS says how often (a quarter of it, at least 2).
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { launchApp, type LaunchedApp } from './launched-app.ts';
import { expect, test } from './outpost.ts';
import { badge, inDatabase } from './pipeline.ts';

const KILLS = Math.max(2, Math.round(Number(process.env['KILLS'] ?? 8) / 4));
/** For a machine with much else to do: what is waited for comes long before. */
const PATIENCE = { timeout: 90_000 };
const ROWS = 2_000;
/** Rows that are made, and told of, at once. */
const STEP = 250;

/** Begins to import `file` into the contacts; `told` is called with what the progress says. */
async function beginToImport(window: Page, file: string, told: (added: number) => void): Promise<void> {
  await window.getByRole('button', { name: 'Contacts', exact: true }).click();
  await window.getByRole('button', { name: 'Import and export' }).click();
  await window.getByRole('menuitem', { name: 'Import a file' }).click();
  await window.locator('input[type=file]').setInputFiles(file);
  await window.exposeFunction('told', told);
  await window.evaluate(() => {
    const { told: tell } = globalThis as unknown as { told: (added: number) => Promise<void> };
    const look = () => {
      const added = document.querySelector('dialog [role=progressbar]')?.getAttribute('aria-valuenow');
      if (added !== null && added !== undefined) void tell(Number(added));
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await window.getByRole('button', { name: /^Add [\d,.]+ rows$/u }).click();
}

test(`${KILLS} kills during an import lose nothing that was told as added`, async ({ folder, stack }) => {
  test.setTimeout(90_000 + KILLS * 30_000);
  const opened: LaunchedApp[] = [];
  const launch = async () => {
    const app = await launchApp({ userData: path.join(folder, 'alex'), demo: stack.demo('alex') });
    opened.push(app);
    return app;
  };
  const added = new Map<string, number>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const batch = `batch${kill}`;
    const file = path.join(folder, `${batch}.csv`);
    const lines = Array.from({ length: ROWS }, (_, nth) => `Person ${nth},${batch}-${nth}@import.example`);
    await writeFile(file, ['Name,E-mail', ...lines].join('\n'));
    // Signing in takes a network.
    await stack.wire.restore();
    const app = await launch();
    await expect(badge(app.window)).toHaveAccessibleName(/up to date|syncing|waiting/iu, PATIENCE);
    if (kill % 2 === 0) await stack.wire.cut();
    added.set(batch, 0);
    await beginToImport(app.window, file, (done) => added.set(batch, done));
    // Anywhere before the last step, which ends the import.
    const enough = Math.floor(((ROWS - 2 * STEP) * (kill + 1)) / (KILLS + 1));
    await expect.poll(() => added.get(batch) ?? 0, { ...PATIENCE, intervals: [10] }).toBeGreaterThan(enough);
    await app.kill();
  }

  await stack.wire.restore();
  const last = await launch();
  await expect(badge(last.window)).toHaveAccessibleName(/up to date/iu, PATIENCE);
  for (const [batch, told] of added) {
    const [row] = await inDatabase(
      stack,
      (sql) => sql<{ there: number; different: number }[]>`
        select count(*)::int as there, count(distinct email)::int as different
        from contacts where email like ${`${batch}-%`} and deleted_at is null`,
    );
    expect(row?.there, batch).toBeGreaterThanOrEqual(told);
    expect(row?.different, batch).toBe(row?.there);
  }
  console.log(
    `${KILLS} kills of imports:`,
    [...added].map(([batch, told]) => `${batch} at ${told}`).join(', '),
  );
  await last.close();
  expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
});
