// The real interface over the replica in memory, for looking at screens without a server:
// /test/preview.html?screen=welcome|sign_in|workspaces|no_workspace|new_password|failed|opening|empty|no_stages|no_boards|sync|about&cards=10000&vault=memory&demo=1
// `waiting=5000` fills the outbox, `sync=offline|signed_out|first|starting|stopped` sets the state, `theme=dark` the theme,
// `updates` as JSON the state of the updates.
import type { Bridge, Launch, Updates, UpdateState } from '../../electron/ipc/contract.ts';
import {
  PROVIDERS,
  type BoardView,
  type ErrorCode,
  type LocalPlace,
  type SyncStatus,
} from '../../sync/index.ts';
import { start } from '../start.tsx';
import { demoConflicts, demoOutbox } from './demo-outbox.ts';
import { memoryAccount, memoryServer } from './memory-account.ts';
import { demoBoard, memoryReplica, PLACE, type MemoryReplica } from './memory-replica.ts';

declare global {
  // An interface is the only way to add to the browser's own type.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Window {
    preview: { replica: MemoryReplica; painted: number };
  }
}

const asked = new URLSearchParams(location.search);
const screen = asked.get('screen') ?? 'board';
const DEMO_CARDS = 44;

function board(): BoardView {
  const demo = demoBoard(Math.max(1, Math.round(Number(asked.get('cards') ?? DEMO_CARDS) / DEMO_CARDS)));
  if (screen === 'empty')
    return { ...demo, stages: demo.stages.map((stage) => ({ ...stage, cards: [], sums: [] })) };
  if (screen === 'no_stages') return { ...demo, stages: [] };
  return demo;
}

const replica = memoryReplica(board());
if (screen === 'no_boards') replica.summaries.set([]);
const waiting = asked.get('waiting');
if (waiting !== null) {
  replica.entries.set(demoOutbox(Number(waiting)));
  replica.contested.set(demoConflicts());
}
const kind = asked.get('sync');
if (kind === 'first')
  replica.status.set({
    ...replica.status.get(),
    kind: 'syncing',
    first_sync: { done: 31_200, total: 120_400 },
  });
else if (kind === 'damaged')
  replica.status.set({ ...replica.status.get(), failure: { code: 'record_damaged', message: '' } });
else if (kind !== null)
  replica.status.set({ ...replica.status.get(), kind: kind as SyncStatus['kind'], last_contact_at: null });
window.preview = { replica, painted: 0 };

const settings = new Map<string, string | null>([
  ['appearance', asked.get('theme')],
  ['language', asked.get('language')],
]);
if (screen === 'about') settings.set('screen', JSON.stringify({ route: { to: 'settings', id: 'about' } }));
if (screen === 'sync') settings.set('screen', JSON.stringify({ route: { to: 'sync', id: null } }));
const beforeTheBoard = ['welcome', 'sign_in', 'workspaces', 'no_workspace', 'new_password'].includes(screen);
if (!beforeTheBoard) settings.set('place', JSON.stringify(PLACE));
if (beforeTheBoard && screen !== 'welcome') settings.set('server', JSON.stringify({ ...PLACE, begun: true }));

/** Somebody with several workspaces, for whom a link has just led back. */
const LOCAL_PLACE: LocalPlace = { ...PLACE, url: null, publishable_key: null };
const person = {
  user_id: PLACE.user_id,
  email: PLACE.email,
  password: 'outpost-demo',
  workspaces:
    screen === 'workspaces'
      ? [
          { id: PLACE.workspace_id, name: PLACE.workspace_name, role: 'admin' },
          { id: 'w2', name: 'Nordwind Retail', role: 'member' },
          { id: 'w3', name: 'Harbour Partners', role: 'guest' },
        ]
      : [],
};
const server = memoryServer({
  people: [person],
  codes: new Map([['code', { person, new_password: screen === 'new_password' }]]),
  ways: { email: true, sign_up: true, providers: asked.has('providers') ? PROVIDERS : [] },
});
const ledBack = ['workspaces', 'no_workspace', 'new_password'].includes(screen);
if (screen === 'workspaces')
  settings.set(
    'places',
    JSON.stringify([{ ...PLACE, used_at: new Date(Date.now() - 26 * 3_600_000).toISOString() }]),
  );

const launch: Launch = {
  version: '0.1.0',
  name: 'Outpost',
  runtime: navigator.userAgent,
  platform: 'linux',
  vault: asked.get('vault') === 'memory' ? 'memory' : 'keyring',
  demo: asked.has('demo') ? { ...PLACE, password: 'outpost-demo', sign_in: false } : null,
};

const updateState = JSON.parse(asked.get('updates') ?? '{"kind":"off","why":"development"}') as UpdateState;
const NEWS = { version: launch.version, lines: ['Boards of deals, contacts and companies.', 'A trash.'] };

const answer = (channel: string, key: unknown, value: unknown): unknown => {
  if (channel === 'launch:read') return launch;
  if (channel === 'setting:read') return settings.get(String(key)) ?? null;
  if (channel === 'setting:write') settings.set(String(key), value as string | null);
  if (channel === 'updates:read')
    return { channel: 'stable', state: updateState, news: NEWS } satisfies Updates;
  if (channel === 'window:painted') window.preview.painted += 1;
  return null;
};

const LINK = 'outpost://auth?code=code';
const bridge: Bridge = {
  call: (channel, ...[key, value]: unknown[]) =>
    Promise.resolve({ ok: true, value: answer(channel, key, value) as never }),
  on(event, listener) {
    if (event === 'link:opened' && ledBack) setTimeout(() => (listener as (url: string) => void)(LINK));
    return () => undefined;
  },
};

const code = asked.get('code') as ErrorCode | null;
server.failure = code;
const never = new Promise<never>(() => undefined);

void start({
  bridge,
  openReplica: () =>
    screen === 'opening'
      ? never
      : Promise.resolve(
          screen === 'failed'
            ? { ok: false, error: { code: 'storage_broken', message: '' } }
            : { ok: true, value: replica },
        ),
  openAccount: (connection) => Promise.resolve(memoryAccount(server, connection)),
  createLocalWorkspace: () => Promise.resolve({ ok: true, value: LOCAL_PLACE }),
  carryOver: () => Promise.resolve({ ok: true, value: undefined }),
  removeReplica: () => Promise.resolve({ ok: true, value: undefined }),
});
