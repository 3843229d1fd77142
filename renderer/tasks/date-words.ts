// The date at the end of a task as it is typed: "call Anna tomorrow", "send the offer by fri", "renew 12 mar".
// Only what is plainly meant as one, and never one in the past; all else stays in the title.
import { parseDay } from '../ui/parse-day.ts';
import { nextMonday, plusDays } from './days.ts';

export type DueText = { title: string; due: string };

/** As many words as a date has at most. */
const LONGEST = 4;
/** Lead over to a date, and are none of the title. */
const CONNECTING = new Set(['on', 'by', 'until', 'till', 'due', 'am', 'bis', 'zum']);
/** Those that mean another day here than by themselves. */
const PHRASES: readonly (readonly [RegExp, (today: string) => string])[] = [
  [/\s+(?:the )?day after tomorrow$/iu, (today) => plusDays(today, 2)],
  [/\s+(?:next week|nächste woche)$/iu, nextMonday],
];
/** A version, a share, an opening time, a difference. */
const NO_DATE = /^(?:\d{1,2}\.\d{1,2}|24\/7|[+-].*|now)$/iu;

/** Null where there is no date, or nothing before it. */
export function dueAtEnd(text: string, today: string, locale?: string): DueText | null {
  for (const [phrase, dayOf] of PHRASES) {
    const title = text.trim().replace(phrase, '');
    if (title !== text.trim()) return { title, due: dayOf(today) };
  }
  const words = text.trim().split(/\s+/u);
  for (let length = Math.min(LONGEST, words.length - 1); length > 0; length -= 1) {
    const said = words.slice(-length).join(' ');
    const due = NO_DATE.test(said) || isSpan(said, today) ? null : parseDay(said, today, { locale });
    if (due === null || due < today) continue;
    const before = words.slice(0, -length);
    if (before.length > 1 && CONNECTING.has(before.at(-1)?.toLowerCase() ?? '')) before.pop();
    return { title: before.join(' '), due };
  }
  return null;
}

/** "3 days" is how long something takes; "in 3 days" is when. */
const isSpan = (said: string, today: string): boolean =>
  /^[\d\p{L}]+ ?\p{L}+$/u.test(said) && parseDay(`in ${said}`, today) !== null;
