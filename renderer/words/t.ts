// Every word of the interface comes from here: `t('board.open')`, `t('board.records.deal', { count: 3 })`. A language is a
// folder of areas; English is the one whose keys count, and any other has to have all of them, which the compiler checks.
// Ask for words while drawing, never while a module loads: they would stay in the language of that moment.
import i18next, { type TFunction } from 'i18next';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { numberText } from './locale.ts';

export const LANGUAGES = { en, de } as const;
export type Language = keyof typeof LANGUAGES;

declare module 'i18next' {
  // Declaration merging, by which i18next learns its keys, works with an interface only.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- see above
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: typeof en };
    strictKeyChecks: true;
  }
}

void i18next.init({
  lng: 'en',
  fallbackLng: 'en',
  ns: 'words',
  defaultNS: 'words',
  resources: { en: { words: en }, de: { words: de } },
  initAsync: false,
  interpolation: { escapeValue: false },
});
// `{{count, number}}` is written as all other numbers are.
i18next.services.formatter?.add('number', numberText);

export const t: TFunction = i18next.t;

/** Every later `t` answers in `language`; what is shown is to be drawn anew. */
export const setLanguage = (language: Language): void => void i18next.changeLanguage(language);

/** What is called by a name that is only known now, such as that of a column; undefined where there is no word for it. */
export function wordFor(
  area: 'changes.did' | 'changes.gesture' | 'changes.unnamed' | 'changes.columns' | 'changes.values',
  name: string,
): string | undefined {
  const key = `${area}.${name}`;
  return /^\w+$/u.test(name) && i18next.exists(key) ? String(i18next.t(key as never)) : undefined;
}
