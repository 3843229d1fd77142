// A day, typed or picked. What is typed is read as it is typed, and shown in the month below.
import { useState } from 'react';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { DayPicker } from 'react-day-picker';
import { locale } from '../words/locale.ts';
import { t } from '../words/t.ts';
import { useToday } from './clock.ts';
import { fullDay, isoDay, mediumDay } from './dates.ts';
import { parseDay } from './parse-day.ts';

type Props = {
  label: string;
  /** An ISO 8601 date; null where none is set. */
  day: string | null;
  onDay: (day: string | null) => void;
  /** What is wrong with a day, in words; null where it fits. */
  fault?: (day: string | null) => string | null;
  /** Whether it can be left empty. */
  clearable?: boolean;
  /** Days without a year are looked for in the past. */
  past?: boolean;
  /** The last day that can be picked. */
  latest?: string;
};

const dateOf = (day: string): Date => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
};

const written = (date: Date, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale(), options).format(date);

/** 0 is Sunday. */
function firstWeekday(): 0 | 1 | 6 {
  const present: Intl.Locale & { weekInfo?: { firstDay: number }; getWeekInfo?: () => { firstDay: number } } =
    new Intl.Locale(new Intl.DateTimeFormat(locale()).resolvedOptions().locale);
  const first = (present.getWeekInfo?.() ?? present.weekInfo)?.firstDay ?? 1;
  return first === 7 ? 0 : first === 6 ? 6 : 1;
}

const MOVE =
  'no-drag inline-flex size-7 items-center justify-center rounded-control text-secondary fades hover:bg-hover hover:text-text';

export function DatePicker({ label, day, onDay, fault, clearable = true, past = false, latest }: Props) {
  const today = useToday();
  const [text, setText] = useState(() => (day === null ? '' : mediumDay(day)));
  const [wrong, setWrong] = useState<string | null>(null);
  const [month, setMonth] = useState(() => dateOf(day ?? today));
  const untouched = day !== null && text === mediumDay(day);
  const read = untouched ? day : parseDay(text, today, { locale: locale(), past });

  function choose(next: string | null) {
    const late = next !== null && latest !== undefined && next > latest;
    const found = late ? t('records.invalid.at_most', { max: mediumDay(latest) }) : (fault?.(next) ?? null);
    if (found === null) onDay(next);
    else setWrong(found);
  }

  return (
    <div className="flex w-64 flex-col">
      <div className="border-b border-hairline px-3">
        <input
          autoFocus
          onFocus={(event) => event.target.select()}
          aria-label={label}
          aria-invalid={wrong !== null}
          value={text}
          spellCheck={false}
          placeholder={t(past ? 'records.editor.date_hint_past' : 'records.editor.date_hint')}
          className="h-9 w-full bg-transparent outline-none placeholder:text-secondary"
          onChange={({ target }) => {
            setText(target.value);
            setWrong(null);
            const typed = parseDay(target.value, today, { locale: locale(), past });
            if (typed !== null) setMonth(dateOf(typed));
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            event.stopPropagation();
            if (text.trim() === '' && clearable) choose(null);
            else if (read === null) setWrong(t('records.invalid.date'));
            else choose(read);
          }}
        />
      </div>
      <p
        role={wrong === null ? undefined : 'alert'}
        className={`min-h-5 px-3 pt-1.5 text-small ${wrong === null ? 'text-secondary' : 'text-lost'}`}
      >
        {wrong ?? (read === null ? '' : fullDay(read))}
      </p>
      <DayPicker
        mode="single"
        selected={read === null ? undefined : dateOf(read)}
        month={month}
        onMonthChange={setMonth}
        onSelect={(_, picked) => choose(isoDay(picked))}
        {...(latest === undefined ? {} : { disabled: { after: dateOf(latest) } })}
        weekStartsOn={firstWeekday()}
        showOutsideDays
        fixedWeeks
        formatters={{
          formatCaption: (date) => written(date, { month: 'long', year: 'numeric' }),
          formatWeekdayName: (date) => written(date, { weekday: 'narrow' }),
        }}
        labels={{
          labelPrevious: () => t('records.editor.previous_month'),
          labelNext: () => t('records.editor.next_month'),
          labelDayButton: (date) => fullDay(isoDay(date)),
          labelWeekday: (date) => written(date, { weekday: 'long' }),
        }}
        components={{
          Chevron: ({ orientation }) =>
            orientation === 'left' ? (
              <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
            ) : (
              <ChevronRight aria-hidden className="size-4 rtl:rotate-180" />
            ),
        }}
        classNames={{
          root: 'px-2 pb-2',
          months: 'relative',
          month_caption: 'flex h-8 items-center ps-1 font-medium',
          nav: 'absolute end-0 top-0.5 flex',
          button_previous: MOVE,
          button_next: MOVE,
          month_grid: 'w-full border-collapse',
          weekday: 'h-6 text-label font-medium text-secondary',
          day: 'p-0 text-center',
          day_button:
            'tabular size-8 rounded-control fades hover:bg-hover focus-visible:outline-offset-[-2px]',
          outside: 'text-secondary',
          disabled: 'pointer-events-none opacity-40',
          today: '[&>button]:font-semibold [&>button]:text-accent',
          selected: '[&>button]:bg-accent [&>button]:text-on-accent [&>button]:hover:bg-accent-hover',
        }}
      />
      {clearable && day !== null && (
        <div className="border-t border-hairline p-1">
          <button
            type="button"
            onClick={() => choose(null)}
            className="flex h-7 w-full items-center gap-2 rounded-control px-2 text-secondary fades hover:bg-hover hover:text-text"
          >
            <X aria-hidden className="size-3.5" />
            {t('records.editor.clear')}
          </button>
        </div>
      )}
    </div>
  );
}
