import { useMemo } from 'react';
import type { Replica } from '../../sync/index.ts';
import { dotOf } from '../fields/dots.ts';
import { Combobox } from '../ui/combobox.tsx';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';

type Props = { replica: Replica; mayCreate: boolean; onTag: (tag: string) => void };

export function TagPicker({ replica, mayCreate, onTag }: Props) {
  const tags = useLive(useMemo(() => replica.tags(), [replica]));
  return (
    <Combobox
      label={t('lists.bulk.search_tags')}
      nothing={t('lists.filters.no_options')}
      chosen={[]}
      options={(tags ?? []).map(({ name }) => ({
        value: name,
        name,
        icon: <span aria-hidden className="size-2 rounded-full" style={{ backgroundColor: dotOf(name) }} />,
      }))}
      onChoose={onTag}
      create={mayCreate ? { name: (text) => t('lists.bulk.new_tag', { name: text }), run: onTag } : null}
    />
  );
}
