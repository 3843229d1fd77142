import type { IpcChannel } from './contract.ts';

/** The names as values, for the preload's allow-list. The type makes a missing or an invented one an error. */
const NAMES: Record<IpcChannel, true> = {
  'launch:read': true,
  'vault:read': true,
  'vault:write': true,
  'vault:remove': true,
  'setting:read': true,
  'setting:write': true,
  'link:open': true,
  'window:painted': true,
};

export const CHANNELS: ReadonlySet<string> = new Set(Object.keys(NAMES));
