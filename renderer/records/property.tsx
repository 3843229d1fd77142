import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Check, Copy, Pencil } from 'lucide-react';
import { FieldEditor } from '../fields/field-editor.tsx';
import { FieldValue } from '../fields/field-value.tsx';
import { keepCurrency } from '../fields/currency.ts';
import { readField, tablesOf, withCells, type Cells, type Field } from '../fields/field.ts';
import { failureText } from '../fields/invalid-words.ts';
import { shownText } from '../fields/shown-text.ts';
import { copyText } from '../start-up/copy-text.ts';
import { dismissToast } from '../ui/toast.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { t } from '../words/t.ts';
import { useShownRecord } from './record-context.ts';

/** What can be followed; its value is a link, and editing begins beside it. */
const LINKS = new Set<Field['kind']>(['email', 'phone', 'url', 'domain', 'contact', 'company', 'deal']);

/** One field of the record: shown, and edited where it stands. What was committed shows in the next frame. */
export function Property({ field }: { field: Field }) {
  const { replica, record_type, id, row, directory, names, may, open } = useShownRecord();
  const [editing, setEditing] = useState(false);
  const [pending, setPending] = useState<Cells | null>(null);
  const [error, setError] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const shown = pending ? withCells(row, pending) : row;
  const value = readField(field, shown);
  const text = shownText(field, value, directory, names);
  const editable = field.editable && may.write;
  const isLink = LINKS.has(field.kind) && value !== null;

  const close = () => {
    setEditing(false);
    setError(null);
    requestAnimationFrame(() => {
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body)
        place.current?.querySelector<HTMLElement>('[data-edit]')?.focus();
    });
  };

  async function commit(cells: Cells) {
    if (typeof cells['currency'] === 'string') keepCurrency(cells['currency']);
    dismissToast();
    setPending(cells);
    close();
    const saved = await replica.mutate('edit_records', { record_type, ids: [id], columns: cells });
    if (saved.ok) {
      setPending(null);
    } else {
      setError(failureText(saved.error));
      setEditing(true);
    }
  }

  const cell =
    isLink && tablesOf(field).length > 0 && typeof value === 'string' ? (
      <RecordLink
        text={text}
        onOpen={() => {
          const [table] = tablesOf(field);
          if (table) open(table, value);
        }}
      />
    ) : (
      <FieldValue field={field} row={shown} directory={directory} names={names} />
    );

  return (
    <div className="group/property flex min-h-8 items-center gap-2">
      <dt className="w-26 shrink-0 truncate text-small text-secondary" title={field.name}>
        {field.name}
      </dt>
      <dd ref={place} data-cell={field.cell} className="relative min-w-0 grow">
        {editing ? (
          <FieldEditor
            field={field}
            row={shown}
            replica={replica}
            directory={directory}
            names={names}
            error={error}
            onCommit={(cells) => void commit(cells)}
            onCancel={() => {
              setPending(null);
              close();
            }}
          />
        ) : (
          <>
            <Value name={field.name} onEdit={editable ? () => setEditing(true) : null} isLink={isLink}>
              {value === null ? <Nothing /> : cell}
            </Value>
            <Beside>
              {editable && isLink && (
                <IconButton
                  data-edit
                  name={t('records.page.edit', { field: field.name })}
                  onClick={() => setEditing(true)}
                >
                  <Pencil aria-hidden className="size-3.5" />
                </IconButton>
              )}
              {value !== null && <CopyButton text={text} name={field.name} />}
            </Beside>
          </>
        )}
      </dd>
    </div>
  );
}

const Nothing = () => (
  <span className="text-secondary">
    <span aria-hidden>–</span>
    <span className="sr-only">{t('records.values.empty')}</span>
  </span>
);

const FRAME = 'flex h-7 w-full min-w-0 items-center rounded-control px-1.5 text-start';

type ValueProps = {
  name: string;
  isLink: boolean;
  onEdit: (() => void) | null;
  children: ReactNode;
};

function Value({ name, isLink, onEdit, children }: ValueProps) {
  if (!onEdit) return <div className={FRAME}>{children}</div>;
  if (isLink)
    // A press beside the link edits; the keyboard has the button behind it.
    return (
      <div className={`${FRAME} fades hover:bg-hover`} onClick={onEdit}>
        {children}
      </div>
    );
  return (
    <button type="button" data-edit className={`${FRAME} fades hover:bg-hover`} onClick={onEdit}>
      <span className="sr-only">{t('records.page.edit_of', { field: name })}</span>
      {children}
    </button>
  );
}

/** What can be done with a value, shown to a hand and to the keyboard. */
const Beside = ({ children }: { children: ReactNode }) => (
  <div className="absolute end-0 top-0 flex rounded-control bg-(--ground) opacity-0 group-hover/property:opacity-100 focus-within:opacity-100">
    {children}
  </div>
);

const RecordLink = ({ text, onOpen }: { text: string; onOpen: () => void }) => (
  <button
    type="button"
    title={text}
    className="min-w-0 truncate rounded-control underline decoration-edge underline-offset-3 fades hover:text-accent hover:decoration-current"
    onClick={(event) => {
      event.stopPropagation();
      onOpen();
    }}
  >
    {text}
  </button>
);

const COPIED_MS = 1_500;

function CopyButton({ text, name }: { text: string; name: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <IconButton
      name={copied ? t('records.page.copied') : t('records.page.copy', { field: name })}
      onClick={() => void copyText(text).then(setCopied)}
    >
      {copied ? <Check aria-hidden className="size-3.5" /> : <Copy aria-hidden className="size-3.5" />}
    </IconButton>
  );
}
