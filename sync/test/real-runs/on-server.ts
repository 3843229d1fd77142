// The steps of a plan that are nobody's laptop's, in SQL: another program's writes, an administrator's, and upkeep.
import type postgres from 'postgres';
import type { Step } from '../fuzz/plan.ts';
import { DEAL_BOARD, membershipId, STAGES, TEAMS, teamMemberId, USERS, WORKSPACE } from '../fuzz/world.ts';
import type { TableName } from '../../schema/tables.ts';
import type { RealServer } from './real-server.ts';

type OnServer = Exclude<Step, { who: number } | { do: 'pass' }>;

const OUTAGE = /^(57P0[123]|08\d{3}|25P03|CONNECTION_|ECONN|EPIPE)/;
/** Somebody was in the way, or a rule forbids it: a real program's write fails so as well. */
const REFUSED = /^(23|40|22|P0|42501)/;

/** Resolves also where the step could not be done. */
export async function onServer(step: OnServer, server: RealServer): Promise<void> {
  try {
    await server.administer((sql) => act(step, sql));
  } catch (error) {
    if (!isOutage(error) && !REFUSED.test(codeOf(error))) throw error;
  }
}

/** What a driver says when the database goes down under it. */
export const isOutage = (error: unknown): boolean => OUTAGE.test(codeOf(error));

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

async function act(step: OnServer, sql: postgres.Sql): Promise<void> {
  const some = async (table: TableName, at: number): Promise<Record<string, unknown> | undefined> => {
    const found = await sql`select * from ${sql(table)} where deleted_at is null order by id`;
    return found[at % Math.max(1, found.length)];
  };
  const set = (table: TableName, id: unknown, columns: Record<string, unknown>) =>
    sql`update ${sql(table)} set ${sql(columns)} where id = ${id as string}`;
  switch (step.do) {
    case 'outsider_edits': {
      const row = await some(step.table, step.row);
      if (!row) return;
      const column = COLUMNS[step.table][step.cells % COLUMNS[step.table].length] ?? 'name';
      const seconds = Math.min(step.slowMs, LONGEST_TRANSACTION_MS) / 1000;
      await sql`
        with edited as (
          update ${sql(step.table)} set ${sql({ [column]: `v${step.n}` })} where id = ${row['id'] as string} returning id
        )
        select pg_sleep(${seconds}) from edited`;
      return;
    }
    case 'outsider_moves': {
      const card = await some('board_cards', step.row);
      const stages = STAGES[String(card?.['board_id'])] ?? [];
      if (card) await set('board_cards', card['id'], { stage_id: stages[step.stage % stages.length] });
      return;
    }
    case 'outsider_gives_to_team': {
      const row = await some(step.table, step.row);
      if (row) await set(step.table, row['id'], { team_id: TEAMS[step.team] ?? null });
      return;
    }
    case 'role': {
      const id = membershipId(USERS[step.user] ?? '');
      if (step.role === 'removed') await set('workspace_members', id, { deleted_at: new Date() });
      else await set('workspace_members', id, { role: step.role, deleted_at: null });
      return;
    }
    case 'team': {
      const [team_id, profile_id] = [TEAMS[step.team] ?? '', USERS[step.user] ?? ''];
      const deleted_at = step.in ? null : new Date();
      const member = { id: teamMemberId(team_id, profile_id), workspace_id: WORKSPACE, team_id, profile_id };
      await sql`
        insert into team_members ${sql({ ...member, deleted_at })}
        on conflict (id) do update set deleted_at = excluded.deleted_at`;
      return;
    }
    case 'purge':
      await sql`select purge_tombstones(interval '1 second')`;
      return;
    case 'back_up':
      return;
    // As after a restore of what was there a moment ago: all is the same, in another history.
    case 'restore':
      await sql`select sync_rebase()`;
      return;
    case 'rebalance': {
      const stage = STAGES[DEAL_BOARD]?.[step.stage] ?? '';
      await sql`select private.rebalance_stage(${stage}::uuid, ${NOBODY}::uuid, null)`;
    }
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
/** It holds everybody's horizon back. */
const LONGEST_TRANSACTION_MS = 120;

const COLUMNS = {
  companies: ['name', 'domain', 'industry'],
  contacts: ['name', 'email'],
  deals: ['name'],
  deal_contacts: ['role'],
  tasks: ['title'],
  board_stages: ['name'],
} as const;
