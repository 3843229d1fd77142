import { useState } from 'react';
import { ListPlus, Pencil, Trash2 } from 'lucide-react';
import type { RecordType, Replica, Rows } from '../../sync/index.ts';
import { useCatalog } from '../fields/use-catalog.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { useLock } from './access.ts';
import { FieldDialog } from './field-dialog.tsx';
import { Line, Lines, moved, Reorder, Section } from './section.tsx';

const RECORD_TYPES = ['deal', 'contact', 'company'] as const satisfies readonly RecordType[];

/** What people keep of a record beside what every CRM keeps. */
export function FieldsSection({ replica }: { replica: Replica }) {
  const locked = useLock(replica, 'custom_field');
  const [record_type, setRecordType] = useState<RecordType>('deal');
  const [edited, setEdited] = useState<Rows['custom_fields'] | 'new' | null>(null);
  const fields = useCatalog(replica, 'custom_fields')
    .filter((field) => field.record_type === record_type)
    .sort((one, other) => one.position - other.position);
  return (
    <Section
      title={t('settings.sections.fields')}
      text={t('settings.fields.text')}
      locked={locked}
      action={locked === null && <Button onClick={() => setEdited('new')}>{t('settings.fields.add')}</Button>}
    >
      <Tabs
        label={t('settings.fields.of')}
        tabs={RECORD_TYPES.map((value) => ({ value, name: t(`records.lists.${value}`) }))}
        value={record_type}
        onChange={setRecordType}
      />
      <Lines label={t(`records.lists.${record_type}`)}>
        {fields.map((field, at) => (
          <Line key={field.id}>
            <span className="min-w-0 grow truncate">
              {field.name}
              <span className="ms-2 text-secondary">{factsOf(field).join(' · ')}</span>
            </span>
            {locked === null && (
              <FieldActions
                replica={replica}
                field={field}
                ids={fields.map(({ id }) => id)}
                at={at}
                onEdit={() => setEdited(field)}
              />
            )}
          </Line>
        ))}
      </Lines>
      {fields.length === 0 && (
        <Empty
          icon={<ListPlus aria-hidden className="size-5" />}
          title={t('settings.fields.none')}
          text={t('settings.fields.none_text')}
        />
      )}
      {edited !== null && (
        <FieldDialog
          replica={replica}
          record_type={record_type}
          field={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}

const factsOf = ({ type, searchable, config }: Rows['custom_fields']): string[] => [
  t(`settings.fields.types.${type as 'text'}`),
  ...(config['required'] === true ? [t('settings.fields.required')] : []),
  ...(searchable ? [t('settings.fields.searchable')] : []),
];

type ActionsProps = {
  replica: Replica;
  field: Rows['custom_fields'];
  /** Of all fields, in their order. */
  ids: readonly string[];
  at: number;
  onEdit: () => void;
};

function FieldActions({ replica, field: { id, name, record_type }, ids, at, onEdit }: ActionsProps) {
  const reorder = (to: number) =>
    void write(
      replica,
      'reorder_custom_fields',
      { record_type: record_type as RecordType, field_ids: moved(ids, at, to) },
      null,
    );
  return (
    <>
      <Reorder name={name} at={at} of={ids.length} onMove={reorder} />
      <IconButton name={t('settings.edit', { name })} onClick={onEdit}>
        <Pencil aria-hidden className="size-4" />
      </IconButton>
      <IconButton
        name={t('settings.delete', { name })}
        onClick={() =>
          void write(replica, 'delete_custom_field', { field_id: id }, t('settings.deleted', { name }))
        }
      >
        <Trash2 aria-hidden className="size-4" />
      </IconButton>
    </>
  );
}
