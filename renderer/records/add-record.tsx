import { useState, type ReactNode } from 'react';
import type { RecordTable } from '../../sync/index.ts';
import { hitOption } from '../fields/choice-editor.tsx';
import type { Cells } from '../fields/field.ts';
import { failureText } from '../fields/invalid-words.ts';
import { useRecordHits } from '../fields/record-options.ts';
import { Combobox } from '../ui/combobox.tsx';
import { Floating } from '../ui/floating.tsx';
import { showToast } from '../ui/toast.tsx';
import { t } from '../words/t.ts';
import { TYPE_OF, useShownRecord } from './record-context.ts';

type Props = {
  table: RecordTable;
  anchor: ReactNode;
  /** What one that is made here begins with. */
  columns?: Cells;
  onPick: (id: string) => void;
  onClose: () => void;
};

/** Finds a record to hang on this one, or makes it. */
export function AddRecord({ table, anchor, columns, onPick, onClose }: Props) {
  const { replica, directory } = useShownRecord();
  const [text, setText] = useState('');
  const hits = useRecordHits(replica, [table], text);
  const label = t(`records.editor.search_${table}`);

  async function create(name: string) {
    const made = await replica.mutate('create_record', {
      record_type: TYPE_OF[table],
      columns: { ...columns, name, owner_id: directory.me },
    });
    if (made.ok) onPick(made.value.id);
    else showToast({ text: failureText(made.error), stays: true });
  }

  return (
    <Floating label={label} align="end" anchor={anchor} onClose={onClose}>
      <Combobox
        label={label}
        options={hits.map(hitOption)}
        chosen={[]}
        onText={setText}
        nothing={t('records.editor.nothing')}
        onChoose={onPick}
        create={{
          name: (typed) => t('records.editor.create', { name: typed }),
          run: (typed) => void create(typed),
        }}
      />
    </Floating>
  );
}
