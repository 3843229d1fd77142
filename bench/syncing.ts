// A first sync of a workspace in Chromium with a new profile, by us and by each peer.
import type { Bench } from './bench.ts';
import type { PageBench, Place } from './page/bench.ts';
import { signIn, type Seeded } from './stack.ts';

/** `folder`: the profile, closed, with everything in its IndexedDB. */
export type Synced = { ms: number; folder: string };

declare const window: { bench: PageBench };

export async function placeOf(workspace: Seeded): Promise<Place> {
  const { stack, workspace_id, workspace_name, user_id, email } = workspace;
  const { token } = await signIn(workspace);
  const { url, publishable_key } = stack;
  return { url, publishable_key, user_id, email, workspace_id, workspace_name, token };
}

export async function inNewProfile(
  bench: Bench,
  run: (page: Awaited<ReturnType<Awaited<ReturnType<Bench['profile']>>['page']>>) => Promise<number>,
): Promise<Synced> {
  const profile = await bench.profile();
  const ms = await run(await profile.page('bench'));
  await profile.close();
  return { ms, folder: profile.folder };
}

export async function syncOurs(bench: Bench, workspace: Seeded): Promise<Synced> {
  const place = await placeOf(workspace);
  return inNewProfile(bench, (page) => page.evaluate((at) => window.bench.firstSync(at), place));
}

/** fetch: the same pages, thrown away: how fast they come at most, one after the other. */
export const syncPeer =
  (what: 'fetch' | 'dexie') =>
  async (bench: Bench, workspace: Seeded): Promise<Synced> => {
    const { token, ...place } = await placeOf(workspace);
    const asked = { do: what, place, token } as const;
    return inNewProfile(bench, (page) => page.evaluate((what) => window.bench.inPeer(what), asked));
  };

export async function syncPlugin(
  bench: Bench,
  workspace: Seeded,
  tables: readonly string[],
): Promise<Synced> {
  const { token, ...place } = await placeOf(workspace);
  const asked = { do: 'plugin', place, token, tables: [...tables] } as const;
  return inNewProfile(bench, (page) => page.evaluate((what) => window.bench.inPeer(what), asked));
}
