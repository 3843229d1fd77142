import { useState } from 'react';
import { Check, Rows3 } from 'lucide-react';
import type { Field } from '../fields/field.ts';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { t } from '../words/t.ts';
import { useBoard } from './board-context.ts';
import { MOST_FIELDS, setBoardCards } from './cards-setting.ts';

/** The name is there anyway, the stage is where the card lies, and of other records a board knows the company only. */
const isShowable = ({ cell, kind }: Field): boolean =>
  !['name', 'stage_id'].includes(cell) &&
  (cell === 'company_id' || !['contact', 'company', 'deal', 'record'].includes(kind));

/** Which fields the cards of this board show below the name; for this person, on this laptop. */
export function CardFields() {
  const { board_id, fields, picked } = useBoard();
  const [open, setOpen] = useState(false);
  const cells = picked?.map(({ cell }) => cell) ?? [];
  const show = (next: readonly string[] | null) => setBoardCards(board_id, { fields: next });
  return (
    <Panel
      label={t('boards.fields.title')}
      open={open}
      onOpenChange={setOpen}
      align="end"
      trigger={
        <IconButton name={t('boards.fields.title')}>
          <Rows3 aria-hidden className={picked ? 'size-4 text-accent' : 'size-4'} />
        </IconButton>
      }
    >
      <p className="px-3 pt-2.5 pb-1 text-small text-secondary">
        {t('boards.fields.text', { count: MOST_FIELDS })}
      </p>
      <ul className="max-h-80 overflow-y-auto px-1 pb-1">
        <li>
          <Choice name={t('boards.fields.usual')} checked={picked === null} onChange={() => show(null)} />
        </li>
        <li aria-hidden className="mx-2 my-1 h-px bg-hairline" />
        {fields.filter(isShowable).map(({ cell, name }) => {
          const at = cells.indexOf(cell);
          return (
            <li key={cell}>
              <Choice
                name={name}
                checked={at >= 0}
                disabled={at < 0 && cells.length >= MOST_FIELDS}
                onChange={() => {
                  const next = at < 0 ? [...cells, cell] : cells.filter((other) => other !== cell);
                  show(next.length === 0 ? null : next);
                }}
              />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

type ChoiceProps = { name: string; checked: boolean; disabled?: boolean; onChange: () => void };

const Choice = ({ name, checked, disabled = false, onChange }: ChoiceProps) => (
  <label
    className={classNames(
      'flex h-7 items-center gap-2 rounded-control px-2 has-focus-visible:outline-2 has-focus-visible:-outline-offset-1 has-focus-visible:outline-accent',
      disabled ? 'opacity-60' : 'hover:bg-hover',
    )}
  >
    <input
      type="checkbox"
      checked={checked}
      disabled={disabled}
      onChange={onChange}
      className="absolute size-0 opacity-0"
    />
    <span className="min-w-0 grow truncate">{name}</span>
    {checked && <Check aria-hidden className="size-3.5 shrink-0 text-accent" />}
  </label>
);
