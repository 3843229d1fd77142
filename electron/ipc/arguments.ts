// What each channel accepts. The types come from the contract; the bounds are here, so that a hostile window can
// neither fill the disk nor hand the system a link it would run.
import { z } from 'zod';
import { readDeepLink } from '../deep-link.ts';
import { openableLink } from '../origin.ts';
import { MOST_FILE_BYTES } from '../opened-file.ts';
import {
  FAULT_KINDS,
  IDLE_MINUTES,
  LEAST_PASSPHRASE,
  LOCK_STEPS,
  NO_UPDATES,
  SETTING_KEYS,
  UPDATE_CHANNELS,
  UPDATE_FAILURES,
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

/** What supabase-js keeps of a session. Secrets of the shell's own are none of the window's. */
const vaultKey = z.string().regex(/^session\/[\w.:[\]-]{1,192}$/u);
const settingKey = z.enum(SETTING_KEYS);
const passphrase = text(1024).refine((typed) => typed.length > 0);
const newPassphrase = text(1024).refine((typed) => typed.length >= LEAST_PASSPHRASE);

export const ARGUMENTS: { [C in IpcChannel]: z.ZodType<IpcContract[C]['args']> } = {
  'launch:read': z.tuple([]),
  'vault:read': z.tuple([vaultKey]),
  'vault:write': z.tuple([vaultKey, text(64 * 1024)]),
  'vault:remove': z.tuple([vaultKey]),
  'setting:read': z.tuple([settingKey]),
  'setting:write': z.tuple([settingKey, text(16 * 1024).nullable()]),
  'link:open': z.tuple([z.string().refine((url) => openableLink(url) !== null)]),
  'reminder:show': z.tuple([shown(100), shown(300)]),
  'fault:note': z.tuple([z.enum(FAULT_KINDS), z.string().max(100), text(16 * 1024)]),
  'log:read': z.tuple([]),
  'updates:read': z.tuple([]),
  'updates:check': z.tuple([]),
  'updates:channel': z.tuple([z.enum(UPDATE_CHANNELS)]),
  'updates:restart': z.tuple([]),
  'window:writing': z.tuple([z.boolean()]),
  'lock:read': z.tuple([]),
  'lock:unlock': z.tuple([passphrase]),
  'lock:turn_on': z.tuple([newPassphrase]),
  'lock:turn_off': z.tuple([passphrase]),
  'lock:change': z.tuple([passphrase, newPassphrase]),
  'lock:idle': z.tuple([z.literal(IDLE_MINUTES).nullable()]),
  'lock:now': z.tuple([]),
  'lock:moved': z.tuple([z.enum(LOCK_STEPS)]),
  'lock:forget': z.tuple([]),
  'window:painted': z.tuple([]),
};

const version = z.string().max(100);
const notes = z.strictObject({ version, lines: z.array(z.string()) });
const offer = z.strictObject({ version, news: z.array(notes) });
const updates = z.strictObject({
  channel: z.enum(UPDATE_CHANNELS),
  state: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('off'), why: z.enum(NO_UPDATES) }),
    z.strictObject({ kind: z.literal('idle'), checked_at: z.iso.datetime().nullable() }),
    z.strictObject({ kind: z.literal('checking') }),
    z.strictObject({ kind: z.literal('downloading'), offer, percent: z.int().min(0).max(100) }),
    z.strictObject({ kind: z.enum(['ready', 'restarting']), offer }),
    z.strictObject({ kind: z.literal('failed'), reason: z.enum(UPDATE_FAILURES) }),
  ]),
  news: notes.nullable(),
});

/** The same for what is told to a window: what began outside the app goes in only in these shapes. */
export const EVENT_ARGUMENTS: { [E in IpcEvent]: z.ZodType<IpcEvents[E]> } = {
  'link:opened': z.tuple([z.string().refine((url) => readDeepLink(url) === url)]),
  'file:opened': z.tuple([
    z.strictObject({
      name: z.string().regex(/^[^\p{Cc}/\\]{0,196}\.(?:csv|vcf)$/iu),
      bytes: z
        .custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= MOST_FILE_BYTES)
        .nullable(),
    }),
  ]),
  'reminder:clicked': z.tuple([]),
  'lock:changed': z.tuple([]),
  'updates:changed': z.tuple([updates]),
};
