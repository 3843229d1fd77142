// The language of the interface: the one chosen, or the first that the system asks for and Outpost speaks.
import { create } from 'zustand';
import { localeFor, setLocale } from './locale.ts';
import { LANGUAGES, setLanguage, type Language } from './t.ts';

/** "system" follows the system's languages. */
export type LanguageChoice = Language | 'system';

/** Each language by the name it has for itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** `language` is what is spoken now. A choice is made by setting `choice`. */
export const useLanguage = create<{ choice: LanguageChoice; language: Language }>(() => ({
  choice: 'system',
  language: 'en',
}));

const isLanguage = (tag: string | null | undefined): tag is Language =>
  typeof tag === 'string' && Object.hasOwn(LANGUAGES, tag);

export const parseLanguage = (setting: string | null): LanguageChoice =>
  isLanguage(setting) ? setting : 'system';

/** The language of Outpost for a list of BCP 47 tags, most wanted first. */
export const languageFor = (tags: readonly string[]): Language =>
  tags.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en';

/** What is drawn from now on speaks it. */
export function speak(choice: LanguageChoice): void {
  const language = choice === 'system' ? languageFor(navigator.languages) : choice;
  setLanguage(language);
  setLocale(localeFor(language, navigator.languages));
  document.documentElement.lang = language;
  useLanguage.setState({ choice, language });
}

/** Speaks `initial`, and hands every later choice to `save`. Called once, before anything is drawn. */
export function startLanguage(initial: LanguageChoice, save: (choice: LanguageChoice) => void): void {
  speak(initial);
  useLanguage.subscribe(({ choice }, before) => {
    if (choice === before.choice) return;
    speak(choice);
    save(choice);
  });
}
