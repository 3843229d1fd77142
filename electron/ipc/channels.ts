import type { IpcChannel, IpcEvent } from './contract.ts';

/** The names as values, for the preload's allow-list. The type makes a missing or an invented one an error. */
const NAMES: Record<IpcChannel, true> = {
  'launch:read': true,
  'vault:read': true,
  'vault:write': true,
  'vault:remove': true,
  'setting:read': true,
  'setting:write': true,
  'link:open': true,
  'reminder:show': true,
  'updates:read': true,
  'updates:check': true,
  'updates:channel': true,
  'updates:restart': true,
  'window:writing': true,
  'fault:note': true,
  'log:read': true,
  'lock:read': true,
  'lock:unlock': true,
  'lock:turn_on': true,
  'lock:turn_off': true,
  'lock:change': true,
  'lock:idle': true,
  'lock:now': true,
  'lock:moved': true,
  'lock:forget': true,
  'window:painted': true,
};

export const CHANNELS: ReadonlySet<string> = new Set(Object.keys(NAMES));

const EVENT_NAMES: Record<IpcEvent, true> = {
  'link:opened': true,
  'file:opened': true,
  'reminder:clicked': true,
  'updates:changed': true,
  'lock:changed': true,
};

export const EVENTS: ReadonlySet<string> = new Set(Object.keys(EVENT_NAMES));
