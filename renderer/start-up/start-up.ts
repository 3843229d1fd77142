// From launch to a board. Whoever was here last gets their board at once, with or without a network and a session;
// only a laptop that nobody signed in on asks first. Nothing here waits for the network unless a person signs in.
import type { Bridge, Demo, Launch } from '../../electron/ipc/contract.ts';
import type {
  Connection,
  Credentials,
  Failure,
  Place,
  Replica,
  Result,
  SessionStore,
} from '../../sync/index.ts';
import { readJsonSetting, vaultStore, writeJsonSetting } from '../bridge.ts';
import { createCell, type Known } from '../ui/cell.ts';

export type SignInForm = Connection & Credentials;

export type AppState =
  | { kind: 'opening' }
  | { kind: 'sign_in'; launch: Launch; form: SignInForm; failure: Failure | null }
  | { kind: 'ready'; launch: Launch; replica: Replica }
  | { kind: 'failed'; launch: Launch | null; failure: Failure };

export type Ports = {
  bridge: Bridge;
  signIn(connection: Connection, credentials: Credentials, store: SessionStore): Promise<Result<Place>>;
  openReplica(place: Place, store: SessionStore): Promise<Result<Replica>>;
};

export type StartUp = {
  readonly state: Known<AppState>;
  start: () => Promise<void>;
  /** Null when it worked and the state has moved on. */
  signIn: (form: SignInForm) => Promise<Failure | null>;
  signOut: (options: { wipe: boolean }) => Promise<Failure | null>;
  toSignIn: () => void;
};

const DEMO_RETRY_MS = 2_000;

const EMPTY: SignInForm = { url: '', publishable_key: '', email: '', password: '' };

export function createStartUp(ports: Ports): StartUp {
  const { bridge } = ports;
  const store = vaultStore(bridge);
  const state = createCell<AppState>({ kind: 'opening' });
  let launch: Launch | null = null;
  let form = EMPTY;

  const fail = (failure: Failure) => state.set({ kind: 'failed', launch, failure });

  /** Shows the sign-in form, with what went wrong. */
  function ask(failure: Failure | null) {
    if (launch) state.set({ kind: 'sign_in', launch, form, failure });
    else fail(failure ?? unexpected('The shell did not answer.'));
  }

  async function open(place: Place): Promise<Failure | null> {
    const opened = await caught(() => ports.openReplica(place, store));
    if (!opened.ok) return opened.error;
    await writeJsonSetting(bridge, 'place', place);
    if (launch) state.set({ kind: 'ready', launch, replica: opened.value });
    return null;
  }

  async function signIn(typed: SignInForm): Promise<Failure | null> {
    form = { ...typed, password: '' };
    const { url, publishable_key, email, password } = typed;
    const signed = await caught(() => ports.signIn({ url, publishable_key }, { email, password }, store));
    return signed.ok ? open(signed.value) : signed.error;
  }

  /** Gives the open replica of the demo its session, as soon as the demo's server answers. */
  async function signInToDemo({ password }: Demo): Promise<void> {
    const opened = state.get();
    while (
      opened.kind === 'ready' &&
      state.get() === opened &&
      opened.replica.sync.get()?.kind === 'signed_out'
    ) {
      const signed = await caught(() => opened.replica.signIn(password));
      if (signed.ok || signed.error.code !== 'unreachable') return;
      await new Promise((resolve) => setTimeout(resolve, DEMO_RETRY_MS));
    }
  }

  return {
    state,
    async start() {
      state.set({ kind: 'opening' });
      const answer = await bridge.call('launch:read');
      if (!answer.ok) {
        fail(unexpected(answer.error.message));
        return;
      }
      launch = answer.value;
      const place = await readJsonSetting(bridge, 'place');
      const { demo } = launch;
      if (isPlace(place)) {
        const ofDemo = demo?.sign_in && demo.email === place.email ? demo : null;
        // The demo's server may be another than last time; its person and workspace are the same.
        const at = ofDemo ? { ...place, url: ofDemo.url, publishable_key: ofDemo.publishable_key } : place;
        form = { ...EMPTY, url: at.url, publishable_key: at.publishable_key, email: at.email };
        const failure = await open(at);
        if (failure) fail(failure);
        else if (ofDemo) void signInToDemo(ofDemo);
        return;
      }
      if (!demo) {
        ask(null);
        return;
      }
      const { url, publishable_key, email, password } = demo;
      form = { url, publishable_key, email, password };
      if (!demo.sign_in) {
        ask(null);
        return;
      }
      const failure = await signIn(form);
      form = { url, publishable_key, email, password };
      if (failure) ask(failure);
    },
    signIn,
    async signOut(options) {
      const current = state.get();
      if (current.kind !== 'ready') return null;
      const done = await caught(() => current.replica.signOut(options));
      if (!done.ok) return done.error;
      const { url, publishable_key, email } = current.replica.place;
      await writeJsonSetting(bridge, 'place', null);
      form = { url, publishable_key, email, password: '' };
      ask(null);
      await current.replica.close();
      return null;
    },
    toSignIn: () => ask(null),
  };
}

const unexpected = (message: string): Failure => ({ code: 'unexpected', message });

async function caught<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    return { ok: false, error: unexpected(error instanceof Error ? error.message : String(error)) };
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const PLACE_FIELDS = [
  'url',
  'publishable_key',
  'user_id',
  'email',
  'workspace_id',
  'workspace_name',
] as const;

const isPlace = (value: unknown): value is Place =>
  isRecord(value) && PLACE_FIELDS.every((field) => typeof value[field] === 'string');
