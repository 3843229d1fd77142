import { useEffect, useRef, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import type { OutboxEntry } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { columnText } from '../words/change-words.ts';
import { t } from '../words/t.ts';
import { editedOf, fieldsOf, type Edited, type Field } from './fields.ts';
import type { Names } from './values.ts';

type Props = {
  entry: OutboxEntry;
  title: string;
  names: Names;
  onSend: (edited: Edited) => void;
  onCancel: () => void;
};

/** The refused values in fields, to be mended and sent anew. Opens on the one that is at fault. */
export function EditForm({ entry, title, names, onSend, onCancel }: Props) {
  // As they were when editing began: what arrives meanwhile does not change what is typed.
  const [fields] = useState(() => fieldsOf(entry, names));
  const [texts, setTexts] = useState(() => fields.map(({ text }) => text));
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const single = new Set(fields.map((field) => field.title)).size <= 1;
  useEffect(() => {
    const fault = form.current?.querySelector<HTMLElement>('[data-at-fault]');
    (fault ?? form.current?.querySelector<HTMLElement>('input, textarea, button'))?.focus();
  }, []);

  const errorOf = ({ required }: Field, at: number): string | null =>
    tried && required && texts[at]?.trim() === '' ? t('sync_page.required') : null;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (fields.some(({ required }, at) => required && texts[at]?.trim() === '')) return;
    onSend(editedOf(fields, texts));
  }

  function onKeyDown(event: KeyboardEvent) {
    // What is typed is not for the list around.
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onCancel();
  }

  return (
    <form
      ref={form}
      noValidate
      aria-label={t('sync_page.editing', { title })}
      className="appear flex max-w-100 flex-col gap-2.5 pb-1"
      onSubmit={submit}
      onKeyDown={onKeyDown}
    >
      {fields.map((field, at) => (
        <FieldFor
          key={`${field.index} ${field.cell}`}
          field={field}
          label={
            columnText(field.cell) +
            (field.currency === null ? '' : `, ${field.currency}`) +
            (single ? '' : `, ${field.title}`)
          }
          text={texts[at] ?? ''}
          error={errorOf(field, at)}
          onText={(text) => setTexts(texts.with(at, text))}
        />
      ))}
      <div className="mt-1 flex gap-2">
        <Button type="submit" kind="primary">
          {t('sync_page.send')}
        </Button>
        <Button onClick={onCancel}>{t('sync_page.cancel')}</Button>
      </div>
    </form>
  );
}

type FieldProps = {
  field: Field;
  label: string;
  text: string;
  error: string | null;
  onText: (text: string) => void;
};

const TYPES = { text: 'text', number: 'number', money: 'number', date: 'date' } as const;

function FieldFor({ field: { kind, at_fault }, label, text, error, onText }: FieldProps) {
  const fault = at_fault ? { 'data-at-fault': '' } : {};
  if (kind === 'boolean')
    return (
      <label className="flex min-h-7 items-center gap-2">
        <input
          {...fault}
          type="checkbox"
          className="size-3.5 accent-accent"
          checked={text !== ''}
          onChange={(event) => onText(event.target.checked ? 'true' : '')}
        />
        {label}
      </label>
    );
  if (kind === 'long')
    return (
      <label className="flex flex-col gap-1 text-small font-medium text-secondary">
        {label}
        <textarea
          {...fault}
          rows={5}
          className="rounded-control border border-control bg-surface px-2.5 py-1.5 text-body font-normal text-text focus-visible:outline-offset-0"
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
      </label>
    );
  return (
    <TextField
      {...fault}
      label={label}
      type={TYPES[kind]}
      step="any"
      value={text}
      error={error}
      onChange={(event) => onText(event.target.value)}
    />
  );
}
