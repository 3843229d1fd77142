import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDuplicateIndex, isOneEditAway, type DuplicateEntry } from './duplicate-index.ts';
import type { RecordTable } from '../reads.ts';

function indexOf(table: RecordTable, ...entries: DuplicateEntry[]) {
  const index = createDuplicateIndex(table);
  for (const entry of entries) index.put(entry);
  return index;
}

describe('one that may be the same', () => {
  const contacts = indexOf(
    'contacts',
    { id: 'anna', name: 'Anna Roth', email: 'anna.roth@acme.example', phone: '+49 (0)30 123-4567' },
    { id: 'joerg', name: 'Jörg Müller' },
    { id: 'short', name: 'Otto', phone: '110' },
  );
  const found = (query: Parameters<typeof contacts.find>[0]) =>
    contacts.find(query).map(({ id, because }) => `${id} by ${because}`);

  it.each([
    ['its e-mail, whatever the case', { email: ' Anna.Roth@ACME.example' }, ['anna by email']],
    ['no e-mail with other dots', { email: 'annaroth@acme.example' }, []],
    ['no other e-mail of the same domain', { email: 'info@acme.example' }, []],
    ['its phone number without the country', { phone: '030/1234567' }, ['anna by phone']],
    ['its phone number with 00', { phone: '0049 30 1234567' }, ['anna by phone']],
    ['a short phone number only as it is', { phone: '4567' }, []],
    ['a short phone number as it is', { phone: '110' }, ['short by phone']],
    ['its name in another order', { name: 'Roth, Anna' }, ['anna by name']],
    ['its name with an error', { name: 'Anna Rtoh' }, ['anna by name']],
    ['its name with an umlaut written out', { name: 'Joerg Mueller' }, ['joerg by name']],
    ['no near name with another e-mail', { name: 'Anna Rota', email: 'rota@beta.example' }, []],
    [
      'the same name with another e-mail',
      { name: 'Anna Roth', email: 'roth@beta.example' },
      ['anna by name'],
    ],
    ['nothing by nothing', { name: '', email: null, phone: ' ' }, []],
  ])('is found by %s', (_, query, expected) => {
    expect(found(query)).toEqual(expected);
  });

  it('is never the record itself', () => {
    expect(found({ name: 'Anna Roth', but: 'anna' })).toEqual([]);
  });

  it('is found by what it says now, and not after it has gone', () => {
    const index = indexOf('contacts', { id: 'a', name: 'Anna', email: 'old@acme.example' });
    index.put({ id: 'a', name: 'Anna', email: 'new@acme.example' });
    expect(index.find({ email: 'old@acme.example' })).toEqual([]);
    expect(index.find({ email: 'new@acme.example' })).toEqual([{ id: 'a', title: 'Anna', because: 'email' }]);
    index.remove('a');
    expect(index.find({ email: 'new@acme.example' })).toEqual([]);
  });

  it('is given by its surest reason, the surest first', () => {
    const index = indexOf(
      'contacts',
      { id: 'name', name: 'Anna Roth' },
      { id: 'email', name: 'Anna Roth', email: 'a@acme.example' },
    );
    expect(
      index.find({ name: 'Anna Roth', email: 'a@acme.example' }).map(({ id, because }) => [id, because]),
    ).toEqual([
      ['email', 'email'],
      ['name', 'name'],
    ]);
  });
});

describe('companies and deals', () => {
  it.each(['Acme GmbH', 'ACME G.m.b.H.', 'Acme AG', 'Acme, Inc.', 'acme GmbH & Co. KG', 'The Acme Company'])(
    'takes %s for Acme',
    (name) => {
      const index = indexOf('companies', { id: 'a', name: 'Acme' });
      expect(index.find({ name }).map(({ because }) => because)).toEqual(['name']);
    },
  );

  it('does not take a legal form for a name', () => {
    const index = indexOf('companies', { id: 'a', name: 'AG' }, { id: 'b', name: 'Beta AG' });
    expect(index.find({ name: 'Gamma AG' })).toEqual([]);
    expect(index.find({ name: 'AG' }).map(({ id }) => id)).toEqual(['a']);
  });

  it('knows a domain however it is written', () => {
    const index = indexOf('companies', { id: 'a', name: 'Acme', domain: 'https://www.Acme.example/en?x=1' });
    expect(index.find({ domain: 'acme.example' })).toMatchObject([{ because: 'domain' }]);
  });

  it('keeps deals apart that differ by a number', () => {
    const index = indexOf('deals', { id: 'a', name: 'Renewal 2025' });
    expect(index.find({ name: 'Renewal 2026' })).toEqual([]);
    expect(index.find({ name: 'Renewl 2025' })).toHaveLength(1);
  });
});

describe('pairs', () => {
  it('come the surest first, each once, with the smaller id first', () => {
    const index = indexOf(
      'contacts',
      { id: '4', name: 'Otto Lang' },
      { id: '3', name: 'Otto Lnag' },
      { id: '2', name: 'Anna Roth', email: 'a@acme.example' },
      { id: '1', name: 'Anna Roth', email: 'A@acme.example' },
    );
    const pairs = [
      { one: '1', other: '2', because: 'email' },
      { one: '3', other: '4', because: 'name' },
    ];
    expect(index.pairs(10)).toEqual(pairs);
    expect(index.pairs(1)).toEqual(pairs.slice(0, 1));
  });

  it('are as many as the records where all of them are the same', () => {
    const index = indexOf(
      'contacts',
      ...Array.from({ length: 500 }, (_, at) => ({ id: String(at), name: 'Anna Roth' })),
    );
    expect(index.pairs(100_000)).toHaveLength(499);
  });

  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), minLength: 5, maxLength: 9 });

  it('are records of which each finds the other, and no record that has a double is left alone', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (names) => {
        const entries = names.map((name, at) => ({ id: String(at), name }));
        const index = indexOf('contacts', ...entries);
        const pairs = index.pairs(1_000);
        const paired = new Set(pairs.flatMap(({ one, other }) => [one, other]));
        for (const { id, name } of entries) {
          const found = index.find({ name, but: id }).map((one) => one.id);
          expect(paired.has(id)).toBe(found.length > 0);
          for (const { one, other } of pairs) if (one === id) expect(found).toContain(other);
        }
      }),
      { numRuns: 500 },
    );
  });
});

it('knows every edit of one letter, and two swapped', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 2, unit: 'grapheme-ascii' }),
      fc.nat(),
      fc.constantFrom('x', 'y'),
      (word, place, letter) => {
        const at = place % (word.length - 1);
        const [start, rest] = [word.slice(0, at), word.slice(at)];
        for (const edited of [
          start + letter + rest,
          start + rest.slice(1),
          start + letter + rest.slice(1),
          start + rest.charAt(1) + rest.charAt(0) + rest.slice(2),
        ]) {
          expect(isOneEditAway(word, edited)).toBe(true);
          expect(isOneEditAway(edited, word)).toBe(true);
        }
        expect(isOneEditAway(word, `${word}xy`)).toBe(false);
      },
    ),
  );
  expect(isOneEditAway('abcd', 'badc')).toBe(false);
});
