// How long to wait before asking a server again that did not answer: doubling, with full jitter, so that many
// clients that lost it together do not come back together. Source: "Exponential Backoff And Jitter", AWS, 2015.

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** Ms to wait after `failures` tries in a row have failed (1 or more). At least a quarter of the step, never zero. */
export function backoffMs(failures: number, random: () => number): number {
  const step = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return Math.round(step * (0.25 + 0.75 * random()));
}
