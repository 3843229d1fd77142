// Pulls rows after the checkpoint of each table and merges them into the replica.
// A checkpoint is stored only after its rows are: a crash between the two pulls the same rows again, to no effect.
import { TABLE_NAMES, type TableName } from '../schema/tables.ts';
import { mergePulled } from './merge.ts';
import type { Checkpoint, Page } from './ports.ts';
import type { EnginePorts } from './engine.ts';

const PAGE_SIZE = 1_000;

export type Progress = { done: number; total: number };

export type Fetched = {
  /** Tables with rows that were about to be committed. */
  ask_again: readonly TableName[];
  progress: Progress | null;
};

export type Inbox = {
  /** Reads where the last session ended. Another epoch means another server history: everything is pulled anew. */
  begin(epoch: string): Promise<void>;
  want(tables: readonly TableName[]): void;
  /** A hint that `table` has rows of transaction `row_version`. */
  poked(table: TableName, row_version: number): void;
  wanted(): boolean;
  /** One page of each wanted table. */
  fetch(): Promise<Fetched>;
};

type Ports = Pick<EnginePorts, 'rows' | 'memory' | 'remote' | 'clock' | 'timer' | 'offsetMeasured'>;

export function createInbox({ rows, memory, remote, clock, timer, offsetMeasured }: Ports): Inbox {
  const checkpoints = new Map<TableName, Checkpoint>();
  const wanted = new Set<TableName>();
  const pokedAt = new Map<TableName, number>();
  let progress: Progress | null = null;
  let everComplete = false;

  async function store(table: TableName, page: Page): Promise<void> {
    const byId = new Map(page.rows.map((row) => [row.id, row]));
    if (byId.size > 0) {
      await rows.update(table, [...byId.keys()], (local, id) => {
        const server = byId.get(id);
        return server && mergePulled(table, local, server);
      });
      for (const row of page.rows) for (const seen of Object.values(row.clocks)) clock.observe(seen);
    }
    const known = checkpoints.get(table);
    if (known?.row_version === page.checkpoint.row_version && known.id === page.checkpoint.id) return;
    await memory.write(checkpointKey(table), page.checkpoint);
    checkpoints.set(table, page.checkpoint);
  }

  /** The poke's transaction is not below the horizon yet, or rows of another were seen above it. */
  const mustAskAgain = (table: TableName, page: Page) =>
    page.complete && (page.waiting || (pokedAt.get(table) ?? 0) >= page.checkpoint.row_version);

  return {
    async begin(epoch) {
      checkpoints.clear();
      pokedAt.clear();
      if ((await memory.read<string>('epoch')) === epoch) {
        for (const table of TABLE_NAMES) {
          const known = await memory.read<Checkpoint | null>(checkpointKey(table));
          if (known) checkpoints.set(table, known);
        }
      } else {
        for (const table of TABLE_NAMES) await memory.write(checkpointKey(table), null);
        await memory.write('epoch', epoch);
        await memory.write('first_sync_complete', false);
      }
      everComplete = (await memory.read<boolean>('first_sync_complete')) ?? false;
      progress = everComplete ? null : { done: 0, total: await remote.count(TABLE_NAMES) };
      for (const table of TABLE_NAMES) wanted.add(table);
    },

    want(tables) {
      for (const table of tables) wanted.add(table);
    },

    poked(table, row_version) {
      pokedAt.set(table, Math.max(row_version, pokedAt.get(table) ?? 0));
      wanted.add(table);
    },

    wanted: () => wanted.size > 0,

    async fetch() {
      const tables = TABLE_NAMES.filter((table) => wanted.has(table));
      for (const table of tables) wanted.delete(table);
      try {
        const asked = timer.now();
        const answer = await remote.pull(
          Object.fromEntries(tables.map((table) => [table, checkpoints.get(table) ?? null])),
          PAGE_SIZE,
        );
        offsetMeasured(answer.server_now - (asked + timer.now()) / 2);
        const ask_again: TableName[] = [];
        for (const table of tables) {
          const page = answer.tables[table];
          if (!page) continue;
          await store(table, page);
          if (!page.complete) wanted.add(table);
          else if (mustAskAgain(table, page)) ask_again.push(table);
          if (progress) progress = { ...progress, done: progress.done + page.rows.length };
        }
        if (!everComplete && wanted.size === 0) {
          await memory.write('first_sync_complete', true);
          everComplete = true;
          progress = null;
        }
        return { ask_again, progress };
      } catch (error) {
        for (const table of tables) wanted.add(table);
        throw error;
      }
    },
  };
}

const checkpointKey = (table: TableName) => `checkpoint/${table}`;
