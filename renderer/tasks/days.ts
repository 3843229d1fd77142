// Arithmetic on days: ISO 8601 dates without a zone, so that no summer time moves one.
const DAY_MS = 86_400_000;

const atUtc = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const plusDays = (day: string, days: number): string =>
  new Date(atUtc(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The Monday after `day`. */
export const nextMonday = (day: string): string =>
  plusDays(day, 7 - ((new Date(atUtc(day)).getUTCDay() + 6) % 7));
