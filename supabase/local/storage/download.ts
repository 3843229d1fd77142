// What a download answers: the bytes or a range of them, and the headers hosted Storage sends with them.
import { noSuchKey } from './errors.ts';
import type { StorageFiles } from './files.ts';
import type { Stored } from './objects.ts';

export function headersOf({ metadata }: Stored): Record<string, string> {
  const { mimetype, eTag, lastModified, cacheControl } = metadata;
  return {
    'accept-ranges': 'bytes',
    // As hosted: a page that somebody uploaded is shown as text.
    'content-type': mimetype.includes('text/html') ? 'text/plain' : mimetype,
    etag: eTag,
    'last-modified': new Date(lastModified).toUTCString(),
    'cache-control': cacheControl,
    'x-robots-tag': 'none',
  };
}

export async function download(
  request: Request,
  object: Stored,
  files: StorageFiles,
  expires?: number,
): Promise<Response> {
  const { metadata, version } = object;
  const headers = headersOf(object);
  if (expires !== undefined) headers.expires = new Date(expires * 1000).toUTCString();
  const { pathname, searchParams } = new URL(request.url);
  const name = searchParams.get('download');
  if (name !== null) headers['content-disposition'] = attachment(name);
  if (pathname.includes('/render/image/'))
    headers['x-transformations'] = 'none: the local stack sends the original';

  const since = Date.parse(request.headers.get('if-modified-since') ?? '');
  const isKnown =
    request.headers.get('if-none-match') === metadata.eTag ||
    Math.floor(Date.parse(metadata.lastModified) / 1000) * 1000 <= since;
  if (isKnown) return new Response(null, { status: 304, headers });

  const range = rangeOf(request.headers.get('range'), metadata.size);
  if (range === 'beyond')
    return Response.json(
      {
        statusCode: '416',
        error: 'InvalidRange',
        code: 'InvalidRange',
        message: 'The requested range is not satisfiable',
      },
      { status: 416, headers: { 'content-range': `bytes */${metadata.size}` } },
    );
  const { start, end } = range ?? { start: 0, end: metadata.size - 1 };
  headers['content-length'] = String(end - start + 1);
  if (range) headers['content-range'] = `bytes ${start}-${end}/${metadata.size}`;
  const body = metadata.size === 0 ? null : await files.read(version, start, end);
  if (body === undefined) throw noSuchKey();
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** HEAD: what a download would say, and nothing of it. */
export function head(object: Stored): Response {
  return new Response(null, {
    headers: { ...headersOf(object), 'content-length': String(object.metadata.size) },
  });
}

export function info({
  id,
  name,
  version,
  bucket_id,
  metadata,
  user_metadata,
  updated_at,
  created_at,
}: Stored): unknown {
  return {
    id,
    name,
    version,
    bucket_id,
    size: metadata.size,
    content_type: metadata.mimetype,
    cache_control: metadata.cacheControl,
    etag: metadata.eTag,
    metadata: user_metadata,
    last_modified: updated_at,
    created_at,
  };
}

function attachment(name: string): string {
  const encoded = encodeURIComponent(name);
  return name === '' ? 'attachment;' : `attachment; filename=${encoded}; filename*=UTF-8''${encoded}`;
}

/** A single range; undefined where none is asked for, or more than one. */
function rangeOf(asked: string | null, size: number): { start: number; end: number } | 'beyond' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(asked ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start > end ? 'beyond' : { start, end };
}
