// Which records were opened last, the newest first: by their ids only, so that nothing of them stays on the disk when
// they leave the replica.
import { useMemo } from 'react';
import { create } from 'zustand';
import { RECORD_TABLES, type Live, type RecordTable, type Replica, type Rows } from '../../sync/index.ts';
import { useLive } from '../ui/use-live.ts';
import { useScreen, type PanelRecord, type Route } from './screen.ts';

const MOST = 30;

export const useRecent = create<{ recent: readonly PanelRecord[] }>(() => ({ recent: [] }));

/** What the setting says; nothing for what cannot be read. */
export function parseRecent(setting: unknown): readonly PanelRecord[] {
  if (!Array.isArray(setting)) return [];
  const tables: readonly unknown[] = Object.values(RECORD_TABLES);
  return setting
    .filter(
      (one: unknown): one is PanelRecord =>
        typeof one === 'object' &&
        one !== null &&
        'table' in one &&
        tables.includes(one.table) &&
        'id' in one &&
        typeof one.id === 'string',
    )
    .slice(0, MOST)
    .map(({ table, id }) => ({ table, id }));
}

/** `recent` with `opened` in front. The same where it is there already. */
export function wasOpened(recent: readonly PanelRecord[], opened: PanelRecord): readonly PanelRecord[] {
  if (recent[0]?.id === opened.id) return recent;
  return [opened, ...recent.filter(({ id }) => id !== opened.id)].slice(0, MOST);
}

/** The record that a route shows; null where it shows none. */
export function openedBy({ to, id, panel }: Route): PanelRecord | null {
  if (panel) return panel;
  if (id === null || (to !== 'contact' && to !== 'company' && to !== 'deal')) return null;
  return { table: RECORD_TABLES[to], id };
}

/** Begins with `initial`, takes down every record that is opened, and hands what is kept to `save`. Called once. */
export function startRecent(
  initial: readonly PanelRecord[],
  save: (recent: readonly PanelRecord[]) => void,
): void {
  useRecent.setState({ recent: initial });
  const take = (route: Route) => {
    const opened = openedBy(route);
    if (opened) useRecent.setState(({ recent }) => ({ recent: wasOpened(recent, opened) }));
  };
  take(useScreen.getState().visit.route);
  useScreen.subscribe(({ visit }, before) => {
    if (visit.route !== before.visit.route) take(visit.route);
  });
  useRecent.subscribe(({ recent }, before) => {
    if (recent !== before.recent) save(recent);
  });
}

export type RecentRecord = PanelRecord & { row: Rows[RecordTable] };

/**
 * The records opened last that are here and not deleted, the newest first; undefined until they are read. With the
 * record shown now where it is one, in the first place.
 */
export function useRecentRecords(replica: Replica, limit: number): readonly RecentRecord[] | undefined {
  const recent = useRecent((state) => state.recent);
  return useLive(useMemo(() => liveRecords(replica, recent, limit), [replica, recent, limit]));
}

function liveRecords(
  replica: Replica,
  recent: readonly PanelRecord[],
  limit: number,
): Live<readonly RecentRecord[]> {
  const lives = recent.map(({ table, id }) => ({ table, id, live: replica.record(table, id) }));
  let held: readonly RecentRecord[] = [];
  return {
    get() {
      const read = lives.map(({ table, id, live }) => ({ table, id, row: live.get() }));
      if (read.some(({ row }) => row === undefined)) return undefined;
      const here = read
        .flatMap(({ table, id, row }) => (row?.deleted_at === null ? [{ table, id, row }] : []))
        .slice(0, limit);
      if (here.length !== held.length || here.some(({ row }, at) => row !== held[at]?.row)) held = here;
      return held;
    },
    subscribe(listener) {
      const ends = lives.map(({ live }) => live.subscribe(listener));
      return () => {
        for (const end of ends) end();
      };
    },
  };
}
