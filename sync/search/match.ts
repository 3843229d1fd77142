// In which cell a record was found, where its name does not say it.
import { phoneDigits, wordsIn } from './fold.ts';
import { answers, type Query, type Stretch } from './query.ts';

type Written = { title: string; fields: Readonly<Record<string, string>> };

/** What is shown before a match, and in all. */
const BEFORE = 24;
const LONGEST = 90;

/** Null where the name has every word of the query. `bodies`: texts of the timeline, the newest last. */
export function matchOf(
  { title, fields }: Written,
  bodies: readonly { body: string }[],
  { words, digits, lenient }: Query,
): { cell: string; text: string } | null {
  const missing = words.filter((asked) => !stretchOf(title, asked, lenient));
  if (digits !== null)
    for (const [cell, text] of Object.entries(fields)) {
      const phone = phoneDigits(text);
      if (phone.length >= 3 && (phone.includes(digits) || digits.endsWith(phone)))
        return { cell, text: cutAround(text, { from: 0, to: text.length }) };
    }
  for (const asked of missing) {
    for (const [cell, text] of Object.entries(fields)) {
      const stretch = stretchOf(text, asked, lenient);
      if (stretch) return { cell, text: cutAround(text, stretch) };
    }
    for (const { body } of bodies.toReversed()) {
      const stretch = stretchOf(body, asked, lenient);
      if (stretch) return { cell: 'body', text: withoutMarks(cutAround(body, stretch)) };
    }
  }
  return null;
}

/** Where the first word of `text` stands that answers to `asked`, those without an error first. */
function stretchOf(text: string, asked: string, lenient: boolean): Stretch | null {
  let meant: Stretch | null = null;
  for (const word of wordsIn(text)) {
    if (word.folded.startsWith(asked)) return word;
    if (lenient && !meant && answers(word.folded, asked, true)) meant = word;
  }
  return meant;
}

/** At most about `LONGEST` characters of `text` with the match in it, on one line. */
function cutAround(text: string, { from }: Stretch): string {
  let start = 0;
  if (text.length > LONGEST && from > BEFORE) {
    const space = text.slice(0, from).search(/\s\S*$/);
    const back = text.slice(from - BEFORE, from).search(/\s/);
    start = back >= 0 ? from - BEFORE + back + 1 : space >= 0 ? space + 1 : from;
  }
  const cut = text.slice(start, start + LONGEST);
  const whole = (start > 0 ? '…' : '') + cut + (start + LONGEST < text.length ? '…' : '');
  return whole.replace(/\s+/g, ' ').trim();
}

/** Without the signs of Markdown that make text bold, a heading or a list. */
const withoutMarks = (text: string): string =>
  text.replace(/\*+|__|`+|(?<!\S)(?:#{1,6}|[>-])(?=\s)/g, '').replace(/\s+/g, ' ');
