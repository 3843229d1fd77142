// The worker of a window, kept alive: one that does not answer, because it has died or hangs, is ended and started anew.
// With it goes its lock, so another window's worker may take over before.
import type { Timer } from '../core/ports.ts';
import type { FromWorker, ToWorker } from './link.ts';

/** The worker of a window, as the window speaks to it. */
export type WorkerPort = {
  post(message: ToWorker): void;
  receive(listener: (message: FromWorker) => void): void;
  end(): void;
};

export type KeptWorker = {
  post(message: ToWorker): void;
  /** Resolves when the worker writes nothing any more. */
  close(): Promise<void>;
};

export type KeptWorkerPorts = {
  start: () => WorkerPort;
  /** What a worker is told first. */
  opening: () => ToWorker;
  receive: (message: FromWorker) => void;
  timer: Timer;
};

const ASK_EVERY_MS = 10_000;
/** A laptop that slept misses one answer; a worker that is there misses no second one. */
const MISSED_LIMIT = 2;
const CLOSING_LIMIT_MS = 5_000;

export function keepWorker({ start, opening, receive, timer }: KeptWorkerPorts): KeptWorker {
  let missed = 0;
  let closed: () => void = () => undefined;
  let worker = begin();
  let cancel = timer.after(ASK_EVERY_MS, ask);

  function begin(): WorkerPort {
    const begun = start();
    begun.receive((message) => {
      if (message.kind === 'here') missed = 0;
      else if (message.kind === 'closed') closed();
      else receive(message);
    });
    begun.post(opening());
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
