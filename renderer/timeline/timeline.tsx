// What happened on a record, newest first: read as one scrolls, with a place to write at the top.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { History } from 'lucide-react';
import type { ListQuery, RecordType, Replica } from '../../sync/index.ts';
import type { Directory } from '../fields/directory.ts';
import { tablesOf, type Field } from '../fields/field.ts';
import { useNames, type Reference } from '../fields/use-reference-names.ts';
import { Empty } from '../ui/empty.tsx';
import { useLive } from '../ui/use-live.ts';
import { useList } from '../ui/use-list.ts';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { Composer } from './composer.tsx';
import { DayLine, FoldLine } from './day-line.tsx';
import { EntryRow } from './entry-row.tsx';
import { Filter, typesOf, type Shown } from './filter.tsx';
import { itemsOf, type Entry, type Item } from './items.ts';
import { OlderEntries } from './older-entries.tsx';
import { isWritten, recordsIn, sentenceOf, type Known } from './sentences.ts';
import { TimelineRows } from './timeline-rows.tsx';

type Props = {
  replica: Replica;
  record_type: RecordType;
  record_id: string;
  /** ISO 8601: when the record was made. */
  since: string;
  fields: readonly Field[];
  directory: Directory;
  /** ISO 4217 of the record's value. */
  currency: string | null;
  /** Whether this person may write here; `deleted`: nobody may, and that is said elsewhere. */
  writable: boolean | 'deleted';
  /** Scrolls along, over everything. */
  above?: ReactNode;
};

const PAGE = 60;
/** Each reading goes over what was read before: larger and larger steps keep that in proportion to what there is. */
const LARGEST_PAGE = 480;
const more = (wanted: number): number => wanted + Math.min(wanted, LARGEST_PAGE);

export function Timeline({ replica, record_type, record_id, since, writable, above, ...known }: Props) {
  const { fields, directory, currency } = known;
  const [shown, setShown] = useState<Shown>('all');
  const [wanted, setWanted] = useState(PAGE);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const query = useMemo(
    (): ListQuery<'timeline_entries'> => ({
      table: 'timeline_entries',
      of: record_id,
      order: [{ cell: 'happened_at', direction: 'descending' }],
      ...(shown === 'all'
        ? {}
        : { conditions: [{ kind: 'any_of', cell: 'entry_type', values: typesOf(shown) }] }),
    }),
    [record_id, shown],
  );
  const read = useList(replica, query);
  const [list, view] = [read?.list, read?.view];
  const total = view?.total ?? 0;
  useEffect(() => {
    if (total > 0) list?.show(0, Math.min(wanted, total));
  }, [list, wanted, total]);

  const entries = useMemo(() => {
    const found: Entry[] = [];
    for (let at = 0; at < Math.min(wanted, total); at += 1) {
      const row = view?.row(at);
      if (!row) break;
      found.push(row);
    }
    return found;
  }, [view, wanted, total]);
  const items = useMemo(() => itemsOf(entries, open), [entries, open]);
  const waiting = useWaiting(replica);
  const hasServer = replica.place.url !== null;
  const record = useRecordNames(replica, entries, fields);
  const sentences: Known = useMemo(
    () => ({ fields, directory, currency, record }),
    [fields, directory, currency, record],
  );

  const scroller = useRef<HTMLDivElement>(null);
  const [head, headHeight] = useHeight();
  const isThere = entries.length === Math.min(wanted, total);
  const hasMore = entries.length < total;
  const onMore = useCallback(() => setWanted(more), []);

  const onDelete = useCallback(
    (entry: Entry) => {
      const { id, entry_type } = entry;
      const said = t(`timeline.deleted.${isWritten(entry_type) ? entry_type : 'note'}`);
      void write(replica, 'delete_entry', { entry_id: id }, said);
    },
    [replica],
  );
  const draw = useCallback(
    (item: Item): ReactNode => {
      const authorOf = (author_id: string | null): string | null =>
        author_id === null ? null : (directory.person(author_id) ?? t('timeline.somebody'));
      if (item.kind === 'day') return <DayLine day={item.day} />;
      if (item.kind === 'fold')
        return (
          <FoldLine
            entries={item.entries}
            open={item.open}
            authorOf={authorOf}
            onToggle={() => setOpen((before) => toggled(before, item.key))}
          />
        );
      const { entry } = item;
      const mine = entry.author_id === directory.me;
      return (
        <EntryRow
          entry={entry}
          author={authorOf(entry.author_id)}
          said={sentenceOf(entry, sentences)}
          sent={hasServer ? (waiting.has(entry.id) || entry.row_version === 0 ? 'waiting' : 'sent') : null}
          onDelete={mine && writable === true ? onDelete : null}
        />
      );
    },
    [directory, sentences, waiting, hasServer, writable, onDelete],
  );

  return (
    <div ref={scroller} className="quiet-scroll min-w-0 grow overflow-y-auto" tabIndex={-1}>
      <div ref={head} className="mx-auto max-w-190 px-4">
        {above}
        <div className="pt-4 pb-1">
          {writable === true && (
            <Composer replica={replica} record_type={record_type} record_id={record_id} />
          )}
          {writable === false && <p className="text-secondary">{t('timeline.compose.not_allowed')}</p>}
        </div>
        <Filter
          shown={shown}
          onShown={(next) => {
            setShown(next);
            setWanted(PAGE);
          }}
        />
      </div>
      {view && total === 0 && (
        <div className="h-64">
          {shown === 'all' ? (
            <Empty
              icon={<History aria-hidden className="size-5" />}
              title={t('timeline.empty')}
              text={t('timeline.empty_text')}
            />
          ) : (
            <p className="px-4 py-8 text-center text-secondary">{t('timeline.empty_filter')}</p>
          )}
        </div>
      )}
      <TimelineRows
        scroller={scroller}
        top={headHeight}
        items={items}
        draw={draw}
        onMore={hasMore && isThere ? onMore : null}
        busy={hasMore}
      />
      {view && !hasMore && shown === 'all' && (
        <OlderEntries key={record_id} replica={replica} record_id={record_id} since={since} />
      )}
    </div>
  );
}

const toggled = (keys: ReadonlySet<string>, key: string): ReadonlySet<string> => {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
};

/** The height of what lies above the rows, as it changes. */
function useHeight(): [ref: React.RefObject<HTMLDivElement | null>, height: number] {
  const element = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const measure = () => setHeight(current.offsetHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return [element, height];
}

/** The rows of this laptop that the server has not taken. */
function useWaiting(replica: Replica): ReadonlySet<string> {
  const outbox = useLive(useMemo(() => replica.outbox(), [replica]));
  return useMemo(
    () => new Set((outbox ?? []).flatMap(({ writes }) => writes.map(({ row_id }) => row_id))),
    [outbox],
  );
}

/** What the records are called that the changes speak of. */
function useRecordNames(
  replica: Replica,
  entries: readonly Entry[],
  fields: readonly Field[],
): Known['record'] {
  const references = useMemo(() => {
    const found = new Map<string, Reference>();
    const referring = fields.filter((field) => tablesOf(field).length > 0);
    for (const entry of entries)
      for (const { field, id } of recordsIn(entry, referring))
        found.set(id, { key: id, id, tables: tablesOf(field) });
    return [...found.values()];
  }, [entries, fields]);
  const names = useNames(replica, references);
  return useCallback((id) => names[id] ?? null, [names]);
}
