// A way to the server on which everything happens that happens on real ones. What it does is drawn from `random`, and
// time is the timer's, so that the same draw gives the same run.
import { RemoteError, type Remote, type RemoteFault, type Timer } from '../core/ports.ts';

/**
 * rough: calls are dropped, cut off after the commit, delayed, repeated, answered with errors that pass; pokes are lost,
 * late, repeated and out of order. down: nothing comes through. A fault: each call is answered so.
 */
export type Weather = 'calm' | 'rough' | 'down' | 'signed_out' | 'busy' | 'broken';
export const WEATHERS: readonly Weather[] = ['calm', 'rough', 'down', 'signed_out', 'busy', 'broken'];

export type HostileNetwork = {
  remote: Remote;
  weather(next: Weather): void;
  /** The process is gone: it hears nothing more, though what it has sent may still arrive. */
  hangUp(): void;
};

type Ports = {
  random: () => number;
  timer: Timer;
  /** The session was refused in passing, and another has come. */
  renewed: () => void;
};

const TIMEOUT_MS = 10_000;
const LATE_MS = 20_000;

export function createHostileNetwork(server: Remote, { random, timer, renewed }: Ports): HostileNetwork {
  let weather: Weather = 'calm';
  let gone = false;
  // A call, so that the compiler does not take the flag for settled while something is waited for.
  const isGone = () => gone;
  const live = new Set<Parameters<Remote['listen']>[0]>();

  const wait = (ms: number) => new Promise<void>((resolve) => void timer.after(ms, resolve));
  const fault = (of: RemoteFault) => new RemoteError(of, `${of}, on purpose`);
  const silence = () => new Promise<never>(() => undefined);

  /** `repeatable`: worth arriving late or twice; to read again changes nothing. */
  async function request<T>(ask: () => Promise<T>, repeatable: boolean): Promise<T> {
    if (weather === 'calm') return ask();
    if (weather === 'down') throw fault('unreachable');
    if (weather !== 'rough') throw fault(weather);
    const later = () => void timer.after(random() * LATE_MS, () => void ask().catch(() => undefined));
    const draw = random();
    if (draw < 0.1) {
      await wait(random() * TIMEOUT_MS);
      throw fault('unreachable');
    }
    if (draw < 0.22) {
      await ask();
      await wait(random() * TIMEOUT_MS);
      throw fault('unreachable');
    }
    if (draw < 0.3 && repeatable) {
      later();
      await wait(TIMEOUT_MS);
      throw fault('unreachable');
    }
    if (draw < 0.38 && repeatable) later();
    else if (draw < 0.44) throw fault('busy');
    else if (draw < 0.46) throw fault('broken');
    else if (draw < 0.49) {
      timer.after(random() * TIMEOUT_MS, renewed);
      throw fault('signed_out');
    } else if (draw < 0.56) await wait(random() * TIMEOUT_MS);
    const answer = await ask();
    if (random() < 0.15) await wait(random() * TIMEOUT_MS);
    return answer;
  }

  async function heard<T>(ask: () => Promise<T>, repeatable = false): Promise<T> {
    if (isGone()) return silence();
    try {
      const answer = await request(ask, repeatable);
      return isGone() ? await silence() : answer;
    } catch (error) {
      if (isGone()) return silence();
      throw error;
    }
  }

  return {
    remote: {
      manifest: () => heard(() => server.manifest()),
      pull: (checkpoints, size) => heard(() => server.pull(checkpoints, size)),
      push: (parcels) => heard(() => server.push(parcels), true),
      counts: (tables) => heard(() => server.counts(tables)),
      listen(listener) {
        live.add(listener);
        const leave = server.listen({
          ...listener,
          poked(table, row_version) {
            const poke = () => {
              if (live.has(listener)) listener.poked(table, row_version);
            };
            if (weather === 'calm') poke();
            if (weather !== 'rough') return;
            const draw = random();
            if (draw < 0.4) poke();
            if (draw > 0.3 && draw < 0.7) timer.after(random() * TIMEOUT_MS, poke);
          },
        });
        return () => {
          live.delete(listener);
          leave();
        };
      },
    },
    weather(next) {
      const wasThere = weather !== 'down';
      weather = next;
      if (wasThere && next === 'down') for (const listener of live) listener.lost();
      if (!wasThere && next !== 'down') for (const listener of live) listener.joined();
    },
    hangUp() {
      gone = true;
      live.clear();
    },
  };
}
