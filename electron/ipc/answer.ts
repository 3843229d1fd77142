// One way to answer every call of a window: the sender is checked, then the arguments, then the handler runs.
// Nothing is thrown across the border, and no argument and no value reaches the log or the error's words.
import { ARGUMENTS } from './arguments.ts';
import type { IpcChannel, IpcContract, IpcError, IpcResult } from './contract.ts';

type Value<C extends IpcChannel> = IpcContract[C]['value'];

/** One handler per channel; `Sender` is whatever the shell knows about the window that asks. */
export type IpcHandlers<Sender> = {
  [C in IpcChannel]: (sender: Sender, ...args: IpcContract[C]['args']) => Value<C> | Promise<Value<C>>;
};

const refuse = (code: IpcError['code'], message: string): IpcResult<never> => ({
  ok: false,
  error: { code, message },
});

/** `sender` is null for anything but the top frame of one of our windows on our origin. */
export async function answerCall<Sender, C extends IpcChannel>(
  handlers: IpcHandlers<Sender>,
  log: (line: string) => void,
  channel: C,
  sender: Sender | null,
  args: readonly unknown[],
): Promise<IpcResult<Value<C>>> {
  if (sender === null) return refuse('bad_sender', 'Only a window of Outpost may ask this.');
  const checked = ARGUMENTS[channel].safeParse(args);
  if (!checked.success) return refuse('bad_argument', `${channel} does not take these arguments.`);
  try {
    return { ok: true, value: await handlers[channel](sender, ...checked.data) };
  } catch (error) {
    const code = systemCode(error);
    log(`${channel} failed: ${code}`);
    return code === 'ENOSPC'
      ? refuse('unavailable', 'The disk is full.')
      : refuse('failed', 'The shell could not do this.');
  }
}

/** The system's error code, which names no value; a message might. */
function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[A-Z_0-9]+$/u.test(code) ? code : 'unexpected';
}
