import { useState, type ReactNode } from 'react';
import { Columns3, Trash2 } from 'lucide-react';
import type { MutationInput, Replica } from '../../sync/index.ts';
import { useDirectory, type Stage } from '../fields/directory.ts';
import { goToBoards } from '../navigation/screen.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { parseNumber } from '../ui/parse-number.ts';
import { Select } from '../ui/select.tsx';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { useLock } from './access.ts';
import { AddLine, Line, Lines, moved, Reorder, SavedText, Section } from './section.tsx';

const TYPES = ['open', 'won', 'lost'] as const;

/** The stages of every board, in their order. */
export function StagesSection({ replica }: { replica: Replica }) {
  const locked = useLock(replica, 'board');
  const { boards, stages } = useDirectory(replica);
  return (
    <>
      {boards.map(({ id, name }) => (
        <Section key={id} title={name} locked={locked}>
          <Board
            replica={replica}
            board_id={id}
            stages={stages.filter(({ board_id }) => board_id === id)}
            isLocked={locked !== null}
          />
        </Section>
      ))}
      {boards.length === 0 && (
        <Section title={t('settings.sections.stages')}>
          <Empty
            icon={<Columns3 aria-hidden className="size-5" />}
            title={t('settings.stages.none')}
            text={t('settings.stages.none_text')}
          >
            <div className="mt-3">
              <Button onClick={goToBoards}>{t('settings.stages.show_boards')}</Button>
            </div>
          </Empty>
        </Section>
      )}
    </>
  );
}

type BoardProps = { replica: Replica; board_id: string; stages: readonly Stage[]; isLocked: boolean };

function Board({ replica, board_id, stages, isLocked }: BoardProps) {
  const ids = stages.map(({ id }) => id);
  const add = async (name: string) =>
    (await write(replica, 'add_stage', { board_id, name }, t('settings.stages.added', { name }))).ok;
  return (
    <>
      <Lines label={t('settings.sections.stages')}>
        {stages.map((stage, at) => (
          <StageLine key={stage.id} replica={replica} stage={stage} others={stages} isLocked={isLocked}>
            {!isLocked && (
              <Reorder
                name={stage.name}
                at={at}
                of={ids.length}
                onMove={(to) =>
                  void write(replica, 'reorder_stages', { board_id, stage_ids: moved(ids, at, to) }, null)
                }
              />
            )}
          </StageLine>
        ))}
      </Lines>
      {!isLocked && (
        <AddLine label={t('settings.stages.name')} button={t('settings.stages.add')} onAdd={add} />
      )}
    </>
  );
}

type LineProps = {
  replica: Replica;
  stage: Stage;
  others: readonly Stage[];
  isLocked: boolean;
  children: ReactNode;
};

function StageLine({ replica, stage, others, isLocked, children }: LineProps) {
  const { id: stage_id, name, stage_type, record_type, probability, colour } = stage;
  const edit = (columns: MutationInput<'edit_stage'>['columns']) =>
    void write(replica, 'edit_stage', { stage_id, columns }, null);
  // Its cards go to the stage before it, or the one after where it is the first.
  const at = others.findIndex(({ id }) => id === stage_id);
  const next = others[at === 0 ? 1 : at - 1];
  return (
    <Line>
      <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: colour }} />
      <SavedText
        wide
        label={t('settings.stages.name')}
        value={name}
        disabled={isLocked}
        onSave={(typed) => edit({ name: typed })}
      />
      {children}
      <Select
        label={t('settings.stages.type_of', { name })}
        value={stage_type}
        choices={TYPES.map((value) => ({ value, name: t(`settings.stages.types.${value}`) }))}
        disabled={isLocked}
        onChoose={(type) => edit({ stage_type: type })}
      />
      {record_type === 'deal' && (
        <Percent
          label={t('settings.stages.probability_of', { name })}
          value={probability}
          disabled={isLocked}
          onSave={(typed) => edit({ probability: typed })}
        />
      )}
      {!isLocked && next && (
        <IconButton
          name={t('settings.stages.delete', { name, next: next.name })}
          onClick={() =>
            void write(
              replica,
              'delete_stage',
              { stage_id, move_to: next.id },
              t('settings.stages.deleted', { name, next: next.name }),
            )
          }
        >
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
      )}
    </Line>
  );
}

type PercentProps = {
  label: string;
  value: number | null;
  disabled: boolean;
  onSave: (value: number | null) => void;
};

/** Saved like every text here. What is no number from 0 to 100 brings back what was there. */
function Percent({ label, value, disabled, onSave }: PercentProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = value === null ? '' : String(value);
  const save = () => {
    setTyped(null);
    const text = (typed ?? shown).trim();
    const next = text === '' ? null : parseNumber(text);
    const fits = next === null ? text === '' : next >= 0 && next <= 100;
    if (fits && next !== value) onSave(next);
  };
  return (
    <span className="relative flex items-center">
      <input
        aria-label={label}
        inputMode="numeric"
        value={typed ?? shown}
        disabled={disabled}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key !== 'Escape' || typed === null) return;
          event.stopPropagation();
          setTyped(null);
        }}
        className="tabular h-7 w-16 rounded-control border border-edge bg-surface ps-2 pe-6 text-end fades not-disabled:hover:border-control focus-visible:outline-offset-0 disabled:border-transparent disabled:bg-transparent"
      />
      <span aria-hidden className="pointer-events-none absolute end-2 text-secondary">
        %
      </span>
    </span>
  );
}
