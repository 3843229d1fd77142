// Chromium with a profile on the disk, and the pages that run in it.
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { ROOT } from '../build/script.ts';
import { servePage } from '../e2e/browser/page.ts';
import type { Demo } from '../electron/ipc/contract.ts';

export type Profile = {
  /** Where everything of it is kept, IndexedDB too. */
  folder: string;
  /** A page of bench/page/, by the name of its file without `.html`. */
  page(name: string): Promise<Page>;
  /** The interface, signed in, when it has painted; its replica is `window.replica` (see renderer/test/live.tsx). */
  person(demo: Demo): Promise<Page>;
  /** Cuts the network of all its pages and workers, or joins it again. */
  setOffline(offline: boolean): Promise<void>;
  close(): Promise<void>;
};

export async function openProfile(folder: string): Promise<Profile> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath) throw new Error('CHROMIUM_PATH says which Chromium to use.');
  const [ours, theirs] = await Promise.all([served('page'), served('bench')]);
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
  });
  return {
    folder,
    async page(name) {
      const page = await context.newPage();
      await page.goto(`${theirs}/${name}.html`);
      return page;
    },
    async person({ url, publishable_key, email, password }) {
      const page = await context.newPage();
      const who = new URLSearchParams({ url, key: publishable_key, email, password, language: 'en' });
      await page.goto(`${ours}/test/live.html?${who.toString()}`);
      await page.waitForSelector('html[data-painted]', { timeout: 120_000 });
      return page;
    },
    setOffline: (offline) => context.setOffline(offline),
    close: () => context.close(),
  };
}

/** Each folder of dist/ once for all of a run, so that a profile finds its IndexedDB again under the same address. */
const addresses = new Map<string, Promise<string>>();

function served(folder: string): Promise<string> {
  const address = addresses.get(folder) ?? servePage(path.join(ROOT, 'dist', folder)).then(({ url }) => url);
  addresses.set(folder, address);
  return address;
}
