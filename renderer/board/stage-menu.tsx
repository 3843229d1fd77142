import {
  ArrowLeft,
  ArrowRight,
  ChevronsRightLeft,
  PencilLine,
  Plus,
  SlidersHorizontal,
  Trash2,
} from 'lucide-react';
import { ContextItem, ContextSeparator } from '../ui/context-menu.tsx';
import { t } from '../words/t.ts';
import type { BoardTools } from './board-context.ts';
import { useBoardState } from './board-state.ts';
import { whyNot } from './card-actions.ts';
import { toggleCollapsed } from './cards-setting.ts';
import type { ShownStage } from './shown-stages.ts';
import { movedBy, putInOrder } from './stage-order.tsx';
import { write } from './write.ts';

type Props = { tools: BoardTools; stages: readonly ShownStage[]; stage: ShownStage };

/** What can be done with a stage. */
export function StageMenu({ tools, stages, stage }: Props) {
  const why = whyNot(tools, 'stages');
  const { id } = stage;
  const ids = stages.map((one) => one.id);
  const at = ids.indexOf(id);
  const edit = (what: 'name' | 'details' | 'deletion') => useBoardState.setState({ stage: { id, what } });
  const move = (by: -1 | 1) => putInOrder(tools, stages, movedBy(ids, id, by), id);
  return (
    <>
      <ContextItem
        icon={<Plus aria-hidden className="size-4" />}
        why={whyNot(tools, 'edit') ?? why}
        onSelect={() => useBoardState.setState({ adding: id })}
      >
        {t(`boards.add.${tools.record_type}`)}
      </ContextItem>
      <ContextSeparator />
      <ContextItem
        icon={<PencilLine aria-hidden className="size-4" />}
        shortcut="↵"
        why={why}
        onSelect={() => edit('name')}
      >
        {t('boards.stage.rename')}
      </ContextItem>
      <ContextItem
        icon={<SlidersHorizontal aria-hidden className="size-4" />}
        why={why}
        onSelect={() => edit('details')}
      >
        {t('boards.stage.details')}
      </ContextItem>
      {at > 0 && (
        <ContextItem
          icon={<ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />}
          shortcut="⇧ ←"
          why={why}
          onSelect={() => move(-1)}
        >
          {t('boards.stage.earlier')}
        </ContextItem>
      )}
      {at < ids.length - 1 && (
        <ContextItem
          icon={<ArrowRight aria-hidden className="size-4 rtl:-scale-x-100" />}
          shortcut="⇧ →"
          why={why}
          onSelect={() => move(1)}
        >
          {t('boards.stage.later')}
        </ContextItem>
      )}
      <ContextItem
        icon={<Plus aria-hidden className="size-4" />}
        why={why}
        onSelect={() => void addStage(tools, ids[at + 1] ?? null)}
      >
        {t('boards.stage.add_after')}
      </ContextItem>
      <ContextItem
        icon={<ChevronsRightLeft aria-hidden className="size-4" />}
        onSelect={() => toggleCollapsed(tools.board_id, id)}
      >
        {t('boards.stage.collapse')}
      </ContextItem>
      <ContextSeparator />
      <ContextItem
        danger
        icon={<Trash2 aria-hidden className="size-4" />}
        why={why ?? (ids.length === 1 ? t('boards.stage.last') : null)}
        onSelect={() => (stage.all > 0 ? edit('deletion') : void deleteStage(tools, stage, null))}
      >
        {stage.all > 0 ? t('boards.stage.delete_asking') : t('boards.stage.delete')}
      </ContextItem>
    </>
  );
}

/** A new stage, with its name ready to be written. */
export async function addStage({ replica, board_id }: BoardTools, before_id: string | null): Promise<void> {
  const name = t('boards.stage.new');
  const added = await write(replica, 'add_stage', { board_id, name, before_id }, t('boards.stage.added'));
  if (added) useBoardState.setState({ stage: { id: added.value.id, what: 'name' } });
}

export const deleteStage = (
  { replica }: BoardTools,
  { id, name }: Pick<ShownStage, 'id' | 'name'>,
  move_to: string | null,
) => write(replica, 'delete_stage', { stage_id: id, move_to }, t('boards.stage.deleted', { name }));
