// supabase-js for what is asked with a token that somebody else keeps and refreshes.
import { createClient } from '@supabase/supabase-js';
import type { Connection } from '../api.ts';
import { uncachedFetch } from './uncached-fetch.ts';

/** A request that nobody answers must end: a laptop that slept holds connections that are long gone. */
const PATIENCE_MS = 60_000;

export type TokenClientOptions = Connection & {
  /** The access token of the signed-in person; null while there is none. */
  token: () => string | null;
  /** How long to wait for an answer, in ms. */
  patience_ms?: number;
};

export const createTokenClient = ({
  url,
  publishable_key,
  token,
  patience_ms = PATIENCE_MS,
}: TokenClientOptions) =>
  createClient(url, publishable_key, {
    accessToken: () => Promise.resolve(token()),
    // A dead network is ours to wait for; the client's own three tries would hold us up for seconds.
    db: { retry: false },
    global: {
      fetch: (input, init) =>
        uncachedFetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(patience_ms) }),
    },
  });
