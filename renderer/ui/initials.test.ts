import { expect, it } from 'vitest';
import { initials } from './initials.ts';

it.each([
  ['Alex Keller', 'AK'],
  ['  mara   van der  Lindqvist ', 'ML'],
  ['Mara', 'M'],
  ['Åsa Öberg', 'ÅÖ'],
  ['', ''],
])('shortens "%s" to "%s"', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
