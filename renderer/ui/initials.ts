/** "AK" for "Alex Keller", "M" for "Mara", the first and the last word of a longer name. */
export function initials(name: string): string {
  const letters = name
    .trim()
    .split(/\s+/u)
    .map((part) => String.fromCodePoint(part.codePointAt(0) ?? 0x20).trim());
  return ((letters[0] ?? '') + (letters.length > 1 ? (letters.at(-1) ?? '') : '')).toLocaleUpperCase();
}
