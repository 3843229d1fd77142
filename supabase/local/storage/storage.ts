// Storage below /storage/v1: what @supabase/storage-js asks for, with rows under row level security and files on disk.
// What is not served is answered 501 with words.
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import type { Postgres } from '../postgres.ts';
import type { Settings } from '../settings.ts';
import { messageOf } from '../stack-error.ts';
import { Buckets, checkType, maxBytes, parsed } from './buckets.ts';
import { callerOf, readGrant, sign, WrongKey } from './callers.ts';
import { service, StorageDatabase, type Caller } from './database.ts';
import { download, head, info } from './download.ts';
import { invalidRequest, notServed, StorageError, tooLarge } from './errors.ts';
import { StorageFiles } from './files.ts';
import { Objects, type Place } from './objects.ts';
import { readJson, ResumableUploads } from './resumable.ts';

export type Storage = {
  /** Answers a request below /storage/v1. Never rejects. */
  fetch: (request: Request) => Promise<Response>;
  close: () => Promise<void>;
};

type Visit = { request: Request; url: URL; bucket: string; name: string };
type Route = [method: string, path: RegExp, serve: (visit: Visit) => Promise<unknown>];

const BASE = '/storage/v1';
const UPLOAD_URL_SECONDS = 7200;
const MULTIPART_ROOM_BYTES = 64 * 1024;

const Signing = z.object({
  expiresIn: z.number().int().min(1),
  transform: z.record(z.string(), z.unknown()).optional(),
});
const SigningMany = Signing.extend({ paths: z.array(z.string()).min(1).max(1000) });

export async function startStorage(
  server: Postgres,
  data: string,
  settings: Settings,
  log: (line: string) => void,
): Promise<Storage> {
  const database = new StorageDatabase(server);
  const files = new StorageFiles(data);
  const buckets = new Buckets(database, files);
  const objects = new Objects(database, files);
  const resumable = new ResumableUploads(objects, files);
  const orphans = await objects.removeOrphans();
  if (orphans > 0) log(`removed ${orphans} files that an interrupted upload or removal had left`);

  const caller = ({ request }: Visit): Caller => callerOf(request, settings);
  const grantFor = ({ url, bucket, name }: Visit, scope: 'download' | 'upload') =>
    readGrant(url.searchParams.get('token'), scope, `${bucket}/${name}`, settings);
  const wantsUpsert = (request: Request): boolean => request.headers.get('x-upsert') === 'true';

  const upload = async (
    { request, bucket, name }: Visit,
    as: Caller,
    operation: string,
    upsert: boolean,
  ): Promise<{ Id: string; Key: string }> => {
    const limits = await objects.limits(bucket);
    const limit = maxBytes(limits);
    const isForm = request.headers.get('content-type')?.startsWith('multipart/form-data') ?? false;
    const declared = Number(request.headers.get('content-length') ?? NaN);
    const size = isForm || Number.isNaN(declared) ? undefined : declared;
    const mimetype = request.headers.get('content-type') ?? 'application/octet-stream';
    await objects.checkUpload(as, operation, { bucket, name }, upsert, {
      size,
      mimetype: isForm ? undefined : mimetype,
    });
    if (isForm && Number.isNaN(declared))
      throw new StorageError(400, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
    if (isForm && declared > limit + MULTIPART_ROOM_BYTES) throw tooLarge();
    const { body, ...described } = isForm ? await readForm(request) : readRaw(request, mimetype);
    checkType(described.mimetype, limits);
    const received = await files.receive(body, limit);
    if (!received) throw tooLarge();
    const { id } = await objects.store(as, operation, { bucket, name }, upsert, {
      ...received,
      ...described,
    });
    return { Id: id, Key: `${bucket}/${name}` };
  };

  const authenticated = (visit: Visit) =>
    objects.findReadable(caller(visit), 'storage.object.get_authenticated', visit);
  const unauthenticated = (visit: Visit) => objects.findReadable(null, 'storage.object.get_public', visit);
  const signed = async (visit: Visit): Promise<Response> => {
    const { exp } = grantFor(visit, 'download');
    const object = await objects.find(service(), 'storage.object.get_signed', visit);
    return download(visit.request, object, files, exp);
  };

  const signOne = async (visit: Visit): Promise<unknown> => {
    const { bucket, name } = visit;
    const { expiresIn, transform = {} } = parsed(Signing, await json(visit.request));
    await objects.find(caller(visit), 'storage.object.sign', visit);
    const token = sign(downloadOf({ bucket, name }), expiresIn, settings);
    const path = Object.keys(transform).length > 0 ? 'render/image' : 'object';
    return { signedURL: `/${path}/sign/${bucket}/${name}?token=${token}` };
  };
  const signMany = async (visit: Visit): Promise<unknown> => {
    const { bucket } = visit;
    const { expiresIn, paths } = parsed(SigningMany, await json(visit.request));
    const visible = await objects.visible(caller(visit), 'storage.object.sign_many', bucket, paths);
    return paths.map((path) => {
      if (!visible.has(path))
        return {
          error: 'Either the object does not exist or you do not have access to it',
          path,
          signedURL: null,
        };
      const token = sign(downloadOf({ bucket, name: path }), expiresIn, settings);
      return { error: null, path, signedURL: `/object/sign/${bucket}/${path}?token=${token}` };
    });
  };
  const signUpload = async (visit: Visit): Promise<unknown> => {
    const { request, bucket, name } = visit;
    const asking = caller(visit);
    const upsert = wantsUpsert(request);
    await objects.checkUpload(asking, 'storage.object.sign_upload_url', visit, upsert, {});
    const grant = { url: `${bucket}/${name}`, scope: 'upload', owner: asking.owner, upsert } as const;
    const token = sign(grant, UPLOAD_URL_SECONDS, settings);
    return { url: `/object/upload/sign/${bucket}/${name}?token=${token}`, token };
  };
  const uploadSigned = (visit: Visit): Promise<unknown> => {
    const { owner, upsert } = grantFor(visit, 'upload');
    return upload(visit, service(owner), 'storage.object.upload_signed', upsert);
  };
  const uploadPart = (visit: Visit): Promise<Response> => {
    const { request } = visit;
    return resumable.serve(request, { caller: caller(visit), upsert: wantsUpsert(request), signedFor: null });
  };
  const uploadPartSigned = ({ request }: Visit): Promise<Response> => {
    const token = request.headers.get('x-signature');
    if (token === null) throw new StorageError(400, 'InvalidSignature', 'Missing x-signature header');
    const { owner, upsert, url } = readGrant(token, 'upload', null, settings);
    return resumable.serve(request, { caller: service(owner), upsert, signedFor: url });
  };

  const get = (find: (visit: Visit) => ReturnType<typeof authenticated>) => async (visit: Visit) =>
    download(visit.request, await find(visit), files);
  const headers = (find: (visit: Visit) => ReturnType<typeof authenticated>) => async (visit: Visit) =>
    head(await find(visit));
  const describe = (find: (visit: Visit) => ReturnType<typeof authenticated>) => async (visit: Visit) =>
    info(await find(visit));

  // The first that fits serves. Names: a bucket, then what it holds.
  const routes: Route[] = [
    ['GET', /^\/bucket\/?$/, (visit) => buckets.list(caller(visit), visit.url.searchParams)],
    ['POST', /^\/bucket\/?$/, async (visit) => buckets.create(caller(visit), await json(visit.request))],
    ['GET', /^\/bucket\/([^/]+)$/, (visit) => buckets.get(caller(visit), visit.bucket)],
    [
      'PUT',
      /^\/bucket\/([^/]+)$/,
      async (visit) => buckets.update(caller(visit), visit.bucket, await json(visit.request)),
    ],
    ['POST', /^\/bucket\/([^/]+)\/empty$/, (visit) => buckets.empty(caller(visit), visit.bucket)],
    ['DELETE', /^\/bucket\/([^/]+)$/, (visit) => buckets.remove(caller(visit), visit.bucket)],

    [
      'POST',
      /^\/object\/list\/([^/]+)$/,
      async (visit) => objects.list(caller(visit), visit.bucket, await json(visit.request)),
    ],
    ['POST', /^\/object\/move$/, async (visit) => objects.move(caller(visit), await json(visit.request))],
    [
      'POST',
      /^\/object\/copy$/,
      async (visit) => objects.copy(caller(visit), wantsUpsert(visit.request), await json(visit.request)),
    ],
    ['POST', /^\/object\/sign\/([^/]+)$/, signMany],
    ['POST', /^\/object\/sign\/([^/]+)\/(.+)$/, signOne],
    ['POST', /^\/object\/upload\/sign\/([^/]+)\/(.+)$/, signUpload],
    ['PUT', /^\/object\/upload\/sign\/([^/]+)\/(.+)$/, uploadSigned],
    ['GET', /^\/(?:object|render\/image)\/sign\/([^/]+)\/(.+)$/, signed],

    ['GET', /^\/object\/info\/public\/([^/]+)\/(.+)$/, describe(unauthenticated)],
    ['GET', /^\/object\/info\/(?:authenticated\/)?([^/]+)\/(.+)$/, describe(authenticated)],
    ['HEAD', /^\/object\/public\/([^/]+)\/(.+)$/, headers(unauthenticated)],
    ['HEAD', /^\/object\/(?:info\/)?(?:authenticated\/)?([^/]+)\/(.+)$/, headers(authenticated)],
    ['GET', /^\/(?:object|render\/image)\/public\/([^/]+)\/(.+)$/, get(unauthenticated)],
    ['GET', /^\/render\/image\/authenticated\/([^/]+)\/(.+)$/, get(authenticated)],
    ['GET', /^\/object\/(?:authenticated\/)?([^/]+)\/(.+)$/, get(authenticated)],

    ['POST', /^\/upload\/resumable\/sign\/?$/, uploadPartSigned],
    ['PATCH', /^\/upload\/resumable\/sign\/[^/]+$/, uploadPartSigned],
    ['HEAD', /^\/upload\/resumable\/sign\/[^/]+$/, uploadPartSigned],
    ['POST', /^\/upload\/resumable\/?$/, uploadPart],
    ['PATCH', /^\/upload\/resumable\/[^/]+$/, uploadPart],
    ['HEAD', /^\/upload\/resumable\/[^/]+$/, uploadPart],
    ['DELETE', /^\/upload\/resumable\/[^/]+$/, uploadPart],

    // Their paths would pass for a bucket and a name below.
    ['POST', /^\/object\/list-v2\//, refuse('the listing list-v2')],
    [
      'POST',
      /^\/object\/([^/]+)\/(.+)$/,
      (visit) => upload(visit, caller(visit), 'storage.object.upload', wantsUpsert(visit.request)),
    ],
    [
      'PUT',
      /^\/object\/([^/]+)\/(.+)$/,
      (visit) => upload(visit, caller(visit), 'storage.object.upload_update', true),
    ],
    ['DELETE', /^\/object\/([^/]+)\/(.+)$/, (visit) => objects.remove(caller(visit), visit)],
    [
      'DELETE',
      /^\/object\/([^/]+)$/,
      async (visit) => objects.removeMany(caller(visit), visit.bucket, await json(visit.request)),
    ],
  ];

  const serve = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const path = url.pathname.slice(BASE.length);
    if (url.searchParams.has('versionId')) throw notServed('versions of an object');
    for (const [method, pattern, answer] of routes) {
      const match = request.method === method && pattern.exec(path);
      if (!match) continue;
      const [bucket = '', name = ''] = match.slice(1).map(decode);
      const answered = await answer({ request, url, bucket, name });
      return answered instanceof Response ? answered : Response.json(answered);
    }
    throw notServed(`${request.method} ${url.pathname}`);
  };

  return {
    fetch: async (request) => {
      try {
        return await serve(request);
      } catch (error) {
        // Whoever is still sending gets to read why it was refused.
        if (request.body && !request.bodyUsed)
          await request.body.pipeTo(new WritableStream()).catch(() => undefined);
        if (error instanceof StorageError || error instanceof WrongKey) return error.toResponse();
        log(`${request.method} ${new URL(request.url).pathname}: ${messageOf(error)}`);
        return new StorageError(500, 'InternalError', 'Internal Server Error', 'Internal').toResponse();
      }
    },
    close: () => database.close(),
  };
}

type Described = {
  body: ReadableStream<Uint8Array> | null;
  mimetype: string;
  cacheControl: string;
  userMetadata: Record<string, unknown> | null;
};

function readRaw(request: Request, mimetype: string): Described {
  const metadata = request.headers.get('x-metadata');
  return {
    body: request.body as ReadableStream<Uint8Array> | null,
    mimetype,
    cacheControl: request.headers.get('cache-control') ?? 'no-cache',
    userMetadata: metadata === null ? null : readJson(Buffer.from(metadata, 'base64').toString('utf8')),
  };
}

async function readForm(request: Request): Promise<Described> {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- it buffers the body, whose length was checked
  const form = await request.formData().catch(() => {
    throw invalidRequest('No content provided');
  });
  const text = (name: string): string | undefined => {
    const value = form.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const file = [...form.values()].find((value) => typeof value !== 'string');
  if (!file) throw invalidRequest('No content provided');
  const cacheControl = text('cacheControl');
  const metadata = text('metadata') ?? text('userMetadata');
  return {
    body: file.stream() as ReadableStream<Uint8Array>,
    mimetype: text('contentType') ?? (file.type || 'application/octet-stream'),
    cacheControl: cacheControl ? `max-age=${cacheControl}` : 'no-cache',
    userMetadata: metadata === undefined ? null : readJson(metadata),
  };
}

async function json(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new StorageError(400, 'InvalidRequest', 'Body is not valid JSON', 'SyntaxError');
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalidRequest(`'${part}' is not a valid url component`);
  }
}

function downloadOf({ bucket, name }: Place) {
  return { url: `${bucket}/${name}`, scope: 'download', owner: null, upsert: false } as const;
}

function refuse(what: string): () => Promise<never> {
  return () => Promise.reject(notServed(what));
}
