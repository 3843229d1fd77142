// Every way in at a server, until a workspace is chosen. One account is open at a time; the server that something was
// begun at is remembered, because what a mail or the browser brings back may come after a restart.
import type { Bridge } from '../../electron/ipc/contract.ts';
import type {
  Account,
  Connection,
  Failure,
  LocalPlace,
  Place,
  Provider,
  Result,
  ServerPlace,
  SessionStore,
  SignInWays,
  Workspace,
} from '../../sync/index.ts';
import { writeJsonSetting } from '../bridge.ts';
import { caught, unexpected } from './caught.ts';
import { readLastServer } from './known-places.ts';
import type { SignInForm } from './app-state.ts';

type Clocks = ReadonlyMap<string, Readonly<Record<string, string>>>;
export type OpenAccount = (connection: Connection, store: SessionStore) => Promise<Account>;

/** Answers are null when it worked and the state has moved on. */
export type Entrance = {
  /** What the project lets people sign in with; fails where the address or the key is not one. */
  ways: (connection: Connection) => Promise<Result<SignInWays>>;
  signIn: (form: SignInForm) => Promise<Failure | null>;
  /** `confirm`: the person goes on in a mail; else the state has moved on. */
  signUp: (form: SignInForm) => Promise<Result<{ confirm: boolean }>>;
  /** The person goes on in a mail. */
  sendMail: (kind: 'link' | 'reset', form: SignInForm) => Promise<Failure | null>;
  /** The person goes on in the browser. */
  openProvider: (provider: Provider, form: SignInForm) => Promise<Failure | null>;
  setPassword: (password: string) => Promise<Failure | null>;
  openWorkspace: (workspace: Workspace) => Promise<Failure | null>;
  createWorkspace: (name: string) => Promise<Failure | null>;
  /** Asks anew: somebody may have sent an invitation. */
  lookAgain: () => Promise<Failure | null>;
  /** Back from the choice of workspaces to the sign-in form, as nobody. */
  leave: () => Promise<void>;
};

const nobody = (): Failure => unexpected('Nobody is signed in.');

type Choice = {
  connection: Connection;
  email: string;
  workspaces: readonly Workspace[];
  failure: Failure | null;
};

export type EntrancePorts = {
  bridge: Bridge;
  store: SessionStore;
  openAccount: OpenAccount;
  /** What the form is to show when it comes again. */
  typed: (form: SignInForm) => void;
  open: (place: Place) => Promise<Failure | null>;
  /** The workspace of this laptop that is to go on at the server; null: none. */
  connecting: () => LocalPlace | null;
  /** Makes the replica of the one out of that of the other, and opens it. */
  moveTo: (from: LocalPlace, to: ServerPlace, there: Clocks) => Promise<Failure | null>;
  newPassword: (email: string) => void;
  choose: (choice: Choice) => void;
  ask: (failure: Failure | null) => void;
};

export function createEntrance(ports: EntrancePorts): Entrance & {
  /** Ends what a mail or the browser began; changes nothing that is shown. */
  finish: (code: string) => Promise<Result<{ new_password: boolean; user_id: string | null }>>;
  /** Goes on from there. */
  goOn: (how: { new_password: boolean }) => Promise<void>;
  listWorkspaces: (connection: Connection) => Promise<Failure | null>;
} {
  const { bridge, store } = ports;
  let account: Account | null = null;

  async function at(connection: Connection): Promise<Account> {
    const { url, publishable_key } = connection;
    if (account?.connection.url === url && account.connection.publishable_key === publishable_key)
      return account;
    account?.close();
    account = null;
    account = await ports.openAccount({ url, publishable_key }, store);
    return account;
  }

  /** Remembers the server, and whether what is begun there goes on outside: it may end after a restart. */
  async function begin(form: SignInForm, begun: boolean): Promise<Account> {
    ports.typed(form);
    await remember(form, begun);
    return at(form);
  }

  function remember({ url, publishable_key, email }: SignInForm, begun: boolean): Promise<void> {
    const connecting = ports.connecting()?.workspace_id;
    return writeJsonSetting(bridge, 'server', { url, publishable_key, email, begun, connecting });
  }

  async function open({ id, name }: Workspace): Promise<Failure | null> {
    const person = account?.person();
    if (!account || !person) return nobody();
    const { connection } = account;
    const failure = await ports.open({
      ...connection,
      ...person,
      workspace_id: id,
      workspace_name: name,
    });
    if (failure) return failure;
    account.close();
    account = null;
    return null;
  }

  /** Goes on with a person who is signed in: into their only workspace, or to the choice. */
  async function enter(signedIn: Account): Promise<Failure | null> {
    const local = ports.connecting();
    if (local) return connect(signedIn, local);
    const found = await caught(() => signedIn.workspaces());
    if (!found.ok) return found.error;
    const [only, ...others] = found.value;
    if (only && others.length === 0) return open(only);
    showChoice(signedIn, found.value, null);
    return null;
  }

  /** The same workspace at the server. Each step may be cut off and done again. */
  async function connect(signedIn: Account, local: LocalPlace): Promise<Failure | null> {
    const person = signedIn.person();
    if (!person) return nobody();
    const { workspace_id, workspace_name } = local;
    const made = await caught(() => signedIn.createWorkspace(workspace_name, workspace_id));
    if (!made.ok) return made.error;
    const there = await caught(() => signedIn.clocksOf(workspace_id));
    if (!there.ok) return there.error;
    const to = { ...signedIn.connection, ...person, workspace_id, workspace_name };
    const failure = await ports.moveTo(local, to, there.value);
    if (failure) return failure;
    signedIn.close();
    account = null;
    return null;
  }

  function showChoice(signedIn: Account, workspaces: readonly Workspace[], failure: Failure | null) {
    const { connection } = signedIn;
    ports.choose({ connection, email: signedIn.person()?.email ?? '', workspaces, failure });
  }

  async function list(signedIn: Account): Promise<Failure | null> {
    const found = await caught(() => signedIn.workspaces());
    if (!found.ok) return found.error;
    showChoice(signedIn, found.value, null);
    return null;
  }

  /** The session is ended where the person cannot go on with it. */
  async function enterOrLeave(signedIn: Account): Promise<Failure | null> {
    const failure = await enter(signedIn);
    if (failure) await signedIn.signOut();
    return failure;
  }

  return {
    ways: (connection) => caught(async () => (await at(connection)).ways()),
    async signIn(form) {
      const signed = await caught(async () => {
        const { email, password } = form;
        return (await begin(form, false)).signIn({ email, password });
      });
      return signed.ok && account ? enterOrLeave(account) : signed.ok ? nobody() : signed.error;
    },
    async signUp(form) {
      const signed = await caught(async () => {
        const { email, password } = form;
        return (await begin(form, true)).signUp({ email, password });
      });
      if (!signed.ok || signed.value.confirm || !account) return signed;
      await remember(form, false);
      const failure = await enterOrLeave(account);
      return failure ? { ok: false, error: failure } : signed;
    },
    async sendMail(kind, form) {
      const sent = await caught(async () => {
        const begun = await begin(form, true);
        return kind === 'link' ? begun.sendLink(form.email) : begun.sendReset(form.email);
      });
      return sent.ok ? null : sent.error;
    },
    async openProvider(provider, form) {
      const page = await caught(async () => (await begin(form, true)).providerPage(provider));
      if (!page.ok) return page.error;
      const answer = await bridge.call('link:open', page.value);
      return answer.ok ? null : unexpected(answer.error.message);
    },
    async setPassword(password) {
      const signedIn = account;
      if (!signedIn) return nobody();
      const set = await caught(() => signedIn.setPassword(password));
      if (!set.ok) return set.error;
      const failure = await enter(signedIn);
      if (failure) showChoice(signedIn, [], failure);
      return null;
    },
    openWorkspace: open,
    async createWorkspace(name) {
      const signedIn = account;
      if (!signedIn) return nobody();
      const made = await caught(() => signedIn.createWorkspace(name));
      return made.ok ? open(made.value) : made.error;
    },
    async lookAgain() {
      if (!account) return nobody();
      return ports.connecting() ? enter(account) : list(account);
    },
    async leave() {
      await account?.signOut();
      ports.ask(null);
    },
    async listWorkspaces(connection) {
      const opened = await caught(async () => ({ ok: true, value: await at(connection) }));
      return opened.ok ? list(opened.value) : opened.error;
    },
    async finish(code) {
      const server = await readLastServer(bridge);
      // What was not begun here is not even asked for: anybody can make such a link.
      if (!server?.begun)
        return {
          ok: false,
          error: { code: 'link_expired', message: 'Nothing was begun on this laptop.' },
        };
      const { url, publishable_key, email } = server;
      const form = { url, publishable_key, email, password: '' };
      ports.typed(form);
      return caught(async () => {
        const begun = await at(server);
        const ended = await begun.finish(code);
        const user_id = begun.person()?.user_id ?? null;
        if (ended.ok) await remember(form, false);
        return ended.ok ? { ok: true, value: { ...ended.value, user_id } } : ended;
      });
    },
    async goOn({ new_password }) {
      const signedIn = account;
      if (!signedIn) return;
      if (new_password) {
        ports.newPassword(signedIn.person()?.email ?? '');
        return;
      }
      const failure = await enter(signedIn);
      // The link works once: what can be tried again is tried again from here.
      if (failure) showChoice(signedIn, [], failure);
    },
  };
}
