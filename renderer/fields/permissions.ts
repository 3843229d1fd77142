// What the person at this window may do, as far as the replica knows; where it does not know, the server decides.
import { useMemo } from 'react';
import type { Replica, Rows } from '../../sync/index.ts';
import { useLive } from '../ui/use-live.ts';

export type Resource =
  | 'contact'
  | 'company'
  | 'deal'
  | 'board'
  | 'timeline_entry'
  | 'task'
  | 'attachment'
  | 'custom_field'
  | 'automation'
  | 'saved_view';
export type May = (resource: Resource, what: 'write' | 'delete') => boolean;

/** What a new thing is to a role, by what it is called where it is added. */
const RESOURCES = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
  tasks: 'task',
  notes: 'timeline_entry',
  boards: 'board',
} as const satisfies Record<string, Resource>;
export const mayAdd = (may: May, what: keyof typeof RESOURCES): boolean => may(RESOURCES[what], 'write');

type Tables = { [T in 'workspace_members' | 'roles' | 'permissions']: readonly Rows[T][] };

export function mayOf({ workspace_members, roles, permissions }: Tables, me: string): May {
  const member = workspace_members.find(({ user_id }) => user_id === me);
  if (!member || member.role === 'admin') return () => true;
  const role = roles.find(({ name }) => name === member.role);
  if (!role) return () => true;
  return (resource, what) => {
    const granted = permissions.find(
      ({ role_id, resource_type }) => role_id === role.id && resource_type === resource,
    );
    return granted !== undefined && granted.can_write && (what === 'write' || granted.can_delete);
  };
}

export function useMay(replica: Replica): May {
  const workspace_members = useLive(useMemo(() => replica.rows('workspace_members'), [replica]));
  const roles = useLive(useMemo(() => replica.rows('roles'), [replica]));
  const permissions = useLive(useMemo(() => replica.rows('permissions'), [replica]));
  return useMemo(
    () =>
      workspace_members && roles && permissions
        ? mayOf({ workspace_members, roles, permissions }, replica.place.user_id)
        : () => true,
    [workspace_members, roles, permissions, replica],
  );
}
