// The order of the stages, changed by dragging their heads: a line says between which two one will stand.
import { useEffect, type RefObject } from 'react';
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { create } from 'zustand';
import type { StageView } from '../../sync/index.ts';
import type { BoardTools } from './board-context.ts';
import { write } from './write.ts';
import { t } from '../words/t.ts';

/** Before which stage the one in the hand would stand; null at the end. */
const useStageHand = create<{ over: { before_id: string | null } | null }>(() => ({ over: null }));

/** `ids` with one of them moved to before another; the same array where it stands there already. */
export function reordered(ids: readonly string[], id: string, before_id: string | null): readonly string[] {
  if (id === before_id) return ids;
  const others = ids.filter((other) => other !== id);
  const at = before_id === null ? others.length : others.indexOf(before_id);
  if (at < 0) return ids;
  const next = [...others.slice(0, at), id, ...others.slice(at)];
  return next.every((other, place) => other === ids[place]) ? ids : next;
}

/** `ids` with one of them moved one place; the same array at an edge. */
export function movedBy(ids: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const at = ids.indexOf(id);
  const before = by < 0 ? ids[at - 1] : (ids[at + 2] ?? null);
  return at < 0 || before === undefined ? ids : reordered(ids, id, before);
}

export function putInOrder(
  { replica, board_id }: Pick<BoardTools, 'replica' | 'board_id'>,
  stages: readonly StageView[],
  order: readonly string[],
  stage_id: string,
): void {
  if (stages.every(({ id }, at) => id === order[at])) return;
  const name = stages.find(({ id }) => id === stage_id)?.name ?? '';
  void write(replica, 'reorder_stages', { board_id, stage_ids: order }, t('boards.stage.moved', { name }));
}

type Args = {
  board: RefObject<HTMLElement | null>;
  onOrder: (stage_id: string, before_id: string | null) => void;
};

export function useStageDrags({ board, onOrder }: Args): void {
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => typeof source.data['dragged_stage_id'] === 'string',
        onDrag({ location }) {
          useStageHand.setState({
            over: { before_id: stageBehind(board.current, location.current.input.clientX) },
          });
        },
        onDrop({ source, location }) {
          useStageHand.setState({ over: null });
          const { dragged_stage_id } = source.data;
          if (typeof dragged_stage_id !== 'string' || location.current.dropTargets.length === 0) return;
          onOrder(dragged_stage_id, stageBehind(board.current, location.current.input.clientX));
        },
      }),
    [board, onOrder],
  );
}

/** The first stage whose middle is behind the pointer, in the direction of reading. */
function stageBehind(board: HTMLElement | null, clientX: number): string | null {
  const columns = [...(board?.querySelectorAll<HTMLElement>('[data-stage-id]') ?? [])];
  const rtl = board !== null && getComputedStyle(board).direction === 'rtl';
  const behind = columns.find((column) => {
    const { left, width } = column.getBoundingClientRect();
    const middle = left + width / 2;
    return rtl ? clientX > middle : clientX < middle;
  });
  return behind?.dataset['stageId'] ?? null;
}

/** At the start of a stage, or behind the last one where `stage_id` is null. */
export function InsertionLine({ stage_id }: { stage_id: string | null }) {
  const shown = useStageHand(({ over }) => over !== null && over.before_id === stage_id);
  return shown ? (
    <span aria-hidden className="absolute inset-y-2 start-0 z-10 w-0.5 rounded-full bg-accent" />
  ) : null;
}
