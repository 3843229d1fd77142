// What the keys on cards and on the heads of stages do, as far as this person may.
import { openRecord, showPanel } from '../navigation/screen.ts';
import { showToast } from '../ui/toast.tsx';
import type { BoardTools } from './board-context.ts';
import { useBoardState } from './board-state.ts';
import { deleteRecords, whyNot } from './card-actions.ts';
import type { SpotKeys } from './keyboard-moves.ts';
import { cardsOf, selectedInOrder } from './selection.ts';
import type { ShownStage } from './shown-stages.ts';
import { movedBy, putInOrder } from './stage-order.tsx';

export function boardKeys(tools: BoardTools, stages: () => readonly ShownStage[]): SpotKeys {
  const { table } = tools;
  return {
    mayLift() {
      const why = whyNot(tools, 'move');
      if (why !== null) showToast({ text: why });
      return why === null;
    },
    open(card_id, page) {
      const [card] = cardsOf(stages(), new Set([card_id]));
      if (card && page) openRecord(table, card.record_id);
      else if (card) showPanel({ table, id: card.record_id });
    },
    delete(card_id) {
      const cards = cardsOf(stages(), new Set(selectedInOrder(stages(), card_id)));
      if (whyNot(tools, 'delete') === null) void deleteRecords(tools, cards);
    },
    moveStage(stage_id, by) {
      const ids = stages().map(({ id }) => id);
      if (whyNot(tools, 'stages') === null) putInOrder(tools, stages(), movedBy(ids, stage_id, by), stage_id);
    },
    renameStage(stage_id) {
      if (whyNot(tools, 'stages') === null) useBoardState.setState({ stage: { id: stage_id, what: 'name' } });
    },
  };
}
