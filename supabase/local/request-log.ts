// @supabase/lite prints every refused request with its stack to console.error. What it prints while it serves a
// request of a stack goes to that stack's log instead, one line each; all other printing stays as it is.
import { AsyncLocalStorage } from 'node:async_hooks';
import { messageOf } from './stack-error.ts';

type Log = (line: string) => void;
const current = new AsyncLocalStorage<Log>();

const print = console.error.bind(console);
console.error = (...what: unknown[]) => {
  const log = current.getStore();
  if (log) log(`request: ${what.map(messageOf).join(' ')}`);
  else print(...what);
};

/** Runs `serve`; what it prints until its promise settles, and what that starts, goes to `log`. */
export function loggingTo<Result>(log: Log, serve: () => Result): Result {
  return current.run(log, serve);
}
