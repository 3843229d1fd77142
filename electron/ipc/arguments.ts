// What each channel accepts. The types come from the contract; the bounds are here, so that a hostile window can
// neither fill the disk nor hand the system a link it would run.
import { z } from 'zod';
import { readDeepLink } from '../deep-link.ts';
import { openableLink } from '../origin.ts';
import {
  SETTING_KEYS,
  type IpcChannel,
  type IpcContract,
  type IpcEvent,
  type IpcEvents,
} from './contract.ts';

const text = (maxBytes: number): z.ZodType<string> =>
  z.string().refine((value) => value.length <= maxBytes && Buffer.byteLength(value) <= maxBytes);

/** What the system shows to a person: one line, not empty. */
const shown = (maxLength: number): z.ZodType<string> =>
  z
    .string()
    .regex(/^[^\p{Cc}]+$/u)
    .max(maxLength);

const vaultKey = z.string().regex(/^[\w.:@/[\]-]{1,200}$/u);
const settingKey = z.enum(SETTING_KEYS);

export const ARGUMENTS: { [C in IpcChannel]: z.ZodType<IpcContract[C]['args']> } = {
  'launch:read': z.tuple([]),
  'vault:read': z.tuple([vaultKey]),
  'vault:write': z.tuple([vaultKey, text(64 * 1024)]),
  'vault:remove': z.tuple([vaultKey]),
  'setting:read': z.tuple([settingKey]),
  'setting:write': z.tuple([settingKey, text(16 * 1024).nullable()]),
  'link:open': z.tuple([z.string().refine((url) => openableLink(url) !== null)]),
  'reminder:show': z.tuple([shown(100), shown(300)]),
  'window:painted': z.tuple([]),
};

/** The same for what is told to a window: what began outside the app goes in only in these shapes. */
export const EVENT_ARGUMENTS: { [E in IpcEvent]: z.ZodType<IpcEvents[E]> } = {
  'link:opened': z.tuple([z.string().refine((url) => readDeepLink(url) === url)]),
  'reminder:clicked': z.tuple([]),
};
