// The real interface over a real replica in a browser, for looking at screens and for tests in breadth:
// /test/live.html?url=http://127.0.0.1:54321&key=sb_publishable_…&email=alex@outpost.example&password=outpost-demo
// signs in by itself; without `email` it begins on the sign-in screen. `theme=dark` and `language=de` set these. What the
// shell would keep is kept in this browser's local storage.
import type { Bridge, Launch } from '../../electron/ipc/contract.ts';
import {
  carryOver,
  createLocalWorkspace,
  openAccount,
  openReplica,
  removeReplica,
  type Replica,
} from '../../sync/index.ts';
import { start } from '../start.tsx';

declare global {
  // An interface is the only way to add to the browser's own type.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Window {
    /** The one that is open, for tests that do more than a hand can. */
    replica: Replica;
  }
}

const asked = new URLSearchParams(location.search);
const theme = asked.get('theme');
const language = asked.get('language');
if (theme !== null) localStorage.setItem('setting:appearance', theme);
if (language !== null) localStorage.setItem('setting:language', language);

const [url, publishable_key, email, password] = ['url', 'key', 'email', 'password'].map((name) =>
  asked.get(name),
);
const launch: Launch = {
  version: '0.1.0',
  name: 'Outpost',
  runtime: navigator.userAgent,
  platform: 'linux',
  vault: 'keyring',
  demo:
    url && publishable_key && email && password
      ? { url, publishable_key, email, password, sign_in: true }
      : null,
};

const write = (name: string, text: unknown) => {
  if (typeof text === 'string') localStorage.setItem(name, text);
  else localStorage.removeItem(name);
  return null;
};

const answer = (channel: string, key: unknown, value: unknown): unknown => {
  switch (channel) {
    case 'launch:read':
      return launch;
    case 'setting:read':
      return localStorage.getItem(`setting:${String(key)}`);
    case 'setting:write':
      return write(`setting:${String(key)}`, value);
    case 'vault:read':
      return localStorage.getItem(`vault:${String(key)}`);
    case 'vault:write':
      return write(`vault:${String(key)}`, value);
    case 'vault:remove':
      return write(`vault:${String(key)}`, null);
    case 'window:painted':
      document.documentElement.dataset['painted'] = 'true';
      return null;
    default:
      return null;
  }
};

const bridge: Bridge = {
  call: (channel, ...[key, value]: unknown[]) =>
    Promise.resolve({ ok: true, value: answer(channel, key, value) as never }),
  on: () => () => undefined,
};

void start({
  bridge,
  openAccount,
  async openReplica(...asked_for) {
    const opened = await openReplica(...asked_for);
    if (opened.ok) window.replica = opened.value;
    return opened;
  },
  createLocalWorkspace,
  carryOver,
  removeReplica,
});
