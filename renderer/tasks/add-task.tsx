import { useRef, useState, type SubmitEvent, type ReactNode, type RefObject } from 'react';
import { CalendarDays, Plus, X } from 'lucide-react';
import type { Hit, RecordTable, RecordType, Replica } from '../../sync/index.ts';
import { RECORD_ICONS } from '../fields/choice-editor.tsx';
import { Button } from '../ui/button.tsx';
import { Combobox } from '../ui/combobox.tsx';
import { fullDay, shortDay } from '../ui/dates.ts';
import { Floating } from '../ui/floating.tsx';
import { write } from '../undo/write.ts';
import { locale } from '../words/locale.ts';
import { t } from '../words/t.ts';
import { dueAtEnd } from './date-words.ts';

type Props = {
  replica: Replica;
  today: string;
  /** Whose it becomes; null: nobody's. */
  assigned_to: string | null;
  /** The record that is open beside the list. */
  beside: { table: RecordTable; id: string } | null;
  field: RefObject<HTMLInputElement | null>;
  onAdded?: () => void;
};

type Found = Pick<Hit, 'id' | 'title' | 'subtitle'> & { table: RecordTable };

const TYPES: Readonly<Record<RecordTable, RecordType>> = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
};
const TABLES = ['contacts', 'companies', 'deals'] as const satisfies readonly RecordTable[];

/** A new task in one line. A date at its end is taken out and shown; the record is asked for where none is chosen. */
export function AddTask({ replica, today, assigned_to, beside, field, onAdded }: Props) {
  const [text, setText] = useState('');
  /** A text in which the date is meant as text. */
  const [plain, setPlain] = useState<string | null>(null);
  const [record, setRecord] = useState<Found | null>(null);
  const [asking, setAsking] = useState(false);
  const [found, setFound] = useState<readonly Found[]>([]);
  const asked = useRef(0);
  const read = plain === text ? null : dueAtEnd(text, today, locale());
  const title = (read?.title ?? text).trim();

  async function search(typed: string) {
    const turn = (asked.current += 1);
    const hits =
      typed.trim() === '' ? await guesses(replica, title, beside) : await hitsFor(replica, typed, 20);
    if (turn === asked.current) setFound(hits);
  }

  function ask() {
    setAsking(true);
    void search('');
  }

  function stopAsking() {
    setAsking(false);
    field.current?.focus();
  }

  async function add(about: Found) {
    if (title === '') return;
    const result = await write(
      replica,
      'create_task',
      {
        ...{ record_type: TYPES[about.table], record_id: about.id },
        ...{ title, due_date: read?.due ?? null, assigned_to },
      },
      read
        ? t('tasks.add.added_due', { title, day: shortDay(read.due, today) })
        : t('tasks.add.added', { title }),
    );
    if (!result.ok) return;
    setText('');
    setPlain(null);
    setRecord(null);
    onAdded?.();
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (title === '') return;
    if (record) void add(record);
    else ask();
  }

  return (
    <form
      onSubmit={submit}
      className="mx-auto flex h-9 w-full max-w-232 items-center gap-2 rounded-control border border-edge bg-surface ps-2.5 hover:border-control pe-1 has-[input:focus]:border-transparent has-[input:focus]:outline-2 has-[input:focus]:outline-accent"
    >
      <Plus aria-hidden className="size-4 shrink-0 text-secondary" />
      <input
        ref={field}
        aria-label={t('tasks.add.label')}
        placeholder={t('tasks.add.placeholder')}
        maxLength={500}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        className="h-full min-w-0 grow bg-transparent outline-none placeholder:text-secondary"
      />
      {read && (
        <Chip
          icon={<CalendarDays aria-hidden className="size-3.5 text-secondary" />}
          name={shortDay(read.due, today)}
          title={t('tasks.add.due', { day: fullDay(read.due) })}
          drop={t('tasks.add.drop_due')}
          onDrop={() => {
            setPlain(text);
            field.current?.focus();
          }}
        />
      )}
      {asking ? (
        <Floating
          anchor={<span className="text-small text-secondary">{t('tasks.add.choose')}</span>}
          label={t('tasks.add.choose')}
          align="end"
          onClose={stopAsking}
        >
          <Combobox
            label={t('tasks.add.search')}
            options={found.map(({ id, title: name, subtitle, table }) => ({
              value: id,
              name,
              detail: subtitle,
              icon: <RecordIcon table={table} />,
            }))}
            chosen={[]}
            onText={(typed) => void search(typed)}
            onChoose={(id) => {
              const chosen = found.find((one) => one.id === id) ?? null;
              setRecord(chosen);
              stopAsking();
              if (chosen && title !== '') void add(chosen);
            }}
            nothing={t(title === '' ? 'tasks.add.first_record' : 'tasks.add.nothing_found')}
          />
        </Floating>
      ) : record ? (
        <Chip
          icon={<RecordIcon table={record.table} />}
          name={record.title}
          drop={t('tasks.add.drop_record')}
          onDrop={() => {
            setRecord(null);
            ask();
          }}
        />
      ) : (
        <button
          type="button"
          onClick={ask}
          className="h-7 shrink-0 rounded-control px-2 text-small text-secondary fades hover:bg-hover hover:text-text"
        >
          {t('tasks.add.about')}
        </button>
      )}
      {title !== '' && (
        <Button kind="primary" type="submit">
          {t('tasks.add.submit')}
        </Button>
      )}
    </form>
  );
}

type ChipProps = {
  icon: ReactNode;
  name: string;
  title?: string;
  drop: string;
  onDrop: () => void;
};

const Chip = ({ icon, name, title, drop, onDrop }: ChipProps) => (
  <span
    title={title ?? name}
    className="appear flex h-6 max-w-44 shrink-0 items-center gap-1.5 rounded-control bg-sunken ps-1.5 text-small"
  >
    {icon}
    <span className="tabular truncate">{name}</span>
    <button
      type="button"
      aria-label={drop}
      title={drop}
      onClick={onDrop}
      className="inline-flex size-6 items-center justify-center rounded-control text-secondary fades hover:text-text"
    >
      <X aria-hidden className="size-3" />
    </button>
  </span>
);

function RecordIcon({ table }: { table: RecordTable }) {
  const Icon = RECORD_ICONS[table];
  return <Icon aria-hidden className="size-3.5 shrink-0 text-secondary" />;
}

async function hitsFor(replica: Replica, text: string, limit: number): Promise<Found[]> {
  const hits = await replica.search(text, { tables: TABLES, limit });
  return hits.flatMap((hit) => (hit.table === 'tasks' ? [] : [{ ...hit, table: hit.table }]));
}

/** What the title may be about: the record that is open, then what its words find, names before other words. */
async function guesses(replica: Replica, title: string, beside: Props['beside']): Promise<Found[]> {
  const words = title.split(/\s+/u).filter((word) => word.length > 2);
  const named = words.filter((word) => /^\p{Lu}/u.test(word));
  const wanted = named.length > 1 ? [named.join(' '), ...named] : named.length > 0 ? named : words;
  const lists = await Promise.all(wanted.slice(0, 6).map((word) => hitsFor(replica, word, 4)));
  const open = beside && replica.record(beside.table, beside.id).get();
  const first: Found[] =
    beside && open ? [{ table: beside.table, id: beside.id, title: open.name, subtitle: null }] : [];
  return [...new Map([...first, ...lists.flat()].map((one) => [one.id, one])).values()].slice(0, 8);
}
