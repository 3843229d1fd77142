// What is being written on a timeline, by record: it is there again when one comes back to it.
import { create } from 'zustand';

export const COMPOSED = ['note', 'call', 'email', 'meeting'] as const;
export type Composed = (typeof COMPOSED)[number];

export type Draft = {
  kind: Composed;
  body: string;
  /** In this machine's zone; null is now. */
  day: string | null;
  /** `hh:mm`; null is this time of the day. */
  time: string | null;
};
export const EMPTY_DRAFT: Draft = { kind: 'note', body: '', day: null, time: null };

const useDrafts = create<{ drafts: ReadonlyMap<string, Draft> }>(() => ({ drafts: new Map() }));

export const useDraft = (record_id: string): Draft =>
  useDrafts(({ drafts }) => drafts.get(record_id) ?? EMPTY_DRAFT);

/** What differs of the draft of a record; null discards it. */
export function keepDraft(record_id: string, change: Partial<Draft> | null): void {
  useDrafts.setState(({ drafts }) => {
    const next = new Map(drafts);
    if (change === null) next.delete(record_id);
    else next.set(record_id, { ...(drafts.get(record_id) ?? EMPTY_DRAFT), ...change });
    return { drafts: next };
  });
}

/** The moment a draft speaks of, ISO 8601; undefined is now. Never later than `now`. */
export function momentOf({ day, time }: Pick<Draft, 'day' | 'time'>, now: Date): string | undefined {
  if (day === null && time === null) return undefined;
  const [year = 0, month = 1, date = 1] = (day ?? '').split('-').map(Number);
  const [hours = 0, minutes = 0] =
    time === null ? [now.getHours(), now.getMinutes()] : time.split(':').map(Number);
  const at = day === null ? new Date(now) : new Date(year, month - 1, date);
  at.setHours(hours, minutes, 0, 0);
  return at.getTime() > now.getTime() ? now.toISOString() : at.toISOString();
}
