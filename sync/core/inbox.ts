// Pulls rows after the checkpoint of each table and merges them into the replica.
// A checkpoint is stored only after its rows are, and after what they tell to forget is forgotten: a crash between the
// two pulls the same rows again, to no effect.
import { TABLE_NAMES, type TableName } from '../schema/tables.ts';
import type { EnginePorts } from './engine.ts';
import { unsentEdits } from './journal.ts';
import { mergePulled, rebuilt } from './merge.ts';
import type { Asked, Checkpoint, Manifest, Page, PullAnswer } from './ports.ts';
import { sameJson } from './same-json.ts';
import { forgetAllBut, forgetMoved, readScope } from './scope.ts';
import { createUnreadable } from './unreadable.ts';

const PAGE_SIZE = 1_000;

/** What a first sync leaves for later: a pipeline can be worked with before these are here. In this order. */
const NOT_AT_ONCE: readonly TableName[] = ['deal_contacts', 'tasks', 'timeline_entries'];

/**
 * A workspace with more timeline entries than this keeps those of the last year here; older ones are read from the server
 * when somebody opens their record.
 */
const MANY_ENTRIES = 200_000;
const ENTRIES_KEPT_MS = 365 * 24 * 60 * 60 * 1000;

/** Rows here, of those there are. */
export type Progress = { done: number; total: number };

export type Fetched = {
  /** Tables with rows that were about to be committed. */
  ask_again: readonly TableName[];
  progress: Progress | null;
  /** Those that were pulled. */
  tables: readonly TableName[];
};

export type Inbox = {
  /** Reads where the last session ended. Another epoch means another server history: everything is pulled anew. */
  begin(manifest: Manifest): Promise<void>;
  /** Whether the server has this table. */
  has: (table: TableName) => boolean;
  want(tables: readonly TableName[]): void;
  /** A hint that `table` has rows of transaction `row_version`. */
  poked(table: TableName, row_version: number): void;
  wanted(): boolean;
  /** Of the first sync; null once it is complete. */
  progress: () => Progress | null;
  /** Rows of `table` were found damaged here: it is pulled anew. */
  repair(table: TableName): void;
  /** What is not as it should be and holds up nothing else, in words; null where nothing is. */
  amiss(): string | null;
  /**
   * One page of each wanted table; of a first sync, of those that are wanted most. Null: the server has another history
   * by now, so this is to begin again.
   */
  fetch(): Promise<Fetched | null>;
};

/**
 * Where a table stands. `anew`: it is pulled from its beginning although rows are here, and those that have not come by
 * the end are forgotten; what has come is known in memory only, so a restart begins it again.
 */
type Standing = { checkpoint: Checkpoint | null; anew: boolean };
export const PULL_ANEW: Standing = { checkpoint: null, anew: true };

/** The pages after those that are being stored, asked for already; `after`: where each begins. */
type Ahead = { after: ReadonlyMap<TableName, Checkpoint>; answer: Promise<PullAnswer> };

type Ports = Pick<EnginePorts, 'rows' | 'journal' | 'memory' | 'remote' | 'timer' | 'offsetMeasured'>;

export function createInbox({ rows, journal, memory, remote, timer, offsetMeasured }: Ports): Inbox {
  const standings = new Map<TableName, Standing>();
  /** Of tables that are pulled anew, the ids that have come. */
  const come = new Map<TableName, Set<string>>();
  const wanted = new Set<TableName>();
  /** Tables that have been pulled to their end. */
  const reached = new Set<TableName>();
  const pokedAt = new Map<TableName, number>();
  /** Tables of which rows were found damaged here; true until they have begun to be pulled anew. */
  const damaged = new Map<TableName, boolean>();
  const unreadable = createUnreadable(memory);
  let served: readonly TableName[] = TABLE_NAMES;
  /** ISO 8601: timeline entries that the server had before are not kept here; null: all are. */
  let entriesSince: string | null = null;
  let epoch: string | null = null;
  let progress: Progress | null = null;
  let everComplete = false;
  let ahead: Ahead | null = null;

  const checkpointOf = (table: TableName) => standings.get(table)?.checkpoint ?? null;

  async function stand(table: TableName, standing: Standing): Promise<void> {
    const known = standings.get(table);
    if (known && JSON.stringify(known) === JSON.stringify(standing)) return;
    await memory.write(standingKey(table), standing);
    standings.set(table, standing);
  }

  async function pullAnew(table: TableName): Promise<void> {
    await stand(table, PULL_ANEW);
    come.set(table, new Set());
    reached.delete(table);
    wanted.add(table);
  }

  async function store(table: TableName, page: Page): Promise<void> {
    const isFirst = checkpointOf(table) === null;
    if (page.reset) come.set(table, new Set());
    const byId = new Map(page.rows.map((row) => [row.id, row]));
    let added = 0;
    const kept = come.get(table);
    const waiting = kept && byId.size > 0 ? await unsentEdits(journal, table) : null;
    await rows.update(table, [...byId.keys()], (local, id) => {
      const server = byId.get(id);
      if (!local) added += 1;
      if (!server || !waiting) return server && mergePulled(table, local, server);
      return rebuilt(table, local, server, waiting.get(id) ?? []);
    });

    for (const id of byId.keys()) kept?.add(id);
    for (const { id } of page.unreadable ?? []) kept?.add(id);
    if (progress) progress = counted(progress, kept ? byId.size : added);
    if (kept && page.complete) await forgetAllBut({ rows, journal }, table, kept);
    if (table === 'scope_log') await obeyScope(page, isFirst);
    const anew = kept !== undefined && !page.complete;
    await stand(table, { checkpoint: page.checkpoint, anew });
    if (page.complete) reached.add(table);
    await unreadable.note(table, page);
    if (anew) return;
    come.delete(table);
    damaged.delete(table);
  }

  /**
   * What has left this person's sight leaves the replica. The first page of all tells nothing that the tables pulled
   * with it do not show already.
   */
  async function obeyScope(page: Page, isFirst: boolean): Promise<void> {
    const { moved, changed } = readScope(page.rows);
    for (const one of moved) await forgetMoved(rows, one);
    if (page.reset || (changed && !isFirst))
      for (const table of served) if (table !== 'scope_log') await pullAnew(table);
  }

  /** The poke's transaction is not below the horizon yet, or rows of another were seen above it. */
  const mustAskAgain = (table: TableName, page: Page) =>
    page.complete && (page.waiting || (pokedAt.get(table) ?? 0) >= page.checkpoint.row_version);

  /**
   * The scope log tells which rows to forget by their version, so all that is newer is read in the same snapshot and
   * stored before it.
   */
  function nextTables(): TableName[] {
    if (wanted.has('scope_log')) for (const table of served) wanted.add(table);
    const now = served.filter((table) => wanted.has(table));
    if (everComplete) return now;
    const atOnce = now.filter((table) => !NOT_AT_ONCE.includes(table));
    if (atOnce.some((table) => !reached.has(table))) return atOnce;
    // What is written there meanwhile is pulled with the rest, and does not hold it up.
    const next = NOT_AT_ONCE.find((table) => wanted.has(table) && !reached.has(table));
    return next ? [...atOnce, next] : now;
  }

  async function measure(): Promise<Progress> {
    const counts = await remote.counts(
      Object.fromEntries(served.map((table) => [table, notBefore(table) ?? null])),
    );
    let [done, total] = [0, 0];
    for (const table of served) {
      if (!come.has(table)) done += await rows.count(table);
      total += counts[table] ?? 0;
    }
    return { done, total: Math.max(done, total) };
  }

  const notBefore = (table: TableName) =>
    table === 'timeline_entries' && entriesSince !== null ? entriesSince : undefined;

  function asked(table: TableName, checkpoint: Checkpoint | null): Asked {
    const not_before = notBefore(table);
    return not_before === undefined ? checkpoint : { ...checkpoint, not_before };
  }

  async function pull(tables: readonly TableName[]): Promise<PullAnswer> {
    const sent = timer.now();
    const answer = await remote.pull(
      Object.fromEntries(tables.map((table) => [table, asked(table, checkpointOf(table))])),
      PAGE_SIZE,
    );
    offsetMeasured(answer.server_now - (sent + timer.now()) / 2);
    return answer;
  }

  /**
   * Storing a page takes longer than fetching one: a first sync does both at once. Not where rows are put as the server has
   * them, which an edit that is sent meanwhile would be newer than; nor of the scope log, which comes with all tables.
   */
  function askAhead(answer: PullAnswer): void {
    if (everComplete || come.size > 0) return;
    const after = new Map<TableName, Checkpoint>();
    for (const table of served) {
      const page = answer.tables[table];
      if (page && !page.complete) after.set(table, page.checkpoint);
    }
    if (after.size === 0 || after.has('scope_log')) return;
    const next = remote.pull(
      Object.fromEntries([...after].map(([table, checkpoint]) => [table, asked(table, checkpoint)])),
      PAGE_SIZE,
    );
    // What it fails with is told to whoever waits for it.
    next.catch(() => undefined);
    ahead = { after, answer: next };
  }

  /** What was asked for ahead, once; null where a page before it was not stored, or its table has begun anew. */
  function takeAhead(): Ahead | null {
    const taken = ahead;
    ahead = null;
    const follows = ([table, checkpoint]: [TableName, Checkpoint]) =>
      sameJson(checkpointOf(table), checkpoint);
    return taken && [...taken.after].every(follows) ? taken : null;
  }

  /** Decided once per history, so that what is here and what is asked for stay the same. */
  async function limitEntries(): Promise<void> {
    const there = served.includes('timeline_entries')
      ? await remote.counts({ timeline_entries: null })
      : { timeline_entries: 0 };
    const many = (there.timeline_entries ?? 0) > MANY_ENTRIES;
    await memory.write(ENTRIES_SINCE, many ? new Date(timer.now() - ENTRIES_KEPT_MS).toISOString() : null);
  }

  async function take(tables: readonly TableName[], answer: PullAnswer): Promise<TableName[]> {
    const ask_again: TableName[] = [];
    for (const table of tables) {
      const page = answer.tables[table];
      if (!page) continue;
      await store(table, page);
      if (!page.complete) wanted.add(table);
      else if (mustAskAgain(table, page)) ask_again.push(table);
    }
    return ask_again;
  }

  return {
    async begin({ tables, ...manifest }) {
      epoch = manifest.epoch;
      served = TABLE_NAMES.filter((table) => tables?.includes(table) ?? true);
      wanted.clear();
      reached.clear();
      pokedAt.clear();
      come.clear();
      standings.clear();
      damaged.clear();
      ahead = null;
      await unreadable.begin();
      const known = await memory.read<string>('epoch');
      if (known === epoch) {
        for (const table of served) {
          const standing = await memory.read<Standing>(standingKey(table));
          if (standing && (standing.anew || !isCheckpoint(standing.checkpoint))) await pullAnew(table);
          else if (standing) standings.set(table, standing);
        }
      } else {
        for (const table of served) {
          if (known === undefined) await stand(table, { checkpoint: null, anew: false });
          else await pullAnew(table);
        }
        await limitEntries();
        await memory.write('first_sync_complete', false);
        await memory.write('epoch', epoch);
      }
      entriesSince = (await memory.read<string | null>(ENTRIES_SINCE)) ?? null;
      everComplete = (await memory.read<boolean>('first_sync_complete')) ?? false;
      progress = everComplete ? null : await measure();
      for (const table of served) wanted.add(table);
    },

    has: (table) => served.includes(table),

    want(tables) {
      for (const table of tables) if (served.includes(table)) wanted.add(table);
    },

    poked(table, row_version) {
      if (!served.includes(table)) return;
      pokedAt.set(table, Math.max(row_version, pokedAt.get(table) ?? 0));
      wanted.add(table);
    },

    wanted: () => wanted.size > 0,

    progress: () => progress,

    repair(table) {
      if (!served.includes(table)) return;
      damaged.set(table, true);
      wanted.add(table);
    },

    amiss() {
      const [repaired] = damaged.keys();
      if (repaired) return `Records of ${repaired} on this laptop were damaged, and are fetched anew.`;
      return unreadable.words();
    },

    async fetch() {
      for (const [table, isNew] of damaged) {
        if (isNew) await pullAnew(table);
        damaged.set(table, false);
      }
      const taken = takeAhead();
      const tables = taken ? [...taken.after.keys()] : nextTables();
      for (const table of tables) wanted.delete(table);
      try {
        const answer = await (taken?.answer ?? pull(tables));
        if (answer.epoch !== epoch) return null;
        askAhead(answer);
        const ask_again = await take(tables, answer);
        if (!everComplete && (wanted.size === 0 || served.every((table) => reached.has(table)))) {
          await memory.write('first_sync_complete', true);
          everComplete = true;
          progress = null;
        }
        return { ask_again, progress, tables };
      } catch (error) {
        for (const table of tables) wanted.add(table);
        throw error;
      }
    },
  };
}

const isCheckpoint = (checkpoint: Checkpoint | null): boolean =>
  checkpoint === null || (Number.isSafeInteger(checkpoint.row_version) && typeof checkpoint.id === 'string');

const counted = ({ done, total }: Progress, more: number): Progress => ({
  done: done + more,
  total: Math.max(total, done + more),
});

/** The fact that says since when timeline entries are kept here; null: all are. */
export const ENTRIES_SINCE = 'entries_since';

export const standingKey = (table: TableName): string => `standing/${table}`;
