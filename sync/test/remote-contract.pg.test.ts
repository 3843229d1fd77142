import postgres from 'postgres';
import { createClient } from '@supabase/supabase-js';
import { inject } from 'vitest';
import type {} from '../../supabase/tests/stack.setup.ts';
import type { Remote } from '../core/ports.ts';
import { createSupabaseRemote } from '../remote/supabase-remote.ts';
import { describeRemote } from './remote-contract.ts';

const { url, publishable_key, database_url } = inject('stack');

async function signUp(name: string): Promise<{ id: string; token: string }> {
  const client = createClient(url, publishable_key, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { data, error } = await client.auth.signUp({
    email: `${name}-${crypto.randomUUID()}@outpost.example`,
    password: 'correct horse battery',
  });
  if (error) throw error;
  if (!data.session) throw new Error('The project must let people sign up without confirming the address.');
  return { id: data.session.user.id, token: data.session.access_token };
}

describeRemote('the real stack', async () => {
  const [ann, ben] = [await signUp('ann'), await signUp('ben')];
  const workspace_id = crypto.randomUUID();
  const sql = postgres(database_url, { max: 1, onnotice: () => undefined });
  await sql`insert into workspaces ${sql({ id: workspace_id, name: 'Nordwind' })}`;
  for (const { id: user_id } of [ann, ben])
    await sql`insert into workspace_members ${sql({ id: crypto.randomUUID(), workspace_id, user_id, role: 'member' })}`;
  await sql.end();
  const connect = ({ token }: { token: string }): Remote =>
    createSupabaseRemote({ url, publishable_key, workspace_id, token: () => token });
  return { ann: connect(ann), ben: connect(ben), workspace_id, close: () => Promise.resolve() };
});
