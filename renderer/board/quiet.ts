// How long nothing has happened on a record, and when that is too long. Pure.
import { isoDay } from '../ui/dates.ts';

const DAY_MS = 86_400_000;
/** On a stage that is open, as in the figures of the pipeline. */
const QUIET_DAYS = 14;

/** Days from the moment `last_activity_at` to `today`, where they are worth a word; null else. */
export function quietDays(last_activity_at: string, today: string): number | null {
  const last = new Date(last_activity_at);
  if (Number.isNaN(last.getTime())) return null;
  const days = Math.round((Date.parse(today) - Date.parse(isoDay(last))) / DAY_MS);
  return days >= QUIET_DAYS ? days : null;
}
