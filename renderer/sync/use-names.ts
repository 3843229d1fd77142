import { useMemo, useSyncExternalStore } from 'react';
import type { BoardView, Replica } from '../../sync/index.ts';
import { useCatalog } from '../fields/use-catalog.ts';
import type { Names } from './values.ts';

/** Stages and people by name; the currency of a deal by the board it is on, which is read where it is not open yet. */
export function useNames(replica: Replica): Names {
  const views = useMemo(() => boardViews(replica), [replica]);
  const boards = useSyncExternalStore(views.subscribe, views.get);
  const stages = useCatalog(replica, 'board_stages');
  const people = useCatalog(replica, 'profiles');
  return useMemo(
    () => ({
      stage: (id) => stages.find((stage) => stage.id === id)?.name ?? null,
      person: (id) => people.find((person) => person.id === id)?.name ?? null,
      currency: (record_id) => {
        for (const { stages } of boards)
          for (const { cards } of stages) {
            const card = cards.find((one) => one.record_id === record_id);
            if (card) return card.currency;
          }
        return null;
      },
      me: replica.place.user_id,
    }),
    [boards, stages, people, replica],
  );
}

function boardViews(replica: Replica) {
  const list = replica.boards();
  let views: readonly BoardView[] = [];

  function get(): readonly BoardView[] {
    const now = (list.get() ?? []).flatMap(({ id }) => replica.board(id).get() ?? []);
    if (now.length !== views.length || now.some((view, at) => view !== views[at])) views = now;
    return views;
  }

  function subscribe(listener: () => void): () => void {
    const watched = new Map<string, () => void>();
    const watchBoards = () => {
      for (const { id } of list.get() ?? [])
        if (!watched.has(id)) watched.set(id, replica.board(id).subscribe(listener));
    };
    const end = list.subscribe(() => {
      watchBoards();
      listener();
    });
    watchBoards();
    return () => {
      end();
      for (const stop of watched.values()) stop();
    };
  }

  return { get, subscribe };
}
