// How windows and workers of one replica speak to each other. A window talks to its own worker about the session only,
// because tokens go no further; reports and wakes go to all of them, because one worker at a time does the sync.
import type { EngineStatus, WakeReason } from '../core/engine.ts';
import type { ServerPlace } from '../api.ts';
import type { Damage } from './damage.ts';
import type { WorkerPort } from './kept-worker.ts';

export type ToWorker =
  | { kind: 'open'; place: ServerPlace; token: string | null }
  | { kind: 'token'; token: string | null }
  | { kind: 'ask' }
  | { kind: 'close' };

/** renew: the server did not take the token; here: the answer to `ask`; closed: nothing is written any more. */
export type FromWorker = { kind: 'renew' } | { kind: 'here' } | { kind: 'closed' };

export type SyncPort = WorkerPort<ToWorker, FromWorker>;

export type Report = { status: EngineStatus; offsetMs: number };

/**
 * hello: a window has come and asks for the last report; damaged: a window has found rows of `table`, or an entry of the
 * journal, that are not what they should be; wiped: the replica is being removed from this laptop.
 */
type Shared =
  | { kind: 'report'; report: Report }
  | { kind: 'wake'; reason: WakeReason }
  | ({ kind: 'damaged' } & Damage)
  | { kind: 'hello' }
  | { kind: 'wiped' };

export type SharedChannel = { post(message: Shared): void; close(): void };

export function openSharedChannel(name: string, receive: (message: Shared) => void): SharedChannel {
  const channel = new BroadcastChannel(`${name}-sync`);
  channel.onmessage = ({ data }: MessageEvent<Shared>) => receive(data);
  let open = true;
  return {
    post(message) {
      if (open) channel.postMessage(message);
    },
    close() {
      open = false;
      channel.close();
    },
  };
}
