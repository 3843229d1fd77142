// Says of every way in which a Supabase project can fail to answer what it means for sync: does it pass by itself,
// does it need a session, or does it need a person.
import { RemoteError } from '../core/ports.ts';

/** What supabase-js gives of a REST answer; `status` 0 is no answer at all. */
export type RestFailure = { status: number; code: string | undefined; message: string };

/** PostgREST: no such function in the schema cache. */
const FUNCTION_MISSING = 'PGRST202';
/** PostgREST: no connection to the database, or none free. */
const DATABASE_AWAY = /^PGRST00[0-3]$/;

export function toRemoteError({ status, code, message }: RestFailure): RemoteError {
  if (status === 0) return new RemoteError('unreachable', 'The server does not answer.');
  if (status === 401) return new RemoteError('signed_out', 'The session has ended.');
  if (code === FUNCTION_MISSING)
    return new RemoteError('mismatch', 'The server has no Outpost schema, or an older one.');
  if (status === 429 || status === 408 || status >= 500 || DATABASE_AWAY.test(code ?? ''))
    return new RemoteError('busy', `The server cannot answer now (${status}).`);
  return new RemoteError('broken', message || `The server answered ${status}.`);
}
