// Text as it is compared: without case, accents and apostrophes, ß as ss. Words are looked for in the text as it was
// written, so that what was found can be shown where it stands.

/** Letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  đ: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
};
const PLAIN = /^[a-z0-9]*$/;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;
/** Writing that puts no spaces between its words is taken sign by sign. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}'’]+/gu;

/** One word, or several run together, in the form in which it is compared. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .toLowerCase()
    .replace(NOT_WORD, '')
    .replace(/[ßøæœðđþłħıς]/g, (letter) => LETTERS[letter] ?? letter);
}

export type Word = { folded: string; from: number; to: number };

/** The words of `text`, with where each stands in it. */
export function* wordsIn(text: string): Generator<Word> {
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const folded = fold(word);
    if (folded !== '') yield { folded, from: index, to: index + word.length };
  }
}

export const foldedWords = (text: string): string[] => Array.from(wordsIn(text), ({ folded }) => folded);

/**
 * The digits of a phone number without what people write in different ways: "+49 (0)30 123-456" and "0049 30 123456" are
 * 4930123456, "030/123456" is 30123456. Empty where there are none.
 */
export const phoneDigits = (text: string): string =>
  text
    .replace(/\(\s*0\s*\)/g, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '');

const PHONE = /^[\s+()\d./–-]+$/;
/** Whether a text that is not known to be a phone number is written like one. */
export const looksLikePhone = (text: string): boolean => PHONE.test(text) && phoneDigits(text).length >= 7;
