// How dates, numbers and money are written: as the person's system does in the language of the interface; where the
// system speaks another language, as is usual in the one that was chosen.

let current: string | undefined;

/** BCP 47. Undefined, which is the system's own, before a language is set. */
export const locale = (): string | undefined => current;

/** The locale for `language` among the system's `tags`, most wanted first. */
export const localeFor = (language: string, tags: readonly string[]): string =>
  tags.find((tag) => tag.split('-')[0] === language) ?? USUAL[language] ?? language;

const USUAL: Readonly<Record<string, string>> = { en: 'en-GB', de: 'de-DE' };

export const setLocale = (next: string): void => {
  current = next;
};

const formats = new Map<string | undefined, Intl.NumberFormat>();

/** "1,204" */
export function numberText(value: number): string {
  let format = formats.get(current);
  if (!format) formats.set(current, (format = new Intl.NumberFormat(current)));
  return format.format(value);
}
