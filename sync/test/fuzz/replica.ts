// One laptop of a run: stores that outlive its processes, a network that is hostile, a clock that may be wrong, and in
// each process a window that commits mutations and a worker that runs the engine, as in the app.
import { finishSaved } from '../../core/apply.ts';
import { createClock } from '../../core/clock.ts';
import { createEngine, type Engine, type EngineStatus, type WakeReason } from '../../core/engine.ts';
import type { SyncedRow, Timer } from '../../core/ports.ts';
import { createCommit, type Commit, type Ties } from '../../mutations/commit.ts';
import type { Change } from '../../mutations/edits.ts';
import type { TableName } from '../../schema/tables.ts';
import { createHostileNetwork, type HostileNetwork, type Weather } from '../hostile-network.ts';
import type { ManualTimer } from '../manual-timer.ts';
import type { MemoryServer } from '../memory-server.ts';
import { createMemoryStores, type MemoryStores, type Process } from '../memory-stores.ts';

export type Replica = {
  name: string;
  user_id: string;
  stores: MemoryStores;
  /** Mutations that the person was told are saved. */
  told: ReadonlySet<string>;
  /** What this laptop takes for the time. */
  now(): number;
  rows(table: TableName): SyncedRow[];
  commit(changes: readonly Change[], name?: string, ties?: Ties): void;
  open(): void;
  /** As by a kill. */
  close(): void;
  /** The process dies at the write after `writes` more, at the latest when it is opened again. */
  kill(writes: number): void;
  weather(weather: Weather): void;
  wake(reason: WakeReason): void;
  setClock(aheadMs: number): void;
  /** It was killed and not opened since. */
  isDying(): boolean;
  /** Idle, with nothing waiting. */
  isSettled(): boolean;
  status(): EngineStatus | null;
};

type Running = { process: Process; engine: Engine; network: HostileNetwork; commit: Commit };

type Ports = { server: MemoryServer; timer: ManualTimer; random: () => number };

export function createReplica(
  name: string,
  number: number,
  user_id: string,
  { server, timer, random }: Ports,
): Replica {
  const stores = createMemoryStores();
  const told = new Set<string>();
  let aheadMs = 0;
  let weather: Weather = 'calm';
  let starts = 0;
  let dying = false;
  let status: EngineStatus | null = null;
  let running: Running | null = null;

  const own: Timer = { now: () => timer.now() + aheadMs, after: (ms, call) => timer.after(ms, call) };

  /** Eight hex digits that no other writer has. */
  const node = (part: number) => (number * 0x10000 + starts * 2 + part).toString(16).padStart(8, '0');

  function close(): void {
    running?.process.dieAfter(0);
    running?.network.hangUp();
    void running?.engine.stop();
    running = null;
  }

  async function open(): Promise<void> {
    close();
    starts += 1;
    dying = false;
    status = null;
    const process = stores.open();
    const { rows, journal, memory } = process;
    let offsetMs = 0;
    const now = () => own.now() + offsetMs;
    const network = createHostileNetwork(server.connect(user_id), {
      random,
      timer,
      renewed: () => engine.wake('session'),
    });
    network.weather(weather);
    const engine = createEngine({
      user_id,
      rows,
      journal,
      memory,
      remote: network.remote,
      timer: own,
      random,
      report(next) {
        if (running?.engine === engine) status = next;
      },
      offsetMeasured(measured) {
        offsetMs = Math.round(measured);
      },
    });
    const commit = createCommit({
      user_id,
      rows,
      journal,
      clock: createClock({ node: node(1), now }),
      preview: () => () => undefined,
      saved: () => engine.wake('write'),
      failed: () => undefined,
    });
    const opened = { process, engine, network, commit };
    running = opened;
    await finishSaved(rows, journal).catch(() => undefined);
    if (running === opened) engine.start();
  }

  return {
    name,
    user_id,
    stores,
    told,
    now: () => own.now(),
    rows: (table) => stores.all(table),
    commit(changes, name = 'fuzz', ties = {}) {
      if (!running || changes.length === 0) return;
      running.commit(name, changes, ties).then(
        (id) => {
          if (id !== null) told.add(id);
        },
        () => undefined,
      );
    },
    open: () => void open(),
    close,
    kill(writes) {
      dying = true;
      running?.process.dieAfter(writes);
    },
    isDying: () => dying,
    weather(next) {
      weather = next;
      running?.network.weather(next);
    },
    wake: (reason) => running?.engine.wake(reason),
    setClock(ms) {
      aheadMs = ms;
    },
    isSettled() {
      const isIdle = status?.kind === 'idle' || status?.fault?.fault === 'removed';
      const open_ = stores.mutations().some(({ state }) => state === 'saved' || state === 'waiting');
      return isIdle && !open_;
    },
    status: () => status,
  };
}
