import { useEffect, useState } from 'react';
import type { Duplicate, DuplicateQuery, Replica } from '../../sync/index.ts';
import { t } from '../words/t.ts';

type Props = DuplicateQuery & {
  replica: Replica;
  /** The record that is already there is to be shown. */
  onOpen: (id: string) => void;
};

/** Typing goes on for longer than this between two keys. */
const PAUSE_MS = 150;
const SHORTEST_NAME = 3;

/** Says under a form that what is typed may be here already. Keeps its line, so that nothing below it moves. */
export function DuplicateHint({ replica, onOpen, ...query }: Props) {
  const found = useDuplicate(replica, query);
  return (
    <p role="status" className="flex min-h-5 min-w-0 items-baseline gap-1 text-small">
      {found && (
        <>
          <span className="shrink-0 text-due">{t(`duplicates.hint.${query.table}.${found.because}`)}</span>
          <span className="min-w-0 truncate font-medium">{found.title}</span>
          <span aria-hidden className="text-secondary">
            ·
          </span>
          <button
            type="button"
            aria-label={t('duplicates.open', { name: found.title })}
            onClick={() => onOpen(found.id)}
            className="shrink-0 rounded-control font-medium underline decoration-edge underline-offset-3 fades hover:decoration-current"
          >
            {t('duplicates.hint.open')}
          </button>
        </>
      )}
    </p>
  );
}

/** The record that what is typed is most likely the same as; null where there is none. */
export function useDuplicate(replica: Replica, query: DuplicateQuery): Duplicate | null {
  const [answer, setAnswer] = useState<{ asked: string; found: Duplicate | null }>({
    asked: '',
    found: null,
  });
  const asked = askedBy(query);
  useEffect(() => {
    if (asked === '') return;
    let stale = false;
    const timer = setTimeout(() => {
      void replica.duplicates(JSON.parse(asked) as DuplicateQuery).then(([found]) => {
        if (!stale) setAnswer({ asked, found: found ?? null });
      });
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [replica, asked]);
  return asked === '' ? null : answer.found;
}

/** The query as text, so that it is the same as long as it asks the same; empty where there is too little to ask. */
function askedBy({ table, but, name, email, phone, domain }: DuplicateQuery): string {
  const known = { name: (name ?? '').trim(), email, phone, domain };
  if (known.name.length < SHORTEST_NAME) known.name = '';
  return Object.values(known).some(Boolean) ? JSON.stringify({ table, but, ...known }) : '';
}
