// Texts as they are compared: without case and accents.

const PLAIN = /^[ -~]*$/;
const MARKS = /\p{M}+/gu;
const OTHERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};

export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(/[ßøæœłđı]/g, (letter) => OTHERS[letter] ?? letter);
}

/** True where a word of `text` begins with `begin`; both folded. */
export function hasWord(text: string, begin: string): boolean {
  for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + 1))
    if (at === 0 || !isWord(text.charCodeAt(at - 1)) || !isWord(text.charCodeAt(at))) return true;
  return false;
}

/** Letters and digits; beyond ASCII everything counts as a letter. */
const isWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127;
