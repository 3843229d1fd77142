// Runs the machine of updates.ts: its timer, its feed, its hands, and what is remembered from one start to the next.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  UPDATE_CHANNELS,
  type NoUpdates,
  type Offer,
  type ReleaseNotes,
  type UpdateChannel,
  type Updates,
} from '../ipc/contract.ts';
import { begin, next, shown, type Effect, type Event } from '../updates.ts';
import { isOffered, readFeed, UpdateError, type Feed } from './feed.ts';
import type { Hands } from './hands.ts';
import { newsSince } from './release-notes.ts';
import { isNewer } from './version.ts';

export type UpdatePorts = {
  /** The version that runs. */
  installed: string;
  /** What is new in it. */
  news: ReleaseNotes | null;
  /** Null: this build does not update itself. */
  work: UpdateWork | null;
  /** Why it does not. */
  off: NoUpdates | null;
  /** One text that outlives the process; never one that a window may read. */
  kept: { read(): string | null; write(text: string): Promise<void> };
  now: () => number;
  /** Answers how to call it off. */
  after: (ms: number, call: () => void) => () => void;
  tell: (updates: Updates) => void;
  /** Quits the app as a person would; `place` is asked for on the way out. */
  quit: () => void;
  log: (line: string) => void;
};

export type UpdateWork = {
  keys: readonly string[];
  feedName: (channel: UpdateChannel) => string;
  /** The exact bytes of a feed and the text of its signature. Raises UpdateError. */
  fetchFeed: (name: string, signal: AbortSignal) => Promise<{ bytes: Uint8Array; signature: string }>;
  hands: Hands;
};

export type OpenedUpdates = {
  read: () => Updates;
  check: () => void;
  choose: (channel: UpdateChannel) => Promise<void>;
  restart: () => void;
  /** `who`: a window; one that is gone writes nothing. */
  writing: (who: object, writing: boolean) => void;
  /** Puts what is ready in place. Called once nothing is written any more and the process is about to end. */
  place: () => Promise<void>;
};

/** After the first window has had its time. */
const FIRST_CHECK_MS = 15_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const AFTER_FAILURE_MS = 60 * 60 * 1000;
/** A timer does not count the time that a laptop sleeps: it looks at the clock this often. */
const LOOK_MS = 10 * 60 * 1000;

const keptForm = z.object({
  channel: z.enum(UPDATE_CHANNELS),
  /** By feed: when the newest one that was believed was signed. */
  seen: z.record(z.string(), z.number()),
  /** This laptop's place in every staged roll-out; nobody is told of it. */
  share: z.string(),
  /** The version that was being put in place when the process ended. */
  placing: z.string().nullable(),
});
type Kept = z.infer<typeof keptForm>;

export function openUpdates(ports: UpdatePorts): OpenedUpdates {
  const { installed, news, work, kept: store, now, log } = ports;
  let kept = readKept(store.read());
  const unplaced = kept.placing !== null && isNewer(kept.placing, installed);
  let model = begin(work ? null : (ports.off ?? 'no_feed'), unplaced ? 'not_placed' : null);
  let dueAtMs = now() + FIRST_CHECK_MS;
  const writers = new Set<object>();
  let underWay = new AbortController();
  let found: Feed | null = null;

  const read = (): Updates => ({ channel: kept.channel, state: shown(model), news });
  const keep = async (changed: Partial<Kept>): Promise<void> => {
    kept = { ...kept, ...changed };
    await store.write(JSON.stringify(kept));
  };

  function dispatch(event: Event): void {
    const before = JSON.stringify(shown(model));
    const step = next(model, event);
    model = step.model;
    if (JSON.stringify(shown(model)) !== before) ports.tell(read());
    for (const effect of step.effects) begun(effect);
  }

  function begun(effect: Effect): void {
    switch (effect.kind) {
      case 'check':
        void report(effect.run, check);
        return;
      case 'download':
        void report(effect.run, download);
        return;
      case 'cancel':
        underWay.abort();
        return;
      case 'quit':
        ports.quit();
    }
  }

  /** Every work ends in an event. */
  async function report(
    run: number,
    does: (run: number, signal: AbortSignal) => Promise<Event>,
  ): Promise<void> {
    underWay = new AbortController();
    try {
      dispatch(await does(run, underWay.signal));
    } catch (error) {
      const reason = error instanceof UpdateError ? error.reason : 'unexpected';
      log(`an update failed: ${reason}`);
      dueAtMs = now() + AFTER_FAILURE_MS;
      dispatch({ kind: 'failed', run, reason });
    }
  }

  async function check(run: number, signal: AbortSignal): Promise<Event> {
    if (!work) throw new Error('This build does not update itself.');
    const { channel } = kept;
    const name = work.feedName(channel);
    const { bytes, signature } = await work.fetchFeed(name, signal);
    const seenMs = kept.seen[name] ?? 0;
    const feed = readFeed(bytes, signature, { keys: work.keys, name, nowMs: now(), seenMs });
    // Remembered before anything is done by it, so that an older one is refused from now on.
    await keep({ seen: { ...kept.seen, [name]: Date.parse(feed.issuedAt) } });
    dueAtMs = now() + DAY_MS;
    const offer = isOffered(feed, installed, kept.share) ? offerOf(feed, installed) : null;
    if (offer) found = feed;
    return { kind: 'found', run, offer, at: new Date(now()).toISOString() };
  }

  async function download(run: number, signal: AbortSignal): Promise<Event> {
    if (!work || !found) throw new Error('Nothing was found.');
    await work.hands.download(found, (percent) => dispatch({ kind: 'received', run, percent }), signal);
    return { kind: 'downloaded', run };
  }

  function look(): void {
    if (now() >= dueAtMs) {
      dueAtMs = now() + AFTER_FAILURE_MS;
      dispatch({ kind: 'due' });
    }
    ports.after(Math.min(Math.max(dueAtMs - now(), 0), LOOK_MS), look);
  }
  if (work) look();
  if (kept.placing !== null)
    keep({ placing: null }).catch(() => log('what an update left could not be cleared'));

  return {
    read,
    check: () => dispatch({ kind: 'asked' }),
    async choose(channel) {
      if (channel === kept.channel) return;
      await keep({ channel });
      dispatch({ kind: 'channel' });
      ports.tell(read());
    },
    restart: () => dispatch({ kind: 'restart' }),
    writing(who, writing) {
      if (writing) writers.add(who);
      else writers.delete(who);
      dispatch({ kind: 'writing', writing: writers.size > 0 });
    },
    async place() {
      if (!work || !model.ready) return;
      try {
        await keep({ placing: model.ready.version });
        await work.hands.place({ restart: model.restarting });
      } catch (error) {
        log(
          `an update could not be put in place: ${error instanceof UpdateError ? error.reason : 'unexpected'}`,
        );
      }
    },
  };
}

const offerOf = ({ version, releaseNotes }: Feed, installed: string): Offer => ({
  version,
  news: newsSince(
    releaseNotes.map(({ version: of, note }) => ({ version: of, lines: note.split('\n') })),
    { installed, version },
  ),
});

/** What cannot be read counts as never written: then only an older feed might be believed once more. */
function readKept(text: string | null): Kept {
  const fresh: Kept = { channel: 'stable', seen: {}, share: randomUUID(), placing: null };
  if (text === null) return fresh;
  try {
    return keptForm.parse(JSON.parse(text));
  } catch {
    return fresh;
  }
}
