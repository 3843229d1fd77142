import { useEffect, useState } from 'react';
import type { Replica } from '../../sync/index.ts';

/** Pages of the server's log that are looked through. */
const PAGES = 3;

/** Who deleted what, by the id of the row, as far as the server tells: empty without a network or the right to see it. */
export function useDeleters(replica: Replica): ReadonlyMap<string, string> {
  const [deleters, setDeleters] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const ended = new AbortController();
    async function read() {
      const found = new Map<string, string>();
      let after: string | null = null;
      for (let page = 0; page < PAGES; page += 1) {
        const log = await replica.auditLog({ after });
        if (!log.ok) return;
        for (const { action, resource_id, actor_id } of log.value.entries)
          if (action === 'delete' && resource_id !== null && actor_id !== null && !found.has(resource_id))
            found.set(resource_id, actor_id);
        after = log.value.next;
        if (after === null) break;
      }
      if (!ended.signal.aborted) setDeleters(found);
    }
    void read();
    return () => ended.abort();
  }, [replica]);
  return deleters;
}
