import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold } from './fold.ts';
import { foundIn } from './query.ts';

const shown = (text: string, typed: string): string => {
  let at = 0;
  let marked = '';
  for (const { from, to } of foundIn(text, typed)) {
    marked += `${text.slice(at, from)}[${text.slice(from, to)}]`;
    at = to;
  }
  return marked + text.slice(at);
};

it.each([
  ['Anna Roth', 'an ro', '[An]na [Ro]th'],
  ['Jörg Strauß', 'jorg straus', '[Jörg] [Strauß]'],
  ['Jörg Strauß', 'jo', '[Jö]rg Strauß'],
  ['Jo\u0308rg', 'jo', '[Jo\u0308]rg'],
  ["Kate O'Brien", 'obr', "Kate [O'Br]ien"],
  ['Anna Schmidt', 'schmdit', 'Anna [Schmidt]'],
  ['Meyer and Meier', 'meyer', '[Meyer] and Meier'],
  ['anna.roth@acme.example', 'acme', 'anna.roth@[acme].example'],
  ['Anna Roth', '', 'Anna Roth'],
  ['Annabel Ann', 'ann annab', '[Annab]el [Ann]'],
])('shows in %s what was typed as %s', (text, typed, marked) => {
  expect(shown(text, typed)).toBe(marked);
});

it('gives stretches of the text in order, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, typed) => {
      let at = 0;
      for (const { from, to } of foundIn(text, typed)) {
        expect(from).toBeGreaterThanOrEqual(at);
        expect(to).toBeGreaterThan(from);
        at = to;
      }
      expect(at).toBeLessThanOrEqual(text.length);
    }),
  );
});

it('folds what is folded to itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
    { numRuns: 500 },
  );
});
