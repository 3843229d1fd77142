import type { Case } from '../bench.ts';
import type { Readings } from '../figures.ts';
import { PEER_TABLES, makePeerTables } from '../peer-tables.ts';
import { syncOurs, syncPeer, syncPlugin } from '../syncing.ts';

export const firstSync: Case = {
  name: 'first-sync',
  means:
    'Rows a second of a first sync in Chromium, by the sync worker of the app: from its start until everything is in IndexedDB. ' +
    'Beside the same pages written by plain Dexie `bulkPut` with the same indexes and durability, and beside RxDB’s own ' +
    '`replication-supabase` plugin on the same rows and stack. “The pages alone” fetches them and stores nothing.',
  async measure(bench) {
    const sizes = bench.sizes({ quick: [3_000], whole: [10_000, 100_000], full: [500_000] });
    for (const size of sizes) {
      const workspace = await bench.workspace(size);
      await makePeerTables(workspace);
      const rate = async (sync: typeof syncOurs) => ({
        rows: workspace.rows / ((await sync(bench, workspace)).ms / 1000),
      });
      const theirs: Record<string, () => Promise<Readings>> = {
        'plain Dexie': () => rate(syncPeer('dexie')),
        'replication-supabase': () => rate((on, from) => syncPlugin(on, from, PEER_TABLES)),
      };
      if (size === 10_000) theirs['the pages alone'] = () => rate(syncPeer('fetch'));
      await bench.compare({
        size,
        rounds: bench.mode === 'quick' || size === 100_000 ? 2 : size < 100_000 ? 3 : 1,
        figures: {
          rows: {
            unit: 'rows/s',
            better: 'more',
            ...(size === 100_000 && {
              budgets: {
                'plain Dexie': { of: 'ratio', atLeast: 0.6 },
                'replication-supabase': { of: 'ratio', atLeast: 2 },
              },
            }),
          },
        },
        ours: () => rate(syncOurs),
        theirs,
      });
    }
  },
};
