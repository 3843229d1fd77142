import { memo, useEffect, useRef } from 'react';
import { ArrowUp } from 'lucide-react';
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import type { CardView } from '../../sync/index.ts';
import { classNames } from '../ui/class-names.ts';
import { fullDay, shortDay } from '../ui/dates.ts';
import { initials } from '../ui/initials.ts';
import { money } from '../ui/money.ts';
import { words } from '../words.ts';
import { cardPreview } from './card-preview.ts';

type Props = {
  card: CardView;
  stage_id: string;
  /** False in won and lost stages, where a date in the past is history and not late. */
  open: boolean;
  today: string;
  /** The one card of the board that Tab reaches. */
  current: boolean;
};

export const Card = memo(function Card({ card, stage_id, open, today, current }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const { card_id } = card;
  useEffect(() => {
    if (!element.current) return;
    return draggable({
      element: element.current,
      getInitialData: () => ({ card_id, stage_id }),
      onGenerateDragPreview: cardPreview,
    });
  }, [card_id, stage_id]);
  return (
    <div
      ref={element}
      role="button"
      tabIndex={current ? 0 : -1}
      data-card-id={card_id}
      aria-roledescription={words.board.cardKind}
      aria-describedby="card-help"
      className="rounded-card border border-hairline bg-surface p-2.5 fades hover:border-edge focus-visible:border-transparent focus-visible:outline-offset-[-1px]"
    >
      <CardFace card={card} open={open} today={today} />
    </div>
  );
});

type FaceProps = Pick<Props, 'card' | 'open' | 'today'>;

/** What is written on a card: name; value and close date; company and owner. */
export function CardFace({ card, open, today }: FaceProps) {
  const { value_cents, currency, close_date, company_name, owner_name } = card;
  const value = value_cents !== null && currency !== null ? money({ value_cents, currency }) : null;
  return (
    <>
      <p className="line-clamp-2 leading-4.5 font-medium text-pretty break-words">{card.title}</p>
      {(value !== null || close_date !== null || card.waiting) && (
        <p className="tabular mt-0.5 flex items-center text-small whitespace-nowrap text-secondary">
          {value !== null && <span className="text-text">{value}</span>}
          {value !== null && close_date !== null && <span className="px-1.25">·</span>}
          {close_date !== null && <CloseDate day={close_date} today={today} open={open} />}
          {card.waiting && <WaitingMark />}
        </p>
      )}
      {(company_name !== null || owner_name !== null) && (
        <p className="mt-1 flex h-4.5 items-center gap-2 text-small text-secondary">
          <span className="min-w-0 grow truncate">{company_name}</span>
          {owner_name !== null && <Owner name={owner_name} />}
        </p>
      )}
    </>
  );
}

function CloseDate({ day, today, open }: { day: string; today: string; open: boolean }) {
  const late = open && day < today;
  const full = fullDay(day);
  return (
    <time
      dateTime={day}
      title={late ? words.board.overdue(full) : words.board.closes(full)}
      className={classNames(late && 'text-due')}
    >
      {shortDay(day, today)}
      {late && <span className="sr-only">, {words.board.late}</span>}
    </time>
  );
}

const Owner = ({ name }: { name: string }) => (
  <span
    role="img"
    aria-label={words.board.owner(name)}
    title={name}
    className="shrink-0 text-label font-medium"
  >
    {initials(name)}
  </span>
);

const WaitingMark = () => (
  <span
    role="img"
    aria-label={words.board.waiting}
    title={words.board.waiting}
    className="ml-auto flex size-3.5 items-center justify-center text-waiting"
  >
    <ArrowUp aria-hidden className="size-3" strokeWidth={2.5} />
  </span>
);
