// Who is signed in: read from the store, refreshed before it ends and shared between windows. Tokens leave this file only
// for the worker that sends with them.
import type { Session as AuthSession } from '@supabase/supabase-js';
import type { Connection, Credentials, Result, SessionStore } from '../api.ts';
import { authFailure, createAuthClient } from './auth-client.ts';

export type Session = {
  /** Null while nobody is signed in. */
  token(): string | null;
  user_id(): string | null;
  /** Called with every new token, and with null when the session has ended. */
  changed(listener: (token: string | null) => void): () => void;
  signIn(credentials: Credentials): Promise<Result<{ user_id: string }>>;
  /** Asks for a new token now, because the server did not take the last one. */
  renew(): Promise<void>;
  /** Ends the session here even when the server cannot be told. */
  signOut(): Promise<void>;
  close(): void;
};

/** Reads the kept session; without a network too. */
export async function openSession(connection: Connection, store: SessionStore): Promise<Session> {
  const client = createAuthClient(connection, store);
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
