// What is asked for, read out of what was typed, and when a word answers to it.
import { fold, foldedWords, phoneDigits, wordsIn } from './fold.ts';
import { nextRow } from './vocabulary.ts';

/** Every word, and the digits where there are any, are to be found. `lenient`: typing errors are forgiven. */
export type Query = { words: readonly string[]; digits: string | null; lenient: boolean };

const LONGEST_TEXT = 200;
const MOST_WORDS = 12;
/** Digits and what stands between them in a phone number, not within a word. */
const NUMBER = /(?<![\p{L}\p{N}])\+?\(?\d[\d\s()./–-]*\d(?![\p{L}\p{N}])/gu;

/** The ways to understand `text`, from the strictest to the most lenient; each next one is for where hits are few. */
export function readQueries(text: string): Query[] {
  const typed = text.slice(0, LONGEST_TEXT);
  const words = [...new Set(foldedWords(typed))].slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  const queries: Query[] = [{ words, digits: null, lenient: false }];
  const number = longest(typed.match(NUMBER) ?? []);
  const digits = phoneDigits(number);
  if (digits.length >= 3) {
    const others = [...new Set(foldedWords(typed.replace(number, ' ')))].slice(0, MOST_WORDS);
    // What is long enough to be a phone number is one first.
    queries.splice(digits.length >= 5 ? 0 : 1, 0, { words: others, digits, lenient: false });
  }
  if (words.some((word) => errorsIn(word) > 0)) queries.push({ words, digits: null, lenient: true });
  return queries;
}

const longest = (texts: readonly string[]): string =>
  texts.reduce((one, other) => (other.length > one.length ? other : one), '');

/** How many typing errors a word may have. A number has none: another digit is another number. */
export function errorsIn(word: string): number {
  if (word.length < 4 || /\p{N}/u.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
}

/** A word that is not typed to its end yet has typing errors forgiven only when enough of it is there. */
const SHORTEST_BEGINNING = 6;

/** Whether `word`, which nearly begins with `asked`, is meant: about as long, or `asked` is long enough to tell. */
export const isMeant = (word: string, asked: string): boolean =>
  asked.length >= SHORTEST_BEGINNING || Math.abs(word.length - asked.length) <= errorsIn(asked);

/** Whether the folded `word` answers to the word `asked`. */
export function answers(word: string, asked: string, lenient: boolean): boolean {
  if (word.startsWith(asked)) return true;
  const errors = lenient ? errorsIn(asked) : 0;
  if (errors === 0 || !isMeant(word, asked)) return false;
  let above: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: asked.length + 1 }, (_, at) => at);
  for (let at = 0; at < word.length; at++) {
    const next = nextRow(asked, word.slice(0, at), word.charAt(at), row, above);
    if ((next[asked.length] ?? 0) <= errors) return true;
    [above, row] = [row, next];
  }
  return false;
}

/** A stretch of a text, `to` excluded. */
export type Stretch = { from: number; to: number };

/** Where in `text` stands what was typed as `typed`, in order, for showing it there: as much of each word as was typed. */
export function foundIn(text: string, typed: string): Stretch[] {
  const asked = [...new Set(foldedWords(typed.slice(0, LONGEST_TEXT)))].slice(0, MOST_WORDS);
  const words = [...wordsIn(text)];
  return words.flatMap(({ folded, from, to }) => {
    const begun = longest(asked.filter((word) => folded.startsWith(word)));
    if (begun !== '') return { from, to: from + lengthOfFolded(text.slice(from, to), begun.length) };
    // A word that is there without an error needs no other one in its place.
    const meant = asked.some(
      (word) => answers(folded, word, true) && !words.some((other) => other.folded.startsWith(word)),
    );
    return meant ? { from, to } : [];
  });
}

/** How much of `word` as it was written makes the first `length` letters of its folded form. */
function lengthOfFolded(word: string, length: number): number {
  for (let to = 1; to < word.length; to++)
    if (fold(word.slice(0, to)).length >= length && !isMark(word, to)) return to;
  return word.length;
}

/** An accent goes with the letter before it. */
const isMark = (text: string, at: number): boolean => /^\p{M}/u.test(text.slice(at));
