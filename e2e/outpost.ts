// The fixtures of every end-to-end test: folders of its own, a stack of its own behind a wire that can be cut, and the
// launched app, as often and for as many people as the test wants. A window that complained fails its test.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test as base, expect, type TestInfo } from '@playwright/test';
import type { Demo } from '../electron/ipc/contract.ts';
import { startStack, type Stack } from '../supabase/local/stack.ts';
import { launchApp, type LaunchedApp, type LaunchOptions } from './launched-app.ts';
import { startRelay, type Relay } from './relay.ts';

export { expect };
export type { LaunchedApp };

export type TestStack = Omit<Stack, 'close'> & {
  /** All of it: database, REST, Auth and Realtime. */
  end(): Promise<void>;
  /** The same stack again, on the same address and data. */
  restart(): Promise<void>;
  /** Between the app and the stack; `stack.url` itself stays reachable for the test. */
  wire: Relay;
  /** What the app is started with to be signed in as this demo user, through the wire. */
  demo(name: 'alex' | 'mara'): Demo;
};

type Launch = Partial<LaunchOptions> & {
  /** Whose data folder: the same name opens the same data again. */
  person?: string;
};

type Fixtures = {
  folder: string;
  stack: TestStack;
  launch: (options?: Launch) => Promise<LaunchedApp>;
};

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern.
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'outpost-e2e-'));
    // As root, PostgreSQL and the sandboxed Electron run as another user and pass through here.
    await chmod(folder, 0o755);
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  stack: async ({ folder }, use, testInfo) => {
    const log: string[] = [];
    const start = (port: number) =>
      startStack({ data: path.join(folder, 'stack'), port, seed: true, log: (line) => log.push(line) });
    const stack = await start(0);
    let running = stack;
    const wire = await startRelay(stack.url);
    const demo = (name: string): Demo => {
      const user = stack.users.find(({ email }) => email.startsWith(`${name}@`));
      if (!user) throw new Error(`The demo has no user ${name}.`);
      return { url: wire.url, publishable_key: stack.publishable_key, ...user, sign_in: true };
    };
    const end = () => running.close();
    const restart = async () => {
      running = await start(Number(new URL(stack.url).port));
    };
    await use({
      ...stack,
      // Chosen anew at each start.
      get database_url() {
        return running.database_url;
      },
      wire,
      demo,
      end,
      restart,
    });
    await wire.cut();
    await end();
    if (testInfo.status !== testInfo.expectedStatus)
      await testInfo.attach('stack.log', { body: log.join('\n'), contentType: 'text/plain' });
  },

  launch: async ({ folder }, use, testInfo) => {
    const apps: LaunchedApp[] = [];
    await use(async ({ person = 'alex', ...options } = {}) => {
      const app = await launchApp({ userData: path.join(folder, person), demo: null, ...options });
      apps.push(app);
      return app;
    });
    const hasFailed = testInfo.status !== testInfo.expectedStatus;
    for (const [index, app] of apps.entries()) {
      if (hasFailed) await attachScreenshots(app, index, testInfo);
      // One that the test itself closed or killed is gone; closing it again does nothing.
      await app.close().catch(() => undefined);
    }
    expect(apps.flatMap(({ complaints }) => complaints)).toEqual([]);
  },
});

async function attachScreenshots(app: LaunchedApp, index: number, testInfo: TestInfo): Promise<void> {
  for (const [number, page] of app.electron.windows().entries()) {
    const body = await page.screenshot({ timeout: 5_000 }).catch(() => null);
    if (body) await testInfo.attach(`app-${index}-window-${number}.png`, { body, contentType: 'image/png' });
  }
}
