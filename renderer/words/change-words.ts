// Names that come from the data, such as those of columns and mutations, in words.
import { t, wordFor } from './t.ts';

/** What a gesture did; its record stands beside it. */
export const didText = (mutation: string): string =>
  wordFor('changes.did', mutation) ?? t('changes.did_something');

/** A gesture as a thing that is undone. */
export const gestureText = (mutation: string): string =>
  wordFor('changes.gesture', mutation) ?? t('changes.some_gesture');

/** A row of `table` that has no name of its own. */
export const unnamedText = (table: string): string =>
  wordFor('changes.unnamed', table) ?? t('changes.some_row');

/** `cell` is a column, or an element of one as in `custom_fields.budget` and `tags.vip`. */
export function columnText(cell: string): string {
  const mark = cell.indexOf('.');
  if (mark < 0) return wordFor('changes.columns', cell) ?? spoken(cell);
  const element = cell.slice(mark + 1);
  return cell.startsWith('tags.') ? t('changes.tag', { name: element }) : spoken(element);
}

/** A value that is a word of the database. */
export const choiceText = (value: string): string => wordFor('changes.values', value) ?? value;

/** "next_step" is "Next step". */
function spoken(name: string): string {
  const text = name.replaceAll('_', ' ').trim();
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
