// Every way in, against the local stack's Auth; what only a hosted project's Auth does, against mail-auth.ts in front of it.
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Account, SessionStore } from '../api.ts';
import { startMailAuth, type MailAuth } from '../test/mail-auth.ts';
import { openAccount } from './account.ts';

const stack = inject('stack');
const PASSWORD = 'correct horse battery';

const address = () => `${crypto.randomUUID()}@outpost.example`;

/** The vault of a laptop: it outlives the app. */
function vault(): SessionStore & { texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    read: (key) => Promise.resolve(texts.get(key) ?? null),
    write: (key, value) => Promise.resolve(void texts.set(key, value)),
    remove: (key) => Promise.resolve(void texts.delete(key)),
  };
}

const open: Account[] = [];
async function account(store: SessionStore, connection: { url: string; publishable_key: string } = stack) {
  const { url, publishable_key } = connection;
  const opened = await openAccount({ url, publishable_key }, store);
  open.push(opened);
  return opened;
}
afterAll(() => open.forEach((each) => each.close()));

async function signedUp(email = address()): Promise<Account> {
  const made = await account(vault());
  expect(await made.signUp({ email, password: PASSWORD })).toEqual({ ok: true, value: { confirm: false } });
  return made;
}

const codeOf = (link: string): string => new URL(link).searchParams.get('code') ?? '';

describe('an account', () => {
  it('says what the project offers, and knows a wrong key and a wrong address', async () => {
    expect(await (await account(vault())).ways()).toEqual({
      ok: true,
      value: { email: true, sign_up: true, providers: [] },
    });
    const nowhere = { ...stack, url: 'http://127.0.0.1:9' };
    expect(await (await account(vault(), nowhere)).ways()).toMatchObject({ error: { code: 'unreachable' } });
    const wrong = { ...stack, publishable_key: 'sb_publishable_wrong' };
    expect(await (await account(vault(), wrong)).ways()).toMatchObject({ error: { code: 'wrong_key' } });
  });

  it('is made, kept over a restart, and left', async () => {
    const email = address();
    const store = vault();
    const made = await account(store);
    expect((await made.signUp({ email, password: PASSWORD })).ok).toBe(true);
    expect(made.person()).toMatchObject({ email });
    const again = await account(store);
    expect(again.person()).toEqual(made.person());
    await again.signOut();
    expect(again.person()).toBeNull();
    expect([...store.texts.keys()]).toEqual([]);
  });

  it('says of one that is there already, of a wrong password and of a poor one what they are', async () => {
    const email = address();
    await signedUp(email);
    const other = await account(vault());
    expect(await other.signUp({ email, password: PASSWORD })).toMatchObject({
      error: { code: 'email_taken' },
    });
    expect(await other.signIn({ email, password: 'x' })).toMatchObject({
      error: { code: 'wrong_credentials' },
    });
    expect(await other.signUp({ email: address(), password: 'x' })).toMatchObject({
      error: { code: 'weak_password' },
    });
    expect(await other.signIn({ email, password: PASSWORD })).toMatchObject({ ok: true });
  });

  it('makes a workspace once, whose admin it is', async () => {
    const person = await signedUp();
    expect(await person.workspaces()).toEqual({ ok: true, value: [] });
    const id = crypto.randomUUID();
    const made = { id, name: 'Nordwind', role: 'admin' };
    expect(await person.createWorkspace('Nordwind', id)).toEqual({ ok: true, value: made });
    expect(await person.createWorkspace('Nordwind', id)).toEqual({ ok: true, value: made });
    expect(await person.workspaces()).toEqual({ ok: true, value: [made] });
  });

  it('accepts what it was invited to, also after it was made, and sees no other workspace', async () => {
    const host = await signedUp();
    const guest = await signedUp();
    const made = await host.createWorkspace('Harbour');
    if (!made.ok) throw new Error(made.error.message);
    expect(await guest.workspaces()).toEqual({ ok: true, value: [] });
    const sql = postgres(stack.database_url, { max: 1 });
    await sql`insert into public.invitations (workspace_id, email, role)
      values (${made.value.id}, ${guest.person()?.email ?? ''}, 'guest')`;
    await sql.end();
    expect(await guest.workspaces()).toMatchObject({
      value: [{ id: made.value.id, name: 'Harbour', role: 'guest' }],
    });
  });

  it('asks for no workspace without a session', async () => {
    expect(await (await account(vault())).workspaces()).toMatchObject({ error: { code: 'signed_out' } });
  });
});

describe('what goes on in a mail or the browser', () => {
  let auth: MailAuth;
  let sql: postgres.Sql;
  beforeAll(async () => {
    sql = postgres(stack.database_url, { max: 1 });
    auth = await startMailAuth({
      ...stack,
      async recoveryToken(email) {
        const [row] = await sql<{ recovery_token: string }[]>`
          select recovery_token from auth.users where email = ${email}`;
        return row?.recovery_token ?? '';
      },
    });
  });
  afterAll(async () => {
    await auth.close();
    await sql.end();
  });

  it('confirms a new address by a link, also after a restart, and not before', async () => {
    const email = address();
    const store = vault();
    const before = await account(store, auth);
    expect(await before.signUp({ email, password: PASSWORD })).toEqual({
      ok: true,
      value: { confirm: true },
    });
    expect(await before.signIn({ email, password: PASSWORD })).toMatchObject({
      error: { code: 'unconfirmed' },
    });
    before.close();
    const link = await auth.follow(auth.mailTo(email) ?? '');
    const after = await account(store, auth);
    expect(await after.finish(codeOf(link))).toEqual({ ok: true, value: { new_password: false } });
    expect(after.person()).toMatchObject({ email });
  });

  it('signs in by a link that was mailed', async () => {
    const email = address();
    await signedUp(email);
    const person = await account(vault(), auth);
    expect(await person.sendLink(email)).toMatchObject({ ok: true });
    const link = await auth.follow(auth.mailTo(email) ?? '');
    expect(link).toMatch(/^outpost:\/\/auth\?code=[\w-]+$/);
    expect(await person.finish(codeOf(link))).toEqual({ ok: true, value: { new_password: false } });
    expect(person.person()).toMatchObject({ email });
  });

  it('leads from a forgotten password to a new one, also after a restart', async () => {
    const email = address();
    await signedUp(email);
    const store = vault();
    expect(await (await account(store, auth)).sendReset(email)).toMatchObject({ ok: true });
    const link = await auth.follow(auth.mailTo(email) ?? '');
    const person = await account(store, auth);
    expect(await person.finish(codeOf(link))).toEqual({ ok: true, value: { new_password: true } });
    expect(await person.setPassword('x')).toMatchObject({ error: { code: 'weak_password' } });
    expect(await person.setPassword('another horse battery')).toMatchObject({ ok: true });
    const elsewhere = await account(vault());
    expect(await elsewhere.signIn({ email, password: 'another horse battery' })).toMatchObject({ ok: true });
  });

  it('does not say whether an address is known', async () => {
    const person = await account(vault(), auth);
    expect(await person.sendLink(address())).toMatchObject({ ok: true });
    expect(await person.sendReset(address())).toMatchObject({ ok: true });
  });

  it('works once, and only where it was begun', async () => {
    const email = address();
    await signedUp(email);
    const mine = await account(vault(), auth);
    await mine.sendLink(email);
    const mailed = auth.mailTo(email) ?? '';
    const code = codeOf(await auth.follow(mailed));
    const thief = await account(vault(), auth);
    expect(await thief.finish(code)).toMatchObject({ error: { code: 'link_expired' } });
    expect(await mine.finish(code)).toMatchObject({ ok: true });
    expect(await mine.finish(code)).toMatchObject({ error: { code: 'link_expired' } });
    expect(await auth.follow(mailed)).toContain('error_code=otp_expired');
  });

  it('offers the companies that the project has, and leads to their page with the way back', async () => {
    const person = await account(vault(), auth);
    expect(await person.ways()).toMatchObject({ value: { providers: ['google', 'azure'] } });
    const page = await person.providerPage('google');
    const url = new URL(page.ok ? page.value : '');
    expect(url.pathname).toBe('/auth/v1/authorize');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      provider: 'google',
      redirect_to: 'outpost://auth',
      code_challenge_method: 's256',
    });
  });
});
