// Who may write what, as private.workspaces_where_i_may and the policies say. Where the replica does not know the
// person's membership or role, the server decides.
import type { Cells } from '../core/cells.ts';
import type { TableName } from '../schema/tables.ts';
import type { Context } from './context.ts';
import type { Change } from './edits.ts';
import { InvalidInput } from './invalid-input.ts';
import { findLive } from './read-rows.ts';

/** What a role's permission is asked for; the tables that are not here are the admins'. */
const RESOURCES: Partial<Record<TableName, string>> = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
  deal_contacts: 'deal',
  boards: 'board',
  board_stages: 'board',
  board_cards: 'board',
  timeline_entries: 'timeline_entry',
  tasks: 'task',
  attachments: 'attachment',
  custom_fields: 'custom_field',
  automations: 'automation',
  saved_views: 'saved_view',
};

export type Permissions = { fault(change: Change, cells: Cells): InvalidInput | undefined };

export async function permissionsOf(context: Context): Promise<Permissions> {
  const { user_id, workspace_id } = context;
  const mine = await findLive(context, 'workspace_members', { user_id });
  const role_name = mine.find((member) => member.workspace_id === workspace_id)?.role;
  if (role_name === undefined) return { fault: () => undefined };
  const isAdmin = role_name === 'admin';
  const role = (await findLive(context, 'roles', { workspace_id })).find(({ name }) => name === role_name);
  const granted = new Map(
    (role ? await findLive(context, 'permissions', { role_id: role.id }) : []).map((permission) => [
      permission.resource_type,
      permission,
    ]),
  );

  function may(change: Change, cells: Cells): boolean {
    const { table } = change;
    const row = 'row' in change ? change.row : undefined;
    const deletes = (cells['deleted_at'] ?? null) !== null;
    if (table === 'profiles') return row?.id === user_id;
    if (table === 'saved_views' && row && row['owner_id'] !== user_id) return false;
    if (isAdmin) return true;
    if (table === 'workspace_members') return row?.['user_id'] === user_id && deletes;
    if (table === 'timeline_entries' && row && row['author_id'] !== user_id) return false;
    const resource = RESOURCES[table];
    if (resource === undefined) return false;
    if (!role) return true;
    const permission = granted.get(resource);
    return permission !== undefined && permission.can_write && (!deletes || permission.can_delete);
  }

  return {
    fault: (change, cells) =>
      may(change, cells)
        ? undefined
        : new InvalidInput('not_allowed', Object.keys(cells)[0] ?? 'id', 'Your role does not allow this.'),
  };
}
