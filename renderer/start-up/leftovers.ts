// Replicas that are to leave the laptop: of a person who removes their data, and of a workspace that goes on at a server.
import type { Place, Replica, Result } from '../../sync/index.ts';
import { caught } from './caught.ts';
import { samePlace, type KnownPlaces } from './known-places.ts';

export type Leftovers = {
  /** What has gone on at the server of `replica` is removed when everything of it is there. */
  removeMoved: (replica: Replica) => void;
  /** Whoever removes their data means all of it, not only the workspace that was open. */
  forgetPerson: (person: Place) => Promise<void>;
};

export function createLeftovers(
  known: KnownPlaces,
  removeReplica: (place: Place) => Promise<Result<void>>,
): Leftovers {
  async function remove(gone: Place): Promise<void> {
    const removed = await caught(() => removeReplica(gone));
    if (removed.ok) await known.forget((each) => samePlace(each, gone));
  }

  return {
    removeMoved({ place, sync }) {
      const moved = known.moved().filter(({ workspace_id }) => workspace_id === place.workspace_id);
      if (place.url === null || moved.length === 0) return;
      const stop = sync.subscribe(look);
      look();
      function look(): void {
        const status = sync.get();
        if (status?.kind !== 'up_to_date' || status.waiting + status.attention > 0 || status.first_sync)
          return;
        stop();
        for (const gone of moved) void remove(gone);
      }
    },
    async forgetPerson(person) {
      const all = known.places.get().filter(({ user_id }) => user_id === person.user_id);
      for (const place of all) if (!samePlace(place, person)) await caught(() => removeReplica(place));
      await known.forget(({ user_id }) => user_id === person.user_id);
    },
  };
}
