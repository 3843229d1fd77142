// Objects: rows of storage.objects under the caller's row level security, each with its file. The order in which row
// and file come and go stands in files.ts.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { checkType, limitsOf, maxBytes, parsed, type Limits } from './buckets.ts';
import { service, type Ask, type Caller, type StorageDatabase, type Transaction } from './database.ts';
import {
  accessDenied,
  databaseAway,
  invalidKey,
  noSuchBucket,
  noSuchKey,
  StorageError,
  tooLarge,
} from './errors.ts';
import type { StorageFiles } from './files.ts';

export type Place = { bucket: string; name: string };
export type Metadata = {
  eTag: string;
  size: number;
  mimetype: string;
  cacheControl: string;
  lastModified: string;
  contentLength: number;
  httpStatusCode: number;
};
export type Stored = {
  id: string;
  name: string;
  bucket_id: string;
  version: string;
  metadata: Metadata;
  user_metadata: Record<string, unknown> | null;
  created_at: Date;
  updated_at: Date;
};
/** A file that was received and is to become an object. */
export type Incoming = {
  path: string;
  size: number;
  etag: string;
  mimetype: string;
  cacheControl: string;
  userMetadata: Record<string, unknown> | null;
};

const KEY = /^[A-Za-z0-9_/!.*'() &$=@;:+,?-]{1,1024}$/;
const MAX_PATHS = 1000;

const Listing = z.object({
  prefix: z.string(),
  limit: z.number().int().min(1).default(100),
  offset: z.number().int().min(0).default(0),
  search: z.string().nullish(),
  sortBy: z
    .object({
      column: z.enum(['name', 'updated_at', 'created_at', 'last_accessed_at']).default('name'),
      order: z.enum(['asc', 'desc']).default('asc'),
    })
    .default({ column: 'name', order: 'asc' }),
});
const Removal = z.object({ prefixes: z.array(z.string()).min(1).max(MAX_PATHS) });
export const Transfer = z.object({
  bucketId: z.string(),
  sourceKey: z.string(),
  destinationBucket: z.string().optional(),
  destinationKey: z.string(),
  copyMetadata: z.boolean().default(true),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

/** Throws where a name is none that hosted Storage takes, or has `.` or `..` as a folder. */
export function checkName(name: string): void {
  if (!KEY.test(name) || name.split('/').some((part) => part === '.' || part === '..'))
    throw invalidKey(name);
}

export class Objects {
  readonly #database: StorageDatabase;
  readonly #files: StorageFiles;

  constructor(database: StorageDatabase, files: StorageFiles) {
    this.#database = database;
    this.#files = files;
  }

  /** The bucket's limits; throws NoSuchBucket. */
  limits(bucket: string): Promise<Limits> {
    return this.#database.as(service(), 'storage.bucket.get', ({ ask }) => limitsOf(ask, bucket));
  }

  /** Throws unless the caller may upload this here; nothing stays of the attempt. */
  async checkUpload(
    caller: Caller,
    operation: string,
    { bucket, name }: Place,
    upsert: boolean,
    { mimetype, size }: { mimetype?: string | undefined; size?: number | undefined },
  ): Promise<void> {
    checkName(name);
    const limits = await this.limits(bucket);
    if (mimetype !== undefined) checkType(mimetype, limits);
    if (size !== undefined && size > maxBytes(limits)) throw tooLarge();
    await this.#database.test(caller, operation, ({ ask }) =>
      write(ask, caller, { bucket, name }, upsert, {
        id: randomUUID(),
        version: randomUUID(),
        metadata: { mimetype, contentLength: size },
        userMetadata: null,
      }),
    );
  }

  /** Makes an object of a received file, which is gone afterwards. */
  async store(
    caller: Caller,
    operation: string,
    place: Place,
    upsert: boolean,
    incoming: Incoming,
    version: string = randomUUID(),
  ): Promise<{ id: string }> {
    await this.#files.place(incoming.path, version);
    const { size, etag, mimetype, cacheControl, userMetadata } = incoming;
    const metadata: Metadata = {
      eTag: etag,
      size,
      mimetype,
      cacheControl,
      lastModified: new Date().toISOString(),
      contentLength: size,
      httpStatusCode: 200,
    };
    return this.#replacing(version, () =>
      this.#database.as(caller, operation, async (transaction) => {
        const before = await lock(transaction, caller, place);
        const id = await write(transaction.ask, caller, place, upsert, {
          id: randomUUID(),
          version,
          metadata,
          userMetadata,
        });
        return { result: { id }, gone: before ? [before.version] : [] };
      }),
    );
  }

  /** The object, as the caller sees it. */
  async find(caller: Caller, operation: string, { bucket, name }: Place): Promise<Stored> {
    checkName(name);
    return this.#database.as(caller, operation, ({ ask }) => found(ask, { bucket, name }));
  }

  /** Like `find`, but past row level security where the bucket is public, as hosted. */
  async findReadable(caller: Caller | null, operation: string, place: Place): Promise<Stored> {
    const limits = await this.limits(place.bucket);
    if (caller === null && !limits.public) throw noSuchBucket();
    return this.find(limits.public || caller === null ? service() : caller, operation, place);
  }

  /** Which of the names the caller sees. */
  async visible(caller: Caller, operation: string, bucket: string, names: string[]): Promise<Set<string>> {
    const rows = await this.#database.as(caller, operation, ({ ask }) =>
      ask<{ name: string }>(`select name from storage.objects where bucket_id = $1 and name = any ($2)`, [
        bucket,
        names,
      ]),
    );
    return new Set(rows.map(({ name }) => name));
  }

  /** One level below a folder: folders (without id) and objects, named relative to it. */
  list(caller: Caller, bucket: string, body: unknown): Promise<unknown> {
    const { prefix, limit, offset, search, sortBy } = parsed(Listing, body);
    const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
    const { column, order } = sortBy;
    const sort =
      column === 'name' ? `lower(item) collate "C" ${order}` : `id is not null, ${column} ${order}, item`;
    return this.#database.as(caller, 'storage.object.list', ({ ask }) =>
      ask(
        `with below as (
           select o.*, string_to_array(substr(o.name, length($2) + 1), '/') as parts,
             cardinality(string_to_array($3, '/')) as depth
           from storage.objects as o
           where o.bucket_id = $1 and starts_with(lower(o.name), lower($2 || $3))
         ), items as (
           select array_to_string(parts[:greatest(depth, 1)], '/') as item, id, updated_at, created_at,
             last_accessed_at, metadata
           from below where cardinality(parts) = greatest(depth, 1)
           union
           select distinct array_to_string(parts[:greatest(depth, 1)], '/'), null::uuid, null::timestamptz,
             null::timestamptz, null::timestamptz, null::jsonb
           from below where cardinality(parts) > greatest(depth, 1)
         )
         select item as name, id, updated_at, created_at, last_accessed_at, metadata from items
         order by ${sort} limit $4 offset $5`,
        [bucket, folder, search ?? '', Math.min(limit, 1500), offset],
      ),
    );
  }

  async remove(caller: Caller, { bucket, name }: Place): Promise<unknown> {
    await this.#replacing(undefined, () =>
      this.#database.as(caller, 'storage.object.delete', async (transaction) => {
        const before = await lock(transaction, caller, { bucket, name });
        if (!before) throw noSuchKey();
        const deleted = await removal(transaction.ask, bucket, [name]);
        if (deleted.length === 0) throw accessDenied('Access denied');
        return { result: undefined, gone: deleted.map(({ version }) => version) };
      }),
    );
    return { message: 'Successfully deleted' };
  }

  /** Answers the rows that are gone; what the caller may not delete is left without a word, as hosted. */
  removeMany(caller: Caller, bucket: string, body: unknown): Promise<unknown> {
    const { prefixes } = parsed(Removal, body);
    return this.#replacing(undefined, () =>
      this.#database.as(caller, 'storage.object.delete_many', async ({ ask }) => {
        const deleted = await removal(ask, bucket, prefixes);
        return { result: deleted, gone: deleted.map(({ version }) => version) };
      }),
    );
  }

  async move(caller: Caller, body: unknown): Promise<unknown> {
    const { bucketId, sourceKey, destinationBucket = bucketId, destinationKey } = parsed(Transfer, body);
    checkName(destinationKey);
    await this.limits(destinationBucket);
    const id = await this.#database.as(caller, 'storage.object.move', async ({ ask }) => {
      const source = await found(ask, { bucket: bucketId, name: sourceKey });
      const moved = await ask(
        `update storage.objects set bucket_id = $1, name = $2, owner = $3, owner_id = $4
         where id = $5 returning id`,
        [destinationBucket, destinationKey, ownerId(caller), caller.owner, source.id],
      );
      if (moved.length === 0) throw accessDenied('new row violates row-level security policy');
      return source.id;
    });
    return { message: 'Successfully moved', Id: id, Key: destinationKey };
  }

  async copy(caller: Caller, upsert: boolean, body: unknown): Promise<unknown> {
    const asked = parsed(Transfer, body);
    const { bucketId, sourceKey, destinationBucket: bucket = bucketId, destinationKey: name } = asked;
    const operation = 'storage.object.copy';
    checkName(name);
    const source = await this.find(caller, operation, { bucket: bucketId, name: sourceKey });
    const { size, mimetype } = source.metadata;
    await this.checkUpload(caller, operation, { bucket, name }, upsert, { mimetype, size });
    const version = randomUUID();
    await this.#files.copy(source.version, version);
    return this.#replacing(version, () =>
      this.#database.as(caller, operation, async (transaction) => {
        const before = await lock(transaction, caller, { bucket, name });
        const id = await write(transaction.ask, caller, { bucket, name }, upsert, {
          id: randomUUID(),
          version,
          metadata: { ...source.metadata, lastModified: new Date().toISOString() },
          userMetadata: asked.copyMetadata ? source.user_metadata : (asked.metadata ?? null),
        });
        const result = { Id: id, Key: `${bucket}/${name}`, id, name, bucket_id: bucket, version };
        return { result, gone: before ? [before.version] : [] };
      }),
    );
  }

  /** Whether a row names this version. */
  async holds(version: string): Promise<boolean> {
    const rows = await this.#database.as(service(), 'storage.object.list', ({ ask }) =>
      ask(`select from storage.objects where version = $1`, [version]),
    );
    return rows.length > 0;
  }

  /** Removes what a crash left without a row. */
  async removeOrphans(): Promise<number> {
    const rows = await this.#database.as(service(), 'storage.object.list', ({ ask }) =>
      ask<{ version: string }>(`select version from storage.objects`),
    );
    return this.#files.removeOrphans(new Set(rows.map(({ version }) => version)));
  }

  /**
   * Runs a transaction, then removes the files whose rows it replaced or deleted; when it failed, the one that was
   * placed for it. Where the database went away, nobody knows whether it committed: the file stays.
   */
  async #replacing<Result>(
    placed: string | undefined,
    run: () => Promise<{ result: Result; gone: string[] }>,
  ): Promise<Result> {
    try {
      const { result, gone } = await run();
      await this.#files.remove(gone);
      return result;
    } catch (error) {
      const isUnknown = error instanceof StorageError && error.status === databaseAway().status;
      if (placed !== undefined && !isUnknown) await this.#files.remove([placed]);
      throw error;
    }
  }
}

async function found(ask: Ask, { bucket, name }: Place): Promise<Stored> {
  const [row] = await ask<Stored>(`select * from storage.objects where bucket_id = $1 and name = $2`, [
    bucket,
    name,
  ]);
  if (!row) throw noSuchKey();
  return row;
}

/** One writer of a name at a time. Answers what is there, whoever may see it. */
async function lock(
  { ask, become }: Transaction,
  caller: Caller,
  { bucket, name }: Place,
): Promise<{ version: string } | undefined> {
  await become(service());
  await ask(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`${bucket}/${name}`]);
  const [row] = await ask<{ version: string }>(
    `select version from storage.objects where bucket_id = $1 and name = $2 for update`,
    [bucket, name],
  );
  await become(caller);
  return row;
}

type NewRow = {
  id: string;
  version: string;
  metadata: Record<string, unknown>;
  userMetadata: Record<string, unknown> | null;
};

/** An insert asks only for the right to insert; replacing also for those to select and to update. */
async function write(
  ask: Ask,
  caller: Caller,
  { bucket, name }: Place,
  upsert: boolean,
  { id, version, metadata, userMetadata }: NewRow,
): Promise<string> {
  const insert = `insert into storage.objects (id, bucket_id, name, owner, owner_id, version, metadata, user_metadata)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`;
  const values = [id, bucket, name, ownerId(caller), caller.owner, version, metadata, userMetadata];
  if (!upsert) {
    await ask(insert, values);
    return id;
  }
  const [row] = await ask<{ id: string }>(
    `${insert} on conflict (bucket_id, name) do update set owner = excluded.owner, owner_id = excluded.owner_id,
       version = excluded.version, metadata = excluded.metadata, user_metadata = excluded.user_metadata
     returning id`,
    values,
  );
  return row?.id ?? id;
}

function removal(ask: Ask, bucket: string, names: string[]): Promise<{ version: string }[]> {
  return ask<{ version: string }>(
    `delete from storage.objects where bucket_id = $1 and name = any ($2) returning *`,
    [bucket, names],
  );
}

/** The old column `owner` holds uuids only. */
function ownerId({ owner }: Caller): string | null {
  return owner !== null && z.uuid().safeParse(owner).success ? owner : null;
}
