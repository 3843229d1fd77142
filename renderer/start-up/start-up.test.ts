import { describe, expect, it, vi } from 'vitest';
import type { Bridge, Demo, IpcChannel } from '../../electron/ipc/contract.ts';
import type { Failure, LocalPlace, Place, Replica, ServerPlace } from '../../sync/index.ts';
import { memoryAccount, memoryServer, type MemoryPerson, type MemoryServer } from '../test/memory-account.ts';
import { memoryReplica } from '../test/memory-replica.ts';
import type { AppState } from './app-state.ts';
import { createStartUp, type Ports } from './start-up.ts';

/** For a slow machine: what is waited for comes long before. */
const PATIENCE = { timeout: 10_000 };

const server = { url: 'https://nordwind.supabase.co', publishable_key: 'sb_publishable_1' };
const place: ServerPlace = {
  ...server,
  user_id: 'u1',
  email: 'alex@outpost.example',
  workspace_id: 'w1',
  workspace_name: 'Nordwind Systems',
};
const local: LocalPlace = { ...place, url: null, publishable_key: null, user_id: 'me', workspace_id: 'here' };
const demo: Demo = { ...place, password: 'outpost-demo', sign_in: true };
const failure: Failure = { code: 'unreachable', message: 'no answer' };
const form = { ...server, email: place.email, password: 'outpost-demo' };

const alex = (): MemoryPerson => ({
  user_id: 'u1',
  email: place.email,
  password: 'outpost-demo',
  workspaces: [{ id: 'w1', name: 'Nordwind Systems', role: 'admin' }],
});
const second = { id: 'w2', name: 'Harbour Partners', role: 'guest' };

type World = {
  settings?: Record<string, string>;
  demo?: Demo;
  server?: MemoryServer;
  open?: Ports['openReplica'];
  links?: string[];
  carry?: Ports['carryOver'];
};

function world({
  settings = {},
  demo: launchDemo,
  server = memoryServer({ people: [alex()] }),
  open,
  links = [],
  carry,
}: World) {
  const browser: unknown[] = [];
  const answers: Partial<Record<IpcChannel, (...args: unknown[]) => unknown>> = {
    'launch:read': () => ({
      version: '1',
      name: 'Outpost',
      runtime: 'test',
      platform: 'linux',
      vault: 'memory',
      demo: launchDemo ?? null,
    }),
    'setting:read': (key) => settings[String(key)] ?? null,
    'setting:write': (key, value) => {
      if (value === null) Reflect.deleteProperty(settings, String(key));
      else settings[String(key)] = value as string;
      return null;
    },
    'link:open': (url) => (browser.push(url), null),
  };
  let link: (url: string) => void = () => undefined;
  const bridge: Bridge = {
    call: (channel, ...args) => Promise.resolve({ ok: true, value: answers[channel]?.(...args) as never }),
    on(event, listener) {
      if (event !== 'link:opened') return () => undefined;
      link = listener as (url: string) => void;
      for (const url of links.splice(0)) link(url);
      return () => undefined;
    },
  };
  const opened: Place[] = [];
  const closed: Place[] = [];
  const removed: Place[] = [];
  const carried: Place[][] = [];
  const syncs = new Map<string, ReturnType<typeof memoryReplica>>();
  const startUp = createStartUp({
    bridge,
    openAccount: (connection) => Promise.resolve(memoryAccount(server, connection)),
    openReplica:
      open ??
      ((at) => {
        opened.push(at);
        const close = () => Promise.resolve(void closed.push(at));
        const memory = memoryReplica();
        syncs.set(at.user_id, memory);
        if (at.url !== null) memory.status.set({ ...memory.status.get(), kind: 'syncing', waiting: 9 });
        const replica = { ...memory, place: at, close } satisfies Replica;
        return Promise.resolve({ ok: true, value: replica });
      }),
    createLocalWorkspace: () => Promise.resolve({ ok: true, value: local }),
    carryOver:
      carry ?? ((from, to) => Promise.resolve((carried.push([from, to]), { ok: true, value: undefined }))),
    removeReplica: (at) => Promise.resolve((removed.push(at), { ok: true, value: undefined })),
  });
  const until = (kind: string) => vi.waitUntil(() => startUp.state.get().kind === kind, PATIENCE);
  return {
    startUp,
    settings,
    opened,
    closed,
    removed,
    carried,
    syncs,
    browser,
    server,
    until,
    link: (url: string) => link(url),
  };
}

const refuse = () => Promise.resolve({ ok: false as const, error: failure });
const away = () => memoryServer({ people: [alex()], failure: 'unreachable' });
const kept = (...places: Place[]) => ({
  place: JSON.stringify(places[0]),
  places: JSON.stringify(places.map((each) => ({ ...each, used_at: '2026-11-20T10:00:00Z' }))),
});

describe('the start', () => {
  it('welcomes on a laptop where nobody has begun', async () => {
    const { startUp } = world({});
    await startUp.start();
    expect(startUp.state.get().kind).toBe('welcome');
  });

  it('asks who it is where only the server is known', async () => {
    const { startUp } = world({ settings: { server: JSON.stringify({ ...server, email: place.email }) } });
    await startUp.start();
    expect(startUp.state.get()).toMatchObject({ kind: 'sign_in', form: { ...server, email: place.email } });
  });

  it('begins anew where another window has removed the data from this laptop', async () => {
    const gone: Failure = { code: 'removed', message: 'in another window' };
    const { startUp, syncs } = world({ settings: { place: JSON.stringify(place) } });
    await startUp.start();
    const { status } = syncs.get(place.user_id)!;
    status.set({ ...status.get(), kind: 'stopped', failure: gone });
    expect(startUp.state.get()).toMatchObject({
      ...{ kind: 'sign_in', failure: gone },
      form: { url: server.url, email: place.email, password: '' },
    });
  });

  it('welcomes where another window has removed a workspace that was on this laptop only', async () => {
    const { startUp, syncs } = world({ settings: { place: JSON.stringify(local) } });
    await startUp.start();
    const { status } = syncs.get(local.user_id)!;
    status.set({ ...status.get(), kind: 'stopped', failure: { code: 'removed', message: '' } });
    expect(startUp.state.get().kind).toBe('welcome');
  });

  it('opens the board of the last person without asking the network', async () => {
    const { startUp, opened, server } = world({
      settings: { place: JSON.stringify(place) },
      server: away(),
    });
    await startUp.start();
    expect(startUp.state.get().kind).toBe('ready');
    expect(opened).toEqual([place]);
    expect(server.open).toBe(0);
  });

  it('tells how far the data of an older version has been brought over', async () => {
    const told: AppState[] = [];
    const { startUp } = world({
      settings: { place: JSON.stringify(place) },
      open(_place, _store, updating) {
        updating({ done: 3, total: 10 });
        told.push(startUp.state.get());
        return Promise.resolve({ ok: true, value: memoryReplica() });
      },
    });
    await startUp.start();
    expect(told).toEqual([{ kind: 'opening', updating: { done: 3, total: 10 } }]);
    expect(startUp.state.get().kind).toBe('ready');
  });

  it('gives the demo its session again after a restart, on the server where the demo runs now', async () => {
    const replica = memoryReplica();
    replica.status.set({ ...replica.status.get(), kind: 'signed_out' });
    const opened: Place[] = [];
    const moved = { ...demo, url: 'http://127.0.0.1:54399' };
    const { startUp } = world({
      settings: { place: JSON.stringify(place) },
      demo: moved,
      open(at) {
        opened.push(at);
        return Promise.resolve({ ok: true, value: replica });
      },
    });
    await startUp.start();
    await vi.waitUntil(() => replica.status.get().kind === 'up_to_date', PATIENCE);
    expect(opened).toEqual([{ ...place, url: moved.url }]);
  });

  it('signs in to the demo by itself and remembers the place', async () => {
    const { startUp, settings } = world({ demo });
    await startUp.start();
    expect(startUp.state.get().kind).toBe('ready');
    expect(JSON.parse(settings['place'] ?? '')).toEqual(place);
  });

  it('fills the form with the demo when it cannot sign in', async () => {
    const { startUp } = world({ demo, server: away() });
    await startUp.start();
    expect(startUp.state.get()).toMatchObject({
      kind: 'sign_in',
      failure: { code: 'unreachable' },
      form: { email: demo.email, password: demo.password },
    });
  });

  it.each(['{"url":1', '{"url":null,"publishable_key":"x"}', '[]', '7'])(
    'treats the damaged setting %s as none',
    async (text) => {
      const { startUp } = world({ settings: { place: text, places: text, server: text } });
      await startUp.start();
      expect(startUp.state.get().kind).toBe('welcome');
    },
  );

  it('says so when the replica cannot be opened, and keeps the place for another try', async () => {
    const { startUp, settings } = world({ settings: { place: JSON.stringify(place) }, open: refuse });
    await startUp.start();
    expect(startUp.state.get()).toMatchObject({ kind: 'failed', failure });
    expect(settings['place']).toBeDefined();
  });

  it('turns a thrown error into a state, never into a blank window', async () => {
    const { startUp } = world({
      settings: { place: JSON.stringify(place) },
      open: () => Promise.reject(new Error('boom')),
    });
    await startUp.start();
    expect(startUp.state.get()).toMatchObject({ kind: 'failed', failure: { code: 'unexpected' } });
  });
});

describe('signing in and out', () => {
  it('hands a failure back to the form, and leaves nobody signed in', async () => {
    const { startUp, server } = world({});
    await startUp.start();
    expect(await startUp.signIn({ ...form, password: 'x' })).toMatchObject({ code: 'wrong_credentials' });
    expect(startUp.state.get().kind).toBe('welcome');
    expect(server.signed_in).toBeNull();
  });

  it('goes straight into the only workspace, and closes the account that led there', async () => {
    const { startUp, opened, server } = world({});
    await startUp.start();
    expect(await startUp.signIn(form)).toBeNull();
    expect(opened).toEqual([place]);
    expect(server.open).toBe(0);
  });

  it('forgets the place and keeps the address for the next time, but no password', async () => {
    const { startUp, settings } = world({ demo });
    await startUp.start();
    await startUp.signOut({ wipe: false });
    expect(settings['place']).toBeUndefined();
    expect(startUp.state.get()).toMatchObject({
      kind: 'sign_in',
      form: { email: place.email, password: '' },
    });
    expect(JSON.stringify(settings)).not.toContain('outpost-demo');
  });

  it('removes every workspace of the person who asks for it, and nobody else’s', async () => {
    const other = { ...place, workspace_id: 'w2' };
    const mara = { ...place, user_id: 'u2' };
    const { startUp, removed, settings } = world({ settings: kept(place, other, mara) });
    await startUp.start();
    await startUp.signOut({ wipe: true });
    expect(removed).toMatchObject([{ user_id: 'u1', workspace_id: 'w2' }]);
    expect(JSON.parse(settings['places'] ?? '')).toMatchObject([{ user_id: 'u2' }]);
  });

  it('makes an account and goes on at once where the address needs no confirmation', async () => {
    const { startUp, until } = world({});
    await startUp.start();
    expect(await startUp.signUp({ ...form, email: 'new@outpost.example' })).toEqual({
      ok: true,
      value: { confirm: false },
    });
    await until('workspaces');
  });

  it('says that an address has an account already', async () => {
    const { startUp } = world({});
    await startUp.start();
    expect(await startUp.signUp(form)).toMatchObject({ ok: false, error: { code: 'email_taken' } });
  });
});

describe('what goes on in a mail or the browser', () => {
  it('signs in by the link, also when the app was started anew by it', async () => {
    const first = world({});
    await first.startUp.start();
    expect(await first.startUp.sendMail('link', { ...form, password: '' })).toBeNull();

    const links = ['outpost://auth?code=code-1'];
    const again = world({ settings: first.settings, server: first.server, links });
    await again.startUp.start();
    await again.until('ready');
    expect(again.opened).toEqual([place]);
  });

  it('asks for a new password after the mail for a forgotten one, and goes on with it', async () => {
    const { startUp, link, until, server } = world({});
    await startUp.start();
    await startUp.sendMail('reset', form);
    link('outpost://auth?code=code-1');
    await until('new_password');
    expect(startUp.state.get()).toMatchObject({ email: place.email });
    expect(await startUp.setPassword('short')).toMatchObject({ code: 'weak_password' });
    expect(await startUp.setPassword('a much longer one')).toBeNull();
    await until('ready');
    expect(server.people[0]?.password).toBe('a much longer one');
  });

  it('confirms a new address', async () => {
    const { startUp, link, until } = world({ server: memoryServer({ confirm: true }) });
    await startUp.start();
    expect(await startUp.signUp({ ...form, email: 'new@outpost.example' })).toMatchObject({
      value: { confirm: true },
    });
    link('outpost://auth?code=confirmed');
    await until('workspaces');
  });

  it('opens the page of another company in the browser, and remembers the server for the way back', async () => {
    const { startUp, browser, settings } = world({});
    await startUp.start();
    expect(await startUp.openProvider('azure', { ...form, password: 'typed' })).toBeNull();
    expect(browser).toEqual(['https://azure.example/authorize']);
    expect(settings['server']).toContain(server.url);
    expect(settings['server']).not.toContain('typed');
  });

  it.each([
    ['outpost://auth?code=used-before', 'link_expired'],
    ['outpost://auth?error_code=otp_expired', 'link_expired'],
    ['outpost://auth?error=access_denied', null],
  ])('shows the form again after %s', async (url, code) => {
    const { startUp, link, until } = world({
      settings: { server: JSON.stringify({ ...server, email: place.email }) },
    });
    await startUp.start();
    const before = startUp.state.get();
    link(url);
    await vi.waitUntil(() => startUp.state.get() !== before, PATIENCE);
    await until('sign_in');
    expect(startUp.state.get()).toMatchObject(
      code === null ? { failure: null } : { failure: { code }, form: { email: place.email } },
    );
  });

  it('gives the open replica its session again, and takes nobody away from their work', async () => {
    const { startUp, link, opened, closed, settings } = world({ settings: kept(place) });
    await startUp.start();
    const before = startUp.state.get();
    expect(before.kind).toBe('ready');
    expect(await startUp.sendMail('link', { ...form, password: '' })).toBeNull();
    expect(settings['server']).toContain('"begun":true');
    link('outpost://auth?code=code-1');
    await vi.waitUntil(() => settings['server']?.includes('"begun":false'), PATIENCE);
    await new Promise((resolve) => setImmediate(resolve));
    expect(startUp.state.get()).toBe(before);
    expect(opened).toEqual([place]);
    expect(closed).toEqual([]);
  });

  it('keeps what was begun when the workspaces cannot be asked for after the link', async () => {
    const { startUp, link, until, server } = world({});
    await startUp.start();
    await startUp.sendMail('link', form);
    const workspaces = server.people[0]?.workspaces ?? [];
    Object.defineProperty(server.people[0], 'workspaces', {
      configurable: true,
      get: () => {
        throw new Error('no answer');
      },
    });
    link('outpost://auth?code=code-1');
    await until('workspaces');
    expect(startUp.state.get()).toMatchObject({
      choice: { workspaces: [], failure: { code: 'unexpected' } },
    });
    Object.defineProperty(server.people[0], 'workspaces', { value: workspaces });
    expect(await startUp.lookAgain()).toBeNull();
    expect(startUp.state.get()).toMatchObject({ choice: { workspaces, failure: null } });
  });

  it.each([
    'outpost://auth?code=never-begun',
    'outpost://auth?error=server_error',
    'outpost://connect?url=https://other.example&key=k',
  ])('takes nobody away from their work by %s', async (url) => {
    const {
      startUp,
      link,
      closed,
      server: asked,
    } = world({
      settings: { ...kept(place), server: JSON.stringify({ ...server, email: place.email }) },
    });
    await startUp.start();
    const working = startUp.state.get();
    link(url);
    await new Promise((resolve) => setTimeout(resolve));
    expect(startUp.state.get()).toBe(working);
    expect(closed).toEqual([]);
    expect(asked.open).toBe(0);
  });

  it('fills in the server that a colleague sent, and asks nothing of it', async () => {
    const { startUp, link, server } = world({});
    await startUp.start();
    link('outpost://connect?url=https%3A%2F%2Fother.example&key=sb_publishable_2');
    expect(startUp.state.get()).toMatchObject({
      kind: 'sign_in',
      form: { url: 'https://other.example', publishable_key: 'sb_publishable_2', email: '', password: '' },
    });
    expect(server.open).toBe(0);
  });
});

describe('workspaces', () => {
  const several = () => memoryServer({ people: [{ ...alex(), workspaces: [...alex().workspaces, second] }] });

  it('are offered to whoever has several, the last used first', async () => {
    const { places } = kept({ ...place, workspace_id: 'w2' });
    const { startUp } = world({ server: several(), settings: { places } });
    await startUp.start();
    expect(await startUp.signIn(form)).toBeNull();
    expect(startUp.state.get()).toMatchObject({
      kind: 'workspaces',
      choice: {
        workspaces: [
          { ...second, used_at: '2026-11-20T10:00:00Z' },
          { id: 'w1', used_at: null },
        ],
      },
    });
    expect(await startUp.openWorkspace(second)).toBeNull();
    expect(startUp.state.get()).toMatchObject({ replica: { place: { workspace_id: 'w2' } } });
  });

  it('can be made by whoever has none', async () => {
    const { startUp, opened } = world({ server: memoryServer({ people: [{ ...alex(), workspaces: [] }] }) });
    await startUp.start();
    await startUp.signIn(form);
    expect(startUp.state.get()).toMatchObject({ kind: 'workspaces', choice: { workspaces: [] } });
    expect(await startUp.createWorkspace('Nordwind')).toBeNull();
    expect(opened).toMatchObject([{ workspace_id: 'made-Nordwind', workspace_name: 'Nordwind' }]);
  });

  it('are asked for again after an invitation', async () => {
    const person = { ...alex(), workspaces: [] as MemoryPerson['workspaces'] };
    const { startUp } = world({ server: memoryServer({ people: [person] }) });
    await startUp.start();
    await startUp.signIn(form);
    person.workspaces.push(second);
    await startUp.lookAgain();
    expect(startUp.state.get()).toMatchObject({ choice: { workspaces: [second] } });
  });

  it('are switched without a network where they are on this laptop, one open at a time', async () => {
    const other = { ...place, workspace_id: 'w2', workspace_name: 'Harbour Partners' };
    const { startUp, opened, closed, settings } = world({ settings: kept(place, other), server: away() });
    await startUp.start();
    expect(await startUp.switchTo(other)).toBeNull();
    expect(startUp.state.get()).toMatchObject({ kind: 'ready', replica: { place: other } });
    expect(closed).toEqual([place]);
    expect(opened).toMatchObject([place, other]);
    expect(startUp.places.get().map(({ workspace_id }) => workspace_id)).toEqual(['w2', 'w1']);
    expect(JSON.parse(settings['place'] ?? '')).toMatchObject({ workspace_id: 'w2' });
  });

  it('stay where they were when the other cannot be opened', async () => {
    const other = { ...place, workspace_id: 'w2' };
    const { startUp } = world({
      settings: kept(place, other),
      open: (at) =>
        at.workspace_id === 'w2'
          ? refuse()
          : Promise.resolve({ ok: true, value: { ...memoryReplica(), place: at } }),
    });
    await startUp.start();
    expect(await startUp.switchTo(other)).toEqual(failure);
    expect(startUp.state.get()).toMatchObject({ kind: 'ready', replica: { place } });
  });

  it('are listed from an open one by the server’s word, and stay open where it gives none', async () => {
    const { startUp, server, closed } = world({ settings: kept(place), server: several() });
    server.signed_in = server.people[0] ?? null;
    await startUp.start();
    server.failure = 'unreachable';
    expect(await startUp.toWorkspaces()).toMatchObject({ code: 'unreachable' });
    expect(startUp.state.get().kind).toBe('ready');
    server.failure = null;
    expect(await startUp.toWorkspaces()).toBeNull();
    expect(startUp.state.get()).toMatchObject({ kind: 'workspaces', choice: { workspaces: [{}, {}] } });
    expect(closed).toEqual([place]);
  });
});

describe('a workspace without a server', () => {
  it('is made, opened and found again at the next start', async () => {
    const first = world({});
    await first.startUp.start();
    expect(await first.startUp.startHere({ workspace: 'Nordwind', person: 'Alex' })).toBeNull();
    const again = world({ settings: first.settings, server: away() });
    await again.startUp.start();
    expect(again.startUp.state.get()).toMatchObject({ kind: 'ready', replica: { place: local } });
    expect(await again.startUp.toWorkspaces()).toBeNull();
    expect(again.startUp.state.get().kind).toBe('ready');
  });

  it('leaves the first screen behind when it is left', async () => {
    const { startUp } = world({ settings: kept(local) });
    await startUp.start();
    await startUp.signOut({ wipe: false });
    expect(startUp.state.get().kind).toBe('welcome');
  });

  const begun = () => memoryServer({ people: [{ ...alex(), workspaces: [] }] });
  const at = { ...place, workspace_id: local.workspace_id };

  it('goes on at a server under the same id, and leaves the laptop when all of it is there', async () => {
    const { startUp, settings, carried, opened, removed, syncs, server, until } = world({
      settings: kept(local),
      server: begun(),
    });
    await startUp.start();
    await startUp.connect();
    expect(startUp.state.get()).toMatchObject({ kind: 'sign_in', connecting: local.workspace_name });
    expect(await startUp.signIn(form)).toBeNull();
    await until('ready');
    expect(server.made).toEqual([local.workspace_id]);
    expect(carried).toMatchObject([[local, at]]);
    expect(opened.at(-1)).toEqual(at);
    expect(startUp.places.get()).toMatchObject([at]);
    expect(removed).toEqual([]);

    const sync = syncs.get(at.user_id)?.status;
    sync?.set({ ...sync.get(), kind: 'up_to_date', waiting: 0, attention: 1 });
    expect(removed).toEqual([]);
    sync?.set({ ...sync.get(), attention: 0 });
    expect(removed).toMatchObject([{ url: null, user_id: 'me' }]);
    await vi.waitUntil(() => (JSON.parse(settings['places'] ?? '') as Place[]).length === 1, PATIENCE);
  });

  it('can be left as it is instead', async () => {
    const { startUp, until, opened } = world({ settings: kept(local) });
    await startUp.start();
    await startUp.connect();
    startUp.toWelcome();
    await until('ready');
    expect(opened).toEqual([local, local]);
  });

  it('goes on by a link too, after a restart', async () => {
    const first = world({ settings: kept(local), server: begun() });
    await first.startUp.start();
    await first.startUp.connect();
    await first.startUp.sendMail('link', form);
    const links = ['outpost://auth?code=code-1'];
    const again = world({ settings: first.settings, server: first.server, links });
    await again.startUp.start();
    await vi.waitUntil(() => again.opened.at(-1)?.url === place.url, PATIENCE);
    expect(again.carried).toMatchObject([[local, at]]);
    expect(again.closed).toEqual([local]);
  });

  it.each(['create', 'clocks', 'carry', 'open'])(
    'is still here and whole when the app dies at the step %s, and goes on at the next try',
    async (step) => {
      const settings = kept(local) as Record<string, string>;
      const server = begun();
      const dies = () => Promise.reject(new Error('killed'));
      const first = world({
        settings,
        server: { ...server, dies_at: step === 'create' || step === 'clocks' ? step : null },
        ...(step === 'carry' && { carry: dies }),
        ...(step === 'open' && {
          open: (asked: Place) =>
            asked.url === null
              ? Promise.resolve({ ok: true, value: { ...memoryReplica(), place: asked } })
              : dies(),
        }),
      });
      await first.startUp.start();
      await first.startUp.connect();
      expect(await first.startUp.signIn(form)).toMatchObject({ code: 'unexpected' });

      const again = world({ settings, server });
      await again.startUp.start();
      expect(again.opened).toEqual([local]);
      expect(again.startUp.places.get()).toMatchObject([local]);
      await again.startUp.connect();
      expect(await again.startUp.signIn(form)).toBeNull();
      expect(again.opened.at(-1)).toEqual(at);
    },
  );

  it('is removed at a later start when the app died before', async () => {
    const moved = { ...local, used_at: '2026-11-20T10:00:00Z', moved: true };
    const { startUp, removed, syncs } = world({
      settings: { place: JSON.stringify(at), places: JSON.stringify([{ ...at, used_at: '' }, moved]) },
    });
    await startUp.start();
    expect(startUp.places.get()).toMatchObject([at]);
    const sync = syncs.get(at.user_id)?.status;
    sync?.set({ ...sync.get(), kind: 'up_to_date', waiting: 0 });
    expect(removed).toMatchObject([{ user_id: 'me' }]);
  });
});
