// Resumable uploads by TUS 1.0 (creation, creation-with-upload, termination). What has arrived stays on disk for a
// day, over restarts too; every request but HEAD asks anew whether its caller may upload there.
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ReadableStream } from 'node:stream/web';
import { maxBytes } from './buckets.ts';
import type { Caller } from './database.ts';
import { StorageError, tooLarge } from './errors.ts';
import { append, etagOf, sizeOf, type StorageFiles } from './files.ts';
import type { Objects, Place } from './objects.ts';

/** Who uploads: a caller, or the bearer of a signed upload URL for one place. */
export type Uploader = { caller: Caller; upsert: boolean; signedFor: string | null };

type Upload = Place & {
  version: string;
  length: number;
  metadata: Record<string, string>;
  isStored: boolean;
};

const PATH = '/storage/v1/upload/resumable';
const VERSION = '1.0.0';
const BYTES = 'application/offset+octet-stream';
const KEPT_MS = 24 * 3_600_000;
const OPERATION = 'storage.tus.upload.part';

export class ResumableUploads {
  readonly #objects: Objects;
  readonly #files: StorageFiles;
  /** What each upload is busy with: its next request waits for it. */
  readonly #busy = new Map<string, Promise<unknown>>();

  constructor(objects: Objects, files: StorageFiles) {
    this.#objects = objects;
    this.#files = files;
    this.#removeOld();
  }

  /** Answers a request below /upload/resumable. Errors carry their status as TUS clients expect it. */
  async serve(request: Request, uploader: Uploader): Promise<Response> {
    try {
      if (request.headers.get('tus-resumable') !== VERSION)
        throw new StorageError(412, 'TusError', 'Tus-Resumable Required');
      const { pathname } = new URL(request.url);
      const id = /^\/storage\/v1\/upload\/resumable(?:\/sign)?\/([A-Za-z0-9_-]+)$/.exec(pathname)?.[1];
      if (id === undefined)
        return request.method === 'POST'
          ? answer(await this.#create(request, uploader, pathname))
          : answer({ status: 405 });
      const version = Buffer.from(id, 'base64url').toString('utf8').split('/').at(-1) ?? '';
      const before = this.#busy.get(version);
      const served = (async () => {
        await before?.catch(() => undefined);
        return this.#serveUpload(request, uploader, version);
      })();
      this.#busy.set(version, served);
      try {
        return answer(await served);
      } finally {
        if (this.#busy.get(version) === served) this.#busy.delete(version);
      }
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      return new Response(error.message, { status: error.status, headers: { 'tus-resumable': VERSION } });
    }
  }

  async #create(request: Request, uploader: Uploader, pathname: string): Promise<Answer> {
    const { headers } = request;
    const metadata = readMetadata(headers.get('upload-metadata'));
    const { bucketName: bucket = '', objectName: name = '' } = metadata;
    const length = Number(headers.get('upload-length') ?? NaN);
    if (!Number.isSafeInteger(length) || length < 0)
      throw headers.has('upload-defer-length')
        ? new StorageError(501, 'NotSupported', 'The local stack takes no Upload-Defer-Length.')
        : new StorageError(400, 'TusError', 'Upload-Length or Upload-Defer-Length header required');
    const upload: Upload = { bucket, name, version: randomUUID(), length, metadata, isStored: false };
    await this.#check(upload, uploader, OPERATION.replace('part', 'create'));
    this.#save(upload);
    writeFileSync(this.#bytes(upload.version), '');
    const id = Buffer.from(`${bucket}/${name}/${upload.version}`).toString('base64url');
    const offset =
      headers.get('content-type') === BYTES || length === 0
        ? await this.#append(upload, uploader, request.body as ReadableStream<Uint8Array> | null)
        : 0;
    const signed = pathname.endsWith('/sign') ? '/sign' : '';
    const location = `${new URL(request.url).origin}${PATH}${signed}/${id}`;
    return { status: 201, headers: { location, 'upload-offset': String(offset) } };
  }

  async #serveUpload(request: Request, uploader: Uploader, version: string): Promise<Answer> {
    const upload = this.#load(version);
    if (!upload) throw new StorageError(404, 'TusError', 'The file for this url was not found');
    const offset = await this.#offset(upload, uploader);
    if (request.method === 'HEAD')
      return {
        status: 200,
        headers: {
          'upload-offset': String(offset),
          'upload-length': String(upload.length),
          'upload-metadata': writeMetadata(upload.metadata),
          'cache-control': 'no-store',
        },
      };
    if (request.method === 'DELETE') {
      await this.#check(upload, uploader, OPERATION.replace('part', 'delete'));
      if (offset === upload.length)
        throw new StorageError(400, 'TusError', 'Cannot terminate an already completed upload');
      this.#forget(version);
      return { status: 204 };
    }
    if (request.method !== 'PATCH') return { status: 405 };
    if (request.headers.get('content-type') !== BYTES)
      throw new StorageError(415, 'TusError', `Content-Type must be ${BYTES}`);
    if (request.headers.get('upload-offset') !== String(offset))
      throw new StorageError(409, 'TusError', 'Upload-Offset conflict');
    if (offset === upload.length) return { status: 204, headers: { 'upload-offset': String(offset) } };
    await this.#check(upload, uploader, OPERATION);
    const arrived = await this.#append(upload, uploader, request.body as ReadableStream<Uint8Array> | null);
    return { status: 204, headers: { 'upload-offset': String(arrived) } };
  }

  /** How much is here. What a crash left whole but not stored, or stored but not noted, is completed first. */
  async #offset(upload: Upload, uploader: Uploader): Promise<number> {
    const size = upload.isStored ? upload.length : sizeOf(this.#bytes(upload.version));
    if (size === undefined && (await this.#objects.holds(upload.version)))
      this.#save({ ...upload, isStored: true });
    else if (size !== upload.length || upload.isStored) return size ?? 0;
    else await this.#finish(upload, uploader);
    return upload.length;
  }

  async #append(
    upload: Upload,
    uploader: Uploader,
    body: ReadableStream<Uint8Array> | null,
  ): Promise<number> {
    const path = this.#bytes(upload.version);
    const before = sizeOf(path) ?? 0;
    const arrived = before + (await append(path, body, upload.length - before));
    if (arrived > upload.length) {
      truncateSync(path, before);
      throw tooLarge();
    }
    if (arrived === upload.length) await this.#finish(upload, uploader);
    return arrived;
  }

  async #finish(upload: Upload, { caller, upsert }: Uploader): Promise<void> {
    const { version, length: size } = upload;
    const path = this.#bytes(version);
    const {
      contentType: mimetype = 'application/octet-stream',
      cacheControl = '',
      metadata,
    } = upload.metadata;
    const described = {
      mimetype,
      cacheControl: /^\d+$/.test(cacheControl) ? `max-age=${cacheControl}` : 'no-cache',
      userMetadata: metadata === undefined ? null : readJson(metadata),
    };
    const incoming = { path, size, etag: await etagOf(path), ...described };
    await this.#objects.store(caller, OPERATION, upload, upsert, incoming, version);
    // Kept for the client that missed this answer and asks how far it got.
    this.#save({ ...upload, isStored: true });
  }

  async #check(upload: Upload, { caller, upsert, signedFor }: Uploader, operation: string): Promise<void> {
    const { bucket, name, length, metadata } = upload;
    if (signedFor !== null && signedFor !== `${bucket}/${name}`)
      throw new StorageError(400, 'InvalidSignature', 'Invalid signature');
    const limits = await this.#objects.limits(bucket);
    if (length > maxBytes(limits)) throw new StorageError(413, 'TusError', 'Maximum size exceeded');
    await this.#objects.checkUpload(caller, operation, { bucket, name }, upsert, {
      mimetype: metadata.contentType,
      size: length,
    });
  }

  #bytes(version: string): string {
    return join(this.#files.uploads, version);
  }

  #load(version: string): Upload | undefined {
    const path = `${this.#bytes(version)}.json`;
    if (!/^[0-9a-f-]{36}$/.test(version) || !existsSync(path)) return undefined;
    return JSON.parse(readFileSync(path, 'utf8')) as Upload;
  }

  #save(upload: Upload): void {
    const path = `${this.#bytes(upload.version)}.json`;
    writeFileSync(`${path}.new`, JSON.stringify(upload));
    renameSync(`${path}.new`, path);
  }

  #forget(version: string): void {
    rmSync(this.#bytes(version), { force: true });
    rmSync(`${this.#bytes(version)}.json`, { force: true });
  }

  #removeOld(): void {
    for (const file of readdirSync(this.#files.uploads)) {
      const path = join(this.#files.uploads, file);
      if (statSync(path).mtimeMs < Date.now() - KEPT_MS) rmSync(path, { force: true });
    }
  }
}

type Answer = { status: number; headers?: Record<string, string> };

function answer({ status, headers }: Answer): Response {
  return new Response(null, { status, headers: { ...headers, 'tus-resumable': VERSION } });
}

/** `key base64,key base64`, as TUS writes it. */
function readMetadata(header: string | null): Record<string, string> {
  const pairs = (header ?? '').split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', value = ''] = pair.trim().split(' ');
      return [key, Buffer.from(value, 'base64').toString('utf8')];
    }),
  );
}

function writeMetadata(metadata: Record<string, string>): string {
  return Object.entries(metadata)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}

/** A person's own metadata; null where it is no JSON, as hosted. */
export function readJson(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}
