// What each role may do: one table of kinds of things by what is allowed. Admins may do everything, so they have none.
import { Trash2 } from 'lucide-react';
import type { Replica, Rows } from '../../sync/index.ts';
import type { Resource } from '../fields/permissions.ts';
import { useCatalog } from '../fields/use-catalog.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { write } from '../undo/write.ts';
import { choiceText } from '../words/change-words.ts';
import { t } from '../words/t.ts';
import { useAdminLock } from './access.ts';
import { AddLine, Section } from './section.tsx';

const RESOURCES = [
  'contact',
  'company',
  'deal',
  'board',
  'task',
  'timeline_entry',
  'attachment',
  'custom_field',
  'saved_view',
  'automation',
] as const satisfies readonly Resource[];
const RIGHTS = ['can_read', 'can_write', 'can_delete'] as const;

export function RolesSection({ replica }: { replica: Replica }) {
  const locked = useAdminLock(replica);
  const roles = useCatalog(replica, 'roles');
  const permissions = useCatalog(replica, 'permissions');
  const create = async (name: string) =>
    (await write(replica, 'create_role', { name }, t('settings.roles.created', { name }))).ok;
  return (
    <Section title={t('settings.sections.roles')} text={t('settings.roles.text')} locked={locked}>
      {locked === null && (
        <AddLine label={t('settings.roles.name')} button={t('settings.roles.create')} onAdd={create} />
      )}
      {roles.map((role) =>
        role.name === null || role.name === 'admin' ? null : (
          <RoleTable
            key={role.id}
            replica={replica}
            role={role}
            name={choiceText(role.name)}
            permissions={permissions.filter(({ role_id }) => role_id === role.id)}
            isLocked={locked !== null}
          />
        ),
      )}
    </Section>
  );
}

type TableProps = {
  replica: Replica;
  role: Rows['roles'];
  name: string;
  permissions: readonly Rows['permissions'][];
  isLocked: boolean;
};

function RoleTable({ replica, role, name, permissions, isLocked }: TableProps) {
  return (
    <div className="rounded-card border border-hairline bg-surface">
      <div className="flex min-h-11 items-center gap-2 border-b border-hairline px-3">
        <h3 className="grow font-medium">{name}</h3>
        {!isLocked && !role.is_builtin && (
          <IconButton
            name={t('settings.delete', { name })}
            onClick={() =>
              void write(replica, 'delete_role', { role_id: role.id }, t('settings.deleted', { name }))
            }
          >
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        )}
      </div>
      <table className="w-full" aria-label={t('settings.roles.of', { name })}>
        <thead>
          <tr className="text-label text-secondary">
            <th scope="col" className="px-3 py-1.5 text-start font-medium">
              <span className="sr-only">{t('settings.roles.what')}</span>
            </th>
            {RIGHTS.map((right) => (
              <th key={right} scope="col" className="w-24 py-1.5 text-center font-medium">
                {t(`settings.roles.${right}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {RESOURCES.map((resource_type) => {
            const granted = permissions.find((one) => one.resource_type === resource_type);
            return (
              <tr key={resource_type} className="h-8 border-t border-hairline">
                <th scope="row" className="px-3 text-start font-normal">
                  {t(`settings.resources.${resource_type}`)}
                </th>
                {RIGHTS.map((right) => (
                  <td key={right} className="text-center">
                    <input
                      type="checkbox"
                      className="size-4 align-middle accent-accent"
                      aria-label={t('settings.roles.may', {
                        role: name,
                        right: t(`settings.roles.${right}`),
                        what: t(`settings.resources.${resource_type}`),
                      })}
                      checked={granted?.[right] ?? false}
                      disabled={isLocked}
                      onChange={(event) =>
                        void write(
                          replica,
                          'set_permission',
                          { role_id: role.id, resource_type, [right]: event.target.checked },
                          null,
                        )
                      }
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
