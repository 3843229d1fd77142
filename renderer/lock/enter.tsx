// Before anything of the replica: a locked app shows the lock screen only, and what switching the lock on or off has left to
// do is done first. Resolves when the replica may be opened, with the key of the lock in use where there is one.
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Bridge, KeyDoor, KeyMessage, LockState } from '../../electron/ipc/contract.ts';
import type { Failure, Result, Updating } from '../../sync/index.ts';
import { readSetting } from '../bridge.ts';
import { parseTheme, showTheme } from '../shell/appearance.ts';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { parseLanguage, speak } from '../words/language.ts';
import { LockScreen } from './lock-screen.tsx';
import { readLock, startLock } from './lock-store.ts';
import { MovingScreen } from './moving-screen.tsx';

type Form = 'sealed' | 'plain';

export type EnterPorts = {
  bridge: Bridge & KeyDoor;
  useKey: (key: CryptoKey) => void;
  copyReplicas: (to: Form, key: CryptoKey, moved: (progress: Updating) => void) => Promise<Result<void>>;
  dropReplicas: (form: Form) => Promise<Result<void>>;
  countUnsent: () => Promise<number | null>;
  /** Closes what is open; called before the window begins anew. */
  close: () => Promise<unknown>;
};

/** The window is made to begin anew after five seconds. */
const CLOSE_WITHIN_MS = 3_000;
const MOVING_LOCK = 'outpost-lock-moving';

export async function enter(ports: EnterPorts): Promise<void> {
  const { bridge, close } = ports;
  bridge.on('lock:changed', () => {
    const patience = new Promise((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS));
    void Promise.race([close(), patience]).finally(() => location.reload());
  });
  const state = await startLock(bridge);
  if (state.kind === 'off') return;
  if (state.kind === 'locked') await unlocked(ports);
  const open = await readLock();
  const key = await receiveKey(bridge);
  if (!key) {
    location.reload();
    return new Promise(() => undefined);
  }
  ports.useKey(key);
  if (open.kind === 'moving') {
    await moved(ports, open.to, key);
    location.reload();
    return new Promise(() => undefined);
  }
}

/** The key comes as a message of this window to itself: no other can send one that holds a key. */
async function receiveKey(door: KeyDoor): Promise<CryptoKey | null> {
  const received = new Promise<CryptoKey>((resolve) => {
    const hear = ({ data, source }: MessageEvent<Partial<KeyMessage<unknown>> | null>) => {
      if (source !== window || !(data?.outpost_key instanceof CryptoKey)) return;
      window.removeEventListener('message', hear);
      resolve(data.outpost_key);
    };
    window.addEventListener('message', hear);
  });
  return (await door.postKey()) ? received : null;
}

async function unlocked({ bridge, countUnsent, dropReplicas }: EnterPorts): Promise<void> {
  const root = await drawn(bridge);
  async function forget(): Promise<boolean> {
    for (const form of ['sealed', 'plain'] as const) if (!(await dropReplicas(form)).ok) return false;
    return (await bridge.call('lock:forget')).ok;
  }
  await new Promise<void>((resolve) =>
    root.render(<LockScreen onUnlocked={resolve} countUnsent={countUnsent} onForget={forget} />),
  );
  root.unmount();
}

/** One window does it; another waits, and finds it done. */
async function moved(ports: EnterPorts, to: Form, key: CryptoKey): Promise<void> {
  const { bridge } = ports;
  const root = await drawn(bridge);
  let progress: Updating = { done: 0, total: 0 };
  let failure: Failure | null = null;
  let again: () => void = () => undefined;
  const show = () =>
    root.render(<MovingScreen to={to} progress={progress} failure={failure} onAgain={() => again()} />);
  show();
  await navigator.locks.request(MOVING_LOCK, async () => {
    for (let state = await readLock(); state.kind === 'moving'; state = await readLock()) {
      const done = await step(ports, state, key, (at) => {
        progress = at;
        show();
      });
      if (done.ok) {
        await bridge.call('lock:moved', state.step);
        continue;
      }
      failure = done.error;
      const asked = new Promise<void>((resolve) => (again = resolve));
      show();
      await asked;
      failure = null;
      show();
    }
  });
}

const step = (
  { copyReplicas, dropReplicas }: EnterPorts,
  { to, step: next }: Extract<LockState, { kind: 'moving' }>,
  key: CryptoKey,
  progress: (at: Updating) => void,
): Promise<Result<void>> =>
  next === 'copy' ? copyReplicas(to, key, progress) : dropReplicas(to === 'sealed' ? 'plain' : 'sealed');

/** Draws in the person's theme and language, which are not secret. */
async function drawn(bridge: Bridge): Promise<{ render: (screen: ReactNode) => void; unmount: () => void }> {
  const [theme, language] = await Promise.all([
    readSetting(bridge, 'appearance'),
    readSetting(bridge, 'language'),
  ]);
  showTheme(parseTheme(theme));
  speak(parseLanguage(language));
  const element = document.getElementById('root');
  if (!element) throw new Error('The page has no root.');
  const root = createRoot(element);
  return {
    render: (screen) => root.render(<TooltipProvider>{screen}</TooltipProvider>),
    unmount: () => root.unmount(),
  };
}
