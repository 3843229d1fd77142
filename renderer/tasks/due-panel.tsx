import type { ReactNode } from 'react';
import { DatePicker } from '../ui/date-picker.tsx';
import { shortDay } from '../ui/dates.ts';
import { Floating } from '../ui/floating.tsx';
import { t } from '../words/t.ts';
import { nextMonday, plusDays } from './days.ts';

type Props = {
  anchor: ReactNode;
  day: string | null;
  today: string;
  onDay: (day: string | null) => void;
  onClose: () => void;
};

/** The days that are meant most, and any other typed or picked. */
export function DuePanel({ anchor, day, today, onDay, onClose }: Props) {
  const presets = [
    { name: t('tasks.due.today'), day: today },
    { name: t('tasks.due.tomorrow'), day: plusDays(today, 1) },
    { name: t('tasks.due.next_week'), day: nextMonday(today) },
  ].filter((preset) => preset.day !== day);
  return (
    <Floating anchor={anchor} label={t('tasks.due.label')} align="end" onClose={onClose}>
      <ul className="border-b border-hairline p-1">
        {presets.map((preset) => (
          <li key={preset.name}>
            <button
              type="button"
              onClick={() => onDay(preset.day)}
              className="flex h-7 w-full items-center justify-between rounded-control px-2 fades hover:bg-hover"
            >
              {preset.name}
              <span className="tabular text-secondary">{weekday(preset.day, today)}</span>
            </button>
          </li>
        ))}
      </ul>
      <DatePicker label={t('tasks.due.label')} day={day} onDay={onDay} />
    </Floating>
  );
}

/** Also of today and tomorrow, beside whose name it stands. */
const weekday = (day: string, today: string): string =>
  shortDay(day, plusDays(day, day <= plusDays(today, 1) ? -2 : -3));
