import type { BoardView } from '../../sync/index.ts';
import { addSums, money } from '../ui/money.ts';
import { words } from '../words.ts';

/** Currencies shown side by side before the rest becomes "+2". */
const SHOWN = 3;

/** How many cards a board has, and what is still to be won on it. */
export function BoardFacts({ board }: { board: BoardView }) {
  const count = board.stages.reduce((sum, stage) => sum + stage.cards.length, 0);
  const open = addSums(
    board.stages.filter((stage) => stage.stage_type === 'open').flatMap((stage) => stage.sums),
  );
  const hidden = open.length - SHOWN;
  return (
    <p className="tabular flex min-w-0 gap-3 truncate text-small text-secondary">
      <span>{words.board.records(count, board.record_type)}</span>
      {open.length > 0 && (
        <span title={open.map((sum) => money(sum)).join('\n')}>
          {open
            .slice(0, SHOWN)
            .map((sum) => money(sum, 'compact'))
            .join(' · ')}
          {hidden > 0 && ` ${words.board.more(hidden)}`} {words.board.open}
        </span>
      )}
    </p>
  );
}
