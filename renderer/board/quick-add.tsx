import { memo, useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { Plus } from 'lucide-react';
import type { Hit } from '../../sync/index.ts';
import { usualCurrency } from '../fields/currency.ts';
import { readText } from '../fields/typed-text.ts';
import { classNames } from '../ui/class-names.ts';
import { t } from '../words/t.ts';
import { useBoard, type BoardTools } from './board-context.ts';
import { useBoardState } from './board-state.ts';
import { whyNot } from './card-actions.ts';
import { focusSpot, useHand } from './lift.ts';
import type { ShownStage } from './shown-stages.ts';
import { write } from './write.ts';

type Props = {
  stage: ShownStage;
  /** There is nothing above it. */
  empty: boolean;
  list: RefObject<HTMLElement | null>;
};

/** At the foot of a stage: a name and Enter make a record there, one after the other. */
export const QuickAdd = memo(function QuickAdd({ stage, empty, list }: Props) {
  const tools = useBoard();
  const adding = useBoardState((state) => state.adding === stage.id);
  const lifting = useHand(({ lift }) => lift !== null);
  const why = whyNot(tools, 'edit') ?? whyNot(tools, 'stages');
  if (adding) return <AddForm stage={stage} list={list} />;
  return (
    <div className="shrink-0 ps-1 pe-2 pt-1 pb-3">
      <button
        type="button"
        tabIndex={-1}
        disabled={why !== null}
        title={why ?? undefined}
        onClick={() => useBoardState.setState({ adding: stage.id })}
        className={classNames(
          'flex h-8 w-full items-center gap-1.5 rounded-card px-2.5 text-start text-small text-secondary fades enabled:hover:bg-hover enabled:hover:text-text disabled:opacity-60',
          empty && 'border border-dashed border-edge',
          lifting && 'invisible',
        )}
      >
        <Plus aria-hidden className="size-3.5" />
        {t(`boards.add.${tools.record_type}`)}
      </button>
    </div>
  );
});

const MOST_HITS = 4;

function AddForm({ stage, list }: Omit<Props, 'empty'>) {
  const tools = useBoard();
  const { replica, record_type } = tools;
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  /** The card that was added last: where the keyboard goes on; null is the head. */
  const last = useRef<string | null>(null);
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [wrong, setWrong] = useState<'name' | 'value' | null>(null);
  const hits = useExisting(tools, name);
  const [picked, setPicked] = useState(-1);
  const valueField = tools.fields.find(({ cell }) => cell === 'value_cents');

  function close(): void {
    useBoardState.setState({ adding: null });
    if (form.current?.contains(document.activeElement))
      focusSpot({ stage_id: stage.id, card_id: last.current });
  }

  /** Ready for the next one; where the form was closed before this was written, the keyboard goes on at the card. */
  function added(card_id: string | null): void {
    if (!form.current) {
      const { spot } = useHand.getState();
      const stays = list.current?.closest('section')?.contains(document.activeElement);
      if (stays && spot?.stage_id === stage.id && spot.card_id === null)
        focusSpot({ stage_id: stage.id, card_id });
      return;
    }
    last.current = card_id;
    setName('');
    setValue('');
    setPicked(-1);
    first.current?.focus();
    requestAnimationFrame(() => list.current?.scrollTo({ top: list.current.scrollHeight }));
  }

  async function addNew(): Promise<void> {
    if (name.trim() === '') {
      setWrong('name');
      return;
    }
    const read = valueField
      ? readText(valueField, value, stage.sums[0]?.currency ?? usualCurrency())
      : { ok: true as const, value: null };
    if (!read.ok) {
      setWrong('value');
      return;
    }
    const money = read.value as { value_cents: number; currency: string } | null;
    const columns = { name: name.trim(), owner_id: replica.place.user_id, ...money };
    const said = t('boards.added', { name: name.trim(), stage: stage.name });
    const input = { record_type, columns, stage_id: stage.id, spot: 'end' } as const;
    const made = await write(replica, 'create_record', input, said);
    if (made) added(made.value.card_id);
  }

  async function addExisting({ id, title }: Hit): Promise<void> {
    const said = t('boards.added', { name: title, stage: stage.name });
    const input = { record_type, record_id: id, stage_id: stage.id, spot: 'end' } as const;
    const put = await write(replica, 'add_card', input, said);
    if (put) added(put.value.card_id);
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const hit = hits[picked];
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') setPicked(Math.min(picked + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setPicked(Math.max(picked - 1, -1));
    else if (event.key === 'Enter') void (hit ? addExisting(hit) : addNew());
    else return;
    event.preventDefault();
  }

  const input = (which: 'name' | 'value') =>
    classNames(
      'h-6 w-full min-w-0 bg-transparent outline-none placeholder:text-secondary',
      which === 'name' ? 'font-medium' : 'text-small',
      wrong === which && 'text-lost placeholder:text-lost',
    );

  return (
    <div className="shrink-0 ps-1 pe-2 pt-1 pb-3">
      <form
        ref={form}
        data-card-form
        aria-label={t('boards.adding', { stage: stage.name })}
        onKeyDown={onKeyDown}
        onSubmit={(event) => event.preventDefault()}
        onBlur={({ relatedTarget }) => {
          const left = !form.current?.contains(relatedTarget) && document.hasFocus();
          if (left && name.trim() === '' && value.trim() === '') close();
        }}
        className="flex flex-col rounded-card bg-surface px-2.5 py-1.5 outline-2 -outline-offset-1 outline-accent"
      >
        <input
          ref={first}
          autoFocus
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls="existing-records"
          aria-activedescendant={picked >= 0 ? `existing-${picked}` : undefined}
          aria-label={t(`boards.name_of.${record_type}`)}
          aria-invalid={wrong === 'name'}
          placeholder={t(`boards.name_of.${record_type}`)}
          value={name}
          autoComplete="off"
          onChange={({ target }) => {
            setName(target.value);
            setPicked(-1);
            setWrong(null);
          }}
          className={input('name')}
        />
        {valueField && (
          <input
            aria-label={valueField.name}
            aria-invalid={wrong === 'value'}
            placeholder={t('boards.value_hint')}
            value={value}
            autoComplete="off"
            inputMode="decimal"
            onChange={({ target }) => {
              setValue(target.value);
              setWrong(null);
            }}
            className={input('value')}
          />
        )}
        {wrong !== null && (
          <p role="alert" className="text-small text-lost">
            {wrong === 'name' ? t('boards.needs_name') : t('boards.not_understood')}
          </p>
        )}
        {hits.length > 0 && (
          <ul
            id="existing-records"
            role="listbox"
            aria-label={t('boards.existing')}
            className="-mx-1.5 mt-1 border-t border-hairline pt-1"
          >
            {hits.map((hit, at) => (
              <li
                key={hit.id}
                id={`existing-${at}`}
                role="option"
                aria-selected={at === picked}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => void addExisting(hit)}
                className={classNames(
                  'flex h-7 items-center gap-1.5 rounded-control px-1.5 text-small hover:bg-hover',
                  at === picked && 'bg-hover',
                )}
              >
                <Plus aria-hidden className="size-3 shrink-0 text-secondary" />
                <span className="truncate">{hit.title}</span>
                {hit.subtitle !== null && (
                  <span className="min-w-0 shrink-[3] truncate text-secondary">{hit.subtitle}</span>
                )}
              </li>
            ))}
          </ul>
        )}
      </form>
    </div>
  );
}

/** Records called as what is typed that are not on this board yet. */
function useExisting({ replica, board_id, table }: BoardTools, text: string): readonly Hit[] {
  const [found, setFound] = useState<readonly Hit[]>([]);
  const asked = text.trim();
  useEffect(() => {
    let current = true;
    const view = replica.board(board_id).get();
    const here = new Set(view?.stages.flatMap(({ cards }) => cards.map(({ record_id }) => record_id)));
    const searching: Promise<readonly Hit[]> =
      asked.length < 2
        ? Promise.resolve([])
        : replica.search(asked, { tables: [table], limit: MOST_HITS * 3 });
    searching.then(
      (hits) => {
        if (current) setFound(hits.filter(({ id }) => !here.has(id)).slice(0, MOST_HITS));
      },
      // Without a search the name is a new one.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [replica, board_id, table, asked]);
  return found;
}
