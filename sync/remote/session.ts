// Who is signed in, on supabase-js' own auth client: it keeps the session in the store it is given, refreshes it before
// it ends and shares it between windows. Tokens leave this file only for the worker that sends with them.
import {
  createClient,
  type AuthError,
  type Session as AuthSession,
  type SupabaseClient,
} from '@supabase/supabase-js';
import {
  ERROR_CODES,
  type Connection,
  type Credentials,
  type Failure,
  type Place,
  type Result,
  type SessionStore,
} from '../api.ts';
import { SCHEMA_VERSION } from '../core/engine.ts';
import { toRemoteError } from './errors.ts';
import { remoteFailure } from './failures.ts';
import { z } from './zod.ts';

export type Session = {
  /** Null while nobody is signed in. */
  token(): string | null;
  user_id(): string | null;
  /** Called with every new token, and with null when the session has ended. */
  changed(listener: (token: string | null) => void): () => void;
  signIn(credentials: Credentials): Promise<Result<{ user_id: string }>>;
  /** The workspace that this person works in, by the server's word. */
  workspace(): Promise<Result<{ id: string; name: string }>>;
  /** Asks for a new token now, because the server did not take the last one. */
  renew(): Promise<void>;
  /** Ends the session here even when the server cannot be told. */
  signOut(): Promise<void>;
  close(): void;
};

/** Reads the kept session; without a network too. */
export async function openSession(
  { url, publishable_key }: Connection,
  store: SessionStore,
): Promise<Session> {
  const client = createClient(url, publishable_key, {
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
    },
    db: { retry: false },
  });
  let current: AuthSession | null = null;
  const listeners = new Set<(token: string | null) => void>();
  const { data } = client.auth.onAuthStateChange((_event, session) => {
    const before = current?.access_token ?? null;
    current = session;
    const now = session?.access_token ?? null;
    if (before !== now) for (const listener of listeners) listener(now);
  });
  await client.auth.initialize();

  return {
    token: () => current?.access_token ?? null,
    user_id: () => current?.user.id ?? null,
    changed(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async signIn(credentials) {
      const { data, error } = await client.auth.signInWithPassword(credentials);
      if (error) return { ok: false, error: authFailure(error) };
      current = data.session;
      return { ok: true, value: { user_id: data.user.id } };
    },
    workspace: () => findWorkspace(client),
    async renew() {
      await client.auth.refreshSession();
    },
    async signOut() {
      await client.auth.signOut({ scope: 'local' });
    },
    close() {
      data.subscription.unsubscribe();
      void client.auth.stopAutoRefresh();
    },
  };
}

/** Signs in and finds the place of work; the session stays in `store`. */
export async function signIn(
  connection: Connection,
  credentials: Credentials,
  store: SessionStore,
): Promise<Result<Place>> {
  const session = await openSession(connection, store);
  try {
    const signedIn = await session.signIn(credentials);
    if (!signedIn.ok) return signedIn;
    const workspace = await session.workspace();
    if (!workspace.ok) {
      await session.signOut();
      return workspace;
    }
    return {
      ok: true,
      value: {
        url: connection.url,
        publishable_key: connection.publishable_key,
        user_id: signedIn.value.user_id,
        email: credentials.email,
        workspace_id: workspace.value.id,
        workspace_name: workspace.value.name,
      },
    };
  } finally {
    session.close();
  }
}

const Manifest = z.object({ schema_version: z.number() });
const Workspaces = z.array(z.object({ id: z.string(), name: z.string() }));

async function findWorkspace(client: SupabaseClient): Promise<Result<{ id: string; name: string }>> {
  const manifest = await client.rpc('sync_manifest');
  if (manifest.error) return { ok: false, error: restFailure(manifest.status, manifest.error) };
  const read = Manifest.safeParse(manifest.data);
  if (!read.success || read.data.schema_version !== SCHEMA_VERSION)
    return {
      ok: false,
      error: { code: ERROR_CODES.schema_mismatch, message: 'The server runs another version of the schema.' },
    };
  const found = await client
    .from('workspaces')
    .select('id, name')
    .is('deleted_at', null)
    .order('created_at')
    .limit(1);
  if (found.error) return { ok: false, error: restFailure(found.status, found.error) };
  const [first] = Workspaces.parse(found.data);
  if (first) return { ok: true, value: first };
  return {
    ok: false,
    error: { code: ERROR_CODES.no_workspace, message: 'This person belongs to no workspace.' },
  };
}

const restFailure = (status: number, { code, message }: { code: string; message: string }): Failure =>
  remoteFailure(toRemoteError({ status, code, message }));

/** auth-js gives status 0 or none where there was no answer, and the body's words where it was no auth server. */
function authFailure(error: AuthError): Failure {
  const { status, code, message } = error;
  if (code === 'invalid_credentials') return { code: ERROR_CODES.wrong_credentials, message };
  if (status === 429) return { code: ERROR_CODES.too_many_requests, message };
  if (status === 401 || status === 403) return { code: ERROR_CODES.wrong_key, message };
  if (!status || status >= 500) return { code: ERROR_CODES.unreachable, message };
  if (error.name === 'AuthUnknownError' || status === 404) return { code: ERROR_CODES.not_supabase, message };
  return { code: ERROR_CODES.unexpected, message };
}
