// A workspace that no server knows: what a server would make of a new workspace is made here, by the same names and ids,
// so that the same workspace can be made on a server later.
import { v7 as uuidv7 } from 'uuid';
import type { LocalPlace, Result } from '../api.ts';
import { derivedId, pairId } from '../core/pair-id.ts';
import type { RowStore } from '../core/ports.ts';
import { asSynced, type Rows, type TableName } from '../schema/tables.ts';
import { openDatabase, replicaName } from './database.ts';
import { inReplica } from './results.ts';
import { createRowStore } from './stores.ts';

export type LocalNames = { workspace: string; person: string };

const ROLES = {
  admin: 'Everything, people and the workspace too',
  member: 'Reads, writes and deletes records',
  guest: 'Reads',
} as const;
/** What members write; they read the others but the log. */
const MEMBERS_WRITE: Readonly<Record<string, boolean>> = {
  contact: true,
  company: true,
  deal: true,
  board: true,
  timeline_entry: true,
  task: true,
  attachment: true,
  saved_view: true,
  custom_field: false,
  automation: false,
  audit_log: false,
};
const BOARD = 'Sales pipeline';
const STAGES = [
  ['Lead', 'open', 10],
  ['Qualified', 'open', 25],
  ['Proposal', 'open', 50],
  ['Negotiation', 'open', 75],
  ['Won', 'won', 100],
  ['Lost', 'lost', 0],
] as const;
const STAGE_GAP = 1024;

type Seeds = { [T in TableName]?: readonly Rows[T][] };

/** Makes the workspace on this laptop and answers its place, whose replica can be opened. */
export function createLocalWorkspace(names: LocalNames): Promise<Result<LocalPlace>> {
  const place: LocalPlace = {
    url: null,
    publishable_key: null,
    user_id: uuidv7(),
    email: '',
    workspace_id: uuidv7(),
    workspace_name: names.workspace,
  };
  return inReplica(async () => {
    const database = await openDatabase(replicaName(place));
    try {
      await seed(createRowStore(database), place, names, new Date().toISOString());
    } finally {
      await database.database.close();
    }
    return { ok: true, value: place };
  });
}

/** Writes the first rows of `place`; doing it again changes nothing. Raises StorageError. */
export async function seed(rows: RowStore, place: LocalPlace, names: LocalNames, now: string): Promise<void> {
  for (const [table, made] of Object.entries(seedsOf(place, names, now)) as [
    TableName,
    Rows[TableName][],
  ][]) {
    const byId = new Map(made.map((row) => [row.id, asSynced(row)]));
    await rows.update(table, [...byId.keys()], (row, id) => (row ? undefined : byId.get(id)));
  }
}

function seedsOf({ workspace_id, user_id }: LocalPlace, names: LocalNames, now: string): Seeds {
  const fresh = { created_at: now, updated_at: now, deleted_at: null, row_version: 0, clocks: {} };
  const board_id = derivedId(workspace_id, BOARD);
  const roles = Object.keys(ROLES) as (keyof typeof ROLES)[];
  return {
    workspaces: [{ ...fresh, id: workspace_id, name: names.workspace, created_by: user_id }],
    profiles: [{ ...fresh, id: user_id, email: null, name: names.person, avatar_url: null, role: 'member' }],
    roles: roles.map((name) => ({
      ...fresh,
      id: pairId('roles', { workspace_id, name }),
      workspace_id,
      name,
      description: ROLES[name],
      is_builtin: true,
    })),
    permissions: roles.flatMap((role) =>
      Object.entries(MEMBERS_WRITE).map(([resource_type, members_write]) => {
        const role_id = pairId('roles', { workspace_id, name: role });
        const writes = role === 'admin' || (role === 'member' && members_write);
        return {
          ...fresh,
          id: pairId('permissions', { role_id, resource_type }),
          workspace_id,
          role_id,
          resource_type,
          can_read: role === 'admin' || resource_type !== 'audit_log',
          can_write: writes,
          can_delete: writes,
        };
      }),
    ),
    workspace_members: [
      {
        ...fresh,
        id: pairId('workspace_members', { workspace_id, user_id }),
        workspace_id,
        user_id,
        role: 'admin',
      },
    ],
    boards: [
      {
        ...fresh,
        id: board_id,
        workspace_id,
        name: BOARD,
        record_type: 'deal',
        is_archived: false,
        created_by: user_id,
      },
    ],
    board_stages: STAGES.map(([name, stage_type, probability], at) => ({
      ...fresh,
      id: derivedId(board_id, name),
      workspace_id,
      board_id,
      name,
      position: (at + 1) * STAGE_GAP,
      stage_type,
      probability,
    })),
  };
}
