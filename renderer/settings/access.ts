// What the person at this window may set. The server decides; what it would refuse is not offered.
import type { Replica } from '../../sync/index.ts';
import { useMay, type Resource } from '../fields/permissions.ts';
import { useCatalog } from '../fields/use-catalog.ts';
import { t } from '../words/t.ts';

export function useIsAdmin(replica: Replica): boolean {
  const mine = useCatalog(replica, 'workspace_members').find(
    ({ user_id }) => user_id === replica.place.user_id,
  );
  return mine === undefined || mine.role === 'admin';
}

/** Why what belongs to the admins cannot be changed; null where it can. */
export const useAdminLock = (replica: Replica): string | null =>
  useIsAdmin(replica) ? null : t('settings.admins_only');

export function useLock(replica: Replica, resource: Resource): string | null {
  return useMay(replica)(resource, 'write') ? null : t('settings.not_yours');
}
