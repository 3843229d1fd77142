import { describe, expect, it } from 'vitest';
import { createManualTimer } from '../test/manual-timer.ts';
import { keepWorker, type WorkerPort } from './kept-worker.ts';
import type { FromWorker, ToWorker } from './link.ts';

type Made = { told: ToWorker['kind'][]; ended: boolean; answers: boolean };

/** Workers that answer for as long as their `answers` says so. */
function createWorkers() {
  const made: Made[] = [];
  const start = (): WorkerPort<ToWorker, FromWorker> => {
    const worker: Made = { told: [], ended: false, answers: true };
    let listen: (message: FromWorker) => void = () => undefined;
    made.push(worker);
    return {
      post({ kind }) {
        worker.told.push(kind);
        if (worker.answers && kind === 'ask') listen({ kind: 'here' });
        if (worker.answers && kind === 'close') listen({ kind: 'closed' });
      },
      receive(listener) {
        listen = listener;
      },
      end() {
        worker.ended = true;
      },
    };
  };
  return { made, start };
}

describe('a kept worker', () => {
  const timer = createManualTimer();
  const kept = () => {
    const workers = createWorkers();
    const worker = keepWorker<ToWorker, FromWorker>({
      start: workers.start,
      opening: () => [{ kind: 'token', token: 'first' }],
      receive: () => undefined,
      timer,
    });
    return { ...workers, worker };
  };

  it('that answers is left alone', () => {
    const { made } = kept();
    timer.advance(120_000);
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ ended: false });
  });

  it('that hangs or has died is ended and started anew, with what a worker is told first', () => {
    const { made, worker } = kept();
    timer.advance(15_000);
    made[0]!.answers = false;
    timer.advance(30_000);
    expect(made).toHaveLength(2);
    expect(made[0]).toMatchObject({ ended: true });
    expect(made[1]?.told[0]).toBe('token');
    worker.post({ kind: 'token', token: 'next' });
    expect(made[1]?.told.at(-1)).toBe('token');
  });

  it('that misses one answer, as after the sleep of a laptop, is left alone', () => {
    const { made } = kept();
    made[0]!.answers = false;
    timer.advance(10_000);
    made[0]!.answers = true;
    timer.advance(60_000);
    expect(made).toHaveLength(1);
  });

  it('is closed when it says so, and after a while when it says nothing', async () => {
    const answering = kept();
    await answering.worker.close();
    expect(answering.made[0]).toMatchObject({ ended: true });

    const hanging = kept();
    hanging.made[0]!.answers = false;
    const closed = hanging.worker.close();
    expect(hanging.made[0]).toMatchObject({ ended: false });
    timer.advance(5_000);
    await closed;
    expect(hanging.made[0]).toMatchObject({ ended: true });
    timer.advance(60_000);
    expect(hanging.made).toHaveLength(1);
  });
});
