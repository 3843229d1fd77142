// From launch to a board. Whoever was here last gets their board at once, with or without a network and a session;
// only a laptop that nobody has begun on asks first. Nothing here waits for the network unless a person signs in.
import type { Bridge, Launch } from '../../electron/ipc/contract.ts';
import type {
  Failure,
  LocalPlace,
  Place,
  Replica,
  Result,
  ServerPlace,
  SessionStore,
  Updating,
} from '../../sync/index.ts';
import { readJsonSetting, vaultStore, writeJsonSetting } from '../bridge.ts';
import { go, useScreen } from '../navigation/screen.ts';
import { createCell, type Known } from '../ui/cell.ts';
import type { AppState, LocalNames, SignInForm } from './app-state.ts';
import { signInToDemo } from './demo-session.ts';
import { createEntrance, type Entrance, type OpenAccount } from './entrance.ts';
import {
  createKnownPlaces,
  isPlace,
  readLastServer,
  samePlace,
  type KnownPlace,
  type LastServer,
} from './known-places.ts';
import { createLeftovers } from './leftovers.ts';
import { readLink, type OpenedLink } from './opened-link.ts';
import { caught, unexpected } from './caught.ts';

export type Ports = {
  bridge: Bridge;
  openAccount: OpenAccount;
  openReplica(
    place: Place,
    store: SessionStore,
    updating: (progress: Updating) => void,
    version: string,
  ): Promise<Result<Replica>>;
  createLocalWorkspace(names: LocalNames): Promise<Result<LocalPlace>>;
  removeReplica: (place: Place) => Promise<Result<void>>;
  carryOver(
    from: LocalPlace,
    to: ServerPlace,
    there: ReadonlyMap<string, Readonly<Record<string, string>>>,
  ): Promise<Result<void>>;
};

export type StartUp = Entrance & {
  readonly state: Known<AppState>;
  /** Workspaces whose replicas are on this laptop, last used first. */
  readonly places: Known<readonly KnownPlace[]>;
  start: () => Promise<void>;
  toWelcome: () => void;
  toSignIn: () => void;
  tryDemo: () => Promise<Failure | null>;
  /** A workspace of this laptop that was left. */
  reopen: (place: Place) => Promise<Failure | null>;
  /** A workspace on this laptop, without any server. */
  startHere: (names: LocalNames) => Promise<Failure | null>;
  /** From an open workspace of this laptop to the sign-in at the server where it is to go on. */
  connect: () => Promise<void>;
  /** From the open replica to another that is on this laptop; needs no network. */
  switchTo: (place: Place) => Promise<Failure | null>;
  /** From the open replica to the list of its person's workspaces, by the server's word. */
  toWorkspaces: () => Promise<Failure | null>;
  signOut: (options: { wipe: boolean }) => Promise<Failure | null>;
};

const LINK_EXPIRED: Failure = { code: 'link_expired', message: 'The link that led back brought an error.' };
const EMPTY: SignInForm = { url: '', publishable_key: '', email: '', password: '' };

export function createStartUp(ports: Ports): StartUp {
  const { bridge } = ports;
  const store = vaultStore(bridge);
  const known = createKnownPlaces(bridge);
  const leftovers = createLeftovers(known, ports.removeReplica);
  const state = createCell<AppState>({ kind: 'opening' });
  let launch: Launch | null = null;
  let form = EMPTY;
  let visits = 0;
  let listening: (() => void) | undefined;
  let connecting: LocalPlace | null = null;

  const fail = (failure: Failure) => state.set({ kind: 'failed', launch, failure });

  /** Shows the sign-in form, with what went wrong. */
  function ask(failure: Failure | null) {
    visits += 1;
    if (launch) {
      const local = connecting?.workspace_name ?? null;
      state.set({ kind: 'sign_in', launch, form, failure, visit: visits, connecting: local });
    } else fail(failure ?? unexpected('The shell did not answer.'));
  }

  const entrance = createEntrance({
    bridge,
    store,
    openAccount: ports.openAccount,
    typed: (typed) => {
      form = { ...typed, password: '' };
    },
    open,
    connecting: () => connecting,
    async moveTo(from, to, there) {
      const carried = await caught(() => ports.carryOver(from, to, there));
      if (!carried.ok) return carried.error;
      // Before the place is another: an opened one counts as not moved, so nothing is marked by mistake.
      await known.move(from);
      return open(to);
    },
    newPassword(email) {
      if (launch) state.set({ kind: 'new_password', launch, email });
    },
    choose(choice) {
      const usedAt = (id: string) =>
        known.places.get().find(({ workspace_id }) => workspace_id === id)?.used_at ?? null;
      const workspaces = choice.workspaces.map((each) => ({ ...each, used_at: usedAt(each.id) }));
      workspaces.sort((a, b) => (b.used_at ?? '').localeCompare(a.used_at ?? ''));
      if (launch) state.set({ kind: 'workspaces', launch, choice: { ...choice, workspaces } });
    },
    ask,
  });

  async function open(place: Place): Promise<Failure | null> {
    const updating = (progress: Updating) => state.set({ kind: 'opening', updating: progress });
    const opened = await caught(() => ports.openReplica(place, store, updating, launch?.version ?? ''));
    if (!opened.ok) return opened.error;
    await writeJsonSetting(bridge, 'place', place);
    const [last] = known.places.get();
    if (last && !samePlace(last, place)) leaveRecords();
    await known.used(place, new Date());
    connecting = null;
    const { route } = useScreen.getState().visit;
    // Its cards are read while the window is drawn.
    if (route.to === 'board' && route.id !== null) opened.value.board(route.id);
    if (launch) state.set({ kind: 'ready', launch, replica: opened.value });
    leaveWhenRemoved(opened.value);
    leftovers.removeMoved(opened.value);
    return null;
  }

  /** Another window has removed its data from this laptop. */
  function leaveWhenRemoved(replica: Replica): void {
    const unsubscribe = replica.sync.subscribe(() => {
      const failure = replica.sync.get()?.failure;
      if (failure?.code !== 'removed') return;
      unsubscribe();
      const current = state.get();
      if (current.kind !== 'ready' || current.replica !== replica) return;
      form = formOf(replica.place);
      if (replica.place.url === null) state.set({ kind: 'welcome', launch: current.launch });
      else ask(failure);
    });
  }

  async function begin(): Promise<void> {
    const answer = await bridge.call('launch:read');
    if (!answer.ok) {
      fail(unexpected(answer.error.message));
      return;
    }
    launch = answer.value;
    await known.load();
    const place = await readJsonSetting(bridge, 'place');
    const { demo } = launch;
    if (isPlace(place)) {
      const ofDemo = demo?.sign_in && demo.email === place.email ? demo : null;
      // The demo's server may be another than last time; its person and workspace are the same.
      const at = ofDemo ? { ...place, url: ofDemo.url, publishable_key: ofDemo.publishable_key } : place;
      form = formOf(at);
      const failure = await open(at);
      if (failure) fail(failure);
      else if (ofDemo) void signInToDemo(ofDemo, state);
      return;
    }
    const last = await readLastServer(bridge);
    if (demo) {
      const { url, publishable_key, email, password } = demo;
      form = { url, publishable_key, email, password };
      const failure = demo.sign_in ? await entrance.signIn(form) : null;
      form = { url, publishable_key, email, password };
      if (failure || !demo.sign_in) ask(failure);
    } else if (last) {
      form = formAt(last);
      ask(null);
    } else state.set({ kind: 'welcome', launch });
  }

  async function opened(link: OpenedLink): Promise<void> {
    const current = state.get();
    if (link.kind === 'connect') {
      // It never takes anybody away from their work; a new address begins with an empty form.
      if (current.kind !== 'welcome' && current.kind !== 'sign_in') return;
      form = { ...EMPTY, url: link.url, publishable_key: link.publishable_key };
      ask(null);
      return;
    }
    const working = current.kind === 'ready' ? current.replica : null;
    if (link.kind === 'auth_failed') {
      if (!working) ask(link.cancelled ? null : LINK_EXPIRED);
      return;
    }
    const last = await readLastServer(bridge);
    if (working?.place.url === null && last?.connecting === working.place.workspace_id)
      connecting = working.place;
    const ended = await entrance.finish(link.code);
    // Anybody can make such a link: where nothing was begun, nobody is taken away from their work by one.
    if (!ended.ok) {
      if (working) connecting = null;
      else ask(ended.error);
      return;
    }
    // The open replica has its session again.
    if (working?.place.user_id === ended.value.user_id && !ended.value.new_password) return;
    if (working) await leave(working);
    await entrance.goOn(ended.value);
  }

  /** One replica is open at a time: two would be more collections than RxDB opens. */
  async function leave(replica: Replica): Promise<void> {
    state.set({ kind: 'opening' });
    await replica.close();
  }

  return {
    ...entrance,
    state,
    places: known.places,
    async start() {
      state.set({ kind: 'opening' });
      await begin();
      // Only now, so that a link that the app was started with meets it ready.
      listenOnce();
    },
    toWelcome() {
      if (connecting) void open(connecting).then((failure) => failure && fail(failure));
      else if (launch) state.set({ kind: 'welcome', launch });
    },
    toSignIn: () => ask(null),
    async tryDemo() {
      if (!launch?.demo) return null;
      const { url, publishable_key, email, password } = launch.demo;
      return entrance.signIn({ url, publishable_key, email, password });
    },
    reopen: open,
    async startHere(names) {
      const made = await caught(() => ports.createLocalWorkspace(names));
      return made.ok ? open(made.value) : made.error;
    },
    async connect() {
      const current = state.get();
      if (current.kind !== 'ready' || current.replica.place.url !== null) return;
      connecting = current.replica.place;
      form = formAt(await readLastServer(bridge));
      await leave(current.replica);
      ask(null);
    },
    async switchTo(place) {
      const current = state.get();
      if (current.kind !== 'ready' || samePlace(current.replica.place, place)) return null;
      await leave(current.replica);
      const failure = await open(place);
      const back = failure && (await open(current.replica.place));
      if (back) fail(back);
      return failure;
    },
    async toWorkspaces() {
      const current = state.get();
      if (current.kind !== 'ready' || current.replica.place.url === null) return null;
      const { url, publishable_key } = current.replica.place;
      const failure = await entrance.listWorkspaces({ url, publishable_key });
      if (!failure) await current.replica.close();
      return failure;
    },
    async signOut(options) {
      const current = state.get();
      if (current.kind !== 'ready') return null;
      const { place } = current.replica;
      const done = await caught(() => current.replica.signOut(options));
      if (!done.ok) return done.error;
      await writeJsonSetting(bridge, 'place', null);
      if (options.wipe) await leftovers.forgetPerson(place);
      form = formOf(place);
      if (place.url === null) state.set({ kind: 'welcome', launch: current.launch });
      else ask(null);
      await current.replica.close();
      return null;
    },
  };

  function listenOnce(): void {
    listening ??= bridge.on('link:opened', (url) => {
      const link = readLink(url);
      if (link) void opened(link);
    });
  }
}

/** What was on the screen belongs to another workspace. */
function leaveRecords(): void {
  if (useScreen.getState().visit.route.id !== null) go('board');
}

const formAt = (last: LastServer | null): SignInForm =>
  last ? { url: last.url, publishable_key: last.publishable_key, email: last.email, password: '' } : EMPTY;

const formOf = ({ url, publishable_key, email }: Place): SignInForm =>
  url === null ? EMPTY : { url, publishable_key, email, password: '' };
