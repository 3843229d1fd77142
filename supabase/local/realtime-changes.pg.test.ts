import type { RealtimePostgresChangesPayload } from '@supabase/supabase-js';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { NOTES, signUp, startOwnStack, type OwnStack, type Person } from './test-stack.ts';

type Note = { id: string; owner_id: string; body: string; size: number; doc: unknown };
type Payload = RealtimePostgresChangesPayload<Note>;

let stack: OwnStack;
let ada: Person;
let ben: Person;
beforeAll(async () => {
  stack = await startOwnStack(NOTES);
  [ada, ben] = [await signUp(stack), await signUp(stack)];
});
afterEach(async () => {
  for (const { client } of [ada, ben]) await client.removeAllChannels();
});
afterAll(() => stack.remove());

/** Subscribes to changes of notes; resolves when they flow. */
async function changes(
  person: Person,
  options: { table?: string; filter?: string } = {},
): Promise<Payload[]> {
  const seen: Payload[] = [];
  const told: string[] = [];
  person.client
    .channel(`changes of ${crypto.randomUUID()}`)
    .on('postgres_changes', { event: '*', schema: 'public', table: 'notes', ...options }, (payload) =>
      seen.push(payload as Payload),
    )
    .on('system', {}, ({ status, message }: { status: string; message: string }) =>
      told.push(`${status}: ${message}`),
    )
    .subscribe();
  await expect.poll(() => told.length).toBe(1);
  if (told[0] !== 'ok: Subscribed to PostgreSQL') throw new Error(told[0]);
  return seen;
}

const write = (person: Person, note: { body?: string; size?: number }): Promise<Note> =>
  stack.sql<
    Note[]
  >`insert into notes ${stack.sql({ body: '', ...note, owner_id: person.id })} returning *`.then(
    ([row]) => row!,
  );

test('an insert, an update and a delete come in commit order, typed as the API types them', async () => {
  const seen = await changes(ada);
  const kinds = (): string[] => seen.map(({ eventType }) => eventType);
  const note = await write(ada, { body: 'ünï "quoted"', size: 3 });
  // Row level security is asked when the event is sent: of a row that is gone by then only its delete is told.
  await expect.poll(kinds).toEqual(['INSERT']);
  await stack.sql`update notes set size = 4, doc = '{"a": [1, null]}' where id = ${note.id}`;
  await expect.poll(kinds).toEqual(['INSERT', 'UPDATE']);
  await stack.sql`delete from notes where id = ${note.id}`;
  await expect.poll(kinds).toEqual(['INSERT', 'UPDATE', 'DELETE']);
  const { id } = note;
  const inserted = { id, owner_id: ada.id, body: 'ünï "quoted"', size: 3, doc: null };
  expect(seen[0]).toMatchObject({ schema: 'public', table: 'notes', errors: null, new: inserted, old: {} });
  expect(seen[1]).toMatchObject({ new: { ...inserted, size: 4, doc: { a: [1, null] } }, old: { id } });
  expect(seen[2]?.old).toEqual({ id });
  expect(Date.parse(seen[0]?.commit_timestamp ?? '')).toBeGreaterThan(Date.now() - 60_000);
});

test('a person who may not read a row gets no event of it', async () => {
  const [adas, bens] = [await changes(ada), await changes(ben)];
  await write(ada, { body: 'of ada' });
  await write(ben, { body: 'of ben' });
  await expect.poll(() => bens.length).toBe(1);
  await expect.poll(() => adas.length).toBe(1);
  expect([adas[0]?.new, bens[0]?.new]).toMatchObject([{ body: 'of ada' }, { body: 'of ben' }]);
});

test('a key of a deleted row is all that anybody learns, also with replica identity full', async () => {
  await stack.sql`alter table notes replica identity full`;
  const seen = await changes(ben);
  const { id } = await write(ada, { body: 'secret' });
  await stack.sql`delete from notes where id = ${id}`;
  await expect.poll(() => seen).toMatchObject([{ eventType: 'DELETE', old: { id } }]);
  expect(seen[0]?.old).toEqual({ id });
  await stack.sql`alter table notes replica identity default`;
});

test.each([
  ['size=eq.2', [2]],
  ['size=neq.2', [1, 3]],
  ['size=lt.2', [1]],
  ['size=lte.2', [1, 2]],
  ['size=gt.2', [3]],
  ['size=gte.2', [2, 3]],
  ['size=in.(1,3)', [1, 3]],
  ['size=gt.1,size=lt.3', [2]],
  ['body=eq."a, (b) ""c"', [2]],
])('a filter %s lets through what it says', async (filter, sizes) => {
  const seen = await changes(ada, { filter: filter.replace('""', '\\"') });
  const all = await changes(ada);
  for (const size of [1, 2, 3]) await write(ada, { size, body: size === 2 ? 'a, (b) "c' : '' });
  await expect.poll(() => all.length).toBe(3);
  await expect.poll(() => seen.map((payload) => (payload.new as Note).size)).toEqual(sizes);
});

test.each([
  [{ table: 'unpublished' }, /^error: Unable to subscribe to changes .* Please check Realtime is enabled/],
  [{ filter: 'nothing=eq.1' }, /invalid column for filter nothing/],
  [{ filter: 'size=eq.word' }, /invalid input syntax for type integer/],
  [{ filter: 'body=like.a*' }, /serves eq, neq, lt, lte, gt, gte and in/],
])('a subscription to %o that cannot be served is told so', async (options, words) => {
  await expect(changes(ada, options)).rejects.toThrow(words);
});

test('a column that the person may not read is not in the payload', async () => {
  await stack.sql`revoke select on notes from authenticated`;
  await stack.sql`grant select (id, owner_id, size) on notes to authenticated`;
  const seen = await changes(ada);
  const { id } = await write(ada, { body: 'hidden', size: 5 });
  await expect.poll(() => seen.length).toBe(1);
  expect(seen[0]?.new).toEqual({ id, owner_id: ada.id, size: 5 });
  await stack.sql`grant select on notes to authenticated`;
});
