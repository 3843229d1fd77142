import type { Page } from '@playwright/test';

type Bridge = { call(...all: unknown[]): Promise<unknown> };

/** Calls the shell as any code in the window can: whatever channel, whatever arguments. */
export function callShell(window: Page, channel: string, ...args: unknown[]): Promise<unknown> {
  return window.evaluate(
    (all) => (globalThis as unknown as { outpost: Bridge }).outpost.call(...all),
    [channel, ...args],
  );
}
