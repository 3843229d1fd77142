import type { Timer } from '../core/ports.ts';

export const systemTimer: Timer = {
  now: () => Date.now(),
  after(ms, call) {
    const timeout = setTimeout(call, ms);
    return () => clearTimeout(timeout);
  },
};

/** What else waits for this thread comes first. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Eight hex digits: this writer's part of every clock it makes. */
export function randomNode(): string {
  const [node = 0] = crypto.getRandomValues(new Uint32Array(1));
  return node.toString(16).padStart(8, '0');
}
