// Who sees and writes what, as the policies say for the three built-in roles and the teams of records; and what the
// scope log tells when that changes.
import type { SyncedRow } from '../../core/ports.ts';
import { clientColumns, tableOf, type TableName } from '../../schema/tables.ts';
import type { Heap } from './rows.ts';

export type Right = {
  sees(table: TableName, row: SyncedRow): boolean;
  /** Whether this person may leave `row` in `table` so: a new one, or an edited one that they see. */
  writes(table: TableName, row: SyncedRow): boolean;
};

const ADMINISTERED: readonly TableName[] = [
  'workspaces',
  'workspace_members',
  'roles',
  'permissions',
  'teams',
  'team_members',
  'invitations',
  'custom_fields',
  'automations',
];

/** `user_id` null: somebody who may do everything, such as the service role. */
export function rightsOf(heap: Heap, user_id: string | null): Right {
  if (user_id === null) return { sees: () => true, writes: () => true };
  const isLive = (person: unknown) =>
    heap.all('workspace_members').find((one) => one['user_id'] === person && one.deleted_at === null);
  const role = isLive(user_id)?.['role'] ?? null;
  const isMember = role !== null;
  const teams = new Set(
    role === 'admin'
      ? heap.all('teams').map(({ id }) => id)
      : heap
          .all('team_members')
          .filter((one) => one['profile_id'] === user_id && one.deleted_at === null)
          .map((one) => one['team_id'])
          .filter((id) => heap.get('teams', String(id))?.deleted_at === null),
  );
  const ofMyTeam = (team: unknown) => team === null || team === undefined || teams.has(team);

  function sees(table: TableName, row: SyncedRow): boolean {
    switch (table) {
      case 'scope_log':
        return (
          row['user_id'] === user_id || (row['user_id'] === null && isMember && ofMyTeam(row['from_team_id']))
        );
      case 'workspace_members':
        return isMember || row['user_id'] === user_id;
      case 'profiles':
        return (
          row.id === user_id ||
          (isMember && heap.all('workspace_members').some((one) => one['user_id'] === row.id))
        );
      case 'saved_views':
        return isMember && (row['is_shared'] === true || row['owner_id'] === user_id);
      default:
        return isMember && ofMyTeam(row['team_id']);
    }
  }

  return {
    sees,
    writes(table, row) {
      if (table === 'profiles') return row.id === user_id;
      if (table === 'scope_log' || !sees(table, row)) return false;
      if (table === 'workspace_members' && row['user_id'] === user_id && row.deleted_at !== null) return true;
      if (table === 'saved_views' && row['owner_id'] !== user_id) return false;
      return role === 'admin' || (role === 'member' && !ADMINISTERED.includes(table));
    },
  };
}

/** What a write makes the scope log say: `kind` moved, or changed for each person whose rights it touches. */
export type ScopeEntry =
  | { kind: 'moved'; table_name: TableName; record_id: string; from_team_id: unknown }
  | { kind: 'changed'; user_id: unknown };

export function scopeEntries(
  heap: Heap,
  table: TableName,
  old: SyncedRow | undefined,
  row: SyncedRow,
): ScopeEntry[] {
  const turned = old !== undefined && (old.deleted_at === null) !== (row.deleted_at === null);
  switch (table) {
    case 'workspace_members':
      return old && (turned || old['role'] !== row['role'])
        ? [{ kind: 'changed', user_id: row['user_id'] }]
        : [];
    case 'team_members':
      return turned || (!old && row.deleted_at === null)
        ? [{ kind: 'changed', user_id: row['profile_id'] }]
        : [];
    case 'teams':
      return turned
        ? heap
            .all('team_members')
            .filter((one) => one['team_id'] === row.id && one.deleted_at === null)
            .map((one) => ({ kind: 'changed', user_id: one['profile_id'] }))
        : [];
    case 'saved_views':
      return old?.['is_shared'] === true && row['is_shared'] !== true
        ? [{ kind: 'moved', table_name: table, record_id: row.id, from_team_id: null }]
        : [];
    case 'contacts':
    case 'companies':
    case 'deals': {
      const from = old?.['team_id'] ?? null;
      return old && (row['team_id'] ?? null) !== null && from !== row['team_id']
        ? [{ kind: 'moved', table_name: table, record_id: row.id, from_team_id: from }]
        : [];
    }
    default:
      return [];
  }
}

/** The columns of `row` that are dated by clocks of their own when they change. */
export const datedColumns = (table: TableName, row: SyncedRow): string[] =>
  Object.keys(row).filter((column) => {
    const declared = tableOf(table).columns[column];
    return column !== 'clocks' && (declared === undefined || clientColumns(table).includes(column));
  });
