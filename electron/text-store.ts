// A few named texts in one small JSON file. An answered write is on the disk; writes happen in the order asked.
// A file that cannot be read as such is set aside with its content, and the store starts empty: never a crash.
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { writeFileAtomically } from './atomic-file.ts';

/** So that whoever asks for ever more names fills no disk. */
export const MOST_ENTRIES = 128;

export type TextStore = {
  read(key: string): string | null;
  keys(): string[];
  /** Null removes. Rejects when the disk refuses or the store is full; it then still has the value from before. */
  write(key: string, value: string | null): Promise<void>;
  /** Resolves when every write asked for so far has ended, well or not. */
  settled(): Promise<void>;
};

export function openTextStore(file: string): TextStore {
  let entries = readEntries(file);
  let lastWrite: Promise<void> = Promise.resolve();

  const writeNow = async (key: string, value: string | null): Promise<void> => {
    const next = new Map(entries);
    if (value === null) next.delete(key);
    else next.set(key, value);
    if (next.size > MOST_ENTRIES) throw new Error('The store is full.');
    mkdirSync(path.dirname(file), { recursive: true });
    await writeFileAtomically(file, JSON.stringify(Object.fromEntries(next), null, 2));
    entries = next;
  };

  return {
    read: (key) => entries.get(key) ?? null,
    keys: () => [...entries.keys()],
    write(key, value) {
      const written = lastWrite.then(() => writeNow(key, value));
      lastWrite = written.catch(() => undefined);
      return written;
    },
    settled: () => lastWrite,
  };
}

function readEntries(file: string): Map<string, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return new Map();
  }
  const entries = parseEntries(text);
  if (entries) return entries;
  try {
    renameSync(file, `${file}.unreadable`);
  } catch {
    // A folder that cannot be written to: the next write says so to the one who asks for it.
  }
  return new Map();
}

function parseEntries(text: string): Map<string, string> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    const entries = Object.entries(parsed as Record<string, unknown>);
    return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
      ? new Map(entries)
      : null;
  } catch {
    return null;
  }
}
