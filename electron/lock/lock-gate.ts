// What windows may ask of the shell while the app is locked: what the lock screen needs, and nothing of the person.
import type { IpcChannel } from '../ipc/contract.ts';
import type { Lock } from './lock.ts';
import { OPEN_SETTINGS } from './sealed-texts.ts';

/** What is answered while the app is locked, besides the lock's own channels. */
const ALWAYS: ReadonlySet<IpcChannel> = new Set<IpcChannel>(['launch:read', 'window:painted', 'fault:note']);

/** Whether a window may ask this now. */
export function mayAskLocked(lock: Lock, channel: IpcChannel, args: readonly unknown[]): boolean {
  if (lock.state().kind !== 'locked' || channel.startsWith('lock:') || ALWAYS.has(channel)) return true;
  return channel === 'setting:read' && OPEN_SETTINGS.has(String(args[0]));
}
