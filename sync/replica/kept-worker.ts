// A worker of a window, kept alive: one that does not answer, because it has died or hangs, is ended and started anew.
// With the one that syncs goes its lock, so another window's worker may take over before.
import type { Timer } from '../core/ports.ts';

/** here: the answer to `ask`; closed: the storage is not touched any more. */
type Told = { kind: 'here' } | { kind: 'closed' };
type Asked = { kind: 'ask' } | { kind: 'close' };
type Kind = { kind: string };

/** A worker of a window, as the window speaks to it. */
export type WorkerPort<To extends Kind, From extends Kind> = {
  post(message: To | Asked): void;
  receive(listener: (message: From | Told) => void): void;
  end(): void;
};

export type KeptWorker<To extends Kind> = {
  post(message: To): void;
  /** Resolves when the worker writes nothing any more. */
  close(): Promise<void>;
};

export type KeptWorkerPorts<To extends Kind, From extends Kind> = {
  start: () => WorkerPort<To, From>;
  /** What a worker is told first. */
  opening: () => readonly To[];
  receive: (message: Exclude<From, Told>) => void;
  timer: Timer;
};

const ASK_EVERY_MS = 10_000;
/** A laptop that slept misses one answer; a worker that is there misses no second one. */
const MISSED_LIMIT = 2;
const CLOSING_LIMIT_MS = 5_000;

export function keepWorker<To extends Kind, From extends Kind>({
  start,
  opening,
  receive,
  timer,
}: KeptWorkerPorts<To, From>): KeptWorker<To> {
  let missed = 0;
  let closed: () => void = () => undefined;
  let worker = begin();
  let cancel = timer.after(ASK_EVERY_MS, ask);

  function begin(): WorkerPort<To, From> {
    const begun = start();
    begun.receive((message) => {
      if (message.kind === 'here') missed = 0;
      else if (message.kind === 'closed') closed();
      else receive(message as Exclude<From, Told>);
    });
    for (const message of opening()) begun.post(message);
    return begun;
  }

  function ask(): void {
    if (missed >= MISSED_LIMIT) {
      worker.end();
      worker = begin();
      missed = 0;
    }
    missed += 1;
    worker.post({ kind: 'ask' });
    cancel = timer.after(ASK_EVERY_MS, ask);
  }

  return {
    post: (message) => worker.post(message),
    async close() {
      cancel();
      await new Promise<void>((resolve) => {
        const giveUp = timer.after(CLOSING_LIMIT_MS, resolve);
        closed = () => {
          giveUp();
          resolve();
        };
        worker.post({ kind: 'close' });
      });
      worker.end();
    },
  };
}
