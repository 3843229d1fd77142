import { useEffect, type RefObject } from 'react';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/utils/combine';
import { preventUnhandled } from '@atlaskit/pragmatic-drag-and-drop/utils/prevent-unhandled';
import {
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { autoScroll, type Pointer } from './auto-scroll.ts';
import type { Columns } from './columns.ts';
import type { Moves } from './moves.ts';
import type { Target } from './neighbours.ts';
import { useHand, type Aside } from './lift.ts';

type Places = {
  board: RefObject<HTMLElement | null>;
  columns: Columns;
  moves: Moves;
  /** Dropped on a zone or on another board. */
  onAside: (aside: Aside, card_ids: readonly string[]) => void;
  /** Whether cards of this board can lie on that one. */
  takes: (board_id: string) => boolean;
};

/** Drags by the browser's own drag: the board is one drop target, and numbers say which slot of which column is meant. */
export function useMouseMoves({ board, columns, moves, onAside, takes }: Places): void {
  useEffect(() => {
    const element = board.current;
    if (!element) return;
    let pointer: Pointer = { clientX: 0, clientY: 0 };
    /** From the pointer up to the top of the card it holds. */
    let grip = 0;
    let inside = true;
    let origin: Target | undefined;
    let aside: Aside | null = null;
    let stop = () => {};

    const aim = () => {
      const target =
        inside && !aside ? columns.at(pointer.clientX)?.targetAt(pointer.clientY - grip) : origin;
      if (target) moves.over(target, aside);
    };

    const look = (targets: readonly { element: Element }[]) => {
      inside = targets.some((target) => target.element === element);
      aside = asideAt(pointer, takes);
      markBoard(aside);
      aim();
    };

    const isCard = ({ source }: { source: { data: Record<string | symbol, unknown> } }) =>
      typeof source.data['card_id'] === 'string';

    return combine(
      dropTargetForElements({ element, canDrop: isCard }),
      // The rest of the window, so that a drop there can be told from Escape, which ends a drag over nothing.
      dropTargetForElements({ element: document.body, canDrop: isCard }),
      monitorForElements({
        canMonitor: isCard,
        onDragStart({ source, location }) {
          const { card_id, stage_id } = source.data;
          if (typeof card_id !== 'string' || typeof stage_id !== 'string') return;
          const { top, height } = source.element.getBoundingClientRect();
          grip = location.initial.input.clientY - top;
          pointer = location.initial.input;
          aside = null;
          moves.putBack();
          moves.lift(card_id, stage_id, 'mouse', height);
          origin = useHand.getState().lift?.over;
          preventUnhandled.start();
          stop = autoScroll(() => pointer, {
            board: element,
            list: ({ clientX }) => (inside && !aside ? (columns.at(clientX)?.list ?? null) : null),
            onScroll: aim,
          });
        },
        onDrag({ location }) {
          pointer = location.current.input;
          look(location.current.dropTargets);
        },
        onDrop({ location }) {
          stop();
          preventUnhandled.stop();
          pointer = location.current.input;
          look(location.current.dropTargets);
          markBoard(null);
          const dropped = location.current.dropTargets.length > 0;
          const { lift } = useHand.getState();
          if (dropped && aside && lift) {
            moves.putBack();
            onAside(aside, [...lift.lifted]);
          } else if (inside) moves.drop();
          else moves.putBack();
        },
      }),
      () => stop(),
    );
  }, [board, columns, moves, onAside, takes]);
}

/** What is under the pointer that is no stage: zones and links to boards say themselves what they are. */
function asideAt({ clientX, clientY }: Pointer, takes: (board_id: string) => boolean): Aside | null {
  const under = document.elementFromPoint(clientX, clientY);
  const outcome = under?.closest<HTMLElement>('[data-closes]')?.dataset['closes'];
  if (outcome === 'won' || outcome === 'lost') return { kind: 'close', outcome };
  const board_id = under?.closest<HTMLElement>('[data-board-id]')?.dataset['boardId'];
  return board_id !== undefined && takes(board_id) ? { kind: 'board', board_id } : null;
}

/** Lights the link of the board that would take the cards. */
function markBoard(aside: Aside | null): void {
  const wanted = aside?.kind === 'board' ? aside.board_id : null;
  for (const link of document.querySelectorAll<HTMLElement>('[data-board-id]'))
    if (link.dataset['boardId'] === wanted) link.dataset['drop'] = '';
    else delete link.dataset['drop'];
}
