// All that a window may use of the replica.
import type { Place, Replica, Result, SessionStore } from './api.ts';
import type { FromWorker, ToWorker } from './replica/link.ts';
import { openReplica as open, type WorkerPort } from './replica/open-replica.ts';

export * from './api.ts';
export { signIn } from './remote/session.ts';

/** Opens the replica of `place` on this laptop; needs no network and no session. */
export const openReplica = (place: Place, store: SessionStore): Promise<Result<Replica>> =>
  open(place, store, { startWorker, onFocus });

function onFocus(listener: () => void): () => void {
  globalThis.addEventListener('focus', listener);
  return () => globalThis.removeEventListener('focus', listener);
}

function startWorker(): WorkerPort {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: 'outpost-sync',
  });
  return {
    post: (message: ToWorker) => worker.postMessage(message),
    receive(listener) {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => listener(data);
    },
    end: () => worker.terminate(),
  };
}
