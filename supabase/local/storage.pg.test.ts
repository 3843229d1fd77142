import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startStack } from './stack.ts';
import { connect, signUp, startOwnStack, type OwnStack, type Person } from './test-stack.ts';

let stack: OwnStack;
let ada: Person;
let ben: Person;
/** Ada's folder, new for each test. */
let folder: string;

beforeAll(async () => {
  stack = await startOwnStack(`
    insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
      ('files', 'files', false, null, null),
      ('open', 'open', true, null, null),
      ('small', 'small', false, 10, array['image/*', 'text/plain']);
    create policy "people keep files in a folder of their own" on storage.objects to authenticated
      using ((storage.foldername(name))[1] = (select auth.uid())::text)
      with check ((storage.foldername(name))[1] = (select auth.uid())::text);
    create policy "people see the buckets" on storage.buckets for select to authenticated using (true);
  `);
  [ada, ben] = [await signUp(stack), await signUp(stack)];
});
afterAll(() => stack.remove());
beforeEach(() => {
  folder = `${ada.id}/${crypto.randomUUID()}`;
});

const asService = () =>
  createClient(stack.url, stack.secret_key, { auth: { persistSession: false } }).storage;
const filesOf = ({ client }: Pick<Person, 'client'>, bucket = 'files') => client.storage.from(bucket);
const tokenOf = async ({ client }: Person): Promise<string> =>
  (await client.auth.getSession()).data.session?.access_token ?? '';
const call = async (
  path: string,
  init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
): Promise<Response> =>
  fetch(`${stack.url}/storage/v1${path}`, {
    ...init,
    headers: {
      apikey: stack.publishable_key,
      authorization: `Bearer ${await tokenOf(ada)}`,
      ...init.headers,
    },
  });
const textOf = async (body: Blob | null): Promise<string | undefined> => body?.text();
const versionOf = async (name: string): Promise<string> => {
  const [row] = await stack.sql<
    { version: string }[]
  >`select version from storage.objects where name = ${name}`;
  return row?.version ?? '';
};
const fileOf = (version: string): string =>
  join(stack.data, 'storage', 'objects', version.slice(0, 2), version);

test('a file goes up and comes down as it was: as text, as bytes, as a form, with its metadata', async () => {
  const files = filesOf(ada);
  const bytes = crypto.getRandomValues(new Uint8Array(50_000));
  expect((await files.upload(`${folder}/a.txt`, 'words')).data).toEqual({
    id: expect.any(String),
    path: `${folder}/a.txt`,
    fullPath: `files/${folder}/a.txt`,
  });
  const asBlob = new Blob([bytes], { type: 'image/png' });
  const options = { metadata: { seen: 'yes' }, cacheControl: '60' };
  expect((await files.upload(`${folder}/b.png`, asBlob, options)).error).toBeNull();
  expect(
    (await files.upload(`${folder}/c.bin`, bytes, { contentType: 'application/x-c', ...options })).error,
  ).toBeNull();

  expect(await textOf((await files.download(`${folder}/a.txt`)).data)).toBe('words');
  for (const [name, type] of [
    ['b.png', 'image/png'],
    ['c.bin', 'application/x-c'],
  ] as const) {
    const { data } = await files.download(`${folder}/${name}`);
    expect(new Uint8Array((await data?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(bytes);
    expect((await files.info(`${folder}/${name}`)).data).toMatchObject({
      name: `${folder}/${name}`,
      bucketId: 'files',
      size: 50_000,
      contentType: type,
      cacheControl: 'max-age=60',
      metadata: { seen: 'yes' },
    });
  }
  const [row] = await stack.sql`
    select owner, owner_id, path_tokens, storage.foldername(name) as folder, storage.filename(name) as file,
      storage.extension(name) as extension from storage.objects where name = ${`${folder}/b.png`}`;
  expect(row).toEqual({
    owner: ada.id,
    owner_id: ada.id,
    path_tokens: [...folder.split('/'), 'b.png'],
    folder: folder.split('/'),
    file: 'b.png',
    extension: 'png',
  });
});

test('a name that is taken is refused as a duplicate, and replaced by an upsert or an update', async () => {
  const files = filesOf(ada);
  const name = `${folder}/a.txt`;
  await files.upload(name, 'one');
  const before = await versionOf(name);
  expect((await files.upload(name, 'two')).error).toMatchObject({
    status: 400,
    statusCode: '409',
    message: 'The resource already exists',
  });
  expect(await textOf((await files.download(name)).data)).toBe('one');
  expect((await files.upload(name, 'three', { upsert: true })).error).toBeNull();
  expect(await textOf((await files.download(name)).data)).toBe('three');
  expect((await files.update(name, 'four')).error).toBeNull();
  expect(await textOf((await files.download(name)).data)).toBe('four');
  expect(existsSync(fileOf(before))).toBe(false);
  expect(existsSync(fileOf(await versionOf(name)))).toBe(true);
});

test('of many who write one name at the same time one wins, and only the winner’s bytes stay', async () => {
  const files = filesOf(ada);
  const stored = (): number =>
    readdirSync(join(stack.data, 'storage', 'objects'), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile(),
    ).length;
  const before = stored();
  const race = (upsert: boolean) =>
    Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        files.upload(`${folder}/race-${upsert}.txt`, `${at}`, { upsert }),
      ),
    );
  const outcomes = (await race(false)).map(
    ({ error }) => (error as { statusCode?: string } | null)?.statusCode,
  );
  expect(outcomes.filter((code) => code === undefined)).toHaveLength(1);
  expect(outcomes.filter((code) => code === '409')).toHaveLength(11);
  expect((await race(true)).map(({ error }) => error)).toEqual(Array(12).fill(null));
  expect(stored()).toBe(before + 2);
});

test('row level security: in the folder of another person nothing can be read, written, moved or removed', async () => {
  const name = `${folder}/a.txt`;
  await filesOf(ada).upload(name, 'hers');
  for (const somebody of [filesOf(ben), connect(stack).storage.from('files')]) {
    const denied = { statusCode: '403', message: 'new row violates row-level security policy' };
    expect((await somebody.upload(`${folder}/b.txt`, 'his')).error).toMatchObject(denied);
    expect((await somebody.upload(name, 'his', { upsert: true })).error).toMatchObject(denied);
    expect((await somebody.createSignedUploadUrl(`${folder}/b.txt`)).error).toMatchObject(denied);
    const missing = { statusCode: '404', message: 'Object not found' };
    expect((await somebody.createSignedUrl(name, 60)).error).toMatchObject(missing);
    expect((await somebody.info(name)).error).toMatchObject(missing);
    expect((await somebody.exists(name)).data).toBe(false);
    expect((await somebody.move(name, `${ben.id}/a.txt`)).error).toMatchObject(missing);
    expect((await somebody.copy(name, `${ben.id}/a.txt`)).error).toMatchObject(missing);
    expect((await somebody.remove([name])).data).toEqual([]);
    expect((await somebody.list(folder)).data).toEqual([]);
    expect((await somebody.download(name)).error).toMatchObject({ status: 400 });
  }
  // Moving out of one's own folder is writing into another's.
  expect((await filesOf(ada).move(name, `${ben.id}/a.txt`)).error).toMatchObject({ statusCode: '403' });
  expect((await filesOf(ada).copy(name, `${ben.id}/a.txt`)).error).toMatchObject({ statusCode: '403' });
  expect(await textOf((await filesOf(ada).download(name)).data)).toBe('hers');
  expect(await textOf((await asService().from('files').download(name)).data)).toBe('hers');
});

test('a folder lists its folders and files, page by page, sorted, searched', async () => {
  const files = filesOf(ada);
  for (const name of ['b.txt', 'A.txt', 'sub/one.txt', 'sub/two.txt', 'c_1$.txt'])
    await files.upload(`${folder}/${name}`, 'x');
  const names = async (...asked: Parameters<typeof files.list>) =>
    (await files.list(...asked)).data?.map(({ name }) => name);
  expect(await names(folder)).toEqual(['A.txt', 'b.txt', 'c_1$.txt', 'sub']);
  expect(await names(`${folder}/sub`)).toEqual(['one.txt', 'two.txt']);
  expect(await names(folder, { limit: 2, offset: 1 })).toEqual(['b.txt', 'c_1$.txt']);
  expect(await names(folder, { sortBy: { column: 'name', order: 'desc' } })).toEqual([
    ...['sub', 'c_1$.txt', 'b.txt', 'A.txt'],
  ]);
  expect(await names(folder, { sortBy: { column: 'created_at', order: 'desc' } })).toEqual([
    ...['sub', 'c_1$.txt', 'A.txt', 'b.txt'],
  ]);
  expect(await names(folder, { search: 'C_' })).toEqual(['c_1$.txt']);
  const [first, , , last] = (await files.list(folder)).data ?? [];
  expect(first).toMatchObject({
    id: expect.any(String),
    metadata: { size: 1, mimetype: 'text/plain;charset=UTF-8' },
  });
  expect(last).toEqual({
    name: 'sub',
    id: null,
    updated_at: null,
    created_at: null,
    last_accessed_at: null,
    metadata: null,
  });
});

test('files are moved, copied and removed, and their bytes with them', async () => {
  const files = filesOf(ada);
  const [a, b, c] = [`${folder}/a.txt`, `${folder}/b.txt`, `${folder}/c.txt`];
  await files.upload(a, 'words');
  expect((await files.copy(a, b)).data).toEqual({ path: `files/${b}` });
  expect((await files.move(a, c)).data).toMatchObject({ message: 'Successfully moved' });
  expect((await files.exists(a)).data).toBe(false);
  expect((await files.move(b, c)).error).toMatchObject({ statusCode: '409' });
  for (const name of [b, c]) expect(await textOf((await files.download(name)).data)).toBe('words');
  const kept = [fileOf(await versionOf(b)), fileOf(await versionOf(c))];
  expect(kept.map((file) => existsSync(file))).toEqual([true, true]);
  const removed = await files.remove([b, c, `${folder}/nothing.txt`]);
  expect(removed.data?.map(({ name }) => name).sort()).toEqual([b, c]);
  expect(kept.map((file) => existsSync(file))).toEqual([false, false]);
});

test('buckets are made, read, changed, emptied and deleted by whom policies let', async () => {
  const service = asService();
  const id = crypto.randomUUID();
  expect((await ada.client.storage.createBucket(id)).error).toMatchObject({ status: 400, statusCode: '403' });
  expect((await service.createBucket(id, { public: false, fileSizeLimit: '1MB' })).data).toEqual({
    name: id,
  });
  expect((await service.createBucket(id)).error).toMatchObject({ statusCode: '409' });
  expect((await ada.client.storage.getBucket(id)).data).toMatchObject({
    id,
    public: false,
    file_size_limit: 1_000_000,
    allowed_mime_types: null,
    type: 'STANDARD',
  });
  expect((await ada.client.storage.listBuckets()).data?.map((bucket) => bucket.id)).toContain(id);
  expect((await connect(stack).storage.listBuckets()).data).toEqual([]);
  expect((await service.updateBucket(id, { public: true, fileSizeLimit: null })).error).toBeNull();
  expect((await service.getBucket(id)).data).toMatchObject({ public: true, file_size_limit: null });
  await service.from(id).upload('a.txt', 'words');
  expect((await service.deleteBucket(id)).error).toMatchObject({
    statusCode: '409',
    message: 'The bucket you tried to delete is not empty',
  });
  expect((await service.emptyBucket(id)).error).toBeNull();
  expect((await service.deleteBucket(id)).data).toEqual({ message: 'Successfully deleted' });
  expect((await service.getBucket(id)).error).toMatchObject({
    statusCode: '404',
    message: 'Bucket not found',
  });
  expect((await service.createBucket('no/slash')).error).toMatchObject({ statusCode: '400' });
});

test('a bucket’s limits hold: too large and of the wrong type are refused, and nothing stays', async () => {
  const files = filesOf(ada, 'small');
  const before = readdirSync(join(stack.data, 'storage', 'incoming'));
  const tooLarge = { statusCode: '413', message: 'The object exceeded the maximum allowed size' };
  expect((await files.upload(`${folder}/a.txt`, '12345678901')).error).toMatchObject(tooLarge);
  expect(
    (await files.upload(`${folder}/a.txt`, new Blob(['12345678901'], { type: 'text/plain' }))).error,
  ).toMatchObject(tooLarge);
  // A stream does not say its length beforehand.
  const stream = new Blob(['x'.repeat(200_000)]).stream();
  expect((await files.upload(`${folder}/a.txt`, stream, { duplex: 'half' })).error).toMatchObject(tooLarge);
  const wrongType = { statusCode: '415', message: 'mime type application/pdf is not supported' };
  const pdf = { contentType: 'application/pdf' };
  expect((await files.upload(`${folder}/a.pdf`, 'pdf', pdf)).error).toMatchObject(wrongType);
  expect(
    (await files.upload(`${folder}/a.pdf`, new Blob(['pdf'], { type: 'application/pdf' }))).error,
  ).toMatchObject(wrongType);
  expect((await files.upload(`${folder}/a.png`, 'png', { contentType: 'image/png' })).error).toBeNull();
  expect((await files.list(folder)).data?.map(({ name }) => name)).toEqual(['a.png']);
  expect(readdirSync(join(stack.data, 'storage', 'incoming'))).toEqual(before);
  // The project's own limit, before a byte is sent.
  const refused = await call(`/object/files/${folder}/big.bin`, {
    method: 'POST',
    body: new Uint8Array(51 * 1024 * 1024),
  });
  expect(await refused.json()).toMatchObject(tooLarge);
});

test('a file of 20 MB is stored whole, and a range of it is sent alone', async () => {
  const bytes = new Uint8Array(20 * 1024 * 1024).map((_, index) => index % 251);
  const name = `${folder}/large.bin`;
  expect((await filesOf(ada).upload(name, bytes, { contentType: 'application/zip' })).error).toBeNull();
  const { data } = await filesOf(ada).download(name);
  expect(Buffer.from((await data?.arrayBuffer()) ?? new ArrayBuffer()).equals(bytes)).toBe(true);
  const ranged = await call(`/object/authenticated/files/${name}`, { headers: { range: 'bytes=1000-1009' } });
  expect([ranged.status, ranged.headers.get('content-range')]).toEqual([
    206,
    `bytes 1000-1009/${bytes.length}`,
  ]);
  expect(new Uint8Array(await ranged.arrayBuffer())).toEqual(bytes.slice(1000, 1010));
  const etag = ranged.headers.get('etag') ?? '';
  const again = await call(`/object/files/${name}`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  const beyond = await call(`/object/files/${name}`, { headers: { range: 'bytes=99999999-' } });
  expect(beyond.status).toBe(416);
});

test('HEAD tells of a file what a download would', async () => {
  const name = `${folder}/a.html`;
  await filesOf(ada).upload(name, '<p>', { contentType: 'text/html' });
  const known = await call(`/object/files/${name}`, { method: 'HEAD' });
  expect(known.status).toBe(200);
  expect(Object.fromEntries(known.headers)).toMatchObject({
    'content-length': '3',
    'content-type': 'text/plain',
    etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
  });
  expect((await call(`/object/files/${folder}/no`, { method: 'HEAD' })).status).toBe(400);
});

test('a public bucket is read by its URL without a key, a private one is not', async () => {
  await asService().from('open').upload(`${folder}/a b.txt`, 'for all');
  await filesOf(ada).upload(`${folder}/a.txt`, 'hers');
  const open = connect(stack).storage.from('open');
  const answer = await fetch(open.getPublicUrl(`${folder}/a b.txt`, { download: 'ä.txt' }).data.publicUrl);
  expect(await answer.text()).toBe('for all');
  expect(answer.headers.get('content-disposition')).toBe(
    "attachment; filename=%C3%A4.txt; filename*=UTF-8''%C3%A4.txt",
  );
  const hidden = await fetch(filesOf(ada).getPublicUrl(`${folder}/a.txt`).data.publicUrl);
  expect(hidden.status).toBe(400);
  expect(await hidden.json()).toMatchObject({ statusCode: '404', error: 'Bucket not found' });
});

test('an image that should be transformed is sent as it is, and a header says so', async () => {
  await asService().from('open').upload(`${folder}/a.png`, 'png', { contentType: 'image/png' });
  const { publicUrl } = connect(stack)
    .storage.from('open')
    .getPublicUrl(`${folder}/a.png`, { transform: { width: 10 } }).data;
  expect(publicUrl).toContain('/render/image/');
  const answer = await fetch(publicUrl);
  expect([await answer.text(), answer.headers.get('x-transformations')]).toEqual([
    'png',
    'none: the local stack sends the original',
  ]);
});

test('a signed URL opens one file, until it expires', async () => {
  const files = filesOf(ada);
  await files.upload(`${folder}/a.txt`, 'words');
  await files.upload(`${folder}/b.txt`, 'others');
  const url = (await files.createSignedUrl(`${folder}/a.txt`, 60)).data?.signedUrl ?? '';
  expect(await (await fetch(url)).text()).toBe('words');
  const refused = async (tampered: string): Promise<unknown> => (await fetch(tampered)).json();
  expect(await refused(url.replace('/a.txt?', '/b.txt?'))).toMatchObject({ error: 'InvalidSignature' });
  expect(await refused(url.slice(0, -3) + 'AAA')).toMatchObject({ error: 'InvalidJWT', statusCode: '400' });
  expect(await refused(url.replace(/token=.*/, `token=${await tokenOf(ada)}`))).toMatchObject({
    error: 'InvalidJWT',
  });
  expect(await refused(url.replace(/token=.*/, ''))).toMatchObject({ statusCode: '400' });

  const short = (await files.createSignedUrl(`${folder}/a.txt`, 1)).data?.signedUrl ?? '';
  await expect
    .poll(() => refused(short).catch(() => undefined), { timeout: 5000 })
    .toMatchObject({
      error: 'InvalidJWT',
      message: '"exp" claim timestamp check failed',
    });

  const many = (await files.createSignedUrls([`${folder}/b.txt`, `${folder}/no.txt`], 60)).data;
  expect(await (await fetch(many?.[0]?.signedUrl ?? '')).text()).toBe('others');
  expect(many?.[1]).toMatchObject({
    signedURL: null,
    error: 'Either the object does not exist or you do not have access to it',
  });
});

test('a signed upload URL takes one file from somebody without an account, in the name of who signed', async () => {
  const name = `${folder}/a.txt`;
  const { token = '' } = (await filesOf(ada).createSignedUploadUrl(name)).data ?? {};
  const stranger = connect(stack).storage.from('files');
  expect((await stranger.uploadToSignedUrl(`${folder}/b.txt`, token, 'no')).error).toMatchObject({
    statusCode: '400',
  });
  expect((await stranger.uploadToSignedUrl(name, token, 'words')).error).toBeNull();
  expect((await stranger.uploadToSignedUrl(name, token, 'again')).error).toMatchObject({ statusCode: '409' });
  expect(await textOf((await filesOf(ada).download(name)).data)).toBe('words');
  expect(await stack.sql`select owner_id from storage.objects where name = ${name}`).toEqual([
    { owner_id: ada.id },
  ]);
  // A URL for uploading is none for downloading.
  const read = await fetch(`${stack.url}/storage/v1/object/sign/files/${name}?token=${token}`);
  expect(await read.json()).toMatchObject({ error: 'InvalidSignature' });
});

test('no name leads out of the folder of files', async () => {
  const own = await tokenOf(ada);
  const upload = (path: string): Promise<number> =>
    new Promise((resolve, reject) => {
      // fetch would resolve the dots before sending.
      const sent = httpRequest(
        `${stack.url}/storage/v1/object/files/`,
        {
          method: 'POST',
          path: `/storage/v1/object/files/${path}`,
          headers: { authorization: `Bearer ${own}` },
        },
        (answer) => resolve(answer.resume().statusCode ?? 0),
      );
      sent.on('error', reject).end('out');
    });
  const before = readdirSync(stack.data).sort();
  for (const path of [
    `${ada.id}/..%2f..%2fstack.json`,
    `${ada.id}/%2e%2e%2f%2e%2e%2fstack.json`,
    `${ada.id}/../../../../stack.json`,
    `${ada.id}/..%5c..%5cstack.json`,
    `..%2f${ada.id}%2fa`,
    '%2fetc%2fpasswd',
    `${ada.id}/%00`,
  ])
    expect(await upload(path), path).toBeGreaterThanOrEqual(400);
  for (const key of [`${folder}/../x.txt`, `${folder}/./x.txt`])
    expect((await filesOf(ada).copy(`${folder}/a.txt`, key)).error?.message).toBe(`Invalid key: ${key}`);
  expect(readdirSync(stack.data).sort()).toEqual(before);
});

test('who has no key, a wrong key, a forged or an expired token is told so', async () => {
  const ask = async (headers: Record<string, string>): Promise<unknown> => {
    const answer = await fetch(`${stack.url}/storage/v1/bucket`, { headers });
    return { status: answer.status, body: await answer.json() };
  };
  expect(await ask({})).toMatchObject({
    status: 400,
    body: { message: "headers must have required property 'authorization'" },
  });
  expect(await ask({ apikey: 'sb_publishable_no' })).toMatchObject({
    status: 401,
    body: { message: 'Invalid API key' },
  });
  expect(await ask({ authorization: 'Bearer e30.e30.e30' })).toMatchObject({
    status: 400,
    body: { statusCode: '403', error: 'Unauthorized', message: 'signature verification failed' },
  });
});

test('a row of an object cannot be deleted by SQL: its file would stay', async () => {
  await expect(stack.sql`delete from storage.objects`).rejects.toThrow('Use the Storage API instead');
});

test.each([
  ['POST', '/object/list-v2/files'],
  ['GET', '/bucket/files/lifecycle'],
  ['DELETE', '/cdn/files'],
  ['GET', '/object/files/a?versionId=1'],
  ['POST', '/vector/ListVectorBuckets'],
  ['GET', '/s3/files'],
])('%s %s, which is not served, is answered 501 in words', async (method, path) => {
  const answer = await call(path, { method });
  expect(answer.status).toBe(501);
  expect(await answer.json()).toMatchObject({ message: expect.stringContaining('does not serve') });
});

// resumable uploads -------------------------------------------------------------------------------------------------

const tus = async (
  method: string,
  url: string,
  headers: Record<string, string>,
  body?: NonNullable<RequestInit['body']>,
): Promise<Response> =>
  fetch(url, {
    method,
    headers: { 'tus-resumable': '1.0.0', authorization: `Bearer ${await tokenOf(ada)}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });
const metadataOf = (pairs: Record<string, string>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
const begin = (name: string, length: number, extra: Record<string, string> = {}, bucketName = 'files') =>
  tus('POST', `${stack.url}/storage/v1/upload/resumable`, {
    'upload-length': String(length),
    'upload-metadata': metadataOf({
      bucketName,
      objectName: name,
      contentType: 'text/plain',
      cacheControl: '60',
    }),
    ...extra,
  });
const patch = (url: string, offset: number, body: NonNullable<RequestInit['body']>) =>
  tus(
    'PATCH',
    url,
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body,
  );

test('an upload that is cut off in the middle of a piece goes on from what arrived', async () => {
  const name = `${folder}/tus.txt`;
  const bytes = Buffer.alloc(3_000_000, 'outpost ');
  const begun = await begin(name, bytes.length);
  expect([begun.status, begun.headers.get('tus-resumable')]).toEqual([201, '1.0.0']);
  const url = begun.headers.get('location') ?? '';
  expect((await patch(url, 0, bytes.subarray(0, 1_000_000))).headers.get('upload-offset')).toBe('1000000');

  const token = await tokenOf(ada);
  await new Promise<void>((resolve) => {
    const cut = httpRequest(url, {
      method: 'PATCH',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-offset': '1000000',
        'content-type': 'application/offset+octet-stream',
        'content-length': String(bytes.length - 1_000_000),
        authorization: `Bearer ${token}`,
      },
    });
    cut.on('error', () => resolve());
    cut.write(bytes.subarray(1_000_000, 1_500_000), () => cut.destroy());
    cut.on('close', () => resolve());
  });

  const asked = await tus('HEAD', url, {});
  const offset = Number(asked.headers.get('upload-offset'));
  expect(offset).toBeGreaterThanOrEqual(1_000_000);
  expect(offset).toBeLessThanOrEqual(1_500_000);
  expect(asked.headers.get('upload-length')).toBe(String(bytes.length));
  expect((await patch(url, offset + 1, 'x')).status).toBe(409);
  expect((await filesOf(ada).exists(name)).data).toBe(false);
  expect((await patch(url, offset, bytes.subarray(offset))).status).toBe(204);
  const { data } = await filesOf(ada).download(name);
  expect(Buffer.from((await data?.arrayBuffer()) ?? new ArrayBuffer()).equals(bytes)).toBe(true);
  expect((await filesOf(ada).info(name)).data).toMatchObject({
    contentType: 'text/plain',
    cacheControl: 'max-age=60',
  });
  // The client that missed the last answer learns that all of it is here.
  expect((await tus('HEAD', url, {})).headers.get('upload-offset')).toBe(String(bytes.length));
});

test('an upload that was whole when the stack was killed is stored when its client asks for it', async () => {
  const name = `${folder}/whole.txt`;
  const url = (await begin(name, 5)).headers.get('location') ?? '';
  const version =
    Buffer.from(url.split('/').at(-1) ?? '', 'base64url')
      .toString()
      .split('/')
      .at(-1) ?? '';
  writeFileSync(join(stack.data, 'storage', 'uploads', version), 'words');
  expect((await tus('HEAD', url, {})).headers.get('upload-offset')).toBe('5');
  expect(await textOf((await filesOf(ada).download(name)).data)).toBe('words');
  // Killed between the commit and the note of it.
  const note = join(stack.data, 'storage', 'uploads', `${version}.json`);
  writeFileSync(note, readFileSync(note, 'utf8').replace('"isStored":true', '"isStored":false'));
  expect((await tus('HEAD', url, {})).headers.get('upload-offset')).toBe('5');
});

test('an upload can carry its first bytes, be empty, or be given up', async () => {
  const whole = await tus(
    'POST',
    `${stack.url}/storage/v1/upload/resumable`,
    {
      'upload-length': '5',
      'content-type': 'application/offset+octet-stream',
      'upload-metadata': metadataOf({ bucketName: 'files', objectName: `${folder}/whole.txt` }),
    },
    'words',
  );
  expect([whole.status, whole.headers.get('upload-offset')]).toEqual([201, '5']);
  expect(await textOf((await filesOf(ada).download(`${folder}/whole.txt`)).data)).toBe('words');
  expect((await begin(`${folder}/empty.txt`, 0)).status).toBe(201);
  expect(await textOf((await filesOf(ada).download(`${folder}/empty.txt`)).data)).toBe('');
  const url = (await begin(`${folder}/given-up.txt`, 5)).headers.get('location') ?? '';
  expect((await tus('DELETE', url, {})).status).toBe(204);
  expect((await tus('HEAD', url, {})).status).toBe(404);
});

test('an upload is refused as any other: another’s folder, too large, wrong type, taken, anonymous', async () => {
  expect((await begin(`${ben.id}/a.txt`, 5)).status).toBe(403);
  expect((await begin(`${folder}/a.txt`, 11, {}, 'small')).status).toBe(413);
  expect(
    (await begin(`${folder}/a.txt`, 5, { authorization: `Bearer ${stack.publishable_key}` })).status,
  ).toBe(403);
  expect((await begin(`${folder}/a.txt`, 5, { 'tus-resumable': '0.2.0' })).status).toBe(412);
  expect((await begin(`${folder}/../a.txt`, 5)).status).toBe(400);
  expect((await begin(`${folder}/a.txt`, 5, {}, 'nothing')).status).toBe(404);
  const pdf = {
    'upload-metadata': metadataOf({
      bucketName: 'small',
      objectName: `${folder}/a`,
      contentType: 'application/pdf',
    }),
  };
  expect((await begin('', 5, pdf)).status).toBe(415);
  await filesOf(ada).upload(`${folder}/taken.txt`, 'x');
  expect((await begin(`${folder}/taken.txt`, 5)).status).toBe(409);
  expect((await begin(`${folder}/taken.txt`, 5, { 'x-upsert': 'true' })).status).toBe(201);
  const url = (await begin(`${folder}/b.txt`, 5)).headers.get('location') ?? '';
  expect((await patch(url, 0, 'too many words')).status).toBe(413);
  const bens = { authorization: `Bearer ${await tokenOf(ben)}` };
  const piece = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream', ...bens };
  expect((await tus('PATCH', url, piece, 'words')).status).toBe(403);
});

// over a restart ----------------------------------------------------------------------------------------------------

test('files outlive the stack, half an upload goes on after it, and what has no row is removed', async () => {
  const own = await startOwnStack(`insert into storage.buckets (id, name) values ('files', 'files');`);
  const service = (url: string) => createClient(url, own.secret_key).storage.from('files');
  await service(own.url).upload('kept.txt', 'words');
  const begun = await fetch(`${own.url}/storage/v1/upload/resumable`, {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      apikey: own.secret_key,
      'upload-length': '5',
      'content-type': 'application/offset+octet-stream',
      'upload-metadata': metadataOf({ bucketName: 'files', objectName: 'half.txt' }),
    },
    body: 'wor',
  });
  const path = new URL(begun.headers.get('location') ?? '').pathname;
  await own.close();
  const objects = join(own.data, 'storage', 'objects');
  const [shard = ''] = readdirSync(objects);
  const orphan = join(objects, shard, crypto.randomUUID());
  writeFileSync(orphan, 'left by a crash');
  writeFileSync(join(own.data, 'storage', 'incoming', 'x'), 'left by a crash');
  const log: string[] = [];
  const again = await startStack({
    data: own.data,
    port: 0,
    seed: false,
    durable: false,
    migrations: join(own.data, 'migrations'),
    log: (line) => log.push(line),
  });
  try {
    expect([existsSync(orphan), readdirSync(join(own.data, 'storage', 'incoming'))]).toEqual([false, []]);
    expect(log.join()).toContain('removed 1 files');
    expect(await textOf((await service(again.url).download('kept.txt')).data)).toBe('words');
    const rest = await fetch(again.url + path, {
      method: 'PATCH',
      headers: {
        'tus-resumable': '1.0.0',
        apikey: own.secret_key,
        'upload-offset': '3',
        'content-type': 'application/offset+octet-stream',
      },
      body: 'ds',
    });
    expect(rest.status).toBe(204);
    expect(await textOf((await service(again.url).download('half.txt')).data)).toBe('words');
    const [row] = readdirSync(objects).flatMap((name) => readdirSync(join(objects, name)));
    expect(readFileSync(join(objects, row?.slice(0, 2) ?? '', row ?? ''), 'utf8')).toBe('words');
  } finally {
    await again.close();
    await own.remove();
  }
});

test('while PostgreSQL is away Storage says so, and serves again when it is back', async () => {
  const name = `${folder}/a.txt`;
  await filesOf(ada).upload(name, 'words');
  const token = await tokenOf(ada);
  const get = (): Promise<Response> =>
    fetch(`${stack.url}/storage/v1/object/files/${name}`, { headers: { authorization: `Bearer ${token}` } });
  await stack.postgres.kill();
  const away = await get();
  expect([away.status, await away.json()]).toEqual([
    544,
    expect.objectContaining({ code: 'DatabaseTimeout' }),
  ]);
  await stack.postgres.start();
  await expect.poll(async () => (await get()).status).toBe(200);
});
