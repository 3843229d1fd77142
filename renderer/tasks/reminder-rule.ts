// Whether it is time to remind of what is due: once a day, at the chosen time or as soon after it as the app runs. A day
// on which nothing was due at that time is over too: what is put on today later is known to whoever puts it there.
import { isoDay } from '../ui/dates.ts';

/** `time`: "HH:MM" by this machine's clock. */
export type Reminders = { on: boolean; time: string };

export type Situation = {
  now: Date;
  reminders: Reminders;
  /** The day that was looked at last, as an ISO 8601 date. */
  said: string | null;
  /** Open tasks that are due or overdue; null while they are not read. */
  due: number | null;
};

export type Decision =
  | { kind: 'remind' }
  /** Nothing is due: the day counts as looked at. */
  | { kind: 'pass' }
  /** Look again at that time, in ms; null: not before something changes. */
  | { kind: 'wait'; until: number | null };

export const DEFAULT_REMINDERS: Reminders = { on: true, time: '09:00' };

export function decideReminder({ now, reminders, said, due }: Situation): Decision {
  if (!reminders.on) return { kind: 'wait', until: null };
  if (said === isoDay(now)) return { kind: 'wait', until: timeOn(now, 1, reminders.time) };
  const today = timeOn(now, 0, reminders.time);
  if (now.getTime() < today) return { kind: 'wait', until: today };
  if (due === null) return { kind: 'wait', until: null };
  return { kind: due > 0 ? 'remind' : 'pass' };
}

function timeOn(now: Date, days: number, time: string): number {
  const [hours = 9, minutes = 0] = time.split(':').map(Number);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hours, minutes).getTime();
}

/** What a setting says, with the default for what it does not say. */
export function parseReminders(setting: unknown): Reminders & { said: string | null } {
  const { on, time, said } = (typeof setting === 'object' && setting !== null ? setting : {}) as Record<
    string,
    unknown
  >;
  return {
    on: typeof on === 'boolean' ? on : DEFAULT_REMINDERS.on,
    time: typeof time === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/u.test(time) ? time : DEFAULT_REMINDERS.time,
    said: typeof said === 'string' ? said : null,
  };
}
