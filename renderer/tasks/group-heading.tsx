import { shortDay } from '../ui/dates.ts';
import { locale, numberText } from '../words/locale.ts';
import { t } from '../words/t.ts';
import { plusDays } from './days.ts';
import type { Group } from './task-view.ts';

type Props = { group: Group; count: number | null; today: string };

/** Overdue, Without a date, or a day: by its name where it is near. */
export function GroupHeading({ group, count, today }: Props) {
  const day = group === 'today' ? today : group;
  const named = group === 'overdue' || group === 'undated' ? t(`tasks.groups.${group}`) : null;
  const near = named === null && day <= plusDays(today, 1) ? sentence(shortDay(day, today)) : null;
  return (
    <div className="flex h-full items-end px-2 pb-1.5">
      <h2 className="flex grow items-baseline gap-2 font-semibold">
        <span className={group === 'overdue' ? 'text-due' : undefined}>
          {named ?? near ?? groupDay(day, today)}
        </span>
        {near !== null && (
          <span className="text-small font-normal text-secondary">{groupDay(day, today)}</span>
        )}
        {count !== null && (
          <span className="tabular ms-auto text-small font-normal text-secondary">{numberText(count)}</span>
        )}
      </h2>
    </div>
  );
}

/** "Thursday, 12 March", in another year with it. */
function groupDay(day: string, today: string): string {
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const);
  const format = new Intl.DateTimeFormat(locale(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
    ...year,
  });
  return format.format(Date.parse(`${day}T00:00:00Z`));
}

const sentence = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
