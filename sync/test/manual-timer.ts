import type { Timer } from '../core/ports.ts';

export type ManualTimer = Timer & { advance(ms: number): void };

/** Time stands still until it is advanced; what is due is called in order. */
export function createManualTimer(start = 1_763_729_000_000): ManualTimer {
  let now = start;
  const waiting = new Set<{ at: number; call: () => void }>();
  return {
    now: () => now,
    after(ms, call) {
      const entry = { at: now + ms, call };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    advance(ms) {
      const until = now + ms;
      for (;;) {
        const [next] = [...waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        waiting.delete(next);
        now = Math.max(now, next.at);
        next.call();
      }
      now = until;
    },
  };
}
