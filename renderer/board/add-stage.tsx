import { Plus } from 'lucide-react';
import { t } from '../words/t.ts';
import { useBoard } from './board-context.ts';
import { whyNot } from './card-actions.ts';
import { addStage } from './stage-menu.tsx';
import { InsertionLine } from './stage-order.tsx';

/** Behind the last stage. */
export function AddStage() {
  const tools = useBoard();
  if (whyNot(tools, 'stages') !== null) return null;
  return (
    <div className="relative shrink-0 px-1 pt-1">
      <InsertionLine stage_id={null} />
      <button
        type="button"
        onClick={() => void addStage(tools, null)}
        className="flex h-7 items-center gap-1.5 rounded-control px-2 text-small whitespace-nowrap text-secondary fades hover:bg-hover hover:text-text"
      >
        <Plus aria-hidden className="size-3.5" />
        {t('boards.stage.add')}
      </button>
    </div>
  );
}
