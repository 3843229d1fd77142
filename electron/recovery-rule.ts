const IN_A_ROW_MS = 60_000;

/** Whether a window that stopped now is loaded anew or, after a stop shortly before, given up with words. */
export function nextRecovery(previousMs: number | null, nowMs: number): 'reload' | 'give_up' {
  return previousMs !== null && nowMs - previousMs < IN_A_ROW_MS ? 'give_up' : 'reload';
}
