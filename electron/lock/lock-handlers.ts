// The app lock towards the windows: what each channel does, and what locks it by itself. The key goes to the preload only,
// which keeps it from the page.
import { ipcMain, powerMonitor, type BrowserWindow } from 'electron';
import type { IpcHandlers } from '../ipc/answer.ts';
import type { IpcChannel } from '../ipc/contract.ts';
import type { Windows } from '../windows.ts';
import type { Lock } from './lock.ts';
import { KEY_CHANNEL } from './key-channel.ts';

export type LockHandlers = Pick<IpcHandlers<BrowserWindow>, Extract<IpcChannel, `lock:${string}`>>;

/** `changed`: the menu is to be made anew. */
export function lockHandlers(lock: Lock, windows: Windows, changed: () => void): LockHandlers {
  return {
    'lock:read': () => lock.state(),
    'lock:unlock': async (window, passphrase) => {
      const answer = await lock.unlock(passphrase);
      if (answer.ok) windows.reload(window);
      changed();
      return answer;
    },
    'lock:turn_on': (_window, passphrase) => lock.turnOn(passphrase),
    'lock:turn_off': (_window, passphrase) => lock.turnOff(passphrase),
    'lock:change': (_window, passphrase, next) => lock.change(passphrase, next),
    'lock:idle': async (_window, minutes) => (await lock.setIdle(minutes), null),
    'lock:now': () => (lock.lock(), null),
    'lock:moved': async (_window, step) => {
      await lock.moved(step);
      changed();
      return null;
    },
    'lock:forget': async () => (await lock.forget(), null),
  };
}

/** Null: locked, or no lock. Only the preload can ask: no page can send on a channel that is not in the contract. */
export const answerKey = (lock: Lock, windows: Windows): void =>
  ipcMain.handle(KEY_CHANNEL, (event) => windows.senderOf(event) && lock.key());

const LOOK_EVERY_MS = 5_000;

/** Locks when nobody is there: after the chosen time, with the system's own lock, and before it sleeps. */
export function lockWhenLeft(lock: Lock): void {
  // macOS and Windows tell of their lock; sleep is told of everywhere.
  if (process.platform !== 'linux') powerMonitor.on('lock-screen', () => lock.lock());
  powerMonitor.on('suspend', () => lock.lock());
  setInterval(() => {
    const minutes = lock.state().kind === 'on' ? lock.idleMinutes() : null;
    if (minutes !== null && powerMonitor.getSystemIdleTime() >= minutes * 60) lock.lock();
  }, LOOK_EVERY_MS).unref();
}
