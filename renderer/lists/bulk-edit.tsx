import { useState } from 'react';
import type { Replica } from '../../sync/index.ts';
import type { Directory } from '../fields/directory.ts';
import { FieldEditor } from '../fields/field-editor.tsx';
import type { Cells, Field } from '../fields/field.ts';
import { Combobox } from '../ui/combobox.tsx';
import { t } from '../words/t.ts';

type Props = {
  replica: Replica;
  fields: readonly Field[];
  directory: Directory;
  onCells: (cells: Cells) => void;
  onClose: () => void;
};

/** One field, then its value for all of them. */
export function BulkEdit({ replica, fields, directory, onCells, onClose }: Props) {
  const [field, setField] = useState<Field | null>(null);
  if (field)
    return (
      <div className="flex flex-col gap-1 p-2">
        <span className="px-1 text-small text-secondary">{field.name}</span>
        <FieldEditor
          field={field}
          row={{}}
          replica={replica}
          directory={directory}
          onCommit={onCells}
          onCancel={onClose}
        />
      </div>
    );
  return (
    <Combobox
      label={t('lists.filters.search_fields')}
      nothing={t('lists.filters.no_fields')}
      chosen={[]}
      options={fields
        .filter(({ cell, editable, kind }) => editable && cell !== 'name' && kind !== 'tags')
        .map(({ cell, name }) => ({ value: cell, name }))}
      onChoose={(cell) => setField(fields.find((one) => one.cell === cell) ?? null)}
    />
  );
}
