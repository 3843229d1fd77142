// A workspace that began on a laptop goes on at a real server, and nothing of it is lost or refused.
import 'fake-indexeddb/auto';
import postgres from 'postgres';
import { afterAll, expect, inject, it, vi } from 'vitest';
import type {} from '../../supabase/tests/stack.setup.ts';
import type { LocalPlace, Replica, Result, SessionStore } from '../api.ts';
import { createEngine, type EngineStatus } from '../core/engine.ts';
import { openAccount } from '../remote/account.ts';
import { createSupabaseRemote } from '../remote/supabase-remote.ts';
import { NO_SESSION, NO_SYNC } from '../test/nobody-else.ts';
import { carryOver } from './carry-over.ts';
import { openDatabase, replicaName, type ReplicaDatabase } from './database.ts';
import { createLocalWorkspace } from './local-workspace.ts';
import { openReplica } from './open-replica.ts';
import { createJournal, createMemory, createRowStore } from './stores.ts';
import { systemTimer } from './system.ts';

const stack = inject('stack');
const sql = postgres(stack.database_url, { max: 1 });
afterAll(() => sql.end());

const done = async <T>(asked: Promise<Result<T>>): Promise<T> => {
  const result = await asked;
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

function vault(): SessionStore & { texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    read: (key) => Promise.resolve(texts.get(key) ?? null),
    write: (key, value) => Promise.resolve(void texts.set(key, value)),
    remove: (key) => Promise.resolve(void texts.delete(key)),
  };
}

/** Some of everything that a person can make without a server. */
async function work(replica: Replica, { user_id }: LocalPlace): Promise<Record<string, string>> {
  const board = replica.boards().get()?.[0]?.id ?? '';
  const shown = replica.board(board);
  await vi.waitUntil(() => shown.get() !== undefined);
  const [lead, qualified] = shown.get()?.stages ?? [];
  const stage_id = lead?.id ?? '';
  await done(
    replica.mutate('define_custom_field', {
      record_type: 'deal',
      name: 'Weight',
      key: 'weight',
      type: 'number',
    }),
  );
  const company = await done(
    replica.mutate('create_record', { record_type: 'company', columns: { name: 'Harbour AG' } }),
  );
  const contact = await done(
    replica.mutate('create_record', {
      record_type: 'contact',
      columns: { name: 'Rosa Alt', company_id: company.id, owner_id: user_id, tags: ['vip'] },
    }),
  );
  const gone = await done(
    replica.mutate('create_record', { record_type: 'contact', columns: { name: 'Deleted' } }),
  );
  await done(replica.mutate('delete_records', { record_type: 'contact', ids: [gone.id] }));
  const deal = await done(
    replica.mutate('create_record', {
      record_type: 'deal',
      columns: {
        custom_fields: { weight: 12 },
        name: 'Cranes',
        value_cents: 12_000_00,
        currency: 'EUR',
        owner_id: user_id,
      },
      stage_id,
    }),
  );
  await done(
    replica.mutate('edit_records', {
      record_type: 'deal',
      ids: [deal.id],
      columns: { stage_id: qualified?.id ?? '', name: 'Two cranes' },
    }),
  );
  await done(
    replica.mutate('add_entry', {
      record_type: 'deal',
      record_id: deal.id,
      entry_type: 'note',
      body: 'Met on the train',
    }),
  );
  await done(
    replica.mutate('create_task', {
      ...{ record_type: 'deal', record_id: deal.id, title: 'Call', assigned_to: user_id },
    }),
  );
  await done(replica.mutate('edit_board', { board_id: board, columns: { name: 'Harbour sales' } }));
  await done(replica.mutate('edit_workspace', { columns: { name: 'Harbour AG' } }));
  return {
    board,
    company: company.id,
    contact: contact.id,
    gone: gone.id,
    deal: deal.id,
    stage: qualified?.id ?? '',
  };
}

/** Sends what waits, as the worker does, until nothing is left to send. */
async function send(database: ReplicaDatabase, user_id: string, workspace_id: string, token: string) {
  let status: EngineStatus | undefined;
  const journal = createJournal(database.journal);
  const engine = createEngine({
    user_id,
    rows: createRowStore(database),
    journal,
    memory: createMemory(database.facts),
    remote: createSupabaseRemote({ ...stack, workspace_id, token: () => token }),
    timer: systemTimer,
    random: Math.random,
    report: (now) => {
      status = now;
    },
    offsetMeasured: () => undefined,
  });
  engine.start();
  await vi.waitUntil(
    async () =>
      status?.kind === 'idle' &&
      (await journal.list('saved')).length + (await journal.list('waiting')).length === 0,
    { timeout: 40_000, interval: 100 },
  );
  await engine.stop();
  return journal;
}

it('carries everything over, in the name of the account, also after it was cut off and begun anew', async () => {
  const from = await done(createLocalWorkspace({ workspace: 'Harbour', person: 'Rosa' }));
  const replica = await done(openReplica(from, NO_SESSION, NO_SYNC));
  const made = await work(replica, from);
  await replica.close();

  const store = vault();
  const account = await openAccount(stack, store);
  await account.signUp({
    email: `${crypto.randomUUID()}@outpost.example`,
    password: 'correct horse battery',
  });
  const person = account.person();
  if (!person) throw new Error('nobody is signed in');
  const { workspace_id, workspace_name } = from;
  await done(account.createWorkspace(workspace_name, workspace_id));
  const to = { ...account.connection, ...person, workspace_id, workspace_name };
  await done(carryOver(from, to, await done(account.clocksOf(workspace_id))));
  await done(account.createWorkspace(workspace_name, workspace_id));
  await done(carryOver(from, to, await done(account.clocksOf(workspace_id))));

  const kept = [...store.texts].find(([key]) => !key.endsWith('code-verifier'))?.[1] ?? '{}';
  const { access_token } = JSON.parse(kept) as { access_token: string };
  const database = await openDatabase(replicaName(to));
  const journal = await send(database, person.user_id, workspace_id, access_token);
  expect(await journal.list('refused')).toEqual([]);
  expect(await journal.list('contested')).toEqual([]);
  await database.database.close();
  account.close();

  const [profile] = await sql`select name from public.profiles where id = ${person.user_id}`;
  expect(profile).toMatchObject({ name: 'Rosa' });
  const [workspace] = await sql`select name from public.workspaces where id = ${workspace_id}`;
  expect(workspace).toMatchObject({ name: 'Harbour AG' });
  const [deal] = await sql`select * from public.deals where id = ${made['deal'] ?? ''}`;
  expect(deal).toMatchObject({
    name: 'Two cranes',
    workspace_id,
    owner_id: person.user_id,
    stage_id: made['stage'],
    custom_fields: { weight: 12 },
  });
  const [card] = await sql`select * from public.board_cards where record_id = ${made['deal'] ?? ''}`;
  expect(card).toMatchObject({ board_id: made['board'], stage_id: made['stage'] });
  const contacts =
    await sql`select * from public.contacts where workspace_id = ${workspace_id} order by name`;
  expect(contacts).toMatchObject([
    { id: made['gone'], name: 'Deleted' },
    { id: made['contact'], owner_id: person.user_id, company_id: made['company'], tags: ['vip'] },
  ]);
  expect(contacts[0]?.['deleted_at']).not.toBeNull();
  const notes = await sql`select * from public.timeline_entries
    where record_id = ${made['deal'] ?? ''} and entry_type = 'note'`;
  expect(notes).toMatchObject([{ body: 'Met on the train', author_id: person.user_id }]);
  const tasks = await sql`select * from public.tasks where workspace_id = ${workspace_id}`;
  expect(tasks).toMatchObject([{ title: 'Call', assigned_to: person.user_id }]);
  const boards = await sql`select * from public.boards where workspace_id = ${workspace_id}`;
  expect(boards).toMatchObject([{ id: made['board'], name: 'Harbour sales' }]);
  const stages = await sql`select * from public.board_stages where workspace_id = ${workspace_id}`;
  expect(stages).toHaveLength(6);
});
