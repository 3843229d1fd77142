// What a replica is given that has nobody at the other end: no session is kept, and no worker syncs.
import type { SessionStore } from '../api.ts';
import type { ReplicaPorts } from '../replica/open-replica.ts';

export const NO_SESSION: SessionStore = {
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
  remove: () => Promise.resolve(),
};

/** A worker that does no sync: the network is away. */
export const NO_SYNC: ReplicaPorts = {
  startWorker() {
    let listen: (message: { kind: 'closed' }) => void = () => undefined;
    return {
      post(message) {
        if (message.kind === 'close') listen({ kind: 'closed' });
      },
      receive(listener) {
        listen = listener;
      },
      end: () => undefined,
    };
  },
  onFocus: () => () => undefined,
};
