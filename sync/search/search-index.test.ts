import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSearchIndex, type SearchEntry } from './search-index.ts';

const entry = (id: string, title: string, more: Partial<SearchEntry> = {}): SearchEntry => ({
  table: 'contacts',
  id,
  title,
  fields: {},
  touched_at: '2026-01-01T00:00:00Z',
  ...more,
});

function indexOf(...entries: SearchEntry[]) {
  const index = createSearchIndex();
  for (const one of entries) index.put(one);
  return index;
}

const idsOf = (index: ReturnType<typeof createSearchIndex>, text: string, limit = 10) =>
  index.search(text, { limit }).map(({ id }) => id);

describe('finding by what is typed', () => {
  const people = indexOf(
    entry('schmidt', 'Jörg Schmidt', {
      fields: { email: 'j.schmidt@nordwind.example', phone: '+49 (0)30 123-456' },
    }),
    entry('strauss', 'Anna Strauß', { fields: { phone: '030 98 76 54 32', tags: 'vip, partner' } }),
    entry('orsted', 'Bjørn Ørsted', { fields: { 'custom_fields.hobby': 'Sailing' } }),
    entry('obrien', "Kate O'Brien"),
    entry('wang', '王小明'),
  );

  it.each([
    ['the beginnings of words in any order', 'schm jö', ['schmidt']],
    ['words without their accents', 'jorg', ['schmidt']],
    ['ß as ss', 'strauss', ['strauss']],
    ['ss as ß', 'Strauß', ['strauss']],
    ['ø as o', 'orsted', ['orsted']],
    ['a name without its apostrophe', 'obrien', ['obrien']],
    ['a name with another apostrophe', 'O’Brien', ['obrien']],
    ['capitals', 'SCHMIDT', ['schmidt']],
    ['an umlaut written with an e', 'Joerg', ['schmidt']],
    ['letters swapped', 'schmdit', ['schmidt']],
    ['a letter too few', 'shmidt', ['schmidt']],
    ['a letter too many, before the word ends', 'schmmid', ['schmidt']],
    ['another letter', 'schmitt', ['schmidt']],
    ['no longer word for a short one with an error', 'schn', []],
    ['a whole e-mail', 'j.schmidt@nordwind.example', ['schmidt']],
    ['a part of an e-mail', '@nordw', ['schmidt']],
    ['a tag', 'partn', ['strauss']],
    ['a custom field', 'sailing', ['orsted']],
    ['a part of a name without spaces', '小明', ['wang']],
    ['a phone number without its country', '030123456', ['schmidt']],
    ['a phone number with its country', '0049 30/123456', ['schmidt']],
    ['a phone number with a country it was written without', '+49 30 98765432', ['strauss']],
    ['the last digits of a phone number', '3456', ['schmidt']],
    ['the first digits of a phone number, as they are typed', '030 98', ['strauss']],
    ['a name and a phone number', 'anna 5432', ['strauss']],
    ['nothing where one word of it is nowhere', 'schmidt anna', []],
    ['nothing for blanks and signs', ' .-@ ', []],
  ])('takes %s', (_, text, ids) => {
    expect(idsOf(people, text)).toEqual(ids);
  });

  it('takes a number in a name for a number', () => {
    const deals = indexOf(entry('2024', 'Renewal 2024'), entry('2025', 'Renewal 2025'));
    expect(idsOf(deals, 'renewal 2025')).toEqual(['2025']);
    expect(idsOf(deals, '2026')).toEqual([]);
  });

  it('looks into the tables that are asked for', () => {
    const index = indexOf(entry('a', 'Roth'), entry('b', 'Roth AG', { table: 'companies' }));
    expect(index.search('roth', { tables: ['companies'], limit: 5 }).map(({ id }) => id)).toEqual(['b']);
  });
});

describe('the order of what is found', () => {
  it('has the name before a cell before the timeline, and a whole word before a beginning', () => {
    const index = indexOf(
      entry('begun', 'Bergmann Anna'),
      entry('cell', 'Mara Klein', { fields: { title: 'Berg guide' } }),
      entry('whole', 'Anna Berg'),
      entry('note', 'Otto Lang'),
      entry('first', 'Berg Anna'),
    );
    index.putBody('n', 'note', 'We met on the berg.');
    expect(idsOf(index, 'berg')).toEqual(['first', 'whole', 'begun', 'cell', 'note']);
  });

  it('has typing errors after everything that is there as typed', () => {
    const index = indexOf(
      entry('meant', 'Meier', { touched_at: '2026-05-01T00:00:00Z' }),
      entry('typed', 'Otto Lang', { fields: { title: 'meyer' } }),
    );
    expect(idsOf(index, 'meyer')).toEqual(['typed', 'meant']);
    expect(idsOf(index, 'meyer', 1)).toEqual(['typed']);
  });

  it('has the last touched first among equals', () => {
    const index = indexOf(
      entry('old', 'Anna Roth', { touched_at: '2026-01-01T00:00:00Z' }),
      entry('new', 'Anna Roth', { touched_at: '2026-03-01T00:00:00+01:00' }),
      entry('middle', 'Anna Roth', { touched_at: '2026-02-01T00:00:00Z' }),
    );
    expect(idsOf(index, 'anna')).toEqual(['new', 'middle', 'old']);
    expect(idsOf(index, 'anna', 2)).toEqual(['new', 'middle']);
  });
});

describe('where it was found', () => {
  const match = (index: ReturnType<typeof createSearchIndex>, text: string) =>
    index.search(text, { limit: 1 })[0]?.match;

  it('is left out where the name says it', () => {
    const index = indexOf(entry('a', 'Anna Roth', { fields: { email: 'anna.roth@acme.example' } }));
    expect(match(index, 'anna roth')).toBeNull();
  });

  it('is the cell of the word that the name does not have', () => {
    const index = indexOf(
      entry('a', 'Anna Roth', { fields: { email: 'anna.roth@acme.example', phone: '+49 30 123456' } }),
    );
    expect(match(index, 'anna acme')).toEqual({ cell: 'email', text: 'anna.roth@acme.example' });
    expect(match(index, '030123456')).toEqual({ cell: 'phone', text: '+49 30 123456' });
  });

  it('is cut around a word within a long text, on one line', () => {
    const index = indexOf(entry('a', 'Anna Roth'));
    index.putBody('n', 'a', `${'word '.repeat(60)}\n\nthe Budget\nis fixed ${'word '.repeat(60)}`);
    const found = match(index, 'budget');
    expect(found?.cell).toBe('body');
    expect(found?.text).toMatch(/^…[\w ]{10,24} the Budget is fixed [\w ]+…$/);
    expect(found?.text.length).toBeLessThan(100);
  });

  it('is shown without the signs of Markdown', () => {
    const index = indexOf(entry('a', 'Anna Roth'));
    index.putBody('n', 'a', '## Call\n- the **Budget** of `2-3` parts\n> fixed');
    expect(match(index, 'budget')?.text.trim()).toBe('Call the Budget of 2-3 parts fixed');
  });

  it('is the newest entry of several', () => {
    const index = indexOf(entry('a', 'Anna Roth'));
    index.putBody('n1', 'a', 'Budget of spring');
    index.putBody('n2', 'a', 'Budget of autumn');
    expect(match(index, 'budget')?.text).toBe('Budget of autumn');
  });
});

describe('what changes', () => {
  it('finds an edited record by what it says now', () => {
    const index = indexOf(entry('a', 'Anna Roth', { fields: { email: 'anna@old.example' } }));
    index.put(entry('a', 'Anna Klein', { fields: { email: 'anna@new.example' } }));
    expect([idsOf(index, 'roth'), idsOf(index, 'old'), idsOf(index, 'klein new')]).toEqual([[], [], ['a']]);
    expect(index.size).toBe(1);
  });

  it('finds a record by an entry that was here before it, and no record that has gone', () => {
    const index = createSearchIndex();
    index.putBody('n', 'a', 'Budget');
    expect(idsOf(index, 'budget')).toEqual([]);
    index.put(entry('a', 'Anna Roth'));
    expect(idsOf(index, 'budget')).toEqual(['a']);
    index.remove('a');
    expect([idsOf(index, 'budget'), idsOf(index, 'anna'), index.size]).toEqual([[], [], 0]);
    index.put(entry('a', 'Anna Roth'));
    expect(idsOf(index, 'budget')).toEqual(['a']);
    index.removeBody('n');
    expect(idsOf(index, 'budget')).toEqual([]);
  });

  it('counts an entry once, however often it comes', () => {
    const index = indexOf(entry('a', 'Anna Roth'));
    index.putBody('n', 'a', 'Budget');
    index.putBody('n', 'a', 'Budget');
    index.removeBody('n');
    expect(idsOf(index, 'budget')).toEqual([]);
  });
});

const NAMES = ['anna', 'roth', 'berg', 'bergmann', 'müller', 'strauß', 'o’brien', 'schmidt', 'acme', '2024'];
const name = fc
  .array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 })
  .map((words) => words.join(' '));

const anyText = fc.array(fc.nat(0xffff), { maxLength: 300 }).map((codes) => String.fromCharCode(...codes));

describe('for any records', () => {
  it('answers as an index that was made anew, whatever was put, edited and removed before', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), id: fc.nat(5), title: name, email: name }),
      fc.record({ kind: fc.constant('remove' as const), id: fc.nat(5) }),
      fc.record({ kind: fc.constant('body' as const), id: fc.nat(5), entry: fc.nat(5), body: name }),
      fc.record({ kind: fc.constant('removeBody' as const), entry: fc.nat(5) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), name, (steps, asked) => {
        const index = createSearchIndex();
        const records = new Map<number, SearchEntry>();
        const bodies = new Map<number, [number, string]>();
        for (const one of steps) {
          if (one.kind === 'put') {
            const put = entry(String(one.id), one.title, { fields: { email: one.email } });
            records.set(one.id, put);
            index.put(put);
          } else if (one.kind === 'remove') {
            records.delete(one.id);
            index.remove(String(one.id));
          } else if (one.kind === 'body') {
            bodies.delete(one.entry);
            bodies.set(one.entry, [one.id, one.body]);
            index.putBody(`n${one.entry}`, String(one.id), one.body);
          } else {
            bodies.delete(one.entry);
            index.removeBody(`n${one.entry}`);
          }
        }
        const anew = indexOf(...records.values());
        for (const [id, [record, body]] of bodies) anew.putBody(`n${id}`, String(record), body);
        expect(idsOf(index, asked)).toEqual(idsOf(anew, asked));
        expect(index.size).toBe(anew.size);
      }),
      { numRuns: 300 },
    );
  });

  it('finds a record by any beginning of its name, and by its name with two letters swapped', () => {
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 8 }),
        fc.nat(7),
        fc.nat(20),
        (titles, at, cut) => {
          const index = indexOf(...titles.map((title, id) => entry(String(id), title)));
          const wanted = at % titles.length;
          const title = titles[wanted] ?? '';
          const begun = title.slice(0, 1 + (cut % title.length));
          expect(idsOf(index, begun, 20)).toContain(String(wanted));
          const [first = ''] = title.split(' ');
          if (first.length < 5 || /[\d’ß]/.test(first)) return;
          const swap = 1 + (cut % (first.length - 2));
          const typo =
            first.slice(0, swap) + first.charAt(swap + 1) + first.charAt(swap) + first.slice(swap + 2);
          expect(idsOf(index, typo, 20)).toContain(String(wanted));
        },
      ),
    );
  });

  it('answers any text at all', () => {
    const index = indexOf(entry('a', 'Anna Roth', { fields: { phone: '+49 30 123456' } }));
    fc.assert(
      fc.property(anyText, (text) => {
        expect(index.search(text, { limit: 5 }).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('finds a phone number however it is written', () => {
    const digits = fc.array(fc.nat(9), { minLength: 8, maxLength: 10 }).map((all) => `1${all.join('')}`);
    const between = fc.array(fc.constantFrom('', ' ', '-', '/', '.'), { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(digits, between, between, fc.boolean(), (number, one, other, country) => {
        const write = (signs: readonly string[]) =>
          Array.from(number)
            .map((digit, at) => (at > 0 ? (signs[at] ?? '') : '') + digit)
            .join('');
        const index = indexOf(entry('a', 'Anna Roth', { fields: { phone: `+49 ${write(one)}` } }));
        expect(idsOf(index, (country ? '0049 ' : '0') + write(other))).toEqual(['a']);
      }),
    );
  });
});
