import { useMemo, useState } from 'react';
import { Plus, X } from 'lucide-react';
import type { ListQuery } from '../../sync/index.ts';
import { Avatar } from '../fields/avatar.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useList } from '../ui/use-list.ts';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { AddRecord } from './add-record.tsx';
import { useShownRecord } from './record-context.ts';
import { Section, ROW, RowActions, RowTitle } from './section.tsx';
import { useAll } from './use-all.ts';
import { useLiveRecords } from './use-live-records.ts';

/** The people on a deal, each with what they are there. */
export function DealPeople() {
  const { replica, id, name, may, open } = useShownRecord();
  const query = useMemo((): ListQuery<'deal_contacts'> => ({ table: 'deal_contacts', of: id }), [id]);
  const { rows: links } = useAll(useList(replica, query));
  const people = useLiveRecords(
    replica,
    'contacts',
    links.map(({ contact_id }) => contact_id),
  );
  const rows = links.filter(({ contact_id }) => people.has(contact_id));
  const [adding, setAdding] = useState(false);
  const add = (
    <IconButton name={t('records.people.add')} onClick={() => setAdding(true)}>
      <Plus aria-hidden className="size-4" />
    </IconButton>
  );
  return (
    <Section
      title={t('records.people.title')}
      count={rows.length}
      action={
        may.deal &&
        (adding ? (
          <AddRecord
            table="contacts"
            anchor={<span>{add}</span>}
            onClose={() => setAdding(false)}
            onPick={(contact_id) => {
              setAdding(false);
              void write(replica, 'link_contact', { deal_id: id, contact_id });
            }}
          />
        ) : (
          add
        ))
      }
    >
      {rows.length === 0 && <p className="py-1 text-secondary">{t('records.people.none')}</p>}
      <ul>
        {rows.map(({ id: link_id, contact_id, role }) => {
          const person = people.get(contact_id)?.name ?? '';
          return (
            <li key={link_id} className={ROW}>
              <Avatar name={person} beside />
              <RowTitle text={person} onOpen={() => open('contacts', contact_id)} />
              <Role
                key={role ?? ''}
                role={role}
                name={person}
                onRole={
                  may.deal
                    ? (next) =>
                        void write(replica, 'set_contact_role', { deal_id: id, contact_id, role: next })
                    : null
                }
              />
              {may.deal && (
                <RowActions>
                  <IconButton
                    name={t('records.people.remove', { name: person })}
                    onClick={() =>
                      void write(
                        replica,
                        'unlink_contact',
                        { deal_id: id, contact_id },
                        t('records.people.removed', { name: person, deal: name }),
                      )
                    }
                  >
                    <X aria-hidden className="size-3.5" />
                  </IconButton>
                </RowActions>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

type RoleProps = { role: string | null; name: string; onRole: ((role: string | null) => void) | null };

/** What somebody is on a deal, typed where it stands. */
function Role({ role, name, onRole }: RoleProps) {
  const [text, setText] = useState(role ?? '');
  if (!onRole) return <span className="min-w-0 truncate text-small text-secondary">{role}</span>;
  const save = () => {
    if (text.trim() !== (role ?? '')) onRole(text.trim() === '' ? null : text.trim());
  };
  return (
    <input
      aria-label={t('records.people.role_of', { name })}
      placeholder={t('records.people.role')}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          setText(role ?? '');
        }
      }}
      className={`h-6 min-w-0 flex-1 truncate rounded-control bg-transparent px-1 text-small text-secondary placeholder:text-secondary focus:text-text ${text === '' ? 'placeholder:opacity-0 group-hover/row:placeholder:opacity-100 focus:placeholder:opacity-100' : ''}`}
    />
  );
}
