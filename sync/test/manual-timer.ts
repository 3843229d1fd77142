import type { Timer } from '../core/ports.ts';

export type ManualTimer = Timer & {
  advance(ms: number): void;
  /** When something is to be called next; null when nothing is. */
  due(): number | null;
};

/** Time stands still until it is advanced; what is due is called in order. */
export function createManualTimer(start = 1_763_729_000_000): ManualTimer {
  let now = start;
  const waiting = new Set<{ at: number; call: () => void }>();

  function first(): { at: number; call: () => void } | null {
    let found: { at: number; call: () => void } | null = null;
    for (const entry of waiting) if (!found || entry.at < found.at) found = entry;
    return found;
  }

  return {
    now: () => now,
    after(ms, call) {
      const entry = { at: now + ms, call };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    advance(ms) {
      const until = now + ms;
      for (let next = first(); next && next.at <= until; next = first()) {
        waiting.delete(next);
        now = Math.max(now, next.at);
        next.call();
      }
      now = until;
    },
    due: () => first()?.at ?? null,
  };
}
