// Buckets: rows of storage.buckets under the caller's row level security, and the limits on what goes in.
import { z } from 'zod';
import type { Ask, Caller, StorageDatabase } from './database.ts';
import {
  invalidMimeType,
  invalidRequest,
  noSuchBucket,
  notServed,
  StorageError,
  tooLarge,
} from './errors.ts';
import type { StorageFiles } from './files.ts';

/** What hosted gives a new project. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;

export type Limits = { public: boolean; file_size_limit: number | null; allowed_mime_types: string[] | null };

const COLUMNS = `id, name, owner, public, type, created_at, updated_at, allowed_mime_types,
  file_size_limit::float8 as file_size_limit`;
const NAME = /^[A-Za-z0-9_!.*'() &$=@;:+,?-]{1,100}$/;
const MIME = /^([a-zA-Z0-9\-+.]+)\/([a-zA-Z0-9\-+.]+)(;\s*charset=[a-zA-Z0-9-]+)?$|\*$/;
const UNITS = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9 };

const Settings = z.object({
  public: z.boolean().optional(),
  file_size_limit: z.union([z.number().int(), z.string()]).nullish(),
  allowed_mime_types: z.array(z.string()).nullish(),
  versioning_status: z.string().optional(),
  type: z.string().optional(),
});
const New = Settings.extend({ name: z.string(), id: z.string().optional() });
const Listing = z.object({
  limit: z.coerce.number().int().min(1).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  sortColumn: z.enum(['id', 'name', 'created_at', 'updated_at']).default('id'),
  sortOrder: z.enum(['asc', 'desc']).default('asc'),
  search: z.string().default(''),
});

export class Buckets {
  readonly #database: StorageDatabase;
  readonly #files: StorageFiles;

  constructor(database: StorageDatabase, files: StorageFiles) {
    this.#database = database;
    this.#files = files;
  }

  list(caller: Caller, query: URLSearchParams): Promise<unknown> {
    const { limit, offset, sortColumn, sortOrder, search } = parsed(Listing, Object.fromEntries(query));
    return this.#database.as(caller, 'storage.bucket.list', ({ ask }) =>
      ask(
        `select ${COLUMNS} from storage.buckets where strpos(lower(name), lower($1)) > 0
         order by ${sortColumn} ${sortOrder} limit $2 offset $3`,
        [search, limit ?? null, offset],
      ),
    );
  }

  get(caller: Caller, id: string): Promise<unknown> {
    return this.#database.as(caller, 'storage.bucket.get', ({ ask }) => found(ask, id));
  }

  async create(caller: Caller, body: unknown): Promise<unknown> {
    const asked = parsed(New, body);
    const { name, id = name, public: isPublic = false, allowed_mime_types: types = null } = asked;
    if (!NAME.test(name) || name.trim() !== name)
      throw new StorageError(400, 'InvalidBucketName', 'Bucket name invalid', 'Invalid Input');
    refuseUnserved(asked);
    const limit = limitOf(asked.file_size_limit) ?? null;
    checkTypes(types);
    await this.#database.as(caller, 'storage.bucket.create', ({ ask }) =>
      ask(
        `insert into storage.buckets (id, name, owner, owner_id, public, file_size_limit, allowed_mime_types)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [id, name, caller.owner, caller.owner, isPublic, limit, types],
      ),
    );
    return { name };
  }

  async update(caller: Caller, id: string, body: unknown): Promise<unknown> {
    const asked = parsed(Settings, body);
    refuseUnserved(asked);
    checkTypes(asked.allowed_mime_types);
    const wanted = {
      public: asked.public,
      file_size_limit: limitOf(asked.file_size_limit),
      allowed_mime_types: asked.allowed_mime_types,
    };
    const changes = Object.entries(wanted).filter(([, value]) => value !== undefined);
    if (changes.length === 0) throw invalidRequest('No content provided');
    const sets = changes.map(([column], index) => `${column} = $${index + 2}`).join(', ');
    await this.#database.as(caller, 'storage.bucket.update', async ({ ask }) => {
      const updated = await ask(
        `update storage.buckets set ${sets}, updated_at = now() where id = $1 returning id`,
        [id, ...changes.map(([, value]) => value)],
      );
      if (updated.length === 0) throw noSuchBucket();
    });
    return { message: 'Successfully updated' };
  }

  /** At once, and what the caller may delete; hosted does it later and deletes everything. */
  async empty(caller: Caller, id: string): Promise<unknown> {
    const removed = await this.#database.as(caller, 'storage.bucket.empty', async ({ ask }) => {
      await found(ask, id);
      return ask<{ version: string }>(`delete from storage.objects where bucket_id = $1 returning version`, [
        id,
      ]);
    });
    await this.#files.remove(removed.map(({ version }) => version));
    return { message: 'Empty bucket has been queued. Completion may take up to an hour.' };
  }

  async remove(caller: Caller, id: string): Promise<unknown> {
    await this.#database.as(caller, 'storage.bucket.delete', async ({ ask }) => {
      const deleted = await ask(`delete from storage.buckets where id = $1 returning id`, [id]).catch(
        (error: unknown) => {
          if (error instanceof Error && error.message.includes('foreign key'))
            throw new StorageError(409, 'ResourceNotEmpty', 'The bucket you tried to delete is not empty');
          throw error;
        },
      );
      if (deleted.length === 0) throw noSuchBucket();
    });
    return { message: 'Successfully deleted' };
  }
}

/** What may go into a bucket; asked as service_role. */
export async function limitsOf(ask: Ask, id: string): Promise<Limits> {
  const [bucket] = await ask<Limits>(
    `select public, file_size_limit::float8 as file_size_limit, allowed_mime_types
     from storage.buckets where id = $1`,
    [id],
  );
  if (!bucket) throw noSuchBucket();
  return bucket;
}

export function maxBytes({ file_size_limit }: Limits): number {
  return Math.min(file_size_limit ?? MAX_FILE_BYTES, MAX_FILE_BYTES);
}

export function checkType(type: string, { allowed_mime_types: allowed }: Limits): void {
  if (!allowed || allowed.length === 0) return;
  const [kind, subtype] = (type.split(';')[0] ?? '').trim().split('/');
  const isAllowed = allowed.some((entry) => {
    const [allowedKind, allowedSubtype] = (entry.split(';')[0] ?? '').split('/');
    return entry === '*' || (allowedKind === kind && (allowedSubtype === '*' || allowedSubtype === subtype));
  });
  if (!isAllowed) throw invalidMimeType(type);
}

/** A body or a query as its schema says, or the answer that names what is wrong. */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const read = schema.safeParse(value ?? {});
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.length ? `body/${issue.path.join('/')} ` : 'body ';
  throw new StorageError(400, 'InvalidRequest', `${where}${issue?.message ?? 'is invalid'}`, 'Error');
}

async function found(ask: Ask, id: string): Promise<unknown> {
  const [bucket] = await ask(`select ${COLUMNS} from storage.buckets where id = $1`, [id]);
  if (!bucket) throw noSuchBucket();
  return bucket;
}

function refuseUnserved({ type, versioning_status }: z.infer<typeof Settings>): void {
  if (type !== undefined && type !== 'STANDARD') throw notServed(`buckets of type ${type}`);
  if (versioning_status !== undefined && versioning_status !== 'DISABLED')
    throw notServed('versioned buckets');
}

function limitOf(limit: number | string | null | undefined): number | null | undefined {
  if (limit === undefined || limit === null) return limit;
  const bytes = typeof limit === 'number' ? limit : bytesOf(limit);
  if (bytes > MAX_FILE_BYTES) throw tooLarge();
  return bytes;
}

function bytesOf(text: string): number {
  const [, number, unit] = /^([0-9]+(?:\.[0-9]+)?)(gb|mb|kb|b)$/i.exec(text) ?? [];
  if (number === undefined || unit === undefined)
    throw invalidRequest('Invalid file size format, hint: use 20GB / 20MB / 30KB / 3B');
  return Math.round(Number(number) * UNITS[unit.toUpperCase() as keyof typeof UNITS]);
}

function checkTypes(types: string[] | null | undefined): void {
  for (const type of types ?? []) if (!MIME.test(type) || type.length > 1000) throw invalidMimeType(type);
}
