// What Storage answers when it refuses. As hosted, the HTTP status is 400 for nearly everything, and the status that
// is meant stands in the body; only resumable uploads carry it as their own.
import postgres from 'postgres';

export class StorageError extends Error {
  readonly status: number;
  readonly code: string;
  /** The body's `error`, which older clients read. */
  readonly error: string;

  constructor(status: number, code: string, message: string, error = code) {
    super(message);
    this.status = status;
    this.code = code;
    this.error = error;
  }

  toResponse(): Response {
    const { status, code, error, message } = this;
    const sent = [500, 501, 544].includes(status) ? status : 400;
    return Response.json({ statusCode: String(status), error, code, message }, { status: sent });
  }
}

export const noSuchBucket = (): StorageError =>
  new StorageError(404, 'NoSuchBucket', 'Bucket not found', 'Bucket not found');
export const noSuchKey = (): StorageError =>
  new StorageError(404, 'NoSuchKey', 'Object not found', 'not_found');
export const accessDenied = (message: string): StorageError =>
  new StorageError(403, 'AccessDenied', message, 'Unauthorized');
export const invalidKey = (key: string): StorageError =>
  new StorageError(400, 'InvalidKey', `Invalid key: ${key}`);
export const invalidRequest = (message: string): StorageError =>
  new StorageError(400, 'InvalidRequest', message);
export const invalidMimeType = (type: string): StorageError =>
  new StorageError(415, 'InvalidMimeType', `mime type ${type} is not supported`, 'invalid_mime_type');
export const tooLarge = (): StorageError =>
  new StorageError(
    413,
    'EntityTooLarge',
    'The object exceeded the maximum allowed size',
    'Payload too large',
  );
export const invalidSignature = (message = 'Invalid signature'): StorageError =>
  new StorageError(400, 'InvalidSignature', message);
export const databaseAway = (): StorageError =>
  new StorageError(544, 'DatabaseTimeout', 'The connection to the database timed out');
export const notServed = (what: string): StorageError =>
  new StorageError(
    501,
    'NotSupported',
    `The local stack does not serve ${what}: see supabase/local/README.md for what it serves.`,
  );

/** The answer for what PostgreSQL refused. */
export function fromDatabase(error: unknown): unknown {
  if (!(error instanceof postgres.PostgresError)) return error;
  switch (error.code) {
    case '42501':
      return accessDenied(
        error.message.includes('row-level security')
          ? 'new row violates row-level security policy'
          : error.message,
      );
    case '23505':
      return new StorageError(409, 'ResourceAlreadyExists', 'The resource already exists', 'Duplicate');
    case '23503':
      return new StorageError(404, 'InvalidRequest', 'The related resource does not exist');
    case '22P02':
      return new StorageError(400, 'InvalidParameter', error.message);
    default:
      return new StorageError(500, 'DatabaseError', `database error, code: ${error.code}`);
  }
}
