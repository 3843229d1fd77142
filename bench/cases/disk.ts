import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Case } from '../bench.ts';
import { makePeerTables, PEER_TABLES } from '../peer-tables.ts';
import type { Seeded } from '../stack.ts';
import { syncOurs, syncPeer, syncPlugin, type Synced } from '../syncing.ts';

export const disk: Case = {
  name: 'disk',
  means:
    'Bytes on the disk for each row after a first sync: Chromium’s IndexedDB folder, with indexes and its own log, beside the ' +
    'rows as JSON, plain Dexie and RxDB’s own plugin.',
  async measure(bench) {
    for (const size of bench.sizes({ quick: [1_000], whole: [10_000] })) {
      const workspace = await bench.workspace(size);
      await makePeerTables(workspace);
      const json = await bytesOfJson(workspace);
      const stored = async (sync: Promise<Synced>) => ({
        bytes: (await bytesIn(path.join((await sync).folder, 'Default/IndexedDB'))) / workspace.rows,
      });
      await bench.compare({
        size,
        rounds: 1,
        figures: { bytes: { unit: 'bytes a row' } },
        ours: () => stored(syncOurs(bench, workspace)),
        theirs: {
          JSON: () => Promise.resolve({ bytes: json / workspace.rows }),
          'plain Dexie': () => stored(syncPeer('dexie')(bench, workspace)),
          'replication-supabase': () => stored(syncPlugin(bench, workspace, PEER_TABLES)),
        },
      });
    }
  },
};

/** As JSON.stringify writes them, without what jsonb's own text has between. */
async function bytesOfJson({ stack: { sql }, workspace_id }: Seeded): Promise<number> {
  let bytes = 0;
  for (const table of PEER_TABLES)
    for await (const rows of sql<{ row: unknown }[]>`
      select to_jsonb(t) as row from ${sql(table)} as t where workspace_id = ${workspace_id}`.cursor(1_000))
      for (const { row } of rows) bytes += Buffer.byteLength(JSON.stringify(row));
  return bytes;
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(path.join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
