// What a timeline shows, from its entries, newest first: a heading for each day, and many changes in a row as one line.
import type { ListRow } from '../../sync/index.ts';
import { isoDay } from '../ui/dates.ts';

export type Entry = ListRow<'timeline_entries'>;

export type Item =
  | { kind: 'day'; key: string; day: string }
  | { kind: 'entry'; key: string; entry: Entry }
  /** Changes in a row, the newest first; those of an open fold follow it as entries. */
  | { kind: 'fold'; key: string; entries: readonly Entry[]; open: boolean };

/** As many changes in a row are still told one by one. */
const TOLD = 3;

export const isChange = ({ entry_type }: Pick<Entry, 'entry_type'>): boolean =>
  entry_type === 'stage_change' || entry_type === 'field_edit';

const days = new WeakMap<Pick<Entry, 'happened_at'>, string>();

/** In this machine's zone. Kept: each reading of older entries goes over those that were read before. */
export function dayOf(entry: Pick<Entry, 'happened_at'>): string {
  const known = days.get(entry);
  if (known !== undefined) return known;
  const day = isoDay(new Date(entry.happened_at));
  days.set(entry, day);
  return day;
}

/** `open`: keys of the folds that are. A fold never reaches over a day. */
export function itemsOf(entries: readonly Entry[], open: ReadonlySet<string>): readonly Item[] {
  const items: Item[] = [];
  let at = 0;
  let day: string | null = null;
  while (at < entries.length) {
    const entry = entries[at];
    if (!entry) break;
    if (dayOf(entry) !== day) {
      day = dayOf(entry);
      items.push({ kind: 'day', key: day, day });
    }
    const row = changesFrom(entries, at);
    if (row.length > TOLD) {
      // The oldest stays the last of its row when newer ones come.
      const key = `fold ${row.at(-1)?.id ?? ''}`;
      items.push({ kind: 'fold', key, entries: row, open: open.has(key) });
      if (open.has(key)) items.push(...row.map(asItem));
      at += row.length;
    } else {
      items.push(asItem(entry));
      at += 1;
    }
  }
  return items;
}

const asItem = (entry: Entry): Item => ({ kind: 'entry', key: entry.id, entry });

/** The changes of one day in a row from `start` on, where one begins there. */
function changesFrom(entries: readonly Entry[], start: number): readonly Entry[] {
  const first = entries[start];
  const before = entries[start - 1];
  if (!first || !isChange(first)) return [];
  // In the middle of a row that is told one by one.
  if (before && isChange(before) && dayOf(before) === dayOf(first)) return [];
  let end = start;
  for (let next = entries[end]; next && isChange(next) && dayOf(next) === dayOf(first); next = entries[end])
    end += 1;
  return entries.slice(start, end);
}
