import { useState } from 'react';
import type { StageType } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { t } from '../words/t.ts';
import { useBoard } from './board-context.ts';
import { useBoardState } from './board-state.ts';
import { ChoiceRow } from './choice-row.tsx';
import { Dot } from './selection-bar.tsx';
import type { ShownStage } from './shown-stages.ts';
import { deleteStage } from './stage-menu.tsx';
import { write } from './write.ts';

const TYPES = ['open', 'won', 'lost'] as const satisfies readonly StageType[];
const close = () => useBoardState.setState({ stage: null });

/** What is edited of a stage in a dialog: its details, or where its cards go when it goes. */
export function StageDialogs({ stages }: { stages: readonly ShownStage[] }) {
  const open = useBoardState(({ stage }) => stage);
  const stage = stages.find(({ id }) => id === open?.id);
  if (!open || !stage) return null;
  if (open.what === 'details') return <Details key={stage.id} stage={stage} />;
  return open.what === 'deletion' ? <Deletion key={stage.id} stage={stage} /> : null;
}

function Details({ stage }: { stage: ShownStage }) {
  const { replica, record_type } = useBoard();
  const [name, setName] = useState(stage.name);
  const [type, setType] = useState<StageType>(stage.stage_type);
  const [chance, setChance] = useState(stage.probability === null ? '' : String(stage.probability));
  const [wrong, setWrong] = useState<'name' | 'chance' | null>(null);
  const probability = chance.trim() === '' ? null : Number(chance.trim().replace(',', '.'));

  function save(): void {
    if (name.trim() === '') {
      setWrong('name');
      return;
    }
    const bad = probability !== null && !(probability >= 0 && probability <= 100);
    if (type === 'open' && bad) {
      setWrong('chance');
      return;
    }
    close();
    const columns = {
      name: name.trim(),
      stage_type: type,
      ...(type === 'open' ? { probability } : {}),
    };
    void write(
      replica,
      'edit_stage',
      { stage_id: stage.id, columns },
      t('boards.stage.edited', { name: columns.name }),
    );
  }

  return (
    <Dialog title={t('boards.stage.details_of', { name: stage.name })} onClose={close}>
      <form
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          autoFocus
          label={t('boards.stage.name')}
          value={name}
          error={wrong === 'name' ? t('boards.needs_name') : null}
          onChange={({ target }) => setName(target.value)}
        />
        {record_type === 'deal' && (
          <>
            <ChoiceRow
              label={t('boards.stage.type')}
              value={type}
              choices={TYPES.map((value) => ({ value, name: t(`boards.stage.types.${value}`) }))}
              onChange={setType}
            />
            <p className="-mt-2 text-small text-secondary">{t(`boards.stage.type_text.${type}`)}</p>
            {type === 'open' && (
              <TextField
                label={t('boards.stage.probability')}
                value={chance}
                inputMode="decimal"
                placeholder="50"
                error={wrong === 'chance' ? t('boards.stage.probability_wrong') : null}
                onChange={({ target }) => setChance(target.value)}
              />
            )}
          </>
        )}
        <div className="mt-2 flex justify-end gap-2">
          <Button kind="quiet" onClick={close}>
            {t('boards.cancel')}
          </Button>
          <Button kind="primary" type="submit">
            {t('boards.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Deletion({ stage }: { stage: ShownStage }) {
  const tools = useBoard();
  const others = tools.stages.filter(({ id }) => id !== stage.id);
  const [move_to, setMoveTo] = useState(others[0]?.id ?? '');
  return (
    <Dialog title={t('boards.stage.delete_title', { name: stage.name })} onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          close();
          void deleteStage(tools, stage, move_to);
        }}
      >
        <fieldset>
          <legend className="text-secondary">{t('boards.stage.move_cards', { count: stage.all })}</legend>
          <div className="mt-2 flex max-h-60 flex-col overflow-y-auto">
            {others.map(({ id, name, colour }, at) => (
              <label key={id} className="flex h-8 items-center gap-2 rounded-control px-2 hover:bg-hover">
                <input
                  type="radio"
                  name="move-to"
                  autoFocus={at === 0}
                  checked={id === move_to}
                  onChange={() => setMoveTo(id)}
                  className="accent-accent"
                />
                <Dot colour={colour} />
                <span className="truncate">{name}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="mt-4 flex justify-end gap-2">
          <Button kind="quiet" onClick={close}>
            {t('boards.cancel')}
          </Button>
          <Button kind="danger" type="submit">
            {t('boards.stage.delete')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
