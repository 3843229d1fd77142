// The app lock as this window knows it. The shell decides; where there is none, such as in a browser, there is no lock.
import { create } from 'zustand';
import type { Bridge, IdleMinutes, LockAnswer, LockState } from '../../electron/ipc/contract.ts';

export type Refusal = Extract<LockAnswer, { ok: false }>['reason'] | 'failed';
/** Null: it is done. */
export type Outcome = { reason: Refusal; wait_ms: number } | null;

const FAILED: Outcome = { reason: 'failed', wait_ms: 0 };

let bridge: Bridge | null = null;

export const useLock = create<{ state: LockState }>(() => ({ state: { kind: 'off' } }));

/** Raises where the shell does not answer: nothing may be opened then. */
export async function startLock(shell: Bridge): Promise<LockState> {
  bridge = shell;
  return readLock();
}

export async function readLock(): Promise<LockState> {
  const answer = await bridge?.call('lock:read');
  if (!answer?.ok) throw new Error('The shell did not say whether Outpost is locked.');
  useLock.setState({ state: answer.value });
  return answer.value;
}

type Asking =
  | ['lock:unlock', string]
  | ['lock:turn_on', string]
  | ['lock:turn_off', string]
  | ['lock:change', string, string];

/** The passphrase goes to the shell and nowhere else. */
export async function askLock(...asking: Asking): Promise<Outcome> {
  const answer = await (bridge?.call as ((...of: Asking) => ReturnType<Bridge['call']>) | undefined)?.(
    ...asking,
  );
  if (!answer?.ok) return FAILED;
  const outcome = answer.value as LockAnswer;
  return outcome.ok ? null : outcome;
}

export async function setIdle(minutes: IdleMinutes): Promise<void> {
  await bridge?.call('lock:idle', minutes);
  await readLock();
}

export const lockNow = (): void => void bridge?.call('lock:now');
