// One run: a plan is carried out, then the network is calm, everybody comes to rest, and nothing may be found.
import { createManualTimer } from '../manual-timer.ts';
import { createMemoryServer } from '../memory-server.ts';
import { findings } from './checks.ts';
import type { Plan } from './plan.ts';
import { createRandom } from './random.ts';
import { createReplica } from './replica.ts';
import { take, type World } from './steps.ts';
import { furnish, USERS } from './world.ts';

/** The longest back-off and the slowest repair of a lost poke have passed. */
const REST_MS = 90_000;
const RESTS_LIMIT = 10;

/** Lets everything run that waits for nothing but its turn: storage and server answer by microtasks alone. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export async function run(plan: Plan): Promise<string[]> {
  const timer = createManualTimer();
  const random = createRandom(plan.seed);
  const server = createMemoryServer(() => timer.now());
  furnish(server);
  const replicas = Array.from({ length: plan.replicas }, (_, at) =>
    createReplica(`laptop ${at}`, at + 1, USERS[at % USERS.length] ?? '', { server, timer, random }),
  );

  async function pass(ms: number): Promise<void> {
    const until = timer.now() + ms;
    for (let due = timer.due(); due !== null && due <= until; due = timer.due()) {
      timer.advance(due - timer.now());
      await turn();
    }
    timer.advance(until - timer.now());
    await turn();
  }

  const world: World = { server, timer, replicas, random, pass };
  try {
    for (const replica of replicas) replica.open();
    await pass(100);
    for (const step of plan.steps) {
      await take(step, world);
      await turn();
    }
    for (const replica of replicas) {
      replica.weather('calm');
      replica.stores.fail(null);
      if (replica.isDying()) replica.open();
      else replica.wake('session');
    }
    await pass(REST_MS);
    for (let rests = 0; rests < RESTS_LIMIT && !replicas.every((one) => one.isSettled()); rests += 1)
      await pass(REST_MS);
    return findings(server, replicas, world.lossy);
  } finally {
    for (const replica of replicas) replica.close();
    await turn();
  }
}
