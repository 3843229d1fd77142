import { useEffect, useState } from 'react';
import type { Hit, Replica } from '../../sync/index.ts';

/** What was found for a text; `text` is the one that these hits answer. */
export type Answer = { text: string; hits: readonly Hit[] };

const NOTHING_ASKED: Answer = { text: '', hits: [] };

/**
 * The answer to `text`, or to an earlier one while that of the newest is on its way. An answer that comes after that to a
 * later text is dropped. `read`: changes when there may be more to find.
 */
export function useSearch(replica: Replica, text: string, limit: number, read: unknown): Answer {
  const [answer, setAnswer] = useState(NOTHING_ASKED);
  useEffect(() => {
    if (text === '') return;
    let stale = false;
    const take = (hits: readonly Hit[]) => {
      if (!stale) setAnswer({ text, hits });
    };
    replica.search(text, { limit }).then(take, () => take([]));
    return () => {
      stale = true;
    };
  }, [replica, text, limit, read]);
  return text === '' ? NOTHING_ASKED : answer;
}
