import { useId, useState } from 'react';
import type { Failure, RecordType, Replica, Rows } from '../../sync/index.ts';
import { failureText } from '../fields/invalid-words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { t } from '../words/t.ts';
import { BOXES, configOf, draftOf, EMPTY_DRAFT, FIELD_TYPES, type FieldDraft } from './field-draft.ts';
import { Check } from './section.tsx';

type Props = {
  replica: Replica;
  record_type: RecordType;
  /** Null: a new one. */
  field: Rows['custom_fields'] | null;
  onClose: () => void;
};

/** A field is made or mended here; its type is for good, since values of it are kept. */
export function FieldDialog({ replica, record_type, field, onClose }: Props) {
  const [draft, setDraft] = useState<FieldDraft>(field ? draftOf(field) : EMPTY_DRAFT);
  const [failure, setFailure] = useState<Failure | null>(null);
  const set = (change: Partial<FieldDraft>) => {
    setDraft({ ...draft, ...change });
    setFailure(null);
  };
  const save = async () => {
    const { name, type, searchable } = draft;
    const columns = { name: name.trim(), searchable, config: configOf(draft) };
    const saved = field
      ? await replica.mutate('edit_custom_field', { field_id: field.id, columns })
      : await replica.mutate('define_custom_field', { record_type, type, ...columns });
    if (saved.ok) onClose();
    else setFailure(saved.error);
  };
  const faultOf = (box: string) =>
    failure?.invalid?.column === box || failure?.invalid?.column === `config.${box}`
      ? failureText(failure)
      : null;
  const boxes = BOXES[draft.type];
  const placed = failure !== null && ['name', ...boxes].some((box) => faultOf(box) !== null);
  return (
    <Dialog title={field ? t('settings.fields.edit') : t('settings.fields.add')} onClose={onClose}>
      <form
        className="mt-3 flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          autoFocus
          label={t('settings.fields.name')}
          value={draft.name}
          error={faultOf('name')}
          onChange={({ target }) => set({ name: target.value })}
        />
        {!field && (
          <Labelled label={t('settings.fields.type')}>
            <Select
              wide
              tall
              label={t('settings.fields.type')}
              value={draft.type}
              choices={FIELD_TYPES.map((value) => ({ value, name: t(`settings.fields.types.${value}`) }))}
              onChoose={(type) => set({ type })}
            />
          </Labelled>
        )}
        {boxes.includes('options') && (
          <Options
            value={draft.options}
            error={faultOf('options')}
            onChange={(options) => set({ options })}
          />
        )}
        {boxes.includes('record_type') && (
          <Labelled label={t('settings.fields.record_type')}>
            <Select
              wide
              tall
              label={t('settings.fields.record_type')}
              value={draft.record_type}
              choices={[
                { value: '', name: t('settings.fields.any_record') },
                ...(['contact', 'company', 'deal'] as const).map((value) => ({
                  value,
                  name: t(`records.kinds.${value}`),
                })),
              ]}
              onChoose={(chosen) => set({ record_type: chosen })}
            />
          </Labelled>
        )}
        {(['currency', 'min', 'max', 'max_length', 'pattern'] as const)
          .filter((box) => boxes.includes(box))
          .map((box) => (
            <TextField
              key={box}
              label={t(`settings.fields.${box}`)}
              type={draft.type === 'date' ? 'date' : 'text'}
              value={draft[box]}
              error={faultOf(box)}
              onChange={({ target }) => set({ [box]: target.value })}
            />
          ))}
        <div className="flex flex-col">
          <Check
            label={t('settings.fields.required')}
            checked={draft.required}
            onChange={(required) => set({ required })}
          />
          <Check
            label={t('settings.fields.searchable')}
            checked={draft.searchable}
            onChange={(searchable) => set({ searchable })}
          />
        </div>
        {failure && !placed && (
          <p role="alert" className="appear text-small text-lost">
            {failureText(failure)}
          </p>
        )}
        <div className="mt-2 flex justify-end gap-2">
          <Button kind="quiet" onClick={onClose}>
            {t('settings.cancel')}
          </Button>
          <Button kind="primary" type="submit">
            {field ? t('settings.save') : t('settings.fields.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const Labelled = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div className="flex flex-col gap-1">
    <span aria-hidden className="text-small font-medium text-secondary">
      {label}
    </span>
    {children}
  </div>
);

function Options({
  value,
  error,
  onChange,
}: {
  value: string;
  error: string | null;
  onChange: (text: string) => void;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-small font-medium text-secondary">
        {t('settings.fields.options')}
      </label>
      <textarea
        id={id}
        rows={4}
        value={value}
        aria-invalid={error !== null}
        onChange={(event) => onChange(event.target.value)}
        className="rounded-control border border-control bg-surface px-2.5 py-1.5 focus-visible:outline-offset-0"
      />
      {error !== null && (
        <p role="alert" className="appear text-small text-lost">
          {error}
        </p>
      )}
    </div>
  );
}
