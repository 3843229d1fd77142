const SLICE_MS = 10;

/** Lets the window draw and answer. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Calls back for each of `items`, a few milliseconds at a time. */
export async function inSlices<T>(items: readonly T[], work: (item: T, at: number) => void): Promise<void> {
  let since = performance.now();
  for (const [at, item] of items.entries()) {
    work(item, at);
    if (performance.now() - since < SLICE_MS) continue;
    await pause();
    since = performance.now();
  }
}
