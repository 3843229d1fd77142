// A poke: one message per table, workspace and transaction, that only members receive.
import type { RealtimeChannel } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  clockAt,
  connect,
  creating,
  newDeal,
  newPerson,
  newWorkspace,
  type Person,
  type Workspace,
} from './workspace-under-test.ts';

const sql = connect();
let workspace: Workspace;
beforeAll(async () => {
  workspace = await newWorkspace(sql);
});
afterAll(() => sql.end());

type Poke = { table: string; row_version: string; event: string; private: boolean };
async function pokesOf(body: () => PromiseLike<unknown>, of: Workspace = workspace): Promise<Poke[]> {
  const read = () => sql<(Poke & { id: string })[]>`
    select id, payload ->> 'table' as table, payload ->> 'row_version' as row_version, event, private
    from realtime.messages where topic = ${`workspace:${of.id}`} order by payload ->> 'table'`;
  const before = new Set((await read()).map(({ id }) => id));
  await body();
  return (await read())
    .filter(({ id }) => !before.has(id))
    .map(({ table, row_version, event, private: is_private }) => ({
      table,
      row_version,
      event,
      private: is_private,
    }));
}

it('is sent once per table and transaction, and names the transaction', async () => {
  let version = '';
  const pokes = await pokesOf(async () => {
    const answers = await workspace.member.push(
      ...Array.from({ length: 20 }, (_, n) =>
        creating('companies', { workspace_id: workspace.id, name: `Company ${n}` }),
      ),
      ...Array.from({ length: 20 }, (_, n) =>
        creating('contacts', { workspace_id: workspace.id, name: `Contact ${n}` }),
      ),
    );
    version = String(answers[0]?.row_version);
  });
  expect(pokes).toEqual(
    ['companies', 'contacts'].map((table) => ({ table, row_version: version, event: 'poke', private: true })),
  );
});

it('is sent again by the next transaction, and for what a trigger changed', async () => {
  const made = await newDeal(sql, workspace);
  for (let n = 0; n < 2; n += 1) {
    const stage_id = workspace.stages[n + 1]!;
    const pokes = await pokesOf(() => sql`update deals set stage_id = ${stage_id} where id = ${made.deal}`);
    expect(pokes.map(({ table }) => table)).toEqual(['board_cards', 'deals', 'timeline_entries']);
  }
});

it('is not sent for a write that was refused, nor for positions alone', async () => {
  const [id] = [workspace.id];
  const refused = await pokesOf(() =>
    workspace.member.push(creating('companies', { workspace_id: id, name: '' }, clockAt(0))),
  );
  expect(refused).toEqual([]);
  await newDeal(sql, workspace);
  const numbered = await pokesOf(async () => {
    await sql.begin(async (tx) => {
      await tx`select set_config('outpost.ordering', 'renumber', true)`;
      await tx`update board_cards set position = position + 1 where workspace_id = ${id}`;
    });
  });
  expect(numbered).toEqual([]);
});

it('goes to every workspace of a person who changes their profile', async () => {
  const second = await newWorkspace(sql);
  await sql`
    insert into workspace_members (workspace_id, user_id, role) values (${second.id}, ${workspace.member.id}, 'guest')`;
  const rename = () =>
    workspace.member.client.from('profiles').update({ name: 'New name' }).eq('id', workspace.member.id);
  expect((await pokesOf(rename)).map(({ table }) => table)).toEqual(['profiles']);
  expect((await pokesOf(rename, second)).map(({ table }) => table)).toEqual(['profiles']);
});

it('is readable by members of the workspace only', async () => {
  const [stranger, guest] = [await newPerson('stranger'), workspace.guest];
  const readable = (person: Person) =>
    person.inDatabase(sql, async (tx) => {
      await tx`select set_config('realtime.topic', ${`workspace:${workspace.id}`}, true)`;
      return (await tx`select from realtime.messages where topic = ${`workspace:${workspace.id}`}`).length;
    });
  expect(await readable(guest)).toBeGreaterThan(0);
  expect(await readable(stranger)).toBe(0);
});

it('reaches a member who listens, and no stranger is let in', async () => {
  const stranger = await newPerson('stranger');
  const join = async (
    person: Person,
  ): Promise<{ channel: RealtimeChannel; status: string; poked: Promise<unknown> }> => {
    await person.client.realtime.setAuth();
    const channel = person.client.channel(`workspace:${workspace.id}`, { config: { private: true } });
    const poked = new Promise((resolve) =>
      channel.on('broadcast', { event: 'poke' }, ({ payload }) => resolve(payload)),
    );
    const status = await new Promise<string>((resolve) => channel.subscribe((state) => resolve(state)));
    return { channel, status, poked };
  };
  const [inside, outside] = [await join(workspace.guest), await join(stranger)];
  try {
    expect([inside.status, outside.status]).toEqual(['SUBSCRIBED', 'CHANNEL_ERROR']);
    await workspace.member.push(creating('contacts', { workspace_id: workspace.id, name: 'News' }));
    expect(await inside.poked).toMatchObject({ table: 'contacts' });
  } finally {
    await workspace.guest.client.removeAllChannels();
    await stranger.client.removeAllChannels();
  }
});
