// What a replica is given that has nobody at the other end: no session is kept, and no worker syncs.
import type { SessionStore } from '../api.ts';
import type { ReplicaPorts } from '../replica/open-replica.ts';

export const NO_SESSION: SessionStore = {
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
  remove: () => Promise.resolve(),
};

/** A worker that does nothing. */
function idle() {
  let listen: (message: { kind: 'closed' }) => void = () => undefined;
  return {
    post({ kind }: { kind: string }) {
      if (kind === 'close') listen({ kind: 'closed' });
    },
    receive(listener: (message: { kind: 'closed' }) => void) {
      listen = listener;
    },
    end: () => undefined,
  };
}

/** No sync: the network is away; and no reader. */
export const NO_SYNC: ReplicaPorts = {
  startWorker: idle,
  startReader: idle,
  onFocus: () => () => undefined,
  updating: () => undefined,
  version: '1.0.0',
};
