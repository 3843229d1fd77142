import { once } from 'node:events';
import path from 'node:path';
import { _electron, type ConsoleMessage, type ElectronApplication, type Page } from '@playwright/test';
import { electronSwitches } from '../build/electron-switches.ts';
import { ROOT } from '../build/script.ts';
import type { Demo } from '../electron/ipc/contract.ts';

export type LaunchOptions = {
  /** Folder of this person's data. */
  userData: string;
  demo: Demo | null;
  /** Another program to start instead of Electron itself, which then starts it. */
  executable?: string;
  /** Folder of the app to run; the project's own by default. */
  app?: string;
  /** Ask Chromium for its sandbox; off only for root, who can have none. */
  sandbox?: boolean;
};

export type LaunchedApp = {
  electron: ElectronApplication;
  /** The first window. */
  window: Page;
  /** Errors on any window's or worker's console, uncaught errors and CSP violations. The fixture asserts that none is left. */
  complaints: string[];
  close(): Promise<void>;
  /** SIGKILL: what happens when the power goes, as far as a process can tell. */
  kill(): Promise<void>;
};

/** A server that is away is no fault of the window; Chromium reports it as an error all the same. */
const SERVER_AWAY =
  /net::ERR_(CONNECTION|NETWORK|INTERNET|SOCKET|EMPTY_RESPONSE|INCOMPLETE|TIMED_OUT|ABORTED)|a status of 50[234]/u;

export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const { switches } = electronSwitches();
  const isRoot = process.getuid?.() === 0;
  const sandbox = options.sandbox ?? !isRoot;
  const electron = await _electron.launch({
    executablePath: options.executable ?? electronExecutable(),
    // No keyring of the machine that tests take part in: the vault is in memory everywhere.
    args: [
      ...switches.filter((name) => name !== '--no-sandbox'),
      '--password-store=basic',
      '-r',
      path.join(import.meta.dirname, 'hold.cjs'),
      options.app ?? ROOT,
    ],
    chromiumSandbox: sandbox,
    env: {
      ...environment(),
      OUTPOST_USER_DATA: options.userData,
      ...(options.demo && { OUTPOST_DEMO: JSON.stringify(options.demo) }),
    },
  });
  const complaints: string[] = [];
  const listen = (page: Page): void => {
    const hear = (message: ConsoleMessage): void => {
      if (message.type() === 'error' && !SERVER_AWAY.test(message.text())) complaints.push(message.text());
    };
    page.on('console', hear);
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  };
  electron.windows().forEach(listen);
  electron.on('window', listen);

  const process_ = electron.process();
  const ended = once(process_, 'exit');
  const window = await electron.firstWindow();
  return {
    electron,
    window,
    complaints,
    async close() {
      await electron.close();
      await ended;
    },
    async kill() {
      process_.kill('SIGKILL');
      await ended;
    },
  };
}

export function electronExecutable(): string {
  const executable = process.env['OUTPOST_ELECTRON'];
  if (executable) return executable;
  throw new Error('Run the end-to-end tests by `npm run test:e2e`, which makes Electron ready.');
}

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(
    entries.filter(([name]) => !name.startsWith('OUTPOST_') && name !== 'NODE_OPTIONS'),
  );
}
