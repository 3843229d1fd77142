import { useMemo } from 'react';
import { ChevronRight } from 'lucide-react';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { useShownRecord } from './record-context.ts';

/** Whom a company belongs to, through however many others, the furthest first. */
export function ParentChain() {
  const { row } = useShownRecord();
  const parent_id = row['parent_id'];
  if (typeof parent_id !== 'string') return null;
  return (
    <nav
      aria-label={t('records.fields.parent_id')}
      className="mb-0.5 flex flex-wrap items-center text-small text-secondary"
    >
      <Parent id={parent_id} below={[]} />
    </nav>
  );
}

const LONGEST = 8;

/** `below`: what leads here, so that a circle, which two people may have made offline, ends. */
function Parent({ id, below }: { id: string; below: readonly string[] }) {
  const { replica, open } = useShownRecord();
  const row = useLive(useMemo(() => replica.record('companies', id), [replica, id]));
  if (!row) return null;
  const { parent_id } = row;
  return (
    <>
      {parent_id !== null && !below.includes(parent_id) && below.length < LONGEST && (
        <Parent id={parent_id} below={[...below, id]} />
      )}
      <button
        type="button"
        className="max-w-50 truncate rounded-control underline-offset-3 hover:text-text hover:underline"
        onClick={() => open('companies', id)}
      >
        {row.name}
      </button>
      <ChevronRight aria-hidden className="mx-0.5 size-3 rtl:rotate-180" />
    </>
  );
}
