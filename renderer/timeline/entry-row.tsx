import { memo, type ReactNode } from 'react';
import {
  ArrowRight,
  ArrowUp,
  CircleCheck,
  Mail,
  NotebookPen,
  PenLine,
  Phone,
  Trash2,
  Users,
  Zap,
} from 'lucide-react';
import { Avatar } from '../fields/avatar.tsx';
import { fullMoment } from '../ui/dates.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Markdown } from '../ui/markdown.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { locale } from '../words/locale.ts';
import { t } from '../words/t.ts';
import { isChange, type Entry } from './items.ts';
import { isWritten } from './sentences.ts';

const ICONS: Readonly<Record<string, typeof Mail>> = {
  note: NotebookPen,
  call: Phone,
  email: Mail,
  meeting: Users,
  task: CircleCheck,
  stage_change: ArrowRight,
  field_edit: PenLine,
};

/** Null where there is no server. */
export type Sent = 'waiting' | 'sent' | null;

type Props = {
  entry: Entry;
  /** By name; null is the server. */
  author: string | null;
  said: string;
  sent: Sent;
  /** Null where it is not this person's to delete. */
  onDelete: ((entry: Entry) => void) | null;
};

export const EntryRow = memo(function EntryRow({ entry, author, said, sent, onDelete }: Props) {
  const who = author ?? t('timeline.server');
  const { entry_type, body } = entry;
  if (isChange(entry))
    return (
      <Line icon={<KindMark entry_type={entry_type} small />} end={<Moment entry={entry} sent={sent} />}>
        <p className="min-w-0 py-1.5 text-small break-words text-secondary">
          <span className="text-text">{who}</span> {said}
        </p>
      </Line>
    );
  return (
    <article aria-label={`${who} ${said}`} className="group/entry">
      <Line
        icon={<KindMark entry_type={entry_type} />}
        end={
          <>
            {onDelete && (
              <span className="opacity-0 group-hover/entry:opacity-100 focus-within:opacity-100">
                <IconButton name={t('timeline.delete')} onClick={() => onDelete(entry)}>
                  <Trash2 aria-hidden className="size-3.5" />
                </IconButton>
              </span>
            )}
            <Moment entry={entry} sent={sent} />
          </>
        }
      >
        <p className="flex min-h-7 min-w-0 items-center gap-1.5">
          {author === null ? (
            <Zap aria-hidden className="size-3.5 text-secondary" />
          ) : (
            <Avatar name={author} beside />
          )}
          <span className="truncate">
            <span className="font-medium">{who}</span> <span className="text-secondary">{said}</span>
          </span>
        </p>
      </Line>
      {body !== null && body.trim() !== '' && (
        <div className="ms-9 mt-0.5 mb-2 rounded-card border border-hairline bg-surface px-3 py-2">
          <Markdown text={body} />
        </div>
      )}
    </article>
  );
});

/** One line of the timeline: its mark, what is said, and when. */
export const Line = ({ icon, end, children }: { icon: ReactNode; end: ReactNode; children: ReactNode }) => (
  <div className="flex items-start gap-2">
    <span className="flex w-7 shrink-0 justify-center">{icon}</span>
    <div className="min-w-0 grow">{children}</div>
    <div className="flex min-h-7 shrink-0 items-center gap-1">{end}</div>
  </div>
);

export function KindMark({ entry_type, small = false }: { entry_type: string; small?: boolean }) {
  const Icon = ICONS[entry_type] ?? NotebookPen;
  const name = isWritten(entry_type) ? t(`timeline.kinds.${entry_type}`) : t('timeline.kinds.change');
  return (
    <span
      title={name}
      className={
        small
          ? 'flex size-7 items-center justify-center text-secondary'
          : 'flex size-7 items-center justify-center rounded-full border border-hairline bg-surface text-secondary'
      }
    >
      <Icon role="img" aria-label={name} className="size-3.5" />
    </span>
  );
}

const formats = new Map<string | undefined, Intl.DateTimeFormat>();

/** Making a format takes longer than all else that a line of the timeline takes. */
function timeOf(iso: string): string {
  const of = locale();
  const format = formats.get(of) ?? new Intl.DateTimeFormat(of, { timeStyle: 'short' });
  formats.set(of, format);
  return format.format(Date.parse(iso));
}

type MomentProps = { entry: Entry; sent: Sent };

/** When it happened, and on hover when the server had it. */
function Moment({ entry, sent }: MomentProps) {
  const { happened_at } = entry;
  return (
    <Tooltip side="left" content={<Moments entry={entry} sent={sent} />}>
      <span
        tabIndex={0}
        className="tabular flex items-center gap-1 rounded-control px-1 text-small text-secondary"
      >
        {sent === 'waiting' && (
          <ArrowUp
            role="img"
            aria-label={t('timeline.not_sent')}
            className="size-3 text-waiting"
            strokeWidth={2.5}
          />
        )}
        <time dateTime={happened_at}>{timeOf(happened_at)}</time>
      </span>
    </Tooltip>
  );
}

const Moments = ({ entry: { happened_at, created_at }, sent }: MomentProps) => (
  <>
    <span className="block">{t('timeline.happened', { when: fullMoment(happened_at) })}</span>
    {sent !== null && (
      <span className="block">
        {sent === 'waiting' ? t('timeline.not_sent') : t('timeline.synced', { when: fullMoment(created_at) })}
      </span>
    )}
  </>
);
