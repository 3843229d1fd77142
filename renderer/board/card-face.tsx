import { memo, type ReactNode } from 'react';
import { ArrowUp, CircleCheck, Hourglass } from 'lucide-react';
import type { CardView, Mark } from '../../sync/index.ts';
import { Avatar } from '../fields/avatar.tsx';
import { isEmpty, readField, type Field } from '../fields/field.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { classNames } from '../ui/class-names.ts';
import { fullDay, shortDay } from '../ui/dates.ts';
import { money } from '../ui/money.ts';
import { t } from '../words/t.ts';
import { useBoard } from './board-context.ts';
import { aboutOf } from './about.ts';
import { quietDays } from './quiet.ts';

type Props = {
  card: CardView;
  mark: Mark | undefined;
  open: boolean;
  today: string;
};

/** What is written on a card: its name, and two lines more: those that belong there, or what the person picked. */
export const CardFace = memo(function CardFace(props: Props) {
  const { card, mark, open, today } = props;
  const { picked } = useBoard();
  const quiet = open && mark ? quietDays(mark.last_activity_at, today) : null;
  return (
    <>
      <div className="flex items-start gap-1.5">
        <p className="line-clamp-2 min-w-0 grow leading-4.5 font-medium text-pretty break-words">
          {card.title}
        </p>
        {(quiet !== null || card.waiting) && (
          <span className="flex h-4.5 shrink-0 items-center gap-1">
            {quiet !== null && <QuietMark days={quiet} />}
            {card.waiting && <WaitingMark />}
          </span>
        )}
      </div>
      {picked ? <PickedLines card={card} picked={picked} /> : <UsualLines {...props} />}
    </>
  );
});

/**
 * Value and close date, of people and companies what they do; what comes next, or where nothing is planned whom it is about;
 * and whose it is.
 */
function UsualLines({ card, mark, open, today }: Props) {
  const { value_cents, currency, close_date, owner_name } = card;
  const { what, whom } = aboutOf(card);
  const value = value_cents !== null && currency !== null ? money({ value_cents, currency }) : null;
  const task = open ? (mark?.next_task ?? null) : null;
  const owner = owner_name !== null && <Avatar name={owner_name} />;
  const first = value !== null || close_date !== null || what !== null;
  const second = task !== null || whom !== null;
  return (
    <>
      {first && (
        <div className="tabular mt-0.5 flex h-4 items-center text-small whitespace-nowrap text-secondary">
          {value !== null && <span className="text-text">{value}</span>}
          {value !== null && close_date !== null && <span className="px-1.25">·</span>}
          {close_date !== null && <CloseDate day={close_date} today={today} open={open} />}
          {what !== null && <span className="min-w-0 truncate">{what}</span>}
          {!second && owner && <span className="-my-0.5 ms-auto flex ps-2">{owner}</span>}
        </div>
      )}
      {(second || (!first && owner)) && (
        <div className="mt-1 flex h-5 items-center gap-2 text-small text-secondary">
          {task ? (
            <NextTask task={task} today={today} />
          ) : (
            <span className="min-w-0 grow truncate">{whom}</span>
          )}
          {owner}
        </div>
      )}
    </>
  );
}

function NextTask({ task, today }: { task: NonNullable<Mark['next_task']>; today: string }) {
  const { title, due_date } = task;
  const day = due_date?.slice(0, 10) ?? null;
  const late = day !== null && day < today;
  const colour = late && 'text-due';
  return (
    <span
      title={day === null ? title : t('boards.task_due', { title, day: fullDay(day) })}
      className="flex min-w-0 grow items-center"
    >
      <CircleCheck aria-hidden className={classNames('me-1 size-3 shrink-0', colour)} />
      <span className="truncate">{title}</span>
      {day !== null && (
        <span className={classNames('tabular ms-1.5 shrink-0 whitespace-nowrap', colour)}>
          {shortDay(day, today)}
        </span>
      )}
      {late && <span className="sr-only">, {t('board.late')}</span>}
    </span>
  );
}

/** Two to a line, those that are empty left out. */
function PickedLines({ card, picked }: { card: CardView; picked: readonly Field[] }) {
  const { directory } = useBoard();
  const shown = picked.filter((field) => !isEmpty(readField(field, card.record)));
  const names = card.company_name === null ? {} : { company_id: card.company_name };
  const lines = [shown.slice(0, 2), shown.slice(2, 4)].filter((line) => line.length > 0);
  return lines.map((line) => (
    <div
      key={line[0]?.cell}
      className="mt-0.5 flex h-5 min-w-0 items-center gap-2.5 text-small text-secondary"
    >
      {line.map((field) => (
        <Named key={field.cell} name={field.name}>
          <FieldValue field={field} row={card.record} directory={directory} names={names} />
        </Named>
      ))}
    </div>
  ));
}

const Named = ({ name, children }: { name: string; children: ReactNode }) => (
  <span className="min-w-0 shrink last:shrink-[2]">
    <span className="sr-only">{name}: </span>
    {children}
  </span>
);

function CloseDate({ day, today, open }: { day: string; today: string; open: boolean }) {
  const late = open && day < today;
  const full = fullDay(day);
  return (
    <time
      dateTime={day}
      title={late ? t('board.overdue', { day: full }) : t('board.closes', { day: full })}
      className={classNames(late && 'text-due')}
    >
      {shortDay(day, today)}
      {late && <span className="sr-only">, {t('board.late')}</span>}
    </time>
  );
}

function QuietMark({ days }: { days: number }) {
  const weeks = Math.floor(days / 7);
  const text = t('boards.quiet', { count: weeks });
  return (
    <span role="img" aria-label={text} title={text} className="text-due">
      <Hourglass aria-hidden className="size-3" />
    </span>
  );
}

const WaitingMark = () => (
  <span role="img" aria-label={t('board.waiting')} title={t('board.waiting')} className="text-waiting">
    <ArrowUp aria-hidden className="size-3" strokeWidth={2.5} />
  </span>
);
