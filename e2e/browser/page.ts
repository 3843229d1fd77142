// The real interface over a real replica in Chromium, served from dist/page by a server of the test's own.
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { ROOT } from '../../build/script.ts';
import type { TestStack } from '../outpost.ts';

const FOLDER = path.join(ROOT, 'dist/page');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

type Served = { url: string; close: () => Promise<void> };

/** Serves the built page, or what else is built into `folder`, on a free port of loopback. */
export async function servePage(folder = FOLDER): Promise<Served> {
  const server = createServer((request, response) => {
    const file = path.join(folder, new URL(request.url ?? '/', 'http://page').pathname);
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath) throw new Error('CHROMIUM_PATH says which Chromium to use.');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

export type PageOptions = {
  person?: 'alex' | 'mara';
  theme?: 'light' | 'dark';
  language?: 'en' | 'de';
  viewport?: { width: number; height: number };
  /** How many pixels of the screen one of the page's takes. */
  scale?: number;
};

type Opened = { context: BrowserContext; page: Page; complaints: string[] };

/** A browser profile of its own in which nobody has begun. */
export async function openStranger(
  browser: Browser,
  served: Served,
  options: PageOptions = {},
): Promise<Opened> {
  const opened = await openPage(browser, served, {}, options);
  await opened.page.getByRole('main').getByRole('button').first().waitFor();
  return opened;
}

/** A browser profile of its own, signed in to the demo: as Alex, where nobody else is named. */
export async function openPerson(
  browser: Browser,
  served: Served,
  stack: TestStack,
  options: PageOptions = {},
): Promise<Opened> {
  const { url, publishable_key, email, password } = stack.demo(options.person ?? 'alex');
  const who = { url, key: publishable_key, email, password };
  const opened = await openPage(browser, served, who, options);
  await opened.page.waitForSelector('html[data-painted]');
  return opened;
}

async function openPage(
  browser: Browser,
  served: Served,
  who: Record<string, string>,
  { theme = 'light', language = 'en', viewport = { width: 1280, height: 800 }, scale = 1 }: PageOptions,
): Promise<Opened> {
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: scale,
    colorScheme: theme,
    locale: language === 'en' ? 'en-GB' : 'de-DE',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const asked = new URLSearchParams({ ...who, theme, language });
  await page.goto(`${served.url}/test/live.html?${asked.toString()}`);
  return { context, page, complaints };
}

export type Place = { to: string; id?: string; panel?: { table: string; id: string } };

/** Starts the page anew at `place`, as after a launch, and waits until it stands. */
export async function startAt(page: Page, { to, id, panel }: Place): Promise<void> {
  await page.evaluate(
    (screen) => localStorage.setItem('setting:screen', screen),
    JSON.stringify({ route: { to, id: id ?? null }, sidebar: 'open', panel: panel ?? null }),
  );
  await page.reload();
  await page.waitForSelector('html[data-painted]');
}
