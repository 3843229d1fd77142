import { useEffect, useState } from 'react';
import type { Hit, RecordTable, Replica } from '../../sync/index.ts';

const LIMIT = 20;

/** Records that are found for `text`, the best first; what was found before stands until then. */
export function useRecordHits(
  replica: Replica,
  tables: readonly RecordTable[],
  text: string,
): readonly Hit[] {
  const [hits, setHits] = useState<readonly Hit[]>([]);
  const asked = tables.join();
  useEffect(() => {
    let current = true;
    const options = { tables: asked.split(',') as RecordTable[], limit: LIMIT };
    void replica.search(text, options).then((found) => {
      if (current) setHits(found);
    });
    return () => {
      current = false;
    };
  }, [replica, asked, text]);
  return hits;
}
