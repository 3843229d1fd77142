// Days of the calendar in this machine's zone, as `yyyy-mm-dd`.

const two = (part: number) => (part < 10 ? `0${part}` : String(part));

/** `now` in ms since the epoch. */
export function dayAt(now: number): string {
  const at = new Date(now);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The day of a date or a timestamp. */
export const dayOf = (text: string): string => (text.length <= 10 ? text : dayAt(Date.parse(text)));

/** `days` after a day. */
export function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** `yyyy-mm`, `months` before the month of a day. */
export function monthBefore(day: string, months: number): string {
  const at = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() - months);
  return at.toISOString().slice(0, 7);
}
