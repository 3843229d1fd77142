import { CircleCheck, CircleX } from 'lucide-react';
import { classNames } from '../ui/class-names.ts';
import { t } from '../words/t.ts';
import { useBoard } from './board-context.ts';
import { canClose, whyNot } from './card-actions.ts';
import { useHand } from './lift.ts';

const OUTCOMES = ['won', 'lost'] as const;

/** While deals are dragged: where they are dropped to be won or lost, wherever the board is scrolled to. */
export function ClosingZones() {
  const tools = useBoard();
  const shown = useHand(({ lift }) => lift?.by === 'mouse');
  const over = useHand(({ lift }) => (lift?.aside?.kind === 'close' ? lift.aside.outcome : null));
  if (!shown || whyNot(tools, 'move') !== null) return null;
  const zones = OUTCOMES.filter((outcome) => canClose(tools, outcome));
  if (zones.length === 0) return null;
  return (
    <div className="appear absolute inset-x-0 bottom-0 z-20 flex gap-2 border-t border-hairline bg-paper px-3 py-2.5">
      {zones.map((outcome) => (
        <div
          key={outcome}
          data-closes={outcome}
          className={classNames(
            'flex h-12 flex-1 items-center justify-center gap-2 rounded-card border font-medium fades',
            outcome === 'won' ? 'text-won' : 'text-lost',
            over === outcome ? 'border-current bg-surface' : 'border-dashed border-edge',
          )}
        >
          {outcome === 'won' ? (
            <CircleCheck aria-hidden className="size-4" />
          ) : (
            <CircleX aria-hidden className="size-4" />
          )}
          {t(`board.${outcome}`)}
        </div>
      ))}
    </div>
  );
}
