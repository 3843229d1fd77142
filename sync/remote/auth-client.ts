// supabase-js' own auth client, as Outpost uses it everywhere: it keeps the session, and the verifier of a sign-in that goes
// on in a mail or a browser, in the store it is given, so that the app may be started anew in between.
import { createClient, type AuthError } from '@supabase/supabase-js';
import { ERROR_CODES, type Connection, type ErrorCode, type Failure, type SessionStore } from '../api.ts';
import { uncachedFetch } from './uncached-fetch.ts';

export const createAuthClient = ({ url, publishable_key }: Connection, store: SessionStore) =>
  createClient(url, publishable_key, {
    auth: {
      storageKey: `session/${new URL(url).host}`,
      storage: {
        getItem: (key: string) => store.read(key),
        setItem: (key: string, value: string) => store.write(key, value),
        removeItem: (key: string) => store.remove(key),
      },
      persistSession: true,
      autoRefreshToken: true,
      detectSessionInUrl: false,
      flowType: 'pkce',
    },
    db: { retry: false },
    global: { fetch: uncachedFetch },
  });

const CODES: Readonly<Record<string, ErrorCode>> = {
  invalid_credentials: ERROR_CODES.wrong_credentials,
  email_not_confirmed: ERROR_CODES.unconfirmed,
  user_already_exists: ERROR_CODES.email_taken,
  email_exists: ERROR_CODES.email_taken,
  weak_password: ERROR_CODES.weak_password,
  signup_disabled: ERROR_CODES.closed,
  email_provider_disabled: ERROR_CODES.closed,
  provider_disabled: ERROR_CODES.closed,
  otp_disabled: ERROR_CODES.closed,
  otp_expired: ERROR_CODES.link_expired,
  bad_code_verifier: ERROR_CODES.link_expired,
  flow_state_expired: ERROR_CODES.link_expired,
  flow_state_not_found: ERROR_CODES.link_expired,
  pkce_code_verifier_not_found: ERROR_CODES.link_expired,
};

export type AuthClient = ReturnType<typeof createAuthClient>;

/** auth-js gives status 0 or none where there was no answer, and the body's words where it was no auth server. */
export function authFailure(error: AuthError): Failure {
  const { status, message } = error;
  const code = CODES[error.code ?? ''];
  if (code) return { code, message };
  if (status === 429) return { code: ERROR_CODES.too_many_requests, message };
  if (status === 401 || status === 403) return { code: ERROR_CODES.wrong_key, message };
  if (!status || status >= 500) return { code: ERROR_CODES.unreachable, message };
  if (error.name === 'AuthUnknownError' || status === 404) return { code: ERROR_CODES.not_supabase, message };
  return { code: ERROR_CODES.unexpected, message };
}
