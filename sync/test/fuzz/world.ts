// The people, boards and records with which every run begins.
import { pairId } from '../../core/pair-id.ts';
import type { MemoryServer } from '../memory-server.ts';

/** Ids in the form that the server's have; `kind` keeps those of different tables apart. */
export const idOf = (kind: number, n: number): string =>
  `${kind.toString(16).padStart(8, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

export const WORKSPACE = idOf(1, 1);
/** The first is an admin, and stays one. */
export const USERS = [idOf(2, 1), idOf(2, 2), idOf(2, 3)] as const;
export const TEAMS = [idOf(3, 1), idOf(3, 2)] as const;
export const DEAL_BOARD = idOf(4, 1);
export const COMPANY_BOARD = idOf(4, 2);
export const STAGES = {
  [DEAL_BOARD]: [idOf(5, 1), idOf(5, 2), idOf(5, 3)],
  [COMPANY_BOARD]: [idOf(5, 4), idOf(5, 5), idOf(5, 6)],
};
export const membershipId = (user_id: string): string =>
  pairId('workspace_members', { workspace_id: WORKSPACE, user_id });
export const teamMemberId = (team_id: string, profile_id: string): string =>
  pairId('team_members', { team_id, profile_id });

export function furnish(server: MemoryServer): void {
  const put: Put = (table, row) => server.put(table, row);
  const workspace_id = WORKSPACE;
  put('workspaces', { id: WORKSPACE, name: 'Nordwind' });
  USERS.forEach((id, at) => {
    put('profiles', {
      id,
      email: `${at}@outpost.example`,
      name: `Person ${at}`,
      avatar_url: null,
      role: null,
    });
    put('workspace_members', {
      id: membershipId(id),
      workspace_id,
      user_id: id,
      role: at === 0 ? 'admin' : 'member',
    });
  });
  TEAMS.forEach((id, at) => put('teams', { id, workspace_id, name: `Team ${at}` }));
  const [, ben] = USERS;
  const team_id = TEAMS[0];
  put('team_members', {
    id: teamMemberId(team_id, ben),
    workspace_id,
    team_id,
    profile_id: ben,
    role: 'member',
  });

  for (const [id, record_type] of [
    [DEAL_BOARD, 'deal'],
    [COMPANY_BOARD, 'company'],
  ] as const) {
    put('boards', { id, workspace_id, name: record_type, record_type, is_archived: false });
    STAGES[id]?.forEach((stage, position) =>
      put('board_stages', {
        id: stage,
        workspace_id,
        board_id: id,
        name: `Stage ${position}`,
        position,
        stage_type: 'open',
        probability: null,
      }),
    );
  }
  for (let n = 0; n < 3; n += 1) {
    const company_id = idOf(6, n);
    put('companies', { id: company_id, ...COMPANY, workspace_id, name: `Company ${n}` });
    put('contacts', { id: idOf(7, n), ...CONTACT, workspace_id, name: `Contact ${n}`, company_id });
    const deal_id = idOf(8, n);
    const stage_id = STAGES[DEAL_BOARD]?.[n % 2];
    put('deals', { id: deal_id, ...DEAL, workspace_id, name: `Deal ${n}`, stage_id, company_id });
    putCard(put, DEAL_BOARD, 'deal', deal_id, stage_id);
    putCard(put, COMPANY_BOARD, 'company', company_id, STAGES[COMPANY_BOARD]?.[0]);
    const pair = { deal_id, contact_id: idOf(7, n) };
    put('deal_contacts', { id: pairId('deal_contacts', pair), workspace_id, ...pair, role: null });
  }
}

type Put = MemoryServer['put'];

function putCard(
  put: Put,
  board_id: string,
  record_type: string,
  record_id: string,
  stage_id: string | undefined,
): void {
  const id = pairId('board_cards', { board_id, record_id });
  put('board_cards', { id, workspace_id: WORKSPACE, board_id, stage_id, record_type, record_id });
}

const RECORD = { owner_id: null, team_id: null, custom_fields: {} };
const COMPANY = { ...RECORD, domain: null, industry: null, size: null, parent_id: null };
const CONTACT = { ...RECORD, email: null, phone: null, title: null, company_id: null, tags: [] };
const DEAL = {
  ...RECORD,
  value_cents: null,
  currency: null,
  stage_id: null,
  close_date: null,
  probability: null,
  primary_contact_id: null,
  company_id: null,
};
