// Carries edits to the server and rows back, one request at a time: what was edited here goes out before anything
// comes in. Every step may be cut off by a crash and done again: rows are merged by clock, checkpoints follow rows,
// and a mutation leaves the journal's waiting list only when its answer is in the rows. Rules: sync/SPEC.md.
import { TABLE_NAMES, type TableName } from '../schema/tables.ts';
import { backoffMs } from './backoff.ts';
import { createInbox, type Progress } from './inbox.ts';
import { createOutbox } from './outbox.ts';
import {
  RemoteError,
  StorageError,
  type Journal,
  type Manifest,
  type Memory,
  type Remote,
  type RemoteFault,
  type RowStore,
  type StorageFault,
  type Timer,
} from './ports.ts';
import { sameJson } from './same-json.ts';

/** The version of the server's schema that this client reads and writes. */
export const SCHEMA_VERSION = 1;

/** A look at the server itself and a pull of everything, in case it was upgraded, or a poke was lost. */
const REPAIR_EVERY_MS = 60_000;
/** Clients that lost the live channel together get it back together: they pull spread over this time. */
const REJOIN_SPREAD_MS = 5_000;
/** The server said that rows are just being committed; twice as long each time, as a forgotten transaction may last. */
const ASK_AGAIN_MS = 150;
const ASK_AGAIN_DOUBLINGS = 5;

export type EngineStatus = {
  kind: 'starting' | 'idle' | 'working' | 'offline' | 'signed_out' | 'stopped';
  first_sync: Progress | null;
  /** Ms since the epoch by this machine; null before the first answer. */
  last_contact: number | null;
  fault: { fault: EngineFault; message: string } | null;
};

/**
 * removed: the person is no longer a member of the workspace; damaged: something cannot be read, and everything else
 * goes on.
 */
export type EngineFault = RemoteFault | StorageFault | 'removed' | 'damaged';

export type EnginePorts = {
  /** Whose replica it is. */
  user_id: string;
  rows: RowStore;
  journal: Journal;
  memory: Memory;
  remote: Remote;
  timer: Timer;
  random: () => number;
  report: (status: EngineStatus) => void;
  /** The server's clock minus this machine's, in ms, measured at each pull. */
  offsetMeasured: (offsetMs: number) => void;
};

/** write: something was saved here; session: a session came; network: it came or went; the others: a person looks. */
export type WakeReason = 'write' | 'session' | 'network' | 'focus' | 'asked';

export type Engine = {
  start(): void;
  wake(reason: WakeReason): void;
  /** Something here was found not to be what it should be: rows of `table`, or an entry of the journal (null). */
  damaged(table: TableName | null): void;
  /** Resolves when the step under way has ended; nothing is written after. */
  stop(): Promise<void>;
};

export function createEngine(ports: EnginePorts): Engine {
  const { remote, rows, timer, random, report, user_id } = ports;
  const inbox = createInbox(ports);
  const outbox = createOutbox({ ...ports, has: inbox.has });

  let status: EngineStatus = { kind: 'starting', first_sync: null, last_contact: null, fault: null };
  let greeted = false;
  /** What the server said of itself when it was greeted. */
  let said: Manifest | null = null;
  /** The server may be another by now: restored, or upgraded. */
  let doubted = false;
  let leave: (() => void) | null = null;
  let joinedBefore = false;
  let removed = false;
  let journalDamaged = false;
  let stopped = false;
  let failures = 0;
  let askedAgain = 0;
  let wakeUp: (() => void) | null = null;
  /** Something has come up since the last rest began. */
  let called = false;
  /** The same, and it is worth asking a server that has just failed. */
  let urged = false;
  let ended: Promise<void> = Promise.resolve();
  const cancels = new Set<() => void>();

  function tell(change: Partial<EngineStatus>): void {
    status = { ...status, ...change };
    report(status);
  }

  /** A hint ends an idle rest; only what is urgent cuts a back-off short, or hints would turn it into a storm. */
  function call(urgent: boolean): void {
    called = true;
    urged ||= urgent;
    wakeUp?.();
  }

  /** For `ms`, or until called (`urgentOnly`: urgently). */
  async function rest(ms: number | null, urgentOnly: boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = ms === null ? () => undefined : timer.after(ms, resolve);
      wakeUp = () => {
        if (!stopped && !(urgentOnly ? urged : called)) return;
        cancel();
        resolve();
      };
      wakeUp();
    });
    wakeUp = null;
    called = false;
    urged = false;
  }

  function later(ms: number, act: () => void): void {
    const cancel = timer.after(ms, () => {
      cancels.delete(cancel);
      act();
    });
    cancels.add(cancel);
  }

  function repairRegularly(): void {
    later(REPAIR_EVERY_MS * (0.75 + 0.5 * random()), () => {
      outbox.tidyLater();
      doubted = true;
      lookForAll(false);
      repairRegularly();
    });
  }

  /** What is to be asked of the server next; false when there is nothing. */
  async function step(): Promise<boolean> {
    if (!greeted) {
      await greet();
      greeted = true;
      return true;
    }
    if (doubted) {
      greeted = sameJson(await remote.manifest(), said);
      doubted = false;
      if (!greeted) return true;
    }
    if (await outbox.send()) return true;
    if (!inbox.wanted()) return false;
    const fetched = await inbox.fetch();
    greeted = fetched !== null;
    if (!fetched) return true;
    const { ask_again, progress, tables } = fetched;
    if (tables.includes('workspace_members')) removed = await isRemoved();
    if (ask_again.length > 0)
      later(ASK_AGAIN_MS * 2 ** Math.min(askedAgain, ASK_AGAIN_DOUBLINGS), () => {
        inbox.want(ask_again);
        call(false);
      });
    askedAgain = ask_again.length > 0 ? askedAgain + 1 : 0;
    tell({ first_sync: progress });
    return true;
  }

  async function greet(): Promise<void> {
    const manifest = await remote.manifest();
    if (manifest.schema_version !== SCHEMA_VERSION) throw mismatch(manifest.schema_version);
    await inbox.begin(manifest);
    said = manifest;
    tell({ first_sync: inbox.progress() });
    await outbox.begin();
    leave ??= listen();
  }

  function listen(): () => void {
    const stopListening = remote.listen({ poked, joined, lost: () => lookForAll(false) });
    cancels.add(stopListening);
    return stopListening;
  }

  /** The person is no longer a member: everything has left the replica but that. */
  async function isRemoved(): Promise<boolean> {
    const mine = await rows.find('workspace_members', { column: 'user_id', value: user_id });
    return mine.length > 0 && mine.every(({ deleted_at }) => deleted_at !== null);
  }

  function joined(): void {
    if (joinedBefore) later(REJOIN_SPREAD_MS * random(), () => lookForAll(false));
    else lookForAll(true);
    joinedBefore = true;
  }

  function poked(table: TableName, row_version: number): void {
    inbox.poked(table, row_version);
    call(false);
  }

  function lookForAll(urgent: boolean): void {
    inbox.want(TABLE_NAMES);
    call(urgent);
  }

  async function run(): Promise<void> {
    while (!isStopped()) {
      try {
        tell({ kind: greeted ? 'working' : status.kind });
        while (!isStopped() && (await step())) {
          failures = 0;
          tell({ kind: 'working', last_contact: timer.now(), fault: amiss() });
        }
        if (isStopped()) return;
        tell(removed ? { kind: 'stopped', fault: REMOVED } : { kind: 'idle', fault: amiss() });
        await rest(outbox.nextTryMs(), false);
      } catch (error) {
        if (isStopped()) return;
        await recover(error);
      }
    }
  }

  // A call, so that the compiler does not take the flag for settled within the loop.
  const isStopped = () => stopped;

  function amiss(): EngineStatus['fault'] {
    const message = journalDamaged ? 'An entry of the journal cannot be read.' : inbox.amiss();
    return message === null ? null : { fault: 'damaged', message };
  }

  async function recover(error: unknown): Promise<void> {
    failures += 1;
    const fault = faultOf(error);
    if (fault.fault === 'signed_out') {
      tell({ kind: 'signed_out', fault: null });
      await rest(null, true);
    } else if (fault.fault === 'unreachable' || fault.fault === 'busy') {
      tell({ kind: 'offline', fault: null });
      await rest(backoffMs(failures, random), true);
    } else {
      tell({ kind: 'stopped', fault });
      await rest(backoffMs(Math.max(failures, 5), random), true);
    }
  }

  return {
    start() {
      report(status);
      inbox.want(TABLE_NAMES);
      repairRegularly();
      ended = run();
    },
    wake(reason) {
      if (reason === 'write') call(false);
      else lookForAll(true);
    },
    damaged(table) {
      // It is found again whenever the journal is read.
      if (table === null && journalDamaged) return;
      if (table === null) journalDamaged = true;
      else inbox.repair(table);
      tell({ fault: status.fault ?? amiss() });
      call(false);
    },
    async stop() {
      stopped = true;
      for (const cancel of cancels) cancel();
      call(true);
      await ended;
    },
  };
}

const REMOVED = { fault: 'removed', message: 'This person is no longer a member of the workspace.' } as const;

const mismatch = (server: number) =>
  new RemoteError(
    'mismatch',
    server > SCHEMA_VERSION
      ? `The server's schema is version ${server}, this app's ${SCHEMA_VERSION}: a newer Outpost is needed.`
      : `The server's schema is version ${server}, this app's ${SCHEMA_VERSION}: the server is to be updated.`,
  );

function faultOf(error: unknown): { fault: EngineFault; message: string } {
  if (error instanceof RemoteError || error instanceof StorageError)
    return { fault: error.fault, message: error.message };
  return { fault: 'broken', message: error instanceof Error ? error.message : String(error) };
}
