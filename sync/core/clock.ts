// A hybrid logical clock: says when a person edited, survives a wrong or backward wall clock, and never ties.
// Text, so that it sorts as it is compared: 13 digits of ms since the epoch, 4 hex of counter, 8 hex of node.
// Source: Kulkarni et al., "Logical Physical Clocks", 2014.

export type Clock = {
  /** A clock later than every one handed out or observed before. */
  tick(): string;
  /** Takes note of a clock that came from elsewhere, so that edits made after seeing it are later than it. */
  observe(clock: string): void;
};

/** Older than every clock: the clock of a column that nobody has edited. */
export const NEVER = '';

const COUNTER_LIMIT = 0xffff;
const CLOCK_FORM = /^(\d{13})-([0-9a-f]{4})-[0-9a-f]{8}$/;

/** Earlier than every clock made at `ms` since the epoch or after. */
export const clockAt = (ms: number): string => String(Math.floor(ms)).padStart(13, '0');

export type ClockPorts = {
  /** Eight hex digits that no other writer has. */
  node: string;
  /** Ms since the epoch by the server's clock, as well as this machine knows it. */
  now: () => number;
};

export function createClock({ node, now }: ClockPorts): Clock {
  let ms = 0;
  let counter = 0;

  return {
    tick() {
      const wall = Math.floor(now());
      if (wall > ms) {
        ms = wall;
        counter = 0;
      } else if (counter < COUNTER_LIMIT) {
        counter += 1;
      } else {
        ms += 1;
        counter = 0;
      }
      return `${String(ms).padStart(13, '0')}-${counter.toString(16).padStart(4, '0')}-${node}`;
    },

    observe(clock) {
      const read = CLOCK_FORM.exec(clock);
      if (!read) return;
      const seenMs = Number(read[1]);
      const seenCounter = parseInt(read[2] ?? '0', 16);
      if (seenMs > ms) {
        ms = seenMs;
        counter = seenCounter;
      } else if (seenMs === ms) {
        counter = Math.max(counter, seenCounter);
      }
    },
  };
}
