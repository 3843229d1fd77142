// Search finds what a person may read, however it was written, and nothing by what they may not read.
import type postgres from 'postgres';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anonymous,
  become,
  clockAt,
  connect,
  creating,
  editing,
  newWorkspace,
  readRow,
  untilSomebodyWaitsFor,
  type Person,
  type Workspace,
} from './workspace-under-test.ts';

type Hit = {
  record_type: string;
  record_id: string;
  name: string;
  snippet: string;
  score: number;
  place: string;
};
type Columns = Record<string, postgres.ParameterOrJSON<never>>;

const sql = connect();
let workspace: Workspace;
beforeAll(async () => {
  workspace = await newWorkspace(sql);
});
afterAll(() => sql.end());

async function search(
  query: string,
  options: Record<string, unknown> = {},
  who = workspace.guest,
): Promise<Hit[]> {
  const { data, error } = await who.client.rpc('search', { workspace: workspace.id, query, ...options });
  if (error) throw error;
  return data as Hit[];
}
const find = async (query: string, who?: Person) =>
  (await search(query, {}, who)).map(({ record_id }) => record_id);

/** A record of a workspace, the one under test where none is said. */
async function add(table: string, columns: Columns, workspace_id = workspace.id): Promise<string> {
  const id = v7();
  const row: Columns = { ...columns, id, workspace_id };
  await sql`insert into ${sql(table)} ${sql(row)}`;
  return id;
}
const note = (record_type: string, record_id: string, body: string, entry_type = 'note') => sql<
  { id: string }[]
>`
  insert into timeline_entries (workspace_id, record_type, record_id, entry_type, body, happened_at)
  values (${workspace.id}, ${record_type}, ${record_id}, ${entry_type}, ${body}, now()) returning id`;
const indexed = async (id: string) =>
  (await sql`select tsv::text, trigram, xmin::text from search_index where record_id = ${id}`)[0];

describe('a name is found', () => {
  it.each([
    ['Jürgen Müller', 'jurgen muller'],
    ['Jurgen Muller-Lüdenscheidt', 'MÜLLER lüden'],
    ['Ås Fjordbruk', 'as fjord'],
    ['Øystein Łukasiewicz', 'oystein lukasiewicz'],
    ['Straßenbau Groß', 'strassenbau GROSS'],
    ['Αθηνά Παπαδοπούλου', 'ΑΘΗΝΑ παπαδ'],
    ['Οδυσσέας', 'ΟΔΥΣΣΕΑΣ'],
    ['Ольга Ёлкина', 'ольга елкина'],
    ['Виктория Жукова', 'jukova'],
    ['株式会社東京商事', '東京'],
    ['佐々木', '佐々'],
    ['김민수', '민수'],
    ['O’Connor, Siobhán', 'siobhan connor'],
    ['Ｆｕｌｌｗｉｄｔｈ', 'fullwidth'],
    ['हिन्दी कंपनी', 'हिन्दी'],
  ])('%s by %s', async (name, query) => {
    const id = await add('contacts', { name });
    expect(await find(query)).toContain(id);
  });

  it.each([
    ['Bartholomew', 'Bartolomew'],
    ['Christopher', 'Chirstopher'],
    ['Wilhelmina', 'Wilhelmnia'],
    ['Zimmermann', 'Zimermann'],
    ['Παρασκευόπουλος', 'Παρασκεβόπουλος'],
    ['Достоевский', 'Достаевский'],
  ])('%s with the typing error %s', async (name, query) => {
    const id = await add('contacts', { name });
    expect(await find(query)).toContain(id);
  });

  it('first where it is the same, then as a word, then as a beginning, then as a part, then as one like it', async () => {
    const ids: string[] = [];
    for (const name of ['Kalkreuter', 'Unkalkreuthbar', 'Kalkreuthner', 'Anna Kalkreuth', 'Kalkreuth'])
      ids.unshift(await add('contacts', { name }));
    const hits = await search('kalkreuth');
    expect(hits.map(({ record_id }) => record_id)).toEqual(ids);
    expect(hits.map(({ snippet }) => snippet).slice(0, 4)).toEqual([
      '⟦Kalkreuth⟧',
      'Anna ⟦Kalkreuth⟧',
      '⟦Kalkreuth⟧ner',
      'Un⟦kalkreuth⟧bar',
    ]);
  });

  it('and the later written first among equals', async () => {
    const [first, second] = [
      await add('companies', { name: 'Equal Ltd' }),
      await add('companies', { name: 'Equal Ltd' }),
    ];
    expect(await find('equal')).toEqual([second, first]);
    await sql`update companies set domain = 'x.example' where id = ${first}`;
    expect(await find('equal')).toEqual([first, second]);
  });
});

describe('a phone number is found in any format', () => {
  it.each([
    [
      '+49 (0)30 901820-15',
      ['030 90182015', '0049309 0182015', '+49 30 901820 15', '(030) 901820-15', '90182015'],
    ],
    ['+1 (415) 555-0123', ['415-555-0123', '4155550123', '+14155550123', '001 415 555 0123', '5550123']],
    ['020 7946 0958', ['+44 20 7946 0958', '020 79460958', '0044 (0)20 7946 0958', '7946']],
  ])('%s', async (phone, queries) => {
    const id = await add('contacts', { name: 'Called', phone });
    for (const query of queries) expect([query, await find(query)]).toEqual([query, [id]]);
    expect(await find('+49 30 5551234567')).toEqual([]);
    const [hit] = await search(queries[0]!);
    expect(hit?.snippet).toContain('⟦');
  });
});

describe('a record is found by', () => {
  it('its e-mail, domain and title, whole or begun, and the kinds of record can be chosen', async () => {
    const contact = await add('contacts', {
      name: 'Zed',
      email: 'q.quux@corge.example',
      title: 'Chief Grault',
    });
    const company = await add('companies', { name: 'Zed', domain: 'corge.example' });
    const deal = await add('deals', { name: 'Corge rollout' });
    expect(await find('q.quux@corge.example')).toEqual([contact]);
    expect(await find('grau')).toEqual([contact]);
    expect(new Set(await find('corge'))).toEqual(new Set([contact, company, deal]));
    expect((await search('corge', { record_types: ['deal'] })).map(({ record_id }) => record_id)).toEqual([
      deal,
    ]);
    expect(await search('corge', { record_types: [] })).toEqual([]);
  });

  it('the names of its company and its contact, as they are now', async () => {
    const parent = await add('companies', { name: 'Waldo Holding' });
    const company = await add('companies', { name: 'Plugh', parent_id: parent });
    const contact = await add('contacts', { name: 'Fred', company_id: company });
    const deal = await add('deals', { name: 'Thud', company_id: company, primary_contact_id: contact });
    expect(new Set(await find('plugh'))).toEqual(new Set([company, contact, deal]));
    expect(await find('waldo')).toEqual([parent, company]);
    await sql`update companies set name = 'Xyzzy' where id = ${company}`;
    await sql`update contacts set name = 'Garply' where id = ${contact}`;
    expect(await find('plugh')).toEqual([]);
    expect(new Set(await find('xyzzy'))).toEqual(new Set([company, contact, deal]));
    expect(await find('garply')).toEqual([contact, deal]);
    await sql`update companies set deleted_at = now() where id = ${company}`;
    expect(await find('xyzzy')).toEqual([]);
    await sql`update companies set deleted_at = null where id = ${company}`;
    expect(new Set(await find('xyzzy'))).toEqual(new Set([company, contact, deal]));
  });

  it('what people wrote on its timeline, in a snippet around it, until they delete it', async () => {
    const deal = await add('deals', { name: 'Noted' });
    const [entry] = await note(
      'deal',
      deal,
      `${'Long talk. '.repeat(50)}They asked for Wübbels‑pumps, ${'and so on. '.repeat(50)}`,
      'call',
    );
    await note('deal', deal, 'frobnicated', 'field_edit');
    const [hit] = await search('wubbels');
    expect(hit).toMatchObject({ record_type: 'deal', record_id: deal, name: 'Noted' });
    expect(hit?.snippet).toMatch(/^….*asked for ⟦Wübbels⟧.*…$/);
    expect(hit!.snippet.length).toBeLessThan(250);
    expect(await find('frobnicated')).toEqual([]);
    await sql`update timeline_entries set deleted_at = now() where id = ${entry!.id}`;
    expect(await find('wubbels')).toEqual([]);
  });

  it('its custom fields, while they are searchable', async () => {
    const field = { record_type: 'company', searchable: true };
    await add('custom_fields', { ...field, name: 'Plant', key: 'plant', type: 'text' });
    const config = sql.json({ options: ['Räder', 'Gleise'] });
    await add('custom_fields', { ...field, name: 'Lines', key: 'lines', type: 'multi_select', config });
    const id = await add('companies', {
      name: 'Customised',
      custom_fields: sql.json({ plant: 'Bitterfeld', lines: ['Räder', 'Gleise'] }),
    });
    expect(await find('bitterf')).toEqual([id]);
    expect((await search('gleise'))[0]).toMatchObject({ record_id: id, snippet: 'Räder, ⟦Gleise⟧' });
    await sql`update custom_fields set searchable = false where key = 'plant' and workspace_id = ${workspace.id}`;
    expect(await find('bitterf')).toEqual([]);
    await sql`update custom_fields set searchable = true where key = 'plant' and workspace_id = ${workspace.id}`;
    expect(await find('bitterf')).toEqual([id]);
    await sql`update custom_fields set deleted_at = now() where key = 'plant' and workspace_id = ${workspace.id}`;
    expect(await find('bitterf')).toEqual([]);
  });

  it('nothing once it is deleted, all of it once it is back, and leaves no row when it is erased', async () => {
    const id = await add('contacts', { name: 'Ephemeral' });
    await sql`update contacts set deleted_at = now() where id = ${id}`;
    expect(await find('ephemeral')).toEqual([]);
    expect(await indexed(id)).toBeUndefined();
    await sql`update contacts set deleted_at = null where id = ${id}`;
    expect(await find('ephemeral')).toEqual([id]);
    await sql`delete from contacts where id = ${id}`;
    expect(await indexed(id)).toBeUndefined();
    expect(await sql`select from private.search_pending`).toEqual([]);
  });
});

describe('somebody finds only what they may read', () => {
  it('not what another workspace has, nor anything while signed out or removed', async () => {
    const theirs = await newWorkspace(sql);
    const ours = await add('contacts', { name: 'Tenancy Check' });
    const foreign = await add('contacts', { name: 'Tenancy Check' }, theirs.id);
    for (const who of [workspace.admin, workspace.member, workspace.guest])
      expect(await find('tenancy', who)).toEqual([ours]);
    expect(await find('tenancy', theirs.admin)).toEqual([]);
    const { error } = await anonymous().rpc('search', { workspace: workspace.id, query: 'tenancy' });
    expect(error).not.toBeNull();
    const { data } = await theirs.admin.client.from('search_index').select('record_id');
    expect(data).toEqual([{ record_id: foreign }]);
    await sql`update workspace_members set deleted_at = now() where user_id = ${theirs.member.id}`;
    const removed = await theirs.member.client.rpc('search', { workspace: theirs.id, query: 'tenancy' });
    expect(removed.data).toEqual([]);
  });

  it('not a record of another team, and a page is full all the same', async () => {
    const team = v7();
    await sql`insert into teams (id, workspace_id, name) values (${team}, ${workspace.id}, 'Secret')`;
    const hidden = await add('contacts', { name: 'Teamwork' });
    const open = await add('contacts', { name: 'Teamwork Two' });
    expect((await search('teamwork', { limit_to: 1 })).map(({ record_id }) => record_id)).toEqual([hidden]);
    await sql`update contacts set team_id = ${team} where id = ${hidden}`;
    expect(await find('teamwork', workspace.member)).toEqual([open]);
    expect((await search('teamwork', { limit_to: 1 })).map(({ record_id }) => record_id)).toEqual([open]);
    expect(await find('teamwork', workspace.admin)).toEqual([hidden, open]);
    const { data } = await workspace.member.client.from('search_index').select('id').eq('record_id', hidden);
    expect(data).toEqual([]);
    // Nor by the name of a company that they do not see, though the contact is theirs to see.
    const company = await add('companies', { name: 'Clandestine', team_id: team });
    const contact = await add('contacts', { name: 'Visible', company_id: company });
    expect(await find('clandestine', workspace.member)).toEqual([]);
    expect(await find('clandestine', workspace.admin)).toEqual([company, contact]);
  });

  it('not by notes, where their role reads none', async () => {
    const id = await add('deals', { name: 'Openly named' });
    await note('deal', id, 'hush-hush rebate');
    await sql`
      update permissions set can_read = false
      where workspace_id = ${workspace.id} and resource_type = 'timeline_entry'
        and role_id = (select id from roles where workspace_id = ${workspace.id} and name = 'guest')`;
    for (const query of ['rebate', 'openly rebate']) {
      expect(await find(query, workspace.guest)).toEqual([]);
      expect(await find(query, workspace.member)).toEqual([id]);
    }
    expect(await find('openly', workspace.guest)).toEqual([id]);
  });
});

it.each([
  '',
  '   ',
  '\'"\\`',
  '&|!():*<->',
  "' or 1=1; --",
  'a & | b',
  '%',
  '_',
  '%_%',
  'ь ъ',
  '\u0001',
  '⟦⟧',
  '+',
  '(0)',
  '+++++-----',
  '🙂🙂',
  'x'.repeat(10_000),
  "x' & (".repeat(2_000),
  '1'.repeat(10_000),
  'a '.repeat(5_000),
  '東'.repeat(3_000),
  '\u0301\u0301',
  '\\u0041\\',
])('takes %j without an error', async (query) => {
  await expect(search(query)).resolves.toBeInstanceOf(Array);
});

it('takes any limit, and a record with monstrous texts', async () => {
  const id = await add('contacts', {
    name: "Monster ' \\ : * & ⟦x⟧",
    email: '東'.repeat(20_000),
    title: `${'t'.repeat(30_000)} ${Array.from({ length: 20_000 }, (_, at) => `w${at}`).join(' ')}`,
    phone: '1'.repeat(500),
  });
  for (const limit_to of [-1, 0, 1, 1_000_000, null]) {
    const hits = await search('monster', { limit_to });
    expect(hits.map(({ record_id }) => record_id)).toEqual([id]);
  }
});

describe('many records', () => {
  beforeAll(async () => {
    await sql`
      insert into contacts (workspace_id, name, email, phone)
      select ${workspace.id}, 'Crowd ' || md5(n::text) || ' ' || case when n % 1000 = 0 then 'Rarity' else 'Common' end,
        'crowd' || n || '@' || md5((-n)::text) || '.example', '+49 89 ' || 2000000 + n * 7
      from generate_series(1, 20000) as n`;
    await sql`analyze search_index`;
  });

  it('are searched through the indexes', async () => {
    const scans = (query: string) =>
      sql.begin(async (tx) => {
        const count = async (relation: string) =>
          (await tx<{ n: number }[]>`select pg_stat_get_xact_numscans(${relation}::regclass)::int as n`)[0]!
            .n;
        const relations = ['search_index_tsv', 'search_index_trigram', 'search_index'];
        await become(tx, workspace.guest.id);
        const before = await Promise.all(relations.map(count));
        const hits = await tx`select from search(${workspace.id}, ${query})`;
        const after = await Promise.all(relations.map(count));
        return { hits: hits.length, scanned: relations.filter((_, at) => after[at]! > before[at]!) };
      });
    expect(await scans('rarity')).toEqual({ hits: 20, scanned: ['search_index_tsv'] });
    expect(await scans('raritty')).toEqual({
      hits: 20,
      scanned: ['search_index_tsv', 'search_index_trigram'],
    });
  });

  it('come page by page, each once, the best first, though others are written meanwhile', async () => {
    const seen: Hit[] = [];
    for (let after: string | null = null; ;) {
      const page = await search('rarity crowd', { limit_to: 7, after });
      seen.push(...page);
      if (page.length < 7) break;
      after = page.at(-1)!.place;
      await add('contacts', { name: 'Crowd Rarity' });
    }
    const ids = seen.map(({ record_id }) => record_id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(seen.filter(({ name }) => name.endsWith(' Rarity')).length).toBeGreaterThanOrEqual(20);
    const scores = seen.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});

describe('a push', () => {
  it('is applied as it was, and found at once', async () => {
    const made = creating(
      'contacts',
      { workspace_id: workspace.id, name: 'Pushed', phone: '0151 2345678' },
      clockAt(-5000),
    );
    expect(await workspace.member.pushOne(made)).toMatchObject({ status: 'applied' });
    expect(await find('pushed')).toEqual([made.id]);
    const row = await readRow(sql, 'contacts', made.id);
    const renamed = editing('contacts', row, { name: 'Shoved' }, clockAt(0));
    expect(await workspace.member.pushOne(renamed)).toMatchObject({ status: 'applied' });
    expect(await find('shoved')).toEqual([made.id]);
    expect(await find('pushed')).toEqual([]);
  });

  it('that is refused leaves nothing behind', async () => {
    const theirs = await newWorkspace(sql);
    const answers = await workspace.member.push(
      creating('contacts', { workspace_id: workspace.id, name: 'Halfway' }),
      creating('contacts', { workspace_id: theirs.id, name: 'Halfway' }),
    );
    expect(answers.map(({ status }) => status)).toEqual(['applied', 'refused']);
    expect(await find('halfway')).toEqual([answers[0]!.id]);
  });

  it('of columns that are not searched leaves the index alone', async () => {
    const id = await add('deals', { name: 'Untouched' });
    const before = await indexed(id);
    const row = await readRow(sql, 'deals', id);
    await workspace.member.push(editing('deals', row, { value_cents: 5, probability: 10 }, clockAt(0)));
    expect(await indexed(id)).toEqual(before);
  });
});

it('what two people write on one record at the same time is found, both of it', async () => {
  const id = await add('contacts', { name: 'Shared' });
  const other = connect();
  let waited: Promise<unknown> = Promise.resolve();
  await sql.begin(async (tx) => {
    await tx`update contacts set title = 'Overseer' where id = ${id}`;
    await tx`set constraints all immediate`;
    waited = other`
      insert into timeline_entries (workspace_id, record_type, record_id, entry_type, body, happened_at)
      values (${workspace.id}, 'contact', ${id}, 'note', 'simultaneously', now())`.execute();
    await untilSomebodyWaitsFor(tx);
  });
  await waited;
  await other.end();
  expect(await find('overseer')).toEqual([id]);
  expect(await find('simultaneously', workspace.member)).toEqual([id]);
});

describe('what is added while something else is written', () => {
  const other = connect();
  afterAll(() => other.end());

  /** Writes one and, before that is committed, the other; the first one has been indexed by then, or not yet. */
  async function meet(
    isIndexed: boolean,
    first: (tx: postgres.ISql) => Promise<unknown>,
    then: () => postgres.PendingQuery<postgres.Row[]>,
  ) {
    let added: Promise<unknown> = Promise.resolve();
    await sql.begin(async (tx) => {
      await first(tx);
      if (isIndexed) await tx`set constraints all immediate`;
      added = then().execute();
      await (isIndexed ? untilSomebodyWaitsFor(tx) : added);
    });
    await added;
  }

  it.each([true, false])('shows the name that its company was given (indexed: %s)', async (isIndexed) => {
    const [before, after] = isIndexed ? ['Umbra', 'Penumbra'] : ['Zephyr', 'Mistral'];
    const company_id = await add('companies', { name: before });
    const id = v7();
    await meet(
      isIndexed,
      (tx) => tx`update companies set name = ${after} where id = ${company_id}`,
      () =>
        other`insert into contacts ${sql({ id, workspace_id: workspace.id, name: 'Newcomer', company_id })}`,
    );
    expect(new Set(await find(after))).toEqual(new Set([company_id, id]));
    expect((await indexed(id))?.['trigram']).not.toContain(`\n${before.toLowerCase()}\n`);
  });

  it.each([true, false])('is found with the record that came back (indexed: %s)', async (isIndexed) => {
    const word = isIndexed ? 'homecoming' : 'reappearance';
    const id = await add('contacts', { name: 'Odysseus' });
    await sql`update contacts set deleted_at = now() where id = ${id}`;
    await meet(
      isIndexed,
      (tx) => tx`update contacts set deleted_at = null where id = ${id}`,
      () => other`
        insert into timeline_entries (workspace_id, record_type, record_id, entry_type, body, happened_at)
        values (${workspace.id}, 'contact', ${id}, 'note', ${word}, now())`,
    );
    expect(await find(word, workspace.member)).toEqual([id]);
  });
});
