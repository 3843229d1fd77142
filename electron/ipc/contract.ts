// Every channel between the window and the shell, in one place. The preload exposes it, the main process checks
// each argument against it and each sender. Rows never cross here: the window owns the replica.

/** What the shell was started with. `demo` is there only in a development build started by `npm start`. */
export type Launch = {
  version: string;
  /** For example "Electron 25.1.1 (Chromium 114)". */
  runtime: string;
  platform: 'darwin' | 'win32' | 'linux';
  /** Where secrets are kept: the system's keyring, or memory until the app quits. */
  vault: 'keyring' | 'memory';
  demo: Demo | null;
};

export type Demo = {
  url: string;
  publishable_key: string;
  email: string;
  password: string;
  /** Sign in at once instead of only filling the form. */
  sign_in: boolean;
};

/** Small facts that are no secret and must survive a power cut. Values are text of at most 16 KiB. */
export const SETTING_KEYS = [
  'place',
  'places',
  'server',
  'appearance',
  'density',
  'language',
  'screen',
  'lists',
  'cards',
  'recent',
  'reminders',
  'not_same',
] as const;
export type SettingKey = (typeof SETTING_KEYS)[number];

export type IpcError = { code: 'bad_argument' | 'bad_sender' | 'unavailable' | 'failed'; message: string };
export type IpcResult<T> = { ok: true; value: T } | { ok: false; error: IpcError };

/** Channel name to its arguments and its answer. */
export type IpcContract = {
  'launch:read': { args: []; value: Launch };
  'vault:read': { args: [key: string]; value: string | null };
  'vault:write': { args: [key: string, value: string]; value: null };
  'vault:remove': { args: [key: string]; value: null };
  'setting:read': { args: [key: SettingKey]; value: string | null };
  'setting:write': { args: [key: SettingKey, value: string | null]; value: null };
  /** Opens https, mailto and tel links in the system's own program; refuses anything else. */
  'link:open': { args: [url: string]; value: null };
  /** Shows a notification of the system; a click on it brings a window to the front and tells it `reminder:clicked`. */
  'reminder:show': { args: [title: string, body: string]; value: null };
  /** Says that the board was painted: `npm start -- --smoke` waits for it. */
  'window:painted': { args: []; value: null };
};
export type IpcChannel = keyof IpcContract;

/** What the shell tells a window by itself, and with which arguments. */
export type IpcEvents = {
  /** A link to Outpost that the system handed over; always of one of the shapes of `electron/deep-link.ts`. */
  'link:opened': [url: string];
  'reminder:clicked': [];
};
export type IpcEvent = keyof IpcEvents;

/** What the preload puts on `window.outpost`. */
export type Bridge = {
  call<C extends IpcChannel>(
    channel: C,
    ...args: IpcContract[C]['args']
  ): Promise<IpcResult<IpcContract[C]['value']>>;
  /** Listens until the answered function is called. What came before anybody listened comes to the first who does. */
  on<E extends IpcEvent>(event: E, listener: (...args: IpcEvents[E]) => void): () => void;
};
