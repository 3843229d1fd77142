// The app lock: off, locked, or open with the key in memory. Switching on and off goes by steps that windows do and report,
// and that go on after a crash where they were. A wrong passphrase costs time, and ever more of it.
import type { IdleMinutes, LockAnswer, LockState, LockStep } from '../ipc/contract.ts';
import type { Cipher } from '../vault.ts';
import type { Kept, LockFile, Phase } from './lock-file.ts';
import {
  COST,
  newKey,
  openText,
  sealText,
  unwrapKey,
  wrapKey,
  type Cost,
  type WrappedKey,
} from './sealed-key.ts';

export type Lock = {
  state(): LockState;
  /** Of what is on the disk; null while there is none, and while it is locked. */
  key(): Buffer | null;
  unlock(passphrase: string): Promise<LockAnswer>;
  turnOn(passphrase: string): Promise<LockAnswer>;
  turnOff(passphrase: string): Promise<LockAnswer>;
  change(passphrase: string, next: string): Promise<LockAnswer>;
  setIdle(minutes: IdleMinutes): Promise<void>;
  idleMinutes(): IdleMinutes;
  /** Forgets the key; nothing is open any more. */
  lock(): void;
  /** A window has done this step for everything on the laptop. */
  moved(step: LockStep): Promise<void>;
  /** Ends a lock whose passphrase is lost, after what it sealed was removed. */
  forget(): Promise<void>;
  /** As it is to be on the disk now. Raises while locked. */
  seal(text: string): string;
  /** Null for what was sealed, and cannot be opened now. */
  open(text: string): string | null;
};

export type LockPorts = {
  file: LockFile;
  /** The system's keyring; null: there is none. */
  keyring: Cipher | null;
  now: () => number;
  /** Of deriving a key from a passphrase; what people have by default. */
  cost?: Cost;
  /** Writes what the shell keeps itself again, each text by `seal`. */
  rewrite: () => Promise<void>;
  /** The same for what a lost passphrase has sealed: it goes. */
  clear: () => Promise<void>;
  /** The windows are to begin anew. */
  changed: () => void;
};

const FREE_FAILURES = 3;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const DEFAULT_IDLE: IdleMinutes = 15;
const SEALED = 'sealed:';

const STEPS: Readonly<Record<Exclude<Phase, 'on'>, Omit<Extract<LockState, { kind: 'moving' }>, 'kind'>>> = {
  on_copying: { to: 'sealed', step: 'copy' },
  on_dropping: { to: 'sealed', step: 'drop' },
  off_copying: { to: 'plain', step: 'copy' },
  off_dropping: { to: 'plain', step: 'drop' },
};
const DONE: LockAnswer = { ok: true };

/** After so many wrong passphrases in a row. */
export const waitAfter = (failures: number): number =>
  failures < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - FREE_FAILURES));

export function openLock({ file, keyring, now, cost = COST, rewrite, clear, changed }: LockPorts): Lock {
  let kept = file.read();
  let key: Buffer | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** One thing at a time: guesses side by side would get around the wait, and writes past one another. */
  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };

  async function keep(next: Kept | null): Promise<void> {
    await file.write(next);
    kept = next;
  }

  function waitMs(): number {
    if (!kept) return 0;
    const wait = waitAfter(kept.failures);
    // A clock that was put back does not lengthen the wait beyond itself.
    return Math.max(0, Math.min(wait, kept.failed_at + wait - now()));
  }

  /** Runs `then` with the key where the passphrase is right. */
  async function withKey(passphrase: string, then: (of: Kept, opened: Buffer) => Promise<void>) {
    if (!kept) return refused('off');
    if (waitMs() > 0) return refused('wait');
    const wrapped = await unsealed(kept);
    if (wrapped === null) return refused('keyring');
    // Counted before it is tried: ending the app in between saves nobody the wait.
    const before = kept;
    await keep({ ...kept, failures: kept.failures + 1, failed_at: now() });
    const opened = await unwrapKey(wrapped, passphrase);
    if (opened === null) return refused('wrong');
    await keep({ ...before, failures: 0, failed_at: 0 });
    await then({ ...before, failures: 0, failed_at: 0 }, opened);
    return DONE;
  }

  const refused = (reason: Extract<LockAnswer, { ok: false }>['reason']): LockAnswer => ({
    ok: false,
    reason,
    wait_ms: waitMs(),
  });

  async function unsealed({ key: sealed, keyring: byKeyring }: Kept): Promise<WrappedKey | null> {
    try {
      const text = !byKeyring ? sealed : keyring ? await keyring.unseal(sealed) : null;
      return text === null ? null : (JSON.parse(text) as WrappedKey);
    } catch {
      return null;
    }
  }

  async function wrapped(of: Buffer, passphrase: string): Promise<Pick<Kept, 'key' | 'keyring'>> {
    const text = JSON.stringify(await wrapKey(of, passphrase, cost));
    return keyring ? { key: await keyring.seal(text), keyring: true } : { key: text, keyring: false };
  }

  function state(): LockState {
    if (!kept) return { kind: 'off' };
    if (!key) return { kind: 'locked', wait_ms: waitMs() };
    const { phase, idle_minutes } = kept;
    return phase === 'on' ? { kind: 'on', idle_minutes } : { kind: 'moving', ...STEPS[phase] };
  }

  return {
    state,
    key: () => key,
    unlock: (passphrase) =>
      inOrder(() =>
        withKey(passphrase, async ({ phase }, opened) => {
          key = opened;
          // A crash may have come before everything was sealed.
          if (phase === 'on' || phase === 'on_dropping') await rewrite();
        }),
      ),
    turnOn: (passphrase) =>
      inOrder(async () => {
        if (kept) return refused('on');
        const made = newKey();
        await keep({
          ...{ version: 1, phase: 'on_copying', idle_minutes: DEFAULT_IDLE, failures: 0, failed_at: 0 },
          ...(await wrapped(made, passphrase)),
        });
        key = made;
        changed();
        return DONE;
      }),
    turnOff: (passphrase) =>
      inOrder(() =>
        withKey(passphrase, async (of, opened) => {
          await keep({ ...of, phase: 'off_copying' });
          key = opened;
          changed();
        }),
      ),
    change: (passphrase, next) =>
      inOrder(() =>
        withKey(passphrase, async (of, opened) => keep({ ...of, ...(await wrapped(opened, next)) })),
      ),
    setIdle: (idle_minutes) =>
      inOrder(async () => {
        if (kept && key) await keep({ ...kept, idle_minutes });
      }),
    idleMinutes: () => kept?.idle_minutes ?? null,
    lock() {
      if (!key) return;
      key.fill(0);
      key = null;
      changed();
    },
    moved: (step) =>
      inOrder(async () => {
        // Two windows may report the same; a report out of turn means nothing.
        if (!kept || !key || kept.phase === 'on' || STEPS[kept.phase].step !== step) return;
        switch (kept.phase) {
          case 'on_copying':
            await keep({ ...kept, phase: 'on_dropping' });
            await rewrite();
            return;
          case 'on_dropping':
            await keep({ ...kept, phase: 'on' });
            return;
          case 'off_copying':
            await keep({ ...kept, phase: 'off_dropping' });
            return;
          case 'off_dropping':
            await rewrite();
            await keep(null);
            key.fill(0);
            key = null;
        }
      }),
    forget: () =>
      inOrder(async () => {
        if (!kept || key) return;
        await clear();
        await keep(null);
        changed();
      }),
    seal(text) {
      if (!kept || kept.phase === 'off_copying' || kept.phase === 'off_dropping') return text;
      if (!key) throw new Error('Outpost is locked.');
      return SEALED + sealText(key, text);
    },
    open(text) {
      if (!text.startsWith(SEALED)) return text;
      return key && openText(key, text.slice(SEALED.length));
    },
  };
}
