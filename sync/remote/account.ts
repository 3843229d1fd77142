// A person at one server before a replica is open: every way in, and the workspaces that it leads to. What begins here and
// goes on in a mail or a browser ends here with the code that its link brings back, also after a restart.
import type { AuthError } from '@supabase/supabase-js';
import { v7 as uuidv7 } from 'uuid';
import {
  ERROR_CODES,
  PROVIDERS,
  type Account,
  type Connection,
  type Failure,
  type Result,
  type SessionStore,
  type Workspace,
} from '../api.ts';
import { SCHEMA_VERSION } from '../core/engine.ts';
import type { TableName } from '../schema/tables.ts';
import { authFailure, createAuthClient, type AuthClient } from './auth-client.ts';
import { toRemoteError } from './errors.ts';
import { remoteFailure } from './failures.ts';
import { z } from './zod.ts';
import { uncachedFetch } from './uncached-fetch.ts';

/** Where mails and browsers lead back to: the project has to allow it. */
export const WAY_BACK = 'outpost://auth';
/** A server that does not say what it offers is not waited for. */
const PATIENCE_MS = 8_000;

const Settings = z.object({
  external: z.record(z.string(), z.boolean()),
  disable_signup: z.boolean(),
});
const Manifest = z.object({ schema_version: z.number() });
const Workspaces = z.array(z.object({ id: z.string(), name: z.string() }));
const Members = z.array(z.object({ workspace_id: z.string(), role: z.string() }));

const Clocks = z.record(z.string(), z.string());
const Profiles = z.array(
  z.object({ id: z.string(), clocks: Clocks, name: z.string().nullable(), email: z.string().nullable() }),
);
const Clocked = z.array(z.object({ id: z.string(), clocks: Clocks }));
const MADE_WITH_A_WORKSPACE = [
  'workspaces',
  'roles',
  'permissions',
  'boards',
  'board_stages',
] as const satisfies readonly TableName[];

const DONE: Result<void> = { ok: true, value: undefined };
const failed = (code: Failure['code'], message: string): { ok: false; error: Failure } => ({
  ok: false,
  error: { code, message },
});
const settle = (error: AuthError | null): Result<void> =>
  error ? { ok: false, error: authFailure(error) } : DONE;

/** Reads the kept session; asks nobody. */
export async function openAccount(connection: Connection, store: SessionStore): Promise<Account> {
  const client = createAuthClient(connection, store);
  await client.auth.initialize();
  let person = await kept(client);
  const { data: listening } = client.auth.onAuthStateChange((_event, session) => {
    person = session && { user_id: session.user.id, email: session.user.email ?? '' };
  });

  return {
    connection,
    person: () => person,

    async ways() {
      try {
        const answer = await uncachedFetch(`${connection.url}/auth/v1/settings`, {
          headers: { apikey: connection.publishable_key },
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        if (answer.status === 401 || answer.status === 403)
          return failed(ERROR_CODES.wrong_key, 'The server does not know this key.');
        const read = Settings.safeParse(await answer.json().catch(() => null));
        if (!read.success) return failed(ERROR_CODES.not_supabase, 'This is no Supabase project.');
        const { external, disable_signup } = read.data;
        return {
          ok: true,
          value: {
            email: external['email'] !== false,
            sign_up: !disable_signup,
            providers: PROVIDERS.filter((provider) => external[provider] === true),
          },
        };
      } catch {
        return failed(ERROR_CODES.unreachable, 'The server does not answer.');
      }
    },

    async signIn(credentials) {
      return settle((await client.auth.signInWithPassword(credentials)).error);
    },
    async signUp(credentials) {
      const { data, error } = await client.auth.signUp({
        ...credentials,
        options: { emailRedirectTo: WAY_BACK },
      });
      if (error) return { ok: false, error: authFailure(error) };
      return { ok: true, value: { confirm: data.session === null } };
    },
    async sendLink(email) {
      const options = { emailRedirectTo: WAY_BACK, shouldCreateUser: false };
      const { error } = await client.auth.signInWithOtp({ email, options });
      // What Auth answers for an address that it does not know.
      return error?.code === 'otp_disabled' ? DONE : settle(error);
    },
    async sendReset(email) {
      return settle((await client.auth.resetPasswordForEmail(email, { redirectTo: WAY_BACK })).error);
    },
    async providerPage(provider) {
      const { data, error } = await client.auth.signInWithOAuth({
        provider,
        options: {
          redirectTo: WAY_BACK,
          skipBrowserRedirect: true,
          // Azure gives no address without being asked for it.
          ...(provider === 'azure' && { scopes: 'email' }),
        },
      });
      return error ? { ok: false, error: authFailure(error) } : { ok: true, value: data.url };
    },
    async finish(code) {
      const { data, error } = await client.auth.exchangeCodeForSession(code);
      if (error) return { ok: false, error: authFailure(error) };
      const { redirectType } = data as { redirectType?: string | null };
      return { ok: true, value: { new_password: redirectType === 'recovery' } };
    },
    async setPassword(password) {
      const { error } = await client.auth.updateUser({ password });
      return error?.code === 'same_password' ? DONE : settle(error);
    },

    workspaces: () => findWorkspaces(client, person?.user_id ?? null),
    async createWorkspace(name, id = uuidv7()) {
      const made = await client.rpc('create_workspace', { name, id });
      if (made.error) return { ok: false, error: restFailure(made.status, made.error) };
      return { ok: true, value: { id, name, role: 'admin' } };
    },

    async clocksOf(workspace_id) {
      const clocks = new Map<string, Readonly<Record<string, string>>>();
      for (const table of MADE_WITH_A_WORKSPACE) {
        const column = table === 'workspaces' ? 'id' : 'workspace_id';
        const found = await client.from(table).select('id, clocks').eq(column, workspace_id);
        if (found.error) return { ok: false, error: restFailure(found.status, found.error) };
        for (const row of Clocked.parse(found.data)) clocks.set(row.id, row.clocks);
      }
      const own = await client
        .from('profiles')
        .select('id, clocks, name, email')
        .eq('id', person?.user_id ?? '');
      if (own.error) return { ok: false, error: restFailure(own.status, own.error) };
      for (const { id, clocks: at, name, email } of Profiles.parse(own.data))
        if (name === null || name === email?.split('@')[0]) clocks.set(id, at);
      return { ok: true, value: clocks };
    },

    async signOut() {
      await client.auth.signOut({ scope: 'local' });
    },
    close() {
      listening.subscription.unsubscribe();
      void client.auth.stopAutoRefresh();
    },
  };
}

async function kept(client: AuthClient): Promise<ReturnType<Account['person']>> {
  const { session } = (await client.auth.getSession()).data;
  return session && { user_id: session.user.id, email: session.user.email ?? '' };
}

/** Those that the person belongs to, after accepting what they were invited to; oldest first. */
async function findWorkspaces(
  client: AuthClient,
  user_id: string | null,
): Promise<Result<readonly Workspace[]>> {
  if (user_id === null) return failed(ERROR_CODES.signed_out, 'Nobody is signed in.');
  const manifest = await client.rpc('sync_manifest');
  if (manifest.error) return { ok: false, error: restFailure(manifest.status, manifest.error) };
  const read = Manifest.safeParse(manifest.data);
  if (!read.success || read.data.schema_version !== SCHEMA_VERSION)
    return failed(ERROR_CODES.schema_mismatch, 'The server runs another version of the schema.');
  // Whoever was invited after signing up is let in now; an older server has none of this, and nobody was invited there.
  await client.rpc('accept_invitations');
  const [found, member] = await Promise.all([
    client.from('workspaces').select('id, name').is('deleted_at', null).order('created_at'),
    client
      .from('workspace_members')
      .select('workspace_id, role')
      .eq('user_id', user_id)
      .is('deleted_at', null),
  ]);
  if (found.error) return { ok: false, error: restFailure(found.status, found.error) };
  if (member.error) return { ok: false, error: restFailure(member.status, member.error) };
  const roles = new Map(Members.parse(member.data).map(({ workspace_id, role }) => [workspace_id, role]));
  const value = Workspaces.parse(found.data).flatMap(({ id, name }) => {
    const role = roles.get(id);
    return role === undefined ? [] : [{ id, name, role }];
  });
  return { ok: true, value };
}

const restFailure = (status: number, { code, message }: { code: string; message: string }): Failure =>
  remoteFailure(toRemoteError({ status, code, message }));
