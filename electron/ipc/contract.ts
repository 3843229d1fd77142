// Every channel between the window and the shell, in one place. The preload exposes it, the main process checks
// each argument against it and each sender. Rows never cross here: the window owns the replica.

/** What the shell was started with. `demo` is there only in a development build started by `npm start`. */
export type Launch = {
  /** What the build is called; one on the test runtime says in it what it is. */
  name: string;
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

export const UPDATE_CHANNELS = ['stable', 'beta'] as const;
/** Which releases a person wants to be offered. */
export type UpdateChannel = (typeof UPDATE_CHANNELS)[number];

/**
 * Why this build does not update itself. development, test_runtime: it is none that people install; repository: the
 * system's package manager does; archive: it was unpacked by hand; no_feed: it was built without one.
 */
export const NO_UPDATES = ['development', 'test_runtime', 'repository', 'archive', 'no_feed'] as const;
export type NoUpdates = (typeof NO_UPDATES)[number];

/**
 * unreachable: no answer; untrusted: not signed by us; outdated: too old, or older than one seen before; damaged: the
 * download is not what the feed promises; full: the disk; read_only: the app cannot be replaced where it is;
 * system_too_old: for a newer system; not_placed: it could not be put in place at the last quit.
 */
export const UPDATE_FAILURES = [
  'unreachable',
  'untrusted',
  'outdated',
  'damaged',
  'full',
  'read_only',
  'system_too_old',
  'not_placed',
  'unexpected',
] as const;
export type UpdateFailure = (typeof UPDATE_FAILURES)[number];

/** What is new in one version: plain sentences. */
export type ReleaseNotes = { version: string; lines: readonly string[] };
/** `news`: of it and of every version between the installed one and it, newest first. */
export type Offer = { version: string; news: readonly ReleaseNotes[] };

/** `checked_at`: ISO 8601, when the feed was last read and had nothing newer; null: not since the start. */
export type UpdateState =
  | { kind: 'off'; why: NoUpdates }
  | { kind: 'idle'; checked_at: string | null }
  | { kind: 'checking' }
  /** `percent`: 0 to 100; it waits at 0 while something is being written. */
  | { kind: 'downloading'; offer: Offer; percent: number }
  /** Put in place when the app quits. */
  | { kind: 'ready'; offer: Offer }
  /** As soon as nothing is being written. */
  | { kind: 'restarting'; offer: Offer }
  | { kind: 'failed'; reason: UpdateFailure };

/** `news`: of the installed version. */
export type Updates = { channel: UpdateChannel; state: UpdateState; news: ReleaseNotes | null };

/** What stopped in a window: a screen of it, some other code, or a promise that nobody waited for. */
export const FAULT_KINDS = ['screen', 'error', 'promise'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A file that the system asked to open: .csv or .vcf. `bytes` is null where it cannot be read or is too large. */
export type OpenedFile = { name: string; bytes: Uint8Array | null };

/** In minutes; null: it does not lock by itself. */
export const IDLE_MINUTES = [1, 5, 15, 30, 60] as const;
export type IdleMinutes = (typeof IDLE_MINUTES)[number] | null;
export const LEAST_PASSPHRASE = 10;

/** What a window does for everything on the laptop while the lock is switched on or off; reported when it is done. */
export const LOCK_STEPS = ['copy', 'drop'] as const;
export type LockStep = (typeof LOCK_STEPS)[number];

/** `wait_ms`: until a passphrase is tried again. moving: switching on or off, by a step that a window does. */
export type LockState =
  | { kind: 'off' }
  | { kind: 'locked'; wait_ms: number }
  | { kind: 'on'; idle_minutes: IdleMinutes }
  | { kind: 'moving'; to: 'sealed' | 'plain'; step: LockStep };

/**
 * wrong: not this passphrase; wait: not tried, too many were wrong; keyring: the system's keyring does not open what it
 * has sealed; on, off: there is a lock already, or none.
 */
export type LockAnswer =
  { ok: true } | { ok: false; reason: 'wrong' | 'wait' | 'keyring' | 'on' | 'off'; wait_ms: number };

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
  'updates:read': { args: []; value: Updates };
  /** Looks for a newer version now, or again after a failure. */
  'updates:check': { args: []; value: null };
  'updates:channel': { args: [channel: UpdateChannel]; value: null };
  /** Puts what is ready in place and starts it, as soon as nothing is being written. */
  'updates:restart': { args: []; value: null };
  /** Whether this window is writing, sending or receiving: no update begins meanwhile. */
  'window:writing': { args: [writing: boolean]; value: null };
  /** Keeps in the log what kind of fault it was and where in the code; of `stack` no words are kept. */
  'fault:note': { args: [kind: FaultKind, name: string, stack: string]; value: null };
  /** The log of this laptop, oldest line first, for a report that a person copies. */
  'log:read': { args: []; value: string };
  'lock:read': { args: []; value: LockState };
  'lock:unlock': { args: [passphrase: string]; value: LockAnswer };
  'lock:turn_on': { args: [passphrase: string]; value: LockAnswer };
  'lock:turn_off': { args: [passphrase: string]; value: LockAnswer };
  'lock:change': { args: [passphrase: string, next: string]; value: LockAnswer };
  'lock:idle': { args: [minutes: IdleMinutes]; value: null };
  'lock:now': { args: []; value: null };
  'lock:moved': { args: [step: LockStep]; value: null };
  /** The passphrase is lost, and what it sealed was removed. */
  'lock:forget': { args: []; value: null };
  /** Says that the board was painted: `npm start -- --smoke` waits for it. */
  'window:painted': { args: []; value: null };
};
export type IpcChannel = keyof IpcContract;

/** What the shell tells a window by itself, and with which arguments. */
export type IpcEvents = {
  /** A link to Outpost that the system handed over; always of one of the shapes of `electron/deep-link.ts`. */
  'link:opened': [url: string];
  'file:opened': [file: OpenedFile];
  'reminder:clicked': [];
  'updates:changed': [updates: Updates];
  /** The lock is another: the window closes what is open, and begins anew. */
  'lock:changed': [];
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

/** Beside it, the door for the one thing that is no plain value. */
export type KeyDoor = {
  /** Posts the key of the app lock to this window as a KeyMessage; false where there is none now. */
  postKey(): Promise<boolean>;
};
/** `Key`: the browser's CryptoKey, which only the window knows. */
export type KeyMessage<Key> = { outpost_key: Key };
