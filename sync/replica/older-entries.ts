// Timeline entries that are too old to be kept here are read from the server when somebody opens their record.
import type { Replica } from '../api.ts';
import { ENTRIES_SINCE } from '../core/inbox.ts';
import { mergePulled } from '../core/merge.ts';
import type { Memory, RowStore } from '../core/ports.ts';
import { cursorBefore, type ServerLog } from '../remote/server-log.ts';
import { DONE, inReplica } from './results.ts';

export type OlderEntriesPorts = { rows: RowStore; memory: Memory; log: Pick<ServerLog, 'timelineEntries'> };

/** Reads a record's entries once; where the server cannot be asked, the next call tries again. */
export function createOlderEntries({ rows, memory, log }: OlderEntriesPorts): Replica['loadOlderEntries'] {
  const loaded = new Set<string>();
  return (record_id) =>
    inReplica(async () => {
      const since = await memory.read<string | null>(ENTRIES_SINCE);
      if (!since || loaded.has(record_id)) return DONE;
      let after: string | null = cursorBefore(since);
      while (after !== null) {
        const page: Awaited<ReturnType<typeof log.timelineEntries>> = await log.timelineEntries({
          of: record_id,
          after,
        });
        if (!page.ok) return page;
        const byId = new Map(page.value.entries.map((row) => [row.id, row]));
        await rows.update('timeline_entries', [...byId.keys()], (local, id) => {
          const server = byId.get(id);
          return server && mergePulled('timeline_entries', local, server);
        });
        after = page.value.next;
      }
      loaded.add(record_id);
      return DONE;
    });
}
