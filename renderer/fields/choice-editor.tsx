import { useMemo, useState } from 'react';
import { Building2, CircleUser, Handshake } from 'lucide-react';
import type { Hit, RecordTable, Replica } from '../../sync/index.ts';
import { Combobox, type Option } from '../ui/combobox.tsx';
import { showToast } from '../ui/toast.tsx';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { Avatar } from './avatar.tsx';
import type { Directory } from './directory.ts';
import { dotOf } from './dots.ts';
import { tablesOf, type Field } from './field.ts';
import { failureText } from './invalid-words.ts';
import { mayAdd, useMay } from './permissions.ts';
import { useRecordHits } from './record-options.ts';
import type { Names } from './shown-text.ts';

type Props = {
  field: Field;
  value: unknown;
  replica: Replica;
  directory: Directory;
  names: Names;
  onValue: (value: unknown) => void;
};

const Dot = ({ colour }: { colour: string }) => (
  <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: colour }} />
);

/** The list behind a field whose values are chosen. */
export function ChoiceEditor(props: Props) {
  const { field } = props;
  if (tablesOf(field).length > 0) return <RecordChoice {...props} />;
  return field.kind === 'tags' ? <TagChoice {...props} /> : <PlainChoice {...props} />;
}

const LABELS: Partial<Record<Field['kind'], 'search_people' | 'search_teams' | 'search_stages'>> = {
  person: 'search_people',
  team: 'search_teams',
  stage: 'search_stages',
};

function PlainChoice({ field, value, directory, onValue }: Props) {
  const options = useMemo(() => optionsOf(field, directory), [field, directory]);
  const several = field.kind === 'choices';
  const chosen = several ? ((value ?? []) as readonly string[]) : [keyOf(value)];
  // What was chosen once stays among the choices, though its option is gone.
  const all = several
    ? [...options, ...chosen.filter((one) => !field.options.includes(one)).map(asOption)]
    : options;
  const label = LABELS[field.kind] ?? 'search_options';
  return (
    <Combobox
      label={t(`records.editor.${label}`)}
      options={all}
      chosen={chosen}
      nothing={t('records.editor.nothing')}
      onChoose={(picked) =>
        onValue(several ? toggled(chosen, picked) : field.kind === 'boolean' ? picked === 'true' : picked)
      }
      clear={field.required || value === null || several ? null : clearing(onValue)}
    />
  );
}

const clearing = (onValue: Props['onValue']) => ({
  name: t('records.editor.clear'),
  run: () => onValue(null),
});

const keyOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : '';

/** Null where nothing is left, as the replica has it. */
function toggled(chosen: readonly string[], picked: string): readonly string[] | null {
  const next = chosen.includes(picked) ? chosen.filter((one) => one !== picked) : [...chosen, picked];
  return next.length === 0 ? null : next;
}

const asOption = (text: string): Option => ({ value: text, name: text, icon: <Dot colour={dotOf(text)} /> });

function optionsOf({ kind, options }: Field, directory: Directory): readonly Option[] {
  switch (kind) {
    case 'person': {
      const mine = ({ id }: { id: string }) => (id === directory.me ? 0 : 1);
      return directory.people
        .filter(({ active }) => active)
        .sort((one, other) => mine(one) - mine(other))
        .map(({ id, name }) => ({
          value: id,
          name,
          detail: id === directory.me ? t('records.editor.me') : null,
          icon: <Avatar name={name} beside />,
        }));
    }
    case 'team':
      return directory.teams.map(({ id, name }) => ({ value: id, name }));
    case 'stage':
      return directory.stages
        .filter(
          ({ record_type, board_id }) =>
            record_type === 'deal' && directory.boards.some(({ id }) => id === board_id),
        )
        .map(({ id, name, board_name, colour }) => ({
          value: id,
          name,
          group: board_name,
          icon: <Dot colour={colour} />,
        }));
    case 'boolean':
      return [
        { value: 'true', name: t('records.values.yes') },
        { value: 'false', name: t('records.values.no') },
      ];
    default:
      return options.map(asOption);
  }
}

function TagChoice({ value, replica, onValue }: Props) {
  const tags = useLive(useMemo(() => replica.tags(), [replica]));
  const chosen = (value ?? []) as readonly string[];
  const known = (tags ?? []).map(({ name }) => name);
  const options = [...new Set([...chosen, ...known])].map(asOption);
  return (
    <Combobox
      label={t('records.editor.search_tags')}
      options={options}
      chosen={chosen}
      nothing={t('records.editor.no_tags')}
      onChoose={(picked) => onValue(toggled(chosen, picked))}
      create={{
        name: (text) => t('records.editor.create_tag', { name: text }),
        run: (text) => onValue([...chosen, text]),
      }}
    />
  );
}

export const RECORD_ICONS: Readonly<Record<RecordTable, typeof Building2>> = {
  contacts: CircleUser,
  companies: Building2,
  deals: Handshake,
};

/** A found record as an option. */
export function hitOption({ table, id, title, subtitle }: Hit): Option {
  const Icon = table === 'tasks' ? CircleUser : RECORD_ICONS[table];
  return {
    value: id,
    name: title,
    detail: subtitle,
    icon: <Icon aria-hidden className="size-3.5 shrink-0 text-secondary" />,
  };
}

const RECORD_LABELS: Partial<Record<Field['kind'], 'search_contacts' | 'search_companies' | 'search_deals'>> =
  {
    contact: 'search_contacts',
    company: 'search_companies',
    deal: 'search_deals',
  };
const TYPES = { contacts: 'contact', companies: 'company', deals: 'deal' } as const;

function RecordChoice({ field, value, replica, directory, names, onValue }: Props) {
  const [text, setText] = useState('');
  const may = useMay(replica);
  const tables = tablesOf(field);
  const hits = useRecordHits(replica, tables, text);
  const [table] = tables;
  const name = names[field.cell];
  const current: Option[] =
    typeof value === 'string' && name !== undefined && text === '' && !hits.some(({ id }) => id === value)
      ? [{ value, name }]
      : [];

  async function create(title: string) {
    if (table === undefined) return;
    const made = await replica.mutate('create_record', {
      record_type: TYPES[table],
      columns: { name: title, owner_id: directory.me },
    });
    if (made.ok) onValue(made.value.id);
    else showToast({ text: failureText(made.error), stays: true });
  }

  return (
    <Combobox
      label={t(`records.editor.${RECORD_LABELS[field.kind] ?? 'search_records'}`)}
      options={[...current, ...hits.map(hitOption)]}
      chosen={typeof value === 'string' ? [value] : []}
      onText={setText}
      nothing={t('records.editor.nothing')}
      onChoose={onValue}
      create={
        tables.length === 1 && table !== undefined && mayAdd(may, table)
          ? {
              name: (title) => t('records.editor.create', { name: title }),
              run: (title) => void create(title),
            }
          : null
      }
      clear={field.required || value === null ? null : clearing(onValue)}
    />
  );
}
