// A file on a record is seen by those who see the record's attachment: a team's file by the team, and by admins.
import type postgres from 'postgres';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  become,
  connect,
  newPerson,
  newWorkspace,
  type Person,
  type Workspace,
} from '../tests/workspace-under-test.ts';

let sql: postgres.Sql;
let own: Workspace;
let team: string;
let mate: Person;
beforeAll(async () => {
  sql = connect();
  own = await newWorkspace(sql);
  mate = await newPerson('mate');
  await sql`insert into workspace_members (workspace_id, user_id, role) values (${own.id}, ${mate.id}, 'member')`;
  team = v7();
  await sql`insert into teams (id, workspace_id, name) values (${team}, ${own.id}, 'South')`;
  await sql`insert into team_members (team_id, profile_id) values (${team}, ${mate.id})`;
});
afterAll(() => sql.end());

const filesOf = ({ client }: Person) => client.storage.from('attachments');

/** A contact of the team, or of everybody, with the path of a file on it and the row that will name the file. */
async function newAttachment(of: string | null) {
  const [contact, id] = [v7(), v7()];
  await sql`
    insert into contacts (id, workspace_id, name, team_id) values (${contact}, ${own.id}, 'Carla', ${of})`;
  const path = `${own.id}/${id}/offer.pdf`;
  const attach = () => sql`
    insert into attachments (id, workspace_id, record_type, record_id, name, storage_path)
    values (${id}, ${own.id}, 'contact', ${contact}, 'offer.pdf', ${path})`;
  return { id, contact, path, attach };
}

/** What somebody can do with a file; tries the removal last. */
async function mayDo(person: Person, path: string): Promise<string[]> {
  const files = filesOf(person);
  const tried = {
    download: (await files.download(path)).error === null,
    sign: (await files.createSignedUrl(path, 60)).error === null,
    list: (await files.list(path.replace('/offer.pdf', ''))).data?.length === 1,
    add: (await files.upload(`${path}.${v7()}`, 'more')).error === null,
    replace: (await files.update(path, 'other')).error === null,
    move: (await files.move(path, path.replace('offer', v7()))).error === null,
  };
  return Object.entries(tried).flatMap(([what, done]) => (done ? [what] : []));
}
const READS = ['download', 'sign', 'list'];

test('a team’s file is for the team and for admins; whoever else works there cannot tell that it is there', async () => {
  const { path, attach } = await newAttachment(team);
  expect((await filesOf(mate).upload(path, 'secret')).error).toBeNull();
  await attach();
  expect(await mayDo(own.member, path)).toEqual([]);
  expect(await mayDo(own.guest, path)).toEqual([]);
  await filesOf(own.member).remove([path]);
  expect(await (await filesOf(mate).download(path)).data?.text()).toBe('secret');
  expect(await (await filesOf(own.admin).download(path)).data?.text()).toBe('secret');
  expect((await filesOf(mate).update(path, 'better')).error).toBeNull();
});

test('a file of a record of everybody is for everybody, and leaves their sight when the record goes to a team', async () => {
  const { contact, path, attach } = await newAttachment(null);
  await filesOf(mate).upload(path, 'open');
  await attach();
  expect((await filesOf(own.member).download(path)).error).toBeNull();
  await sql`update contacts set team_id = ${team} where id = ${contact}`;
  expect(await mayDo(own.member, path)).toEqual([]);
  await sql`update contacts set team_id = null where id = ${contact}`;
  expect(await mayDo(own.guest, path)).toEqual(READS);
  expect(await mayDo(own.member, path)).toEqual([...READS, 'add', 'replace', 'move']);
});

test('until its row is there a file is for whoever uploaded it', async () => {
  const { path, attach } = await newAttachment(null);
  await filesOf(own.member).upload(path, 'early');
  expect((await filesOf(own.member).download(path)).error).toBeNull();
  expect((await filesOf(mate).download(path)).error).not.toBeNull();
  expect((await filesOf(own.admin).download(path)).error).not.toBeNull();
  await attach();
  expect((await filesOf(mate).download(path)).error).toBeNull();
});

test('a row that claims the path of another attachment’s file does not open it', async () => {
  const { path, attach } = await newAttachment(team);
  await filesOf(mate).upload(path, 'secret');
  await attach();
  const [mine] = [await newAttachment(null)];
  await sql`
    insert into attachments (id, workspace_id, record_type, record_id, name, storage_path)
    values (${mine.id}, ${own.id}, 'contact', ${mine.contact}, 'offer.pdf', ${path})`;
  expect(await mayDo(own.member, path)).toEqual([]);
  expect((await filesOf(own.member).upload(`${own.id}/${mine.id}/a.pdf`, 'mine')).error).toBeNull();
  expect((await filesOf(own.member).move(`${own.id}/${mine.id}/a.pdf`, `${path}.2`)).error).not.toBeNull();
});

test('a listing of many files asks for the rights once and for each file’s row by its key', async () => {
  const plan = await own.member.inDatabase(sql, async (tx) => {
    await tx`reset role`;
    await tx`
      insert into storage.objects (bucket_id, name, owner_id)
      select 'attachments', ${own.id} || '/' || gen_random_uuid() || '/a.pdf', 'somebody' from generate_series(1, 20000)`;
    await tx`
      insert into attachments (id, workspace_id, record_type, record_id, name, storage_path)
      select private.attachment_named(name), ${own.id}, 'contact', gen_random_uuid(), 'a.pdf', name
      from storage.objects where owner_id = 'somebody'`;
    await tx`analyze storage.objects, attachments`;
    await become(tx, own.member.id);
    const lines = await tx<{ 'QUERY PLAN': string }[]>`
      explain (analyze, timing off, costs off)
      select name from storage.objects where bucket_id = 'attachments' and name like ${`${own.id}/%`} order by name limit 100`;
    return lines.map((line) => line['QUERY PLAN']).join('\n');
  });
  expect(plan).toMatch(/Index Scan using attachments_pkey on attachments a/);
  expect(plan).not.toMatch(/Seq Scan on attachments/);
  // Whatever is asked per statement runs once, not once per file.
  expect(plan).not.toMatch(/Function Scan on workspaces_where_i_may.*loops=(?!1\))/);
  expect(Number(/Execution Time: ([\d.]+)/.exec(plan)?.[1])).toBeLessThan(2000);
});
