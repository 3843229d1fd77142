// What a field can be chosen from, by what the workspace has.
import { useMemo } from 'react';
import { ME, type Replica } from '../../sync/index.ts';
import type { Directory } from '../fields/directory.ts';
import { dotOf } from '../fields/dots.ts';
import { tablesOf, type Field } from '../fields/field.ts';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';

export type Choice = { value: string; name: string; group?: string; dot?: string };

const dotted = (name: string): Choice => ({ value: name, name, dot: dotOf(name) });

/** None for references to records, of which there are too many: they are searched. */
export function choicesOf(field: Field, directory: Directory, tags: readonly string[]): readonly Choice[] {
  switch (field.kind) {
    case 'person':
      return [
        { value: ME, name: t('lists.filters.me') },
        ...directory.people
          .filter(({ active, id }) => active && id !== directory.me)
          .map(({ id, name }) => ({ value: id, name })),
      ];
    case 'team':
      return directory.teams.map(({ id, name }) => ({ value: id, name }));
    case 'stage':
      return directory.stages
        .filter(({ record_type }) => record_type === 'deal')
        .map(({ id, name, board_name, colour }) => ({ value: id, name, group: board_name, dot: colour }));
    case 'tags':
      return tags.map(dotted);
    case 'choice':
    case 'choices':
      return field.options.map(dotted);
    case 'boolean':
      return [
        { value: 'true', name: t('lists.filters.yes') },
        { value: 'false', name: t('lists.filters.no') },
      ];
    default:
      return [];
  }
}

/** What a record is called; empty while it is being read, and where it is not here. */
export function useRecordName(replica: Replica, field: Field, id: string): string {
  const [first = 'companies', second = first, third = first] = tablesOf(field);
  const one = useLive(useMemo(() => replica.record(first, id), [replica, first, id]));
  const two = useLive(useMemo(() => replica.record(second, id), [replica, second, id]));
  const three = useLive(useMemo(() => replica.record(third, id), [replica, third, id]));
  return (one ?? two ?? three)?.name ?? '';
}
