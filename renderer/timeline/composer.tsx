import { useRef, useState } from 'react';
import { CalendarDays, Mail, NotebookPen, Phone, Users } from 'lucide-react';
import type { RecordType, Replica } from '../../sync/index.ts';
import { useShortcut } from '../navigation/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { useToday } from '../ui/clock.ts';
import { DatePicker } from '../ui/date-picker.tsx';
import { shortDay } from '../ui/dates.ts';
import { Floating } from '../ui/floating.tsx';
import { Markdown } from '../ui/markdown.tsx';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { COMPOSED, EMPTY_DRAFT, keepDraft, momentOf, useDraft, type Composed } from './drafts.ts';

export const ICONS = { note: NotebookPen, call: Phone, email: Mail, meeting: Users } as const;

type Props = { replica: Replica; record_type: RecordType; record_id: string };

/** Writes on the timeline. What is being written is kept while one is away; Ctrl or ⌘ with Enter saves. */
export function Composer({ replica, record_type, record_id }: Props) {
  const draft = useDraft(record_id);
  const { kind, body, day, time } = draft;
  const [reached, setReached] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const open = reached || draft !== EMPTY_DRAFT;
  const saveable = body.trim() !== '' || (kind !== 'note' && open);
  useShortcut('note', () => {
    keepDraft(record_id, { kind: 'note' });
    area.current?.focus();
  });

  async function save() {
    if (!saveable) return;
    const happened_at = momentOf(draft, new Date());
    keepDraft(record_id, null);
    // Out of the text at once: the next key is for the record.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    setReached(false);
    const made = await write(replica, 'add_entry', {
      record_type,
      record_id,
      entry_type: kind,
      body: body.trim() === '' ? null : body.trim(),
      ...(happened_at === undefined ? {} : { happened_at }),
    });
    if (!made.ok) keepDraft(record_id, draft);
  }

  return (
    <form
      aria-label={t('timeline.compose.label')}
      className="rounded-card border border-edge bg-surface focus-within:border-control"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onFocus={() => setReached(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget) && body === '') setReached(false);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void save();
        } else if (event.key === 'Escape' && !event.defaultPrevented && open) {
          event.preventDefault();
          event.stopPropagation();
          if (body === '') keepDraft(record_id, null);
          if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
          setReached(false);
        }
      }}
    >
      <Kinds
        kind={kind}
        onKind={(next) => {
          keepDraft(record_id, { kind: next });
          area.current?.focus();
        }}
      />
      <textarea
        ref={area}
        rows={open ? rowsFor(body) : 1}
        aria-label={t(`timeline.kinds.${kind}`)}
        placeholder={t(`timeline.compose.placeholder.${kind}`)}
        value={body}
        onChange={({ target }) => keepDraft(record_id, { body: target.value })}
        className="block w-full resize-none overflow-y-auto bg-transparent px-3 py-1.5 outline-none placeholder:text-secondary"
      />
      {looksFormatted(body) && (
        <div
          role="region"
          aria-label={t('timeline.compose.preview')}
          className="mx-3 border-t border-hairline py-2"
        >
          <Markdown text={body} />
        </div>
      )}
      {open && (
        <div className="flex items-center gap-1 p-1.5 pt-0.5">
          <When day={day} time={time} onWhen={(change) => keepDraft(record_id, change)} />
          <span className="min-w-0 grow truncate px-1 text-small text-secondary max-[1100px]:invisible">
            {body === '' && t('timeline.compose.hint')}
          </span>
          {body !== '' && (
            <Button
              kind="quiet"
              onClick={() => {
                keepDraft(record_id, null);
                setReached(false);
              }}
            >
              {t('timeline.compose.discard')}
            </Button>
          )}
          <Button kind="primary" type="submit" aria-disabled={!saveable}>
            {t(`timeline.compose.save.${kind}`)}
          </Button>
        </div>
      )}
    </form>
  );
}

const FEWEST = 3;
const MOST = 16;
/** Characters that fit on a line, in the narrower of the places. */
const LINE = 72;

/** As high as what is written, up to a point. */
const rowsFor = (body: string): number =>
  Math.min(
    MOST,
    Math.max(
      FEWEST,
      body.split('\n').reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / LINE)), 0),
    ),
  );

/** Whether a text reads otherwise once it is drawn. */
const looksFormatted = (body: string): boolean =>
  /(^|\n)\s*(?:[-*+] |\d+\. |#{1,6} |> |```|\|.*\|)|\*\*?\S|__?\S[^_]*_|`[^`]+`|\[[^\]]+\]\(|~~\S|https?:\/\//u.test(
    body,
  );

function Kinds({ kind, onKind }: { kind: Composed; onKind: (kind: Composed) => void }) {
  return (
    <div role="radiogroup" aria-label={t('timeline.compose.kind')} className="flex gap-0.5 p-1.5 pb-0">
      {COMPOSED.map((one) => {
        const Icon = ICONS[one];
        return (
          <button
            key={one}
            type="button"
            role="radio"
            aria-checked={one === kind}
            tabIndex={one === kind ? 0 : -1}
            onClick={() => onKind(one)}
            onKeyDown={(event) => {
              const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
              const next = COMPOSED[(COMPOSED.indexOf(one) + step + COMPOSED.length) % COMPOSED.length];
              if (step === 0 || !next) return;
              event.preventDefault();
              onKind(next);
            }}
            className={classNames(
              'flex h-7 items-center gap-1.5 rounded-control px-2 text-small fades',
              one === kind
                ? 'bg-sunken font-medium text-text'
                : 'text-secondary hover:bg-hover hover:text-text',
            )}
          >
            <Icon aria-hidden className="size-3.5" />
            {t(`timeline.kinds.${one}`)}
          </button>
        );
      })}
    </div>
  );
}

type WhenProps = {
  day: string | null;
  time: string | null;
  onWhen: (when: { day?: string | null; time?: string | null }) => void;
};

/** When it happened: now, unless somebody says otherwise. */
function When({ day, time, onWhen }: WhenProps) {
  const today = useToday();
  const [picking, setPicking] = useState(false);
  const isNow = day === null && time === null;
  const button = (
    <button
      type="button"
      aria-label={t('timeline.compose.when')}
      aria-expanded={picking}
      className="tabular flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2 text-small text-secondary fades hover:bg-hover hover:text-text"
      onClick={() => setPicking(true)}
    >
      <CalendarDays aria-hidden className="size-3.5" />
      {isNow ? t('timeline.compose.now') : [shortDay(day ?? today, today), time].filter(Boolean).join(' ')}
    </button>
  );
  if (!picking) return button;
  return (
    <Floating label={t('timeline.compose.when')} anchor={button} onClose={() => setPicking(false)}>
      <DatePicker
        past
        label={t('timeline.compose.day')}
        day={day}
        latest={today}
        onDay={(picked) => {
          onWhen(picked === null ? { day: null, time: null } : { day: picked });
          setPicking(false);
        }}
      />
      <label className="flex items-center gap-2 border-t border-hairline px-3 py-1.5 text-small text-secondary">
        {t('timeline.compose.time')}
        <input
          type="time"
          value={time ?? ''}
          onChange={({ target }) => onWhen({ time: target.value === '' ? null : target.value })}
          className="tabular ms-auto rounded-control border border-edge bg-surface px-1.5 py-0.5 text-text"
        />
      </label>
    </Floating>
  );
}
