import type { Demo } from '../../electron/ipc/contract.ts';
import type { Known } from '../ui/cell.ts';
import type { AppState } from './app-state.ts';
import { caught } from './caught.ts';

const RETRY_MS = 2_000;

/** Gives the open replica of the demo its session, as soon as the demo's server answers. */
export async function signInToDemo({ password }: Demo, state: Known<AppState>): Promise<void> {
  const opened = state.get();
  while (
    opened.kind === 'ready' &&
    state.get() === opened &&
    opened.replica.sync.get()?.kind === 'signed_out'
  ) {
    const signed = await caught(() => opened.replica.signIn(password));
    if (signed.ok || signed.error.code !== 'unreachable') return;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
