// The lists of a window. Each is told by the reader, of which it holds the rows that are shown, and shows the edits of
// this window in the same tick.
import type { SyncedRow } from '../core/ports.ts';
import type { Looking } from '../query/matches.ts';
import type { Lookup } from '../query/row.ts';
import type { ListQuery, ListRow, ListView, LiveList } from '../reads.ts';
import { createLiveValue } from '../replica/live-value.ts';
import type { ReaderLink, WatchedList } from './link.ts';
import { editedRow, listView, type Told } from './list-view.ts';
import type { ListNews, Range } from './messages.ts';
import type { Overlay } from './overlay.ts';

export type ListPorts = {
  link: ReaderLink;
  overlay: Overlay;
  looking: () => Looking;
  /** What this window has at hand, for names. */
  lookup: Lookup;
};

/** By id: the row as it was edited, and as the list shows it. */
type Edited = Map<string, { from: SyncedRow; row: ListRow }>;

const FIRST: Range = { from: 0, to: 100 };
/** Rows are asked for in blocks, with one to spare on either side, so that scrolling asks seldom. */
const BLOCK = 50;

export function openList(query: ListQuery, { link, overlay, looking, lookup }: ListPorts): LiveList {
  const view = createLiveValue<ListView>();
  let told: Told | null = null;
  let range = FIRST;
  let edited: Edited = new Map();
  let open: { watched: WatchedList; forget: () => void } | null = null;

  function news({ total, sums, complete, from, ids, rows: fresh }: ListNews): void {
    const before = told?.rows;
    const rows = new Map(fresh.map((row) => [row.id, row]));
    for (const id of ids) {
      const row = rows.get(id) ?? before?.get(id);
      if (row) rows.set(id, row);
    }
    told = { total, sums, complete, from, ids, rows };
    tell();
  }

  function tell(): void {
    if (!told) return;
    edited = editedNow(told.rows);
    view.set(listView(query, told, new Map([...edited].map(([id, { row }]) => [id, row])), looking()));
  }

  function overlayChanged(): void {
    if (told && edited.size + editedNow(told.rows).size > 0) tell();
  }

  /** Of the edits those that can be seen in this list: rows that are shown, and new ones of its record. */
  function editedNow(rows: Told['rows']): Edited {
    const now: Edited = new Map();
    for (const [id, from] of overlay.rows(query.table)) {
      if (!rows.has(id) && query.of === undefined) continue;
      const known = edited.get(id);
      const row =
        known?.from === from ? known.row : editedRow(query.table, from, rows.get(id) ?? known?.row, lookup);
      now.set(id, { from, row });
    }
    return now;
  }

  /** Also after `close`: a screen that comes back finds its list alive. */
  function watch(): WatchedList {
    open ??= {
      watched: link.watch(query, range, news),
      forget: overlay.subscribe(query.table, overlayChanged),
    };
    return open.watched;
  }
  watch();

  return {
    get: view.get,
    subscribe(listener) {
      watch();
      return view.subscribe(listener);
    },
    show(from, to) {
      const next = {
        from: Math.max(0, Math.floor(from / BLOCK) - 1) * BLOCK,
        to: (Math.ceil(to / BLOCK) + 1) * BLOCK,
      };
      if (next.from === range.from && next.to === range.to) return;
      range = next;
      if (open) open.watched.range(range);
    },
    async ids() {
      const answer = await link.ask('ids', { list: watch().list });
      return answer.ok ? answer.value : [];
    },
    async placeOf(id) {
      const answer = await link.ask('place', { list: watch().list, id });
      return answer.ok ? answer.value : null;
    },
    close() {
      open?.watched.end();
      open?.forget();
      open = null;
    },
  };
}
