// A server's account in memory: people with passwords, the workspaces they belong to, and mails that come at once.
import type {
  Account,
  Connection,
  ErrorCode,
  Failure,
  Result,
  SignInWays,
  Workspace,
} from '../../sync/index.ts';

export type MemoryPerson = { user_id: string; email: string; password: string; workspaces: Workspace[] };

export type MemoryServer = {
  people: MemoryPerson[];
  /** What every call answers, where it is to fail. */
  failure: ErrorCode | null;
  ways: SignInWays;
  /** Whether a new address has to be confirmed. */
  confirm: boolean;
  /** Codes that links bring back. */
  codes: Map<string, { person: MemoryPerson; new_password: boolean }>;
  /** Kept like the session in the vault: who is signed in, after a restart too. */
  signed_in: MemoryPerson | null;
  /** Ids of the workspaces that were made. */
  made: string[];
  /** The call at which the connection breaks. */
  dies_at: 'create' | 'clocks' | null;
  /** Accounts that are open. */
  open: number;
};

export const memoryServer = (given: Partial<MemoryServer> = {}): MemoryServer => ({
  people: [],
  failure: null,
  ways: { email: true, sign_up: true, providers: [] },
  confirm: false,
  codes: new Map(),
  signed_in: null,
  made: [],
  dies_at: null,
  open: 0,
  ...given,
});

export function memoryAccount(server: MemoryServer, connection: Connection): Account {
  const fail = (code: ErrorCode): { ok: false; error: Failure } => ({
    ok: false,
    error: { code, message: code },
  });
  const answer = <T>(work: () => Result<T>): Promise<Result<T>> =>
    Promise.resolve(server.failure ? fail(server.failure) : work());
  const DONE: Result<void> = { ok: true, value: undefined };
  const find = (email: string) => server.people.find((person) => person.email === email);
  const mail = (email: string, new_password: boolean) =>
    answer(() => {
      const person = find(email);
      if (person) server.codes.set(`code-${String(server.codes.size + 1)}`, { person, new_password });
      return DONE;
    });
  server.open += 1;
  return {
    connection,
    person: () => server.signed_in && { user_id: server.signed_in.user_id, email: server.signed_in.email },
    ways: () => answer(() => ({ ok: true, value: server.ways })),
    signIn: ({ email, password }) =>
      answer(() => {
        const person = find(email);
        if (person?.password !== password) return fail('wrong_credentials');
        server.signed_in = person;
        return DONE;
      }),
    signUp: ({ email, password }) =>
      answer(() => {
        if (find(email)) return fail('email_taken');
        const person = { user_id: `new-${email}`, email, password, workspaces: [] };
        server.people.push(person);
        if (!server.confirm) server.signed_in = person;
        else server.codes.set('confirmed', { person, new_password: false });
        return { ok: true, value: { confirm: server.confirm } };
      }),
    sendLink: (email) => mail(email, false),
    sendReset: (email) => mail(email, true),
    providerPage: (provider) => answer(() => ({ ok: true, value: `https://${provider}.example/authorize` })),
    finish: (code) =>
      answer(() => {
        const found = server.codes.get(code);
        if (!found) return fail('link_expired');
        server.codes.delete(code);
        server.signed_in = found.person;
        return { ok: true, value: { new_password: found.new_password } };
      }),
    setPassword: (password) =>
      answer(() => {
        if (password.length < 8) return fail('weak_password');
        if (server.signed_in) server.signed_in.password = password;
        return DONE;
      }),
    workspaces: () =>
      answer(() =>
        server.signed_in ? { ok: true, value: [...server.signed_in.workspaces] } : fail('signed_out'),
      ),
    createWorkspace: (name, id = `made-${name}`) =>
      answer(() => {
        if (server.dies_at === 'create') throw new Error('killed');
        server.made.push(id);
        const made = { id, name, role: 'admin' };
        server.signed_in?.workspaces.push(made);
        return { ok: true, value: made };
      }),
    clocksOf: () =>
      answer(() => {
        if (server.dies_at === 'clocks') throw new Error('killed');
        return { ok: true, value: new Map() };
      }),
    signOut() {
      server.signed_in = null;
      return Promise.resolve();
    },
    close() {
      server.open -= 1;
    },
  };
}
