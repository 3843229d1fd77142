import { memo, type MouseEvent, type ReactNode } from 'react';
import { Check } from 'lucide-react';
import { useMinute, useToday } from '../ui/clock.ts';
import { ago, fullDay, fullMoment, isoDay, mediumDay, shortDay } from '../ui/dates.ts';
import { openLink } from '../ui/open-link.ts';
import { showToast } from '../ui/toast.tsx';
import { t } from '../words/t.ts';
import { Avatar } from './avatar.tsx';
import type { Directory } from './directory.ts';
import { dotOf } from './dots.ts';
import { readField, type Cells, type Field } from './field.ts';
import { shownText, type Names } from './shown-text.ts';

type Props = {
  field: Field;
  row: Cells;
  directory: Directory;
  /** What references of the row are called, by column; see `ListRow.names`. */
  names?: Names;
};

/** One cell, calmly: one line that is cut where its place ends. Nothing where it is empty. */
export const FieldValue = memo(function FieldValue({ field, row, directory, names = {} }: Props) {
  const value = readField(field, row);
  if (value === null) return null;
  return <Shown field={field} value={value} directory={directory} names={names} />;
});

type ShownProps = { field: Field; value: unknown; directory: Directory; names: Names };

/** The same for a value that is in no row. */
export function Shown({ field, value, directory, names }: ShownProps) {
  const text = shownText(field, value, directory, names);
  switch (field.kind) {
    case 'number':
    case 'percent':
    case 'money':
      return <span className="tabular block truncate">{text}</span>;
    case 'date':
      return <DayValue day={value as string} />;
    case 'timestamp':
      return <MomentValue iso={value as string} />;
    case 'boolean':
      return value === true ? (
        <Check role="img" aria-label={text} className="size-4 text-secondary" />
      ) : (
        <span className="text-secondary">{text}</span>
      );
    case 'choice':
      return <Dotted colour={dotOf(text)}>{text}</Dotted>;
    case 'tags':
    case 'choices':
      return (
        <span className="flex min-w-0 gap-2.5 overflow-hidden" title={text}>
          {(value as readonly string[]).map((one) => (
            <Dotted key={one} colour={dotOf(one)}>
              {one}
            </Dotted>
          ))}
        </span>
      );
    case 'stage':
      return <Dotted colour={directory.stage(value as string)?.colour ?? 'var(--control)'}>{text}</Dotted>;
    case 'person':
      return (
        <span className="flex min-w-0 items-center gap-1.5">
          <Avatar name={text} beside />
          <span className="truncate">{text}</span>
        </span>
      );
    case 'email':
      return (
        <Link address={`mailto:${text}`} text={text} tip={t('records.values.mail', { address: text })} />
      );
    case 'phone':
      return (
        <Link
          address={`tel:${text.replace(/[^\d+]/gu, '')}`}
          text={text}
          tip={t('records.values.call', { number: text })}
        />
      );
    case 'url':
      return (
        <Link
          address={text}
          text={text.replace(/^https?:\/\/(?:www\.)?/iu, '').replace(/\/$/u, '')}
          tip={t('records.values.link', { address: text })}
        />
      );
    case 'domain':
      return (
        <Link address={`https://${text}`} text={text} tip={t('records.values.link', { address: text })} />
      );
    default:
      return (
        <span className="block truncate" title={text.length > 24 ? text : undefined}>
          {text}
        </span>
      );
  }
}

export const Dotted = ({ colour, children }: { colour: string; children: ReactNode }) => (
  <span className="flex min-w-0 items-center gap-1.5">
    <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: colour }} />
    <span className="truncate">{children}</span>
  </span>
);

function DayValue({ day }: { day: string }) {
  const today = useToday();
  return (
    <time dateTime={day} title={fullDay(day)} className="tabular block truncate">
      {day.slice(0, 4) === today.slice(0, 4) ? shortDay(day, today) : mediumDay(day)}
    </time>
  );
}

function MomentValue({ iso }: { iso: string }) {
  const now = useMinute();
  const today = isoDay(new Date(now));
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return null;
  const day = isoDay(new Date(time));
  return (
    <time dateTime={iso} title={fullMoment(iso)} className="tabular block truncate text-secondary">
      {day === today ? ago(iso, now) : shortDay(day, today)}
    </time>
  );
}

function Link({ address, text, tip }: { address: string; text: string; tip: string }) {
  const follow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    void openLink(address).then((opened) => {
      if (!opened) showToast({ text: t('records.values.link_refused') });
    });
  };
  return (
    <span className="flex min-w-0">
      <a
        href={address}
        title={tip}
        onClick={follow}
        className="truncate rounded-control underline decoration-edge underline-offset-3 fades hover:text-accent hover:decoration-current"
      >
        {text}
      </a>
    </span>
  );
}
