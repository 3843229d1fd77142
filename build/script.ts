// How every script here runs: calm lines for people, one sentence for what went wrong, and nothing it started is
// left behind, whether it ends by itself, by Ctrl+C or by SIGTERM.
import { constants } from 'node:os';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..');
/** Where scripts keep what they can make again. */
export const CACHE = path.join(ROOT, 'node_modules/.cache/outpost');

/** Something a person can mend: the message says what to do. */
export class Problem extends Error {}

type Ending = () => Promise<void> | void;
const endings: Ending[] = [];
let isEnding = false;

/** Tells the person. What is still under way when the script ends is no news. */
export function say(line: string): void {
  if (!isEnding) console.log(line);
}

/** Remembers how to end something that was started; the last started ends first. */
export function atEnd(ending: Ending): void {
  endings.push(ending);
}

async function endAll(): Promise<void> {
  isEnding = true;
  for (let ending = endings.pop(); ending; ending = endings.pop()) await ending();
}

/** Runs the script to its exit code. */
export async function script(main: () => Promise<number>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (!isEnding) void endAll().finally(() => process.exit(128 + constants.signals[signal]));
    });
  let code: number;
  try {
    code = await main();
  } catch (error) {
    // Ctrl+C reaches the children too; what then fails is no news.
    if (!isEnding) console.error(error instanceof Problem ? error.message : error);
    code = 1;
  }
  // The signal handler is already at it and sets the exit code.
  if (isEnding) return;
  await endAll();
  process.exit(code);
}
