// A new contact, company or deal: few fields first, the others behind a press. Enter adds it, Ctrl or ⌘ with Enter adds
// it and begins another; what was typed and not added can be had back.
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { RecordTable, RecordType, Replica } from '../../sync/index.ts';
import { faultOf } from '../fields/check-value.ts';
import { keepCurrency, usualCurrency, useUsualCurrency } from '../fields/currency.ts';
import { useDirectory, type Directory } from '../fields/directory.ts';
import { DuplicateHint } from '../fields/duplicate-hint.tsx';
import { cellsOf, isEmpty, readField, withCells, type Cells, type Field } from '../fields/field.ts';
import { failureText, fieldFaultText } from '../fields/invalid-words.ts';
import { useMay } from '../fields/permissions.ts';
import { readText, textOf } from '../fields/typed-text.ts';
import { useFields } from '../fields/use-fields.ts';
import { useReferenceNames } from '../fields/use-reference-names.ts';
import { beginRecord, stopCreating, type Beginning, type Creating } from '../navigation/creating.ts';
import { showPanel } from '../navigation/screen.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FloatingHost } from '../ui/floating.tsx';
import { showToast } from '../ui/toast.tsx';
import { t } from '../words/t.ts';
import { DraftField, isTyped } from './draft-field.tsx';
import { TABLE_OF, TYPE_OF } from './record-context.ts';

/** Opens the dialog, from wherever a record is wanted. */
export const openCreate = (record_type: RecordType, begins: Beginning = {}): void =>
  beginRecord(TABLE_OF[record_type], begins);

const FIRST: Readonly<Record<RecordType, readonly string[]>> = {
  contact: ['name', 'email', 'phone', 'company_id', 'title'],
  company: ['name', 'domain', 'industry', 'owner_id'],
  deal: ['name', 'company_id', 'value_cents', 'stage_id', 'close_date', 'owner_id'],
};

type Props = { replica: Replica; table: RecordTable; creating: Creating };

export function CreateRecordDialog({ replica, table, creating }: Props) {
  const record_type = TYPE_OF[table];
  const directory = useDirectory(replica);
  const fields = useFields(replica, record_type);
  const [host, setHost] = useState<HTMLElement | null>(null);
  const may = useMay(replica);
  useUsualCurrency(replica);
  return (
    <Dialog wide title={t(`records.create.title.${record_type}`)} onClose={stopCreating}>
      <div ref={setHost}>
        <FloatingHost value={host}>
          {may(record_type, 'write') ? (
            // Stages and people have to be here before the form begins with one of them.
            directory.people.length > 0 && (
              <Form
                key={table}
                replica={replica}
                record_type={record_type}
                fields={fields}
                directory={directory}
                creating={creating}
              />
            )
          ) : (
            <p className="text-secondary">{t(`records.create.not_allowed.${record_type}`)}</p>
          )}
        </FloatingHost>
      </div>
    </Dialog>
  );
}

type FormProps = {
  replica: Replica;
  record_type: RecordType;
  fields: readonly Field[];
  directory: Directory;
  creating: Creating;
};

function Form({ replica, record_type, fields, directory, creating }: FormProps) {
  const first = useMemo(
    () => beginningOf(record_type, directory, creating),
    [record_type, directory, creating],
  );
  const [row, setRow] = useState<Cells>(first);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() => textsOf(fields, first));
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [withMore, setWithMore] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  const saving = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const names = useReferenceNames(replica, fields, row);
  const shown = shownFields(fields, record_type, withMore);

  async function save(another: boolean) {
    if (saving.current) return;
    const read = columnsOf(fields, row, texts);
    setFaults(read.faults);
    const [wrong] = Object.keys(read.faults);
    if (wrong !== undefined) {
      if (!shown.some(({ cell }) => cell === wrong)) setWithMore(true);
      focusOn(form.current, wrong);
      return;
    }
    saving.current = true;
    const { stage_id, ...columns } = read.columns;
    const made = await replica.mutate('create_record', {
      record_type,
      columns,
      ...(typeof stage_id === 'string' ? { stage_id, spot: 'top' } : {}),
    });
    saving.current = false;
    if (!made.ok) {
      const column = made.error.invalid?.column ?? 'name';
      setFaults({ [column]: failureText(made.error) });
      focusOn(form.current, column);
      return;
    }
    if (typeof columns['currency'] === 'string') keepCurrency(columns['currency']);
    const said = t('records.create.added', { name: String(columns['name']) });
    if (another) {
      setAdded(said);
      setRow(first);
      setTexts(textsOf(fields, { ...first, name: null }));
      focusOn(form.current, 'name');
      return;
    }
    stopCreating();
    const { id } = made.value;
    showToast({
      text: said,
      action: { name: t('records.create.open'), run: () => showPanel({ table: TABLE_OF[record_type], id }) },
    });
  }

  /** What was typed is not gone for a slip. */
  function leave() {
    stopCreating();
    const typed = Object.entries(texts).some(([cell, text]) => text !== textsOf(fields, first)[cell]);
    if (!typed) return;
    const { stage_id, ...columns } = { ...row, ...columnsOf(fields, row, texts).columns };
    showToast({
      text: t('records.create.discard'),
      action: {
        name: t('changes.undo'),
        run: () =>
          beginRecord(TABLE_OF[record_type], {
            columns,
            ...(typeof stage_id === 'string' ? { stage_id } : {}),
          }),
      },
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save(true);
    } else if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      leave();
    }
  }

  return (
    <form
      ref={form}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save(false);
      }}
    >
      <div className="-mx-1 max-h-[60vh] overflow-y-auto px-1 py-1">
        {shown.map((field) => (
          <DraftField
            key={field.cell}
            field={field}
            label={field.cell === 'name' ? t(`records.create.name.${record_type}`) : field.name}
            row={row}
            text={texts[field.cell] ?? ''}
            fault={faults[field.cell] ?? null}
            replica={replica}
            directory={directory}
            names={names}
            onText={(text) => {
              setTexts((all) => ({ ...all, [field.cell]: text }));
              setFaults(({ [field.cell]: _, ...others }) => others);
            }}
            onCells={(cells) => setRow((all) => withCells(all, cells))}
          />
        ))}
      </div>
      <DuplicateHint
        replica={replica}
        table={TABLE_OF[record_type]}
        name={texts['name'] ?? null}
        email={texts['email'] ?? null}
        phone={texts['phone'] ?? null}
        domain={texts['domain'] ?? null}
        onOpen={(id) => {
          leave();
          showPanel({ table: TABLE_OF[record_type], id });
        }}
      />
      {!withMore && (
        <div className="-ms-3">
          <Button kind="quiet" onClick={() => setWithMore(true)}>
            {t('records.create.more')}
          </Button>
        </div>
      )}
      <div className="mt-3 flex items-center gap-2 border-t border-hairline pt-3">
        <p role="status" className="min-w-0 grow truncate text-small text-won">
          {added}
        </p>
        <Button kind="quiet" onClick={leave}>
          {t('records.create.cancel')}
        </Button>
        <Button onClick={() => void save(true)}>{t('records.create.another')}</Button>
        <Button kind="primary" type="submit">
          {t(`records.create.save.${record_type}`)}
        </Button>
      </div>
    </form>
  );
}

function focusOn(form: HTMLFormElement | null, cell: string): void {
  requestAnimationFrame(() => {
    form?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cell)}"]`)?.focus();
  });
}

/** What is asked for at first; what has to be there, always. */
function shownFields(fields: readonly Field[], record_type: RecordType, withMore: boolean): readonly Field[] {
  const first = FIRST[record_type];
  const at = ({ cell }: Field) => (first.includes(cell) ? first.indexOf(cell) : first.length);
  return fields
    .filter((field) => field.editable && (withMore || first.includes(field.cell) || field.required))
    .toSorted((one, other) => at(one) - at(other));
}

/** The person who looks owns it; a deal begins on the first open stage. */
function beginningOf(
  record_type: RecordType,
  directory: Directory,
  { about, name, begins }: Creating,
): Cells {
  const [board] = directory.boards.filter((one) => one.record_type === record_type);
  const stage = directory.stages.find(
    ({ board_id, stage_type }) => board_id === board?.id && stage_type === 'open',
  );
  const related =
    about === null || record_type === 'company'
      ? {}
      : about.table === 'companies'
        ? { company_id: about.id }
        : about.table === 'contacts' && record_type === 'deal'
          ? { primary_contact_id: about.id }
          : {};
  return {
    owner_id: directory.me,
    ...(name === undefined ? {} : { name }),
    ...related,
    ...begins?.columns,
    ...(record_type === 'deal' ? { stage_id: begins?.stage_id ?? stage?.id ?? null } : {}),
    ...(begins?.stage_id === undefined ? {} : { stage_id: begins.stage_id }),
  };
}

const textsOf = (fields: readonly Field[], row: Cells): Record<string, string> =>
  Object.fromEntries(
    fields.filter(isTyped).map((field) => [field.cell, textOf(field, readField(field, row))]),
  );

/** The columns to be written, or what is wrong with them, by cell. */
function columnsOf(
  fields: readonly Field[],
  row: Cells,
  texts: Readonly<Record<string, string>>,
): { columns: Cells; faults: Record<string, string> } {
  let columns: Cells = { stage_id: row['stage_id'] };
  const faults: Record<string, string> = {};
  for (const field of fields.filter(({ editable }) => editable)) {
    const currency = typeof row['currency'] === 'string' ? row['currency'] : usualCurrency();
    const value = readField(field, row);
    const code = isTyped(field) ? null : faultOf(field, value);
    const read = isTyped(field)
      ? readText(field, texts[field.cell] ?? '', currency)
      : code === null
        ? ({ ok: true, value } as const)
        : ({ ok: false, code } as const);
    if (!read.ok) faults[field.cell] = fieldFaultText(read.code, field, String);
    else if (!isEmpty(read.value)) columns = withCells(columns, cellsOf(field, read.value));
  }
  return { columns, faults };
}
