// The roles of a workspace and what each may do. Those that are built in stay, but for what members and guests may do.
import { pairId } from '../core/pair-id.ts';
import type { Rows } from '../schema/tables.ts';
import type { NamedMutation } from './context.ts';
import { createDraft } from './draft.ts';
import { InvalidInput } from './invalid-input.ts';
import { find, findLive, isLive, liveRow } from './read-rows.ts';

export type CreateRole = { name: string; description?: string | null };

export const createRole: NamedMutation<CreateRole, { id: string }> = async (context, input) => {
  const { workspace_id } = context;
  const draft = createDraft(context);
  const name = input.name.trim();
  if (name === '') throw new InvalidInput('empty', 'name', 'A role needs a name.');
  const role = (await find(context, 'roles', { workspace_id })).find((one) => one.name === name);
  if (role && isLive(role)) throw new InvalidInput('taken', 'name', 'Another role has this name.');
  const id = pairId('roles', { workspace_id, name });
  const description = input.description ?? null;
  return draft.outcome({ id: draft.makeOrRestore('roles', role, { id, name, description }) });
};

export type EditRole = { role_id: string; columns: { description: string | null } };

export const editRole: NamedMutation<EditRole, undefined> = async (context, { role_id, columns }) => {
  const draft = createDraft(context);
  draft.edit('roles', await liveRow(context, 'roles', role_id, 'role_id'), columns);
  return draft.outcome(undefined);
};

export type DeleteRole = { role_id: string };

export const deleteRole: NamedMutation<DeleteRole, undefined> = async (context, { role_id }) => {
  const draft = createDraft(context);
  const role = await liveRow(context, 'roles', role_id, 'role_id');
  if (role.is_builtin) throw new InvalidInput('not_editable', 'role_id', 'This role is built in.');
  const members = await findLive(context, 'workspace_members', { workspace_id: context.workspace_id });
  if (members.some((member) => member.role === role.name))
    throw new InvalidInput('in_use', 'role_id', 'Somebody still has this role.');
  draft.delete('roles', role);
  return draft.outcome(undefined);
};

export type SetPermission = { role_id: string; resource_type: string } & Partial<
  Pick<Rows['permissions'], 'can_read' | 'can_write' | 'can_delete'>
>;

/** What is not told stays as it is; without a permission, nothing is allowed. */
export const setPermission: NamedMutation<SetPermission, undefined> = async (
  context,
  { role_id, resource_type, ...allowed },
) => {
  const draft = createDraft(context);
  const permissions = await find(context, 'permissions', { role_id });
  const permission = permissions.find((one) => one.resource_type === resource_type);
  const id = pairId('permissions', { role_id, resource_type });
  draft.makeOrRestore('permissions', permission, { id, role_id, resource_type, ...allowed });
  return draft.outcome(undefined);
};
