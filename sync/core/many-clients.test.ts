// What a thousand clients do to one server at once.
import { afterEach, describe, expect, it } from 'vitest';
import { settle } from '../test/client.ts';
import { createManualTimer } from '../test/manual-timer.ts';
import { createMemoryServer } from '../test/memory-server.ts';
import { createMemoryStores } from '../test/memory-stores.ts';
import { createEngine, type Engine } from './engine.ts';
import type { Remote, RemoteFault, RemoteListener } from './ports.ts';
import { RemoteError } from './ports.ts';

const CLIENTS = 1_000;

describe('a thousand clients', { timeout: 60_000 }, () => {
  let engines: Engine[] = [];
  afterEach(async () => {
    for (const engine of engines) await engine.stop();
  });

  /** Engines on one server whose live channel and answers can be taken away; `asked` is when each request came. */
  async function started() {
    const timer = createManualTimer();
    const server = createMemoryServer(() => timer.now());
    const listeners = new Set<RemoteListener>();
    const asked: number[] = [];
    let fault: RemoteFault | null = null;
    engines = Array.from({ length: CLIENTS }, (_, at) => {
      const real = server.connect();
      const remote: Remote = {
        ...real,
        async pull(tables, size) {
          asked.push(timer.now());
          if (fault) throw new RemoteError(fault, 'away, on purpose');
          return real.pull(tables, size);
        },
        listen(listener) {
          listeners.add(listener);
          return real.listen(listener);
        },
      };
      let turn = at;
      return createEngine({
        ...createMemoryStores(),
        user_id: `user-${at}`,
        remote,
        timer,
        random: () => (turn = (turn * 16_807 + 11) % 2_147_483_647) / 2_147_483_647,
        report: () => undefined,
        offsetMeasured: () => undefined,
      });
    });
    for (const engine of engines) engine.start();
    await settle();
    asked.length = 0;
    return {
      asked,
      channels: (event: 'joined' | 'lost') => listeners.forEach((listener) => listener[event]()),
      fail: (now: RemoteFault | null) => (fault = now),
      pass: async (ms: number) => {
        for (let at = 0; at < ms; at += 250) {
          timer.advance(250);
          await settle();
        }
      },
    };
  }

  /** The most requests that came within one second. */
  function busiest(asked: readonly number[]): number {
    const seconds = new Map<number, number>();
    for (const at of asked)
      seconds.set(Math.floor(at / 1_000), (seconds.get(Math.floor(at / 1_000)) ?? 0) + 1);
    return Math.max(0, ...seconds.values());
  }

  it('that get the live channel back at one moment pull spread over five seconds', async () => {
    const { asked, channels, pass } = await started();
    channels('joined');
    await pass(6_000);
    expect(asked.length).toBeGreaterThanOrEqual(CLIENTS);
    expect(busiest(asked)).toBeLessThan(CLIENTS / 3);
  });

  it('that lose the server together come back spread out', async () => {
    const { asked, channels, fail, pass } = await started();
    fail('unreachable');
    channels('lost');
    await pass(60_000);
    asked.length = 0;
    await pass(30_000);
    expect(busiest(asked)).toBeLessThan(CLIENTS / 5);
    fail(null);
    asked.length = 0;
    await pass(30_000);
    expect(asked.length).toBeGreaterThanOrEqual(CLIENTS);
    expect(busiest(asked)).toBeLessThan(CLIENTS / 3);
  });
});
