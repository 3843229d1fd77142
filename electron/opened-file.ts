// A file that the system asks Outpost to open. The window gets its name and its content, never a path, and only of the
// kinds that it can import and in a size that it can hold.
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OpenedFile } from './ipc/contract.ts';

export const MOST_FILE_BYTES = 32 * 1024 * 1024;
const KINDS = new Set(['.csv', '.vcf']);

/** The path of the first file among the words of a start that `folder` was the working folder of; null where there is none. */
export function openedFileOf(words: readonly string[], folder: string): string | null {
  for (const word of words) {
    const file = asPath(word);
    if (file !== null && KINDS.has(path.extname(file).toLowerCase())) return path.resolve(folder, file);
  }
  return null;
}

/** What stands behind the path; `bytes` is null where it cannot be read or is too large. */
export async function readOpenedFile(file: string): Promise<OpenedFile> {
  const name = path
    .basename(file)
    .replace(/\p{Cc}/gu, ' ')
    .slice(-200);
  // Not to hang on a pipe that somebody named like a table.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => null);
  if (!handle) return { name, bytes: null };
  try {
    const kind = await handle.stat();
    if (!kind.isFile() || kind.size > MOST_FILE_BYTES) return { name, bytes: null };
    const bytes = new Uint8Array(kind.size);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return { name, bytes: bytes.subarray(0, bytesRead) };
  } catch {
    return { name, bytes: null };
  } finally {
    await handle.close();
  }
}

/** A word may be a path or, by Linux' desktops, its file: address. */
function asPath(word: string): string | null {
  if (word.startsWith('-')) return null;
  try {
    const file = word.startsWith('file:') ? fileURLToPath(word) : word;
    return file.includes('\0') ? null : file;
  } catch {
    return null;
  }
}
