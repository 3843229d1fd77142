import type { Replica } from '../../sync/index.ts';
import { useCatalog } from '../fields/use-catalog.ts';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { useAdminLock } from './access.ts';
import { SavedText, Section, SettingRow } from './section.tsx';

export function WorkspaceSection({ replica }: { replica: Replica }) {
  const locked = useAdminLock(replica);
  const workspace = useCatalog(replica, 'workspaces').find(({ id }) => id === replica.place.workspace_id);
  const members = useCatalog(replica, 'workspace_members').length;
  return (
    <Section title={t('settings.sections.workspace')} locked={locked}>
      <div>
        <SettingRow name={t('settings.workspace.name')} hint={t('settings.workspace.name_hint')}>
          <SavedText
            label={t('settings.workspace.name')}
            value={workspace?.name ?? replica.place.workspace_name}
            disabled={locked !== null}
            onSave={(name) =>
              void write(
                replica,
                'edit_workspace',
                { columns: { name } },
                t('settings.workspace.saved', { name }),
              )
            }
          />
        </SettingRow>
        <SettingRow name={t('settings.sections.people')}>
          <span className="tabular text-secondary">{t('settings.people.count', { count: members })}</span>
        </SettingRow>
        {replica.place.url !== null && (
          <SettingRow name={t('settings.workspace.server')}>
            <span className="truncate text-secondary select-text">{replica.place.url}</span>
          </SettingRow>
        )}
      </div>
    </Section>
  );
}
