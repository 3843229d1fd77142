// The real interface over the replica in memory, for looking at screens without a server:
// /test/preview.html?screen=sign_in|failed|opening|empty|no_stages|no_boards|sync&cards=10000&vault=memory&demo=1
// `waiting=5000` fills the outbox, `sync=offline|signed_out|first|starting|stopped` sets the state, `theme=dark` the theme.
import type { Bridge, Launch } from '../../electron/ipc/contract.ts';
import type { BoardView, ErrorCode, SyncStatus } from '../../sync/index.ts';
import { start } from '../start.tsx';
import { demoConflicts, demoOutbox } from './demo-outbox.ts';
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

const settings = new Map<string, string | null>([['appearance', asked.get('theme')]]);
if (screen === 'sync') settings.set('screen', JSON.stringify({ route: { to: 'sync', id: null } }));
if (screen !== 'sign_in') settings.set('place', JSON.stringify(PLACE));

const launch: Launch = {
  version: '0.1.0',
  runtime: navigator.userAgent,
  platform: 'linux',
  vault: asked.get('vault') === 'memory' ? 'memory' : 'keyring',
  demo: asked.has('demo') ? { ...PLACE, password: 'outpost-demo', sign_in: false } : null,
};

const answer = (channel: string, key: unknown, value: unknown): unknown => {
  if (channel === 'launch:read') return launch;
  if (channel === 'setting:read') return settings.get(String(key)) ?? null;
  if (channel === 'setting:write') settings.set(String(key), value as string | null);
  if (channel === 'window:painted') window.preview.painted += 1;
  return null;
};

const bridge: Bridge = {
  call: (channel, ...[key, value]: unknown[]) =>
    Promise.resolve({ ok: true, value: answer(channel, key, value) as never }),
};

const code = (asked.get('code') ?? 'wrong_credentials') as ErrorCode;
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
  signIn: (_connection, { password }) =>
    Promise.resolve(
      password === 'outpost-demo' ? { ok: true, value: PLACE } : { ok: false, error: { code, message: '' } },
    ),
});
