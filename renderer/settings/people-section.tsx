// Who is in the workspace, and who is asked to be.
import { useState } from 'react';
import { X } from 'lucide-react';
import type { Replica, ServerPlace } from '../../sync/index.ts';
import { Avatar } from '../fields/avatar.tsx';
import { useDirectory } from '../fields/directory.ts';
import { useCatalog } from '../fields/use-catalog.ts';
import { copyText } from '../start-up/copy-text.ts';
import { connectLink } from '../start-up/opened-link.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Select } from '../ui/select.tsx';
import { showToast } from '../ui/toast.tsx';
import { write } from '../undo/write.ts';
import { choiceText } from '../words/change-words.ts';
import { t } from '../words/t.ts';
import { useAdminLock } from './access.ts';
import { AddLine, Line, Lines, Section } from './section.tsx';

export function PeopleSection({ replica }: { replica: Replica }) {
  const locked = useAdminLock(replica);
  const isLocked = locked !== null;
  // Without a server nobody else can come in.
  const isHere = replica.place.url === null;
  const directory = useDirectory(replica);
  const profiles = useCatalog(replica, 'profiles');
  const members = useCatalog(replica, 'workspace_members')
    .map((member) => ({
      ...member,
      name: directory.person(member.user_id) ?? t('records.values.person'),
      email: profiles.find(({ id }) => id === member.user_id)?.email ?? null,
    }))
    .sort((one, other) => one.name.localeCompare(other.name));
  const roles = useRoleChoices(replica);
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      <Section
        title={t('settings.sections.people')}
        text={t('settings.people.count', { count: members.length })}
        locked={locked}
      >
        <Lines label={t('settings.sections.people')}>
          {members.map(({ user_id, name, email, role }) => (
            <Line key={user_id}>
              <Avatar name={name} beside />
              <span className="min-w-0 grow truncate">
                {name}
                {user_id === directory.me && (
                  <span className="text-secondary"> ({t('settings.people.you')})</span>
                )}
                {email !== null && (
                  <span className="ms-2 text-small text-secondary select-text">{email}</span>
                )}
              </span>
              <Select
                label={t('settings.people.role_of', { name })}
                value={role}
                choices={roles}
                disabled={isLocked || isHere}
                onChoose={(chosen) =>
                  void write(
                    replica,
                    'set_member_role',
                    { user_id, role: chosen },
                    t('settings.people.role_set', { name, role: choiceText(chosen) }),
                  )
                }
              />
              {!isHere && (!isLocked || user_id === directory.me) && (
                <IconButton
                  name={
                    user_id === directory.me
                      ? t('settings.people.leave')
                      : t('settings.people.remove', { name })
                  }
                  onClick={() => {
                    if (user_id === directory.me) setLeaving(true);
                    else
                      void write(
                        replica,
                        'remove_member',
                        { user_id },
                        t('settings.people.removed', { name }),
                      );
                  }}
                >
                  <X aria-hidden className="size-4" />
                </IconButton>
              )}
            </Line>
          ))}
        </Lines>
      </Section>
      {isHere ? (
        <Section title={t('settings.people.invitations')} text={t('settings.people.only_here')} />
      ) : (
        !isLocked && <Invitations replica={replica} roles={roles} />
      )}
      {leaving && (
        <LeaveDialog
          workspace={replica.place.workspace_name}
          onLeave={() => void write(replica, 'remove_member', { user_id: directory.me })}
          onClose={() => setLeaving(false)}
        />
      )}
    </>
  );
}

type LeaveProps = { workspace: string; onLeave: () => void; onClose: () => void };

/** Asked, since only an admin who stays can undo it. */
const LeaveDialog = ({ workspace, onLeave, onClose }: LeaveProps) => (
  <Dialog title={t('settings.people.leaving.title', { workspace })} onClose={onClose}>
    <p className="text-pretty text-secondary">{t('settings.people.leaving.text')}</p>
    <div className="mt-5 flex justify-end gap-2">
      <Button kind="quiet" onClick={onClose}>
        {t('settings.cancel')}
      </Button>
      <Button
        kind="danger"
        onClick={() => {
          onLeave();
          onClose();
        }}
      >
        {t('settings.people.leaving.confirm')}
      </Button>
    </div>
  </Dialog>
);

const CopyLink = ({ place }: { place: ServerPlace }) => (
  <Button
    onClick={() =>
      void copyText(connectLink(place)).then((done) =>
        showToast({ text: t(done ? 'settings.people.link_copied' : 'settings.people.link_not_copied') }),
      )
    }
  >
    {t('settings.people.copy_link')}
  </Button>
);

type RoleChoice = { value: string; name: string };

function useRoleChoices(replica: Replica): readonly RoleChoice[] {
  return useCatalog(replica, 'roles').flatMap(({ name }) =>
    name === null ? [] : { value: name, name: choiceText(name) },
  );
}

function Invitations({ replica, roles }: { replica: Replica; roles: readonly RoleChoice[] }) {
  const [role, setRole] = useState('member');
  const { place } = replica;
  const open = useCatalog(replica, 'invitations').filter(({ accepted_at }) => accepted_at === null);
  const invite = async (email: string) => {
    const said = t('settings.people.invited', { email });
    return (await write(replica, 'invite_member', { email, role }, said)).ok;
  };
  return (
    <Section
      title={t('settings.people.invitations')}
      text={t('settings.people.invitations_text')}
      action={place.url !== null && <CopyLink place={place} />}
    >
      <AddLine label={t('settings.people.email')} button={t('settings.people.invite')} onAdd={invite}>
        <Select label={t('settings.people.role')} value={role} choices={roles} onChoose={setRole} />
      </AddLine>
      <Lines label={t('settings.people.invitations')}>
        {open.map(({ id, email, role: invited_as }) => (
          <Line key={id}>
            <span className="grow truncate select-text">{email}</span>
            <span className="text-secondary">{choiceText(invited_as)}</span>
            <IconButton
              name={t('settings.people.withdraw', { email })}
              onClick={() =>
                void write(
                  replica,
                  'withdraw_invitation',
                  { invitation_id: id },
                  t('settings.people.withdrawn', { email }),
                )
              }
            >
              <X aria-hidden className="size-4" />
            </IconButton>
          </Line>
        ))}
      </Lines>
    </Section>
  );
}
