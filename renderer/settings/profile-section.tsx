import type { Replica } from '../../sync/index.ts';
import { Avatar } from '../fields/avatar.tsx';
import { useCatalog } from '../fields/use-catalog.ts';
import { write } from '../undo/write.ts';
import { choiceText } from '../words/change-words.ts';
import { t } from '../words/t.ts';
import { SavedText, Section, SettingRow } from './section.tsx';

/** What colleagues see of the person at this window. */
export function ProfileSection({ replica }: { replica: Replica }) {
  const { user_id, email, workspace_name, url } = replica.place;
  const profile = useCatalog(replica, 'profiles').find(({ id }) => id === user_id);
  const member = useCatalog(replica, 'workspace_members').find((one) => one.user_id === user_id);
  return (
    <Section title={t('settings.sections.profile')} text={t('settings.profile.text')}>
      <div>
        <SettingRow name={t('settings.profile.name')}>
          <Avatar name={profile?.name ?? email} beside />
          <SavedText
            label={t('settings.profile.name')}
            value={profile?.name ?? ''}
            disabled={profile === undefined}
            onSave={(name) =>
              void write(replica, 'edit_profile', { columns: { name } }, t('settings.profile.saved'))
            }
          />
        </SettingRow>
        {url !== null && (
          <SettingRow name={t('settings.profile.email')} hint={t('settings.profile.email_hint')}>
            <span className="text-secondary select-text">{email}</span>
          </SettingRow>
        )}
        <SettingRow name={t('settings.profile.role', { workspace: workspace_name })}>
          <span className="text-secondary">{member ? choiceText(member.role) : ''}</span>
        </SettingRow>
      </div>
    </Section>
  );
}
