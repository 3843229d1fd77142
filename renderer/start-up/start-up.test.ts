import { describe, expect, it, vi } from 'vitest';
import type { Bridge, Demo, IpcChannel } from '../../electron/ipc/contract.ts';
import type { Failure, Place, Replica } from '../../sync/index.ts';
import { memoryReplica } from '../test/memory-replica.ts';
import { createStartUp, type Ports } from './start-up.ts';

/** For a slow machine: what is waited for comes long before. */
const PATIENCE = { timeout: 10_000 };

const place: Place = {
  url: 'https://nordwind.supabase.co',
  publishable_key: 'sb_publishable_1',
  user_id: 'u1',
  email: 'alex@outpost.example',
  workspace_id: 'w1',
  workspace_name: 'Nordwind Systems',
};
const demo: Demo = { ...place, password: 'outpost-demo', sign_in: true };
const failure: Failure = { code: 'unreachable', message: 'no answer' };

type World = {
  settings?: Record<string, string>;
  demo?: Demo;
  signIn?: Ports['signIn'];
  open?: Ports['openReplica'];
};

function world({ settings = {}, demo: launchDemo, signIn, open }: World) {
  const answers: Partial<Record<IpcChannel, (...args: unknown[]) => unknown>> = {
    'launch:read': () => ({
      version: '1',
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
  };
  const bridge: Bridge = {
    call: (channel, ...args) => Promise.resolve({ ok: true, value: answers[channel]?.(...args) as never }),
  };
  const opened: Place[] = [];
  const startUp = createStartUp({
    bridge,
    signIn: signIn ?? (() => Promise.resolve({ ok: true, value: place })),
    openReplica:
      open ??
      ((at) => {
        opened.push(at);
        return Promise.resolve({ ok: true, value: { ...memoryReplica(), place: at } satisfies Replica });
      }),
  });
  return { startUp, settings, opened };
}

const refuse = () => Promise.resolve({ ok: false as const, error: failure });

describe('the start', () => {
  it('asks on a laptop where nobody signed in', async () => {
    const { startUp } = world({});
    await startUp.start();
    expect(startUp.state.get()).toMatchObject({ kind: 'sign_in', failure: null, form: { url: '' } });
  });

  it('opens the board of the last person without asking the network', async () => {
    const { startUp, opened } = world({ settings: { place: JSON.stringify(place) }, signIn: refuse });
    await startUp.start();
    expect(startUp.state.get().kind).toBe('ready');
    expect(opened).toEqual([place]);
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
    const { startUp } = world({ demo, signIn: refuse });
    await startUp.start();
    expect(startUp.state.get()).toMatchObject({
      kind: 'sign_in',
      failure,
      form: { email: demo.email, password: demo.password },
    });
  });

  it('treats a damaged setting as none', async () => {
    const { startUp } = world({ settings: { place: '{"url":1' } });
    await startUp.start();
    expect(startUp.state.get().kind).toBe('sign_in');
  });

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
  it('hands a failure back to the form', async () => {
    const { startUp } = world({ signIn: refuse });
    await startUp.start();
    expect(await startUp.signIn({ ...place, password: 'x' })).toEqual(failure);
    expect(startUp.state.get().kind).toBe('sign_in');
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
  });
});
