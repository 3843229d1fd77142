import { useState } from 'react';
import type { StageType } from '../../sync/index.ts';
import type { Stage } from '../fields/directory.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Floating } from '../ui/floating.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { useShownRecord } from './record-context.ts';

/** How far the deal has come: the stages of its board in one line, each a press away. */
export function DealStage() {
  const { replica, id, name, row, directory, may } = useShownRecord();
  const [pending, setPending] = useState<string | null>(null);
  const stage = directory.stage(pending ?? (typeof row['stage_id'] === 'string' ? row['stage_id'] : ''));
  if (!stage) return null;
  const stages = directory.stages.filter(({ board_id }) => board_id === stage.board_id);
  const open = stages.filter(({ stage_type }) => stage_type === 'open');
  // A deal that is lost has come nowhere.
  const reached = stage.stage_type === 'lost' ? -1 : stages.indexOf(stage);

  async function moveTo(next: Stage) {
    if (next.id === stage?.id) return;
    setPending(next.id);
    const said = t('records.boards.moved', { name, stage: next.name });
    await write(
      replica,
      'edit_records',
      { record_type: 'deal', ids: [id], columns: { stage_id: next.id } },
      said,
    );
    setPending(null);
  }

  return (
    <div className="pt-3 pb-1">
      <div role="group" aria-label={t('records.fields.stage_id')} className="flex gap-1">
        {open.map((one) => (
          <Tooltip key={one.id} content={one.name}>
            <button
              type="button"
              aria-label={one.name}
              aria-current={one.id === stage.id ? 'step' : undefined}
              disabled={!may.write}
              onClick={() => void moveTo(one)}
              className="group/step flex h-7 min-w-0 flex-1 items-center rounded-control"
            >
              <span
                className={classNames(
                  'h-1.5 w-full rounded-full fades',
                  stages.indexOf(one) > reached && 'bg-hairline group-hover/step:bg-edge',
                )}
                style={stages.indexOf(one) <= reached ? { background: stage.colour } : undefined}
              />
            </button>
          </Tooltip>
        ))}
      </div>
      <div className="flex min-h-7 items-center gap-1.5">
        <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: stage.colour }} />
        <span className="truncate font-medium">{stage.name}</span>
        {stage.probability !== null && stage.stage_type === 'open' && row['probability'] === null && (
          <span className="tabular text-small text-secondary">
            {t('records.page.likely', { value: stage.probability })}
          </span>
        )}
      </div>
    </div>
  );
}

/** Won or lost, as long as neither is decided. */
export function CloseDealButtons() {
  const { record_type, row, directory, may } = useShownRecord();
  const stage = directory.stage(typeof row['stage_id'] === 'string' ? row['stage_id'] : '');
  if (record_type !== 'deal' || !may.write || stage?.stage_type !== 'open') return null;
  const stages = directory.stages.filter(({ board_id }) => board_id === stage.board_id);
  return (
    <>
      <CloseDeal outcome="won" stages={stages} />
      <CloseDeal outcome="lost" stages={stages} />
    </>
  );
}

type CloseProps = { outcome: Exclude<StageType, 'open'>; stages: readonly Stage[] };

/** Won or lost, with a word why, which stays on the timeline. Nothing where the board has no such stage. */
function CloseDeal({ outcome, stages }: CloseProps) {
  const { replica, id, name } = useShownRecord();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  if (!stages.some(({ stage_type }) => stage_type === outcome)) return null;

  async function close() {
    setAsking(false);
    await write(
      replica,
      'close_deal',
      { deal_id: id, outcome, reason: reason.trim() === '' ? null : reason },
      t(`records.close.done_${outcome}`, { name }),
    );
  }

  const button = (
    <Button kind="quiet" aria-expanded={asking} onClick={() => setAsking(true)}>
      <span aria-hidden className="size-2 rounded-full" style={{ background: `var(--${outcome})` }} />
      {t(`records.close.${outcome}`)}
    </Button>
  );
  if (!asking) return button;
  return (
    <Floating
      label={t(`records.close.title_${outcome}`)}
      align="end"
      anchor={<span>{button}</span>}
      onClose={() => setAsking(false)}
    >
      <form
        className="flex w-72 flex-col gap-2 p-3"
        onSubmit={(event) => {
          event.preventDefault();
          void close();
        }}
      >
        <label className="flex flex-col gap-1 text-small text-secondary">
          {t(`records.close.why_${outcome}`)}
          <textarea
            autoFocus
            rows={3}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              void close();
            }}
            className="resize-none rounded-control border border-control bg-surface px-2 py-1 text-body text-text"
          />
        </label>
        <div className="flex justify-end gap-1">
          <Button kind="quiet" onClick={() => setAsking(false)}>
            {t('records.close.cancel')}
          </Button>
          <Button kind="primary" type="submit">
            {t(`records.close.confirm_${outcome}`)}
          </Button>
        </div>
      </form>
    </Floating>
  );
}
