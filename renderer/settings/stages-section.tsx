import { Trash2 } from 'lucide-react';
import type { MutationInput, Replica } from '../../sync/index.ts';
import { useDirectory, type Stage } from '../fields/directory.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { useLock } from './access.ts';
import { AddLine, Choice, Line, Lines, moved, Reorder, SavedText, Section } from './section.tsx';

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
      {boards.length === 0 && <p className="text-secondary">{t('settings.stages.no_boards')}</p>}
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
  children: React.ReactNode;
};

function StageLine({ replica, stage, others, isLocked, children }: LineProps) {
  const { id: stage_id, name, stage_type, probability, colour } = stage;
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
      <Choice
        label={t('settings.stages.type_of', { name })}
        value={stage_type}
        choices={TYPES.map((value) => ({ value, name: t(`settings.stages.types.${value}`) }))}
        disabled={isLocked}
        onChoose={(type) => edit({ stage_type: type })}
      />
      <label className="flex items-center gap-1 text-secondary">
        <input
          type="number"
          min={0}
          max={100}
          aria-label={t('settings.stages.probability_of', { name })}
          defaultValue={probability ?? ''}
          key={probability}
          disabled={isLocked}
          onBlur={({ target }) => {
            const typed = target.value === '' ? null : Math.min(100, Math.max(0, target.valueAsNumber));
            if (typed !== probability) edit({ probability: typed });
          }}
          className="tabular h-7 w-16 rounded-control border border-edge bg-surface px-2 text-end text-text disabled:opacity-60"
        />
        %
      </label>
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
