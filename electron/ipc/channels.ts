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
  'window:painted': true,
};

export const CHANNELS: ReadonlySet<string> = new Set(Object.keys(NAMES));

const EVENT_NAMES: Record<IpcEvent, true> = { 'link:opened': true, 'reminder:clicked': true };

export const EVENTS: ReadonlySet<string> = new Set(Object.keys(EVENT_NAMES));
