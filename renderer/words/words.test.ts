import { afterEach, describe, expect, it } from 'vitest';
import { columnText, didText, unnamedText } from './change-words.ts';
import { languageFor, LANGUAGE_NAMES, parseLanguage } from './language.ts';
import { localeFor, numberText, setLocale } from './locale.ts';
import { LANGUAGES, setLanguage, t, type Language } from './t.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Every text by its whole key. */
function textsOf(tree: Tree, path = ''): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : textsOf(value, `${path}${key}.`),
  );
}

/** What is filled in and how, in no order: `count, number`. */
const placesOf = (text: string): string[] =>
  [...text.matchAll(/\{\{(.*?)\}\}/gu)].map(([, place]) => place!).sort();

const english = new Map(textsOf(LANGUAGES.en));
const languages = Object.keys(LANGUAGES) as Language[];

describe.each(languages)('the words in %s', (language) => {
  const texts = new Map(textsOf(LANGUAGES[language]));

  it('are there for every key, and for no other', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('are never empty, and begin and end without a space', () => {
    expect([...texts].filter(([, text]) => text === '' || text !== text.trim())).toEqual([]);
  });

  it('have the same things filled in as in English', () => {
    // "1 value" may be written out where the number is known.
    const differs = ([key, text]: [string, string]) =>
      !key.endsWith('_one') && placesOf(text).join() !== placesOf(english.get(key) ?? '').join();
    expect([...texts].filter(differs)).toEqual([]);
  });

  it('have every form of a number where they have one', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const stems = [...texts]
      .filter(([key, text]) => /_(?:one|other)$/u.test(key) && text.includes('{{count'))
      .map(([key]) => key.replace(/_[a-z]+$/u, ''));
    const missing = stems.flatMap((stem) =>
      forms.map((form) => `${stem}_${form}`).filter((key) => !texts.has(key)),
    );
    expect(missing).toEqual([]);
  });

  it('have a name for themselves', () => {
    expect(LANGUAGE_NAMES[language]).toBeTruthy();
  });
});

describe('speaking', () => {
  afterEach(() => setLanguage('en'));

  it('follows the language that is set, at once', () => {
    expect(t('shell.signing_out.wipe_loses', { count: 2 })).toBe('2 changes would be lost for good.');
    setLanguage('de');
    expect(t('shell.signing_out.wipe_loses', { count: 1 })).toBe('1 Änderung wäre endgültig verloren.');
  });

  it('writes numbers by the locale that is set, and text as it is', () => {
    setLocale('de-DE');
    expect(t('sync.progress', { done: 1_204, total: 31_200 })).toBe('1.204 of 31.200');
    expect(t('sync_page.editing', { title: '<b>Brückner & Söhne</b> {{x}}' })).toContain(
      '<b>Brückner & Söhne</b>',
    );
    setLocale('en-GB');
    expect(numberText(1_204)).toBe('1,204');
  });

  it('calls what it has no word for by its own name', () => {
    expect(columnText('primary_contact_id')).toBe('Main contact');
    expect(columnText('custom_fields.next_step')).toBe('Next step');
    expect(columnText('tags.vip')).toBe('Tag vip');
    expect(columnText('constructor')).toBe('Constructor');
    expect(didText('some_later_mutation')).toBe('Changed');
    expect(unnamedText('')).toBe('A record');
  });
});

describe('choosing', () => {
  it.each<[readonly string[], Language]>([
    [['de-AT', 'en-US'], 'de'],
    [['fr-FR', 'de'], 'de'],
    [['ja'], 'en'],
    [['constructor'], 'en'],
    [[], 'en'],
  ])('a system that asks for %j gets %s', (tags, language) => {
    expect(languageFor(tags)).toBe(language);
  });

  it('takes what a setting says, else follows the system', () => {
    expect(parseLanguage('de')).toBe('de');
    expect(parseLanguage('tlh')).toBe('system');
    expect(parseLanguage(null)).toBe('system');
  });

  it('keeps to the system where it speaks the language, else to where that is usual', () => {
    expect(localeFor('de', ['en-US', 'de-CH'])).toBe('de-CH');
    expect(localeFor('de', ['en-US'])).toBe('de-DE');
    expect(localeFor('en', ['de-DE'])).toBe('en-GB');
  });
});
