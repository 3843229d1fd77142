// The bytes on disk. A file is named by the version in its row and by nothing a client sends, so no path can escape.
// Order: received under a temporary name, put in place, row committed; row deleted, committed, file removed. A crash
// in between leaves a file without a row, which the next start removes, and never a row without its file.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { copyFile, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { codeOf } from '../stack-error.ts';

export type Received = { path: string; size: number; etag: string };

export class StorageFiles {
  readonly #objects: string;
  readonly #incoming: string;
  /** Where resumable uploads are kept until they are whole. */
  readonly uploads: string;

  constructor(data: string) {
    this.#objects = join(data, 'storage', 'objects');
    this.#incoming = join(data, 'storage', 'incoming');
    this.uploads = join(data, 'storage', 'uploads');
    rmSync(this.#incoming, { recursive: true, force: true });
    for (const folder of [this.#objects, this.#incoming, this.uploads])
      mkdirSync(folder, { recursive: true });
  }

  /**
   * Writes a body under a temporary name. A body above `limit` is read to its end all the same, so that its sender
   * gets an answer, and nothing of it is kept: undefined.
   */
  async receive(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Received | undefined> {
    const path = join(this.#incoming, randomUUID());
    try {
      const size = await append(path, body, limit);
      if (size <= limit) return { path, size, etag: await etagOf(path) };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    await rm(path, { force: true });
    return undefined;
  }

  /** Puts a received file where `read` finds it. Durable when it resolves. */
  async place(path: string, version: string): Promise<void> {
    const place = this.#place(version);
    mkdirSync(dirname(place), { recursive: true });
    await rename(path, place);
    await syncFolder(dirname(place));
  }

  async copy(version: string, copied: string): Promise<void> {
    const path = join(this.#incoming, copied);
    await copyFile(this.#place(version), path);
    const file = await open(path, 'r+');
    await file.sync();
    await file.close();
    await this.place(path, copied);
  }

  /** The bytes from `start` to `end`, both included; undefined where the file is gone, replaced by another version. */
  async read(version: string, start: number, end: number): Promise<ReadableStream<Uint8Array> | undefined> {
    try {
      const file = await open(this.#place(version), 'r');
      return Readable.toWeb(file.createReadStream({ start, end })) as ReadableStream<Uint8Array>;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  async remove(versions: string[]): Promise<void> {
    for (const version of versions) await rm(this.#place(version), { force: true });
  }

  /** Removes the files that no row names; answers how many. Only while nobody uploads. */
  removeOrphans(versions: Set<string>): number {
    let removed = 0;
    for (const folder of readdirSync(this.#objects))
      for (const version of readdirSync(join(this.#objects, folder)))
        if (!versions.has(version)) {
          rmSync(join(this.#objects, folder, version), { force: true });
          removed += 1;
        }
    return removed;
  }

  #place(version: string): string {
    if (!/^[0-9a-f-]{36}$/.test(version)) throw new Error(`${version} is not a version of an object`);
    return join(this.#objects, version.slice(0, 2), version);
  }
}

/** Appends a body to a file, at most `limit` bytes of it; answers how many bytes the body had. Durable when it resolves. */
export async function append(
  path: string,
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<number> {
  let size = 0;
  const bounded = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      const room = Math.max(0, limit - size);
      size += chunk.length;
      done(null, chunk.subarray(0, room));
    },
  });
  const source = body ? Readable.fromWeb(body) : Readable.from([]);
  await pipeline(source, bounded, createWriteStream(path, { flags: 'a', flush: true }));
  return size;
}

export async function etagOf(path: string): Promise<string> {
  const hash = createHash('md5');
  await pipeline(createReadStream(path), hash);
  return `"${hash.digest('hex')}"`;
}

export function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders, and needs none to be synced.
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
