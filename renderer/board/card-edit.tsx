import { useRef, useState, type KeyboardEvent } from 'react';
import type { CardView, Mark } from '../../sync/index.ts';
import { usualCurrency } from '../fields/currency.ts';
import { readText, textOf } from '../fields/typed-text.ts';
import type { Cells, Field, Money } from '../fields/field.ts';
import { cellsOf, readField, sameValue } from '../fields/field.ts';
import { classNames } from '../ui/class-names.ts';
import { useToday } from '../ui/clock.ts';
import { mediumDay } from '../ui/dates.ts';
import { parseDay } from '../ui/parse-day.ts';
import { t } from '../words/t.ts';
import { useBoard } from './board-context.ts';
import { estimateHeight } from './card-height.ts';
import { useBoardState } from './board-state.ts';
import { focusSpot } from './lift.ts';
import { write } from './write.ts';

/** What of a card is edited where it lies; the rest is in the panel. */
const EDITED = ['name', 'value_cents', 'close_date'];

type Props = { card: CardView; mark: Mark | undefined; stage_id: string };

/** The card as a form: Enter or leaving it takes what is written, Escape leaves the card as it was. */
export function CardEdit({ card, mark, stage_id }: Props) {
  const tools = useBoard();
  const { replica, record_type } = tools;
  const today = useToday();
  const form = useRef<HTMLFormElement>(null);
  const done = useRef(false);
  const fields = tools.fields.filter(({ cell }) => EDITED.includes(cell));
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(fields.map((field) => [field.cell, shown(field, card)])),
  );
  const [wrong, setWrong] = useState<string | null>(null);

  function end(): void {
    done.current = true;
    useBoardState.setState({ editing: null });
    if (form.current?.contains(document.activeElement)) focusSpot({ stage_id, card_id: card.card_id });
  }

  function save(): void {
    if (done.current) return;
    let columns: Cells = {};
    for (const field of fields) {
      const read = valueOf(field, texts[field.cell] ?? '', card, today);
      if (read === undefined) {
        setWrong(field.cell);
        return;
      }
      if (!sameValue(read, readField(field, card.record))) columns = { ...columns, ...cellsOf(field, read) };
    }
    end();
    if (Object.keys(columns).length > 0)
      void write(
        replica,
        'edit_records',
        { record_type, ids: [card.record_id], columns },
        t('boards.edited', { name: card.title }),
      );
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Escape') end();
    else if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    else save();
    event.preventDefault();
  }

  return (
    <form
      ref={form}
      aria-label={t('boards.editing', { name: card.title })}
      data-card-form
      // What lies below stays where it is.
      style={{ minHeight: estimateHeight(card, mark, tools.picked?.length ?? null) }}
      onKeyDown={onKeyDown}
      onSubmit={(event) => event.preventDefault()}
      onBlur={({ relatedTarget }) => {
        if (!form.current?.contains(relatedTarget) && document.hasFocus()) save();
      }}
      className="flex flex-wrap content-start gap-x-2 rounded-card bg-surface p-2.5 outline-2 -outline-offset-1 outline-accent"
    >
      {fields.map((field, at) => (
        <input
          key={field.cell}
          autoFocus={at === 0}
          onFocus={({ target }) => target.select()}
          aria-label={field.name}
          aria-invalid={wrong === field.cell}
          placeholder={field.name}
          spellCheck={false}
          value={texts[field.cell] ?? ''}
          onChange={({ target }) => {
            setTexts({ ...texts, [field.cell]: target.value });
            setWrong(null);
          }}
          className={classNames(
            'min-w-0 border-b bg-transparent outline-none placeholder:text-secondary',
            wrong === field.cell ? 'border-lost' : 'border-hairline focus:border-accent',
            at === 0 ? 'w-full leading-5 font-medium' : 'mt-1 h-5 flex-1 basis-20 text-small',
          )}
        />
      ))}
      {wrong !== null && (
        <p role="alert" className="mt-1 w-full text-small text-lost">
          {wrong === 'name' ? t('boards.needs_name') : t('boards.not_understood')}
        </p>
      )}
    </form>
  );
}

const shown = (field: Field, { record }: CardView): string => {
  const value = readField(field, record);
  if (field.kind === 'date' && typeof value === 'string') return mediumDay(value);
  const text = textOf(field, value);
  return field.kind === 'money' && text !== '' ? `${text} ${(value as Money).currency}` : text;
};

/** Undefined where the text does not say one; the date as it was written stays the day that it was. */
function valueOf(field: Field, text: string, card: CardView, today: string): unknown {
  if (text === shown(field, card)) return readField(field, card.record);
  if (field.kind === 'date')
    return text.trim() === ''
      ? null
      : (parseDay(text, today, { locale: navigator.language, past: false }) ?? undefined);
  const read = readText(field, text, card.currency ?? usualCurrency());
  return read.ok ? read.value : undefined;
}
