// One run against the real server: the laptops of the fuzz over real requests and a real live channel, with waits of a
// fiftieth. A plan is carried out, then the network is calm, everybody comes to rest, and nothing may be found.
import type { Timer } from '../../core/ports.ts';
import { findings } from '../fuzz/checks.ts';
import { createRandom } from '../fuzz/random.ts';
import { createReplica, type Replica } from '../fuzz/replica.ts';
import { take } from '../fuzz/steps.ts';
import { USERS } from '../fuzz/world.ts';
import type { ManualTimer } from '../manual-timer.ts';
import type { MemoryServer } from '../memory-server.ts';
import { onServer } from './on-server.ts';
import type { RealPlan, RealStep } from './real-plan.ts';
import type { RealServer } from './real-server.ts';

const HASTE = 50;
/** A step that lets time pass lets so much pass at most, in ms. */
const LONGEST_PASS_MS = 60;
const RESTS_LIMIT = 300;
const REST_MS = 100;
/** By so much the laptops' clocks go on in each rest, so that what waits for its time has it. */
const FORWARD_MS = 2_000;
const FORWARD_LIMIT = 20;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Time is the machine's; only what is waited for comes sooner. */
const hasty: Timer = {
  now: () => Date.now(),
  after(ms, call) {
    const timeout = setTimeout(call, ms / HASTE);
    return () => clearTimeout(timeout);
  },
};

export async function realRun(server: RealServer, plan: RealPlan): Promise<string[]> {
  await server.furnish();
  const random = createRandom(plan.seed);
  const ports = {
    server: server as Pick<RealServer, 'connect'> as MemoryServer,
    timer: hasty as ManualTimer,
    random,
  };
  const replicas = Array.from({ length: plan.replicas }, (_, at) =>
    createReplica(`laptop ${at}`, at + 1, USERS[at % USERS.length] ?? '', ports),
  );
  const pass = (ms: number) => pause(Math.min(ms / HASTE, LONGEST_PASS_MS));
  const world = { ...ports, replicas, pass };
  const outside: Promise<void>[] = [];

  async function step(one: RealStep): Promise<void> {
    if (one.do === 'outage') void server.down(one.how, one.ms);
    else if (one.do === 'pass' || 'who' in one) await take(one, world);
    else outside.push(onServer(one, server));
  }

  try {
    for (const replica of replicas) replica.open();
    await pass(LONGEST_PASS_MS * HASTE);
    for (const one of plan.steps) {
      await step(one);
      await pause(0);
    }
    await server.up();
    await Promise.all(outside);
    for (const replica of replicas) {
      replica.weather('calm');
      replica.stores.fail(null);
      replica.open();
    }
    return await atRest(server, replicas);
  } finally {
    for (const replica of replicas) replica.close();
  }
}

/** What is found when everybody has come to rest. Pokes may have been lost, and waits are long: laptops are woken. */
async function atRest(server: RealServer, replicas: readonly Replica[]): Promise<string[]> {
  for (let rests = 1; rests <= RESTS_LIMIT; rests += 1) {
    await pause(REST_MS);
    const areSettled = replicas.every((replica) => replica.isSettled());
    if (areSettled && findings(await server.held(), replicas).length === 0) return [];
    for (const replica of replicas) {
      replica.setClock(Math.min(rests, FORWARD_LIMIT) * FORWARD_MS);
      if (areSettled || BACKING_OFF.has(replica.status()?.kind)) replica.wake('network');
    }
  }
  return findings(await server.held(), replicas);
}

const BACKING_OFF: ReadonlySet<unknown> = new Set(['offline', 'stopped', 'signed_out']);
