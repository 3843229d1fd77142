// What stops in this window goes to the log of the shell, which keeps where in the code it was and none of its words. The
// log stays on this laptop until the person copies it.
import type { Bridge, FaultKind } from '../../electron/ipc/contract.ts';

type Shell = Pick<Bridge, 'call'>;

const LONGEST_STACK = 4_000;

let shell: Shell | null = null;

/** Called once per window, before anything is drawn. */
export function startFaults(bridge: Shell): void {
  shell = bridge;
  addEventListener('error', ({ error }) => noteFault('error', error));
  addEventListener('unhandledrejection', ({ reason }) => noteFault('promise', reason));
}

export function noteFault(kind: FaultKind, error: unknown): void {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error();
  const frames = stack.slice(stack.indexOf(message) + message.length, LONGEST_STACK);
  void shell?.call('fault:note', kind, name.slice(0, 100), frames);
}

/** Empty where nothing has stopped, or where there is no shell to ask. */
export async function readLog(): Promise<string> {
  const answer = await shell?.call('log:read');
  return answer?.ok ? answer.value : '';
}
