// What a replica has beyond its laptop: the session of its person, the worker that syncs it, and what only the server keeps.
// One of a workspace that is on this laptop only has none of it.
import { ERROR_CODES, type Place, type Result, type ServerPlace, type SessionStore } from '../api.ts';
import { createServerLog, type ServerLog } from '../remote/server-log.ts';
import { openSession } from '../remote/session.ts';
import { keepWorker } from './kept-worker.ts';
import type { FromWorker, SyncPort, ToWorker } from './link.ts';
import { DONE, notFound } from './results.ts';
import { systemTimer } from './system.ts';

export type Upstream = {
  /** Whether there is a session of the replica's own person. */
  signedIn: () => boolean;
  signIn: (password: string) => Promise<Result<void>>;
  signOut: () => Promise<void>;
  log: ServerLog;
  /** Ends the session's refreshing at once; resolves when the worker writes nothing any more. */
  close: () => Promise<void>;
};

/** `changed` is called when the session is another. */
export type UpstreamPorts = { startWorker: () => SyncPort; changed: () => void };

export const openUpstream = (place: Place, store: SessionStore, ports: UpstreamPorts): Promise<Upstream> =>
  place.url === null ? Promise.resolve(NO_SERVER) : openServer(place, store, ports);

async function openServer(
  place: ServerPlace,
  store: SessionStore,
  { startWorker, changed }: UpstreamPorts,
): Promise<Upstream> {
  const session = await openSession(place, store);
  const token = () => (session.user_id() === place.user_id ? session.token() : null);
  const worker = keepWorker<ToWorker, FromWorker>({
    start: startWorker,
    opening: () => [{ kind: 'open', place, token: token() }],
    receive: () => void session.renew(),
    timer: systemTimer,
  });
  session.changed(() => {
    worker.post({ kind: 'token', token: token() });
    changed();
  });
  return {
    signedIn: () => token() !== null,
    async signIn(password) {
      const signedIn = await session.signIn({ email: place.email, password });
      if (!signedIn.ok) return signedIn;
      if (signedIn.value.user_id === place.user_id) return DONE;
      await session.signOut();
      return notFound('This account is another than the one whose replica is open.');
    },
    signOut: () => session.signOut(),
    log: createServerLog({ ...place, token }),
    close() {
      session.close();
      return worker.close();
    },
  };
}

const nobody = () =>
  Promise.resolve({
    ok: false as const,
    error: { code: ERROR_CODES.signed_out, message: 'This workspace is on this laptop only.' },
  });

const NO_SERVER: Upstream = {
  signedIn: () => false,
  signIn: nobody,
  signOut: () => Promise.resolve(),
  log: { auditLog: nobody, automationRuns: nobody, timelineEntries: nobody },
  close: () => Promise.resolve(),
};
