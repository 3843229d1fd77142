import postgres from 'postgres';
import { createClient } from '@supabase/supabase-js';
import { inject } from 'vitest';
import type {} from '../../supabase/tests/stack.setup.ts';
import type { Remote } from '../core/ports.ts';
import { createSupabaseRemote } from '../remote/supabase-remote.ts';
import { describeRemote } from './remote-contract.ts';

const { url, publishable_key, database_url } = inject('stack');

const NOBODY = '00000000-0000-0000-0000-000000000000';

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
  const connect = ({ token }: { token: string }): Remote =>
    createSupabaseRemote({ url, publishable_key, workspace_id, token: () => token });

  return {
    ann: connect(ann),
    ben: connect(ben),
    ben_id: ben.id,
    workspace_id,
    administrator: {
      async giveBenRole(role) {
        const deleted_at = role ? null : new Date();
        await sql`
          update workspace_members set role = ${role ?? 'member'}, deleted_at = ${deleted_at}
          where workspace_id = ${workspace_id} and user_id = ${ben.id}`;
      },
      async makeTeamOfAnn() {
        const id = crypto.randomUUID();
        await sql`insert into teams ${sql({ id, workspace_id, name: 'Team' })}`;
        await sql`insert into team_members ${sql({ team_id: id, profile_id: ann.id })}`;
        return id;
      },
      async makeBoard() {
        const board_id = crypto.randomUUID();
        const stage_ids: [string, string] = [crypto.randomUUID(), crypto.randomUUID()];
        await sql`insert into boards ${sql({ id: board_id, workspace_id, name: 'Sales', record_type: 'deal' })}`;
        for (const id of stage_ids)
          await sql`insert into board_stages ${sql({ id, board_id, name: 'Stage' })}`;
        return { board_id, stage_ids };
      },
      async defineField(key) {
        await sql`
          insert into custom_fields ${sql({ workspace_id, record_type: 'contact', name: key, key, type: 'number' })}`;
      },
      async rebalance(stage_id) {
        await sql`select private.rebalance_stage(${stage_id}::uuid, ${NOBODY}::uuid, null)`;
      },
      async purge() {
        await sql`select purge_tombstones(interval '0')`;
      },
    },
    close: () => sql.end(),
  };
});
