import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../fields/field.ts';
import { planOf, type PlanInput } from './plan.ts';
import { csvText, readTable, type SheetTable } from './table-file.ts';
import { guessed, targetsOf } from './targets.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('a file', () => {
  it('is read with commas, semicolons or tabs, and with quoted signs', async () => {
    for (const sign of [',', ';', '\t']) {
      const table = await readTable(utf8(`Name${sign}Ort\r\n"Keller${sign} Alex"${sign}Kiel\r\n\r\n`));
      expect(table).toEqual({ headers: ['Name', 'Ort'], rows: [[`Keller${sign} Alex`, 'Kiel']] });
    }
  });

  it('is read in UTF-8, with and without its mark, and in Windows-1252', async () => {
    const rows = [['Jörg Weiß']];
    expect((await readTable(utf8('\uFEFFName\nJörg Weiß'))).rows).toEqual(rows);
    expect(await readTable(latin1('Name\nJörg Weiß'))).toEqual({ headers: ['Name'], rows });
  });

  it('is read whole when it is longer than a slice', async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `Person ${String(at)},"a, ${String(at)}"`);
    const { rows } = await readTable(utf8(`Name,Note\n${lines.join('\n')}`));
    expect(rows).toHaveLength(20_000);
    expect(rows[19_999]).toEqual(['Person 19999', 'a, 19999']);
  });

  it('can hold vCards of every version', async () => {
    const text = [
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:Brooks;Amelia;;Dr.;',
      'item1.EMAIL;TYPE=work:amelia@greystone.example',
      'TEL;TYPE=cell:+44 20 7946',
      '  0034',
      'ORG:Greystone\\, Legal;Practice',
      'TITLE:Partner',
      'END:VCARD',
      'BEGIN:VCARD',
      'VERSION:2.1',
      'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=',
      ' Wei=C3=9F',
      'END:VCARD',
    ].join('\r\n');
    const { rows } = await readTable(utf8(text));
    expect(rows[0]).toEqual([
      'Dr. Amelia Brooks',
      'amelia@greystone.example',
      '+44 20 7946 0034',
      'Greystone, Legal',
      'Partner',
      '',
    ]);
    expect(rows[1]?.[0]?.replaceAll(' ', '')).toBe('JörgWeiß');
  });

  it('is written so that no cell is a formula, and a phone number stays one', async () => {
    const text = csvText(['Name', 'Phone'], [['=1+1', '+49 30 23125']]);
    const { rows } = await readTable(utf8(text));
    expect(rows).toEqual([["'=1+1", '+49 30 23125']]);
  });
});

const FIELDS = fieldsOf('contact', [
  {
    record_type: 'contact',
    key: 'tier',
    name: 'Tier',
    type: 'select',
    config: { options: ['Gold', 'Silver'] },
  } as never,
]);
const TARGETS = targetsOf('contact', FIELDS);

describe('columns of a file', () => {
  it('find their fields by English and German headers', () => {
    const german = ['Vorname', 'Nachname', 'E-Mail-Adresse', 'Telefon', 'Firma', 'Position', 'Sonstiges'];
    const to = ['first_name', 'last_name', 'email', 'phone', 'company_id', 'title', null];
    expect(guessed(german, TARGETS, 'contact')).toEqual(to);
    const english = ['First Name', 'Last Name', 'Email', 'Phone Number', 'Company Name', 'Job Title', 'x'];
    expect(guessed(english, TARGETS, 'contact')).toEqual(to);
  });

  it('find fields that people defined, and no field twice', () => {
    expect(guessed(['Name', 'tier', 'Mail', 'email'], TARGETS, 'contact')).toEqual([
      'name',
      'custom_fields.tier',
      null,
      'email',
    ]);
  });

  it('know a company by its own name in a list of companies', () => {
    const targets = targetsOf('company', fieldsOf('company', []));
    expect(guessed(['Firma', 'Branche'], targets, 'company')).toEqual(['name', 'industry']);
  });
});

describe('the plan of an import', () => {
  const plan = (
    rows: SheetTable['rows'],
    mapping: readonly (string | null)[],
    more: Partial<PlanInput> = {},
  ) =>
    planOf({
      record_type: 'contact',
      table: { headers: mapping.map(() => ''), rows },
      mapping,
      targets: TARGETS,
      lookup: (_, text) => (text === 'Halberg' ? 'c1' : null),
      known: new Set(['old@x.example']),
      skip_duplicates: true,
      currency: 'EUR',
      owner_id: 'me',
      today: '2026-03-01',
      locale: 'de-DE',
      ...more,
    });

  it('puts a name together, splits tags and finds options whatever their case', async () => {
    const { rows } = await plan(
      [['Lena', 'Test', 'vip, messe, vip', 'gold']],
      ['first_name', 'last_name', 'tags', 'custom_fields.tier'],
    );
    expect(rows[0]?.cells).toEqual({
      name: 'Lena Test',
      owner_id: 'me',
      tags: ['vip', 'messe'],
      custom_fields: { tier: 'Gold' },
    });
  });

  it('names the row and the field that it cannot take', async () => {
    const { rows, faults } = await plan(
      [
        ['A', 'no-mail', ''],
        ['B', '', 'Bronze'],
        ['', '', ''],
        ['C', 'c@x.example', ''],
      ],
      ['name', 'email', 'custom_fields.tier'],
    );
    expect(rows.map(({ at }) => at)).toEqual([3]);
    expect(faults.map(({ at, fault }) => [at, fault.kind === 'invalid' ? fault.field.cell : null])).toEqual([
      [0, 'email'],
      [1, 'custom_fields.tier'],
      [2, null],
    ]);
  });

  it('leaves out who is here already or came before, unless it is told not to', async () => {
    const people = [
      ['A', 'OLD@x.example'],
      ['B', 'new@x.example'],
      ['C', 'New@x.example'],
    ];
    expect((await plan(people, ['name', 'email'])).duplicates).toEqual([0, 2]);
    expect((await plan(people, ['name', 'email'], { skip_duplicates: false })).rows).toHaveLength(3);
  });

  it('makes companies that are not here once, and refuses an owner who is not', async () => {
    const { rows, new_companies } = await plan(
      [
        ['A', 'Halberg'],
        ['B', 'Neue AG'],
        ['C', 'neue ag'],
      ],
      ['name', 'company_id'],
    );
    expect(rows.map(({ cells, company }) => cells['company_id'] ?? company)).toEqual([
      'c1',
      'Neue AG',
      'neue ag',
    ]);
    expect(new_companies).toHaveLength(1);
    expect((await plan([['A', 'Nobody']], ['name', 'owner_id'])).faults).toHaveLength(1);
  });

  it('gives the records to whoever imports, unless a column says whose they are, or that they are nobody’s', async () => {
    const owners = async (rows: SheetTable['rows'], mapping: readonly (string | null)[]) =>
      (await plan(rows, mapping, { lookup: () => 'mara' })).rows.map(({ cells }) => cells['owner_id']);
    expect(await owners([['A', 'Mara']], ['name', null])).toEqual(['me']);
    const named = [
      ['A', 'Mara'],
      ['B', ''],
    ];
    expect(await owners(named, ['name', 'owner_id'])).toEqual(['mara', undefined]);
  });

  it('reads amounts in the currency of the row', async () => {
    const targets = targetsOf('deal', fieldsOf('deal', []));
    const { rows } = await plan([['Deal', '1.200,50', 'chf']], ['name', 'value_cents', 'currency'], {
      record_type: 'deal',
      targets,
    });
    expect(rows[0]?.cells).toMatchObject({ name: 'Deal', value_cents: 120_050, currency: 'CHF' });
  });
});
