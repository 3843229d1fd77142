// What is kept of the app lock: the wrapped key, how far switching on or off has come, and how often a wrong passphrase was
// tried. A file of its own, which no window can read.
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { writeFileAtomically } from '../atomic-file.ts';
import { IDLE_MINUTES } from '../ipc/contract.ts';

/**
 * copying, dropping: switching on or off, in this order; each may be done again after a crash. In `dropping` everything is
 * copied, and what it was copied from goes.
 */
const PHASES = ['on_copying', 'on_dropping', 'on', 'off_copying', 'off_dropping'] as const;
export type Phase = (typeof PHASES)[number];

const kept = z.strictObject({
  version: z.literal(1),
  phase: z.enum(PHASES),
  /** Locks after so long without the keyboard and the mouse; null: does not. */
  idle_minutes: z.literal(IDLE_MINUTES).nullable(),
  /** Whether the system's keyring sealed `key` too. */
  keyring: z.boolean(),
  /** A WrappedKey as JSON, sealed by the keyring where there is one. */
  key: z.string(),
  /** Wrong passphrases in a row, and when the last was tried (ms since the epoch). */
  failures: z.int().min(0),
  failed_at: z.number(),
});
export type Kept = z.infer<typeof kept>;

const DAMAGED: Kept = {
  ...{ version: 1, phase: 'on', idle_minutes: null, keyring: false, key: '', failures: 0, failed_at: 0 },
};

export type LockFile = {
  /** Null: there is no lock. A damaged file is a lock that nothing opens: taken for none, the key would be written over. */
  read(): Kept | null;
  write(next: Kept | null): Promise<void>;
};

export const openLockFile = (file: string): LockFile => ({
  read() {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      return null;
    }
    try {
      return kept.parse(JSON.parse(text));
    } catch {
      return DAMAGED;
    }
  },
  async write(next) {
    if (next) await writeFileAtomically(file, JSON.stringify(next, null, 2));
    else await rm(file, { force: true });
  },
});
