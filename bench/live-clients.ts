// Many live clients in one process: each is the real engine with a connection of its own, and its rows in memory.
// Started by the case `live` with where and how many as JSON; says "ready" when all are in sync, ends with its stdin.
import type { ServerPlace } from '../sync/api.ts';
import { createEngine, type EngineStatus } from '../sync/core/engine.ts';
import { createSupabaseRemote } from '../sync/remote/supabase-remote.ts';
import { systemTimer } from '../sync/replica/system.ts';
import { createMemoryStores } from '../sync/test/memory-stores.ts';

const [asked = ''] = process.argv.slice(2);
const { place, token, count } = JSON.parse(asked) as { place: ServerPlace; token: string; count: number };

const inSync = () =>
  new Promise<void>((resolve, reject) => {
    createEngine({
      user_id: place.user_id,
      ...createMemoryStores(),
      remote: createSupabaseRemote({ ...place, token: () => token }),
      timer: systemTimer,
      random: Math.random,
      report: ({ kind, fault }: EngineStatus) => {
        if (fault) reject(new Error(fault.message));
        if (kind === 'idle') resolve();
      },
      offsetMeasured: () => undefined,
    }).start();
  });

process.stdin.on('close', () => process.exit()).resume();
/** All at once would be a first sync of so many. */
const AT_ONCE = 5;
for (let left = count; left > 0; left -= AT_ONCE)
  await Promise.all(Array.from({ length: Math.min(left, AT_ONCE) }, inSync));
process.stdout.write('ready\n');
