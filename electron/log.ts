// What stopped, kept on this laptop and nowhere else, in two files of bounded size. Nothing personal can get in: a line is
// made of short plain words of our own, an error of its name and of where in our code it was, never of its message.
import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/** Of each of the two files: the one that is written, and the one before. */
export const MOST_LOG_BYTES = 256 * 1024;
/** So that a fault that comes again and again wears out no disk. */
const MOST_A_MINUTE = 60;
const FRAMES = 12;

export type Log = {
  /** `words` are of the code, not of a person: what else they hold is left out. Written when it returns. */
  note(words: string, error?: { name: string; stack: string }): void;
  /** Both files, oldest line first; as it stands in them. */
  read(): string;
};

/** A folder that cannot be written to keeps no log, and stops nobody. */
export function openLog(folder: string, version: string, now: () => Date): Log {
  const [file, before] = ['outpost.log', 'outpost.1.log'].map((name) => path.join(folder, name)) as [
    string,
    string,
  ];
  let minute = { at: 0, lines: 0 };

  const mayWrite = (at: number): boolean => {
    if (Math.abs(at - minute.at) >= 60_000) minute = { at, lines: 0 };
    minute.lines += 1;
    return minute.lines <= MOST_A_MINUTE;
  };

  return {
    note(words, error) {
      const at = now();
      if (!mayWrite(at.getTime())) return;
      const line = [
        at.toISOString(),
        version,
        plain(words),
        ...(error ? [nameOf(error.name), ...framesOf(error.stack)] : []),
      ];
      try {
        mkdirSync(folder, { recursive: true });
        if (sizeOf(file) > MOST_LOG_BYTES) renameSync(file, before);
        appendFileSync(file, `${line.join(' | ')}\n`, { mode: 0o600 });
      } catch {
        // A full disk has already been told of by whoever needed it.
      }
    },
    read: () => textOf(before) + textOf(file),
  };
}

/** Of an error that was thrown, or of whatever else was. */
export function thrown(error: unknown): { name: string; stack: string } {
  if (!(error instanceof Error)) return { name: 'NoError', stack: '' };
  const { name, message, stack = '' } = error;
  // A message may look like a place in the code.
  return { name, stack: stack.slice(stack.indexOf(message) + message.length) };
}

/** Words of letters and figures. A longer one may be a token, one with other signs an address or a path. */
const plain = (words: string): string =>
  words
    .slice(0, 200)
    .split(/\s+/u)
    .map((word) => (/^\(?[\w-]{1,24}(?::[\w-]{1,24})?[).,:;]{0,2}$/u.test(word) ? word : '…'))
    .join(' ');

const nameOf = (name: string): string => (/^[A-Z][A-Za-z]{1,40}$/u.test(name) ? name : 'Error');

const CALLER = /^ +at (?:async |new )?(?:([\w.$<>]{1,60}) )?/u;
const PLACE = /([\w.-]{1,60}\.[cm]?[jt]sx?)(?:\?[^\s()]*)?(:\d{1,7}:\d{1,7})\)?$/u;

/** `at function (…/file.js:1:2)` as `function file.js:1:2`; every other line is of the message. */
const framesOf = (stack: string): string[] =>
  stack
    .slice(0, 16 * 1024)
    .split('\n')
    .flatMap((line) => {
      const [caller, place] = [CALLER.exec(line), PLACE.exec(line)];
      return caller && place ? [`${caller[1] ?? ''} ${place[1] ?? ''}${place[2] ?? ''}`.trim()] : [];
    })
    .slice(0, FRAMES);

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
