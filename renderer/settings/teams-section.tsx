import { Trash2, UsersRound, X } from 'lucide-react';
import type { Replica, Rows } from '../../sync/index.ts';
import { Avatar } from '../fields/avatar.tsx';
import { useDirectory, type Directory } from '../fields/directory.ts';
import { useCatalog } from '../fields/use-catalog.ts';
import { Empty } from '../ui/empty.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Select } from '../ui/select.tsx';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { useAdminLock } from './access.ts';
import { AddLine, Line, Lines, SavedText, Section } from './section.tsx';

/** Groups of people that keep records to themselves. */
export function TeamsSection({ replica }: { replica: Replica }) {
  const locked = useAdminLock(replica);
  const directory = useDirectory(replica);
  const members = useCatalog(replica, 'team_members');
  const create = async (name: string) =>
    (await write(replica, 'create_team', { name }, t('settings.teams.created', { name }))).ok;
  return (
    <Section title={t('settings.sections.teams')} text={t('settings.teams.text')} locked={locked}>
      {locked === null && (
        <AddLine label={t('settings.teams.name')} button={t('settings.teams.create')} onAdd={create} />
      )}
      {directory.teams.map((team) => (
        <Team
          key={team.id}
          replica={replica}
          directory={directory}
          team={team}
          members={members.filter(({ team_id }) => team_id === team.id)}
          isLocked={locked !== null}
        />
      ))}
      {directory.teams.length === 0 && (
        <Empty
          icon={<UsersRound aria-hidden className="size-5" />}
          title={t('settings.teams.none')}
          text={t('settings.teams.none_text')}
        />
      )}
    </Section>
  );
}

type TeamProps = {
  replica: Replica;
  directory: Directory;
  team: { id: string; name: string };
  members: readonly Rows['team_members'][];
  isLocked: boolean;
};

function Team({ replica, directory, team: { id: team_id, name }, members, isLocked }: TeamProps) {
  const isIn = (id: string) => members.some(({ profile_id }) => profile_id === id);
  const others = directory.people.filter((person) => person.active && !isIn(person.id));
  const none = { value: '', name: t('settings.teams.add') };
  return (
    <Lines label={name}>
      <Line>
        <SavedText
          wide
          label={t('settings.teams.name')}
          value={name}
          disabled={isLocked}
          onSave={(typed) =>
            void write(
              replica,
              'edit_team',
              { team_id, columns: { name: typed } },
              t('settings.renamed', { name: typed }),
            )
          }
        />
        {!isLocked && (
          <>
            <Select
              label={t('settings.teams.add_to', { name })}
              value=""
              choices={[none, ...others.map((person) => ({ value: person.id, name: person.name }))]}
              onChoose={(profile_id) => {
                if (profile_id !== '') void write(replica, 'add_team_member', { team_id, profile_id }, null);
              }}
            />
            <IconButton
              name={t('settings.delete', { name })}
              onClick={() => void write(replica, 'delete_team', { team_id }, t('settings.deleted', { name }))}
            >
              <Trash2 aria-hidden className="size-4" />
            </IconButton>
          </>
        )}
      </Line>
      {members.map(({ profile_id }) => {
        const person = directory.person(profile_id) ?? t('records.values.person');
        return (
          <Line key={profile_id}>
            <Avatar name={person} beside />
            <span className="grow truncate">{person}</span>
            {!isLocked && (
              <IconButton
                name={t('settings.teams.remove', { name: person })}
                onClick={() =>
                  void write(
                    replica,
                    'remove_team_member',
                    { team_id, profile_id },
                    t('settings.people.removed', { name: person }),
                  )
                }
              >
                <X aria-hidden className="size-4" />
              </IconButton>
            )}
          </Line>
        );
      })}
    </Lines>
  );
}
