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
import { useHand } from './lift.ts';

/** Drags by the browser's own drag: the board is one drop target, and numbers say which slot of which column is meant. */
export function useMouseMoves(board: RefObject<HTMLElement | null>, columns: Columns, moves: Moves): void {
  useEffect(() => {
    const element = board.current;
    if (!element) return;
    let pointer: Pointer = { clientX: 0, clientY: 0 };
    /** From the pointer up to the top of the card it holds. */
    let grip = 0;
    let inside = true;
    let origin: Target | undefined;
    let stop = () => {};

    const aim = () => {
      const target = inside ? columns.at(pointer.clientX)?.targetAt(pointer.clientY - grip) : origin;
      if (target) moves.over(target);
    };

    return combine(
      dropTargetForElements({ element, canDrop: ({ source }) => typeof source.data['card_id'] === 'string' }),
      monitorForElements({
        canMonitor: ({ source }) => typeof source.data['card_id'] === 'string',
        onDragStart({ source, location }) {
          const { card_id, stage_id } = source.data;
          if (typeof card_id !== 'string' || typeof stage_id !== 'string') return;
          const { top, height } = source.element.getBoundingClientRect();
          grip = location.initial.input.clientY - top;
          pointer = location.initial.input;
          moves.putBack();
          moves.lift(card_id, stage_id, 'mouse', height);
          origin = useHand.getState().lift?.over;
          preventUnhandled.start();
          stop = autoScroll(() => pointer, {
            board: element,
            list: ({ clientX }) => (inside ? (columns.at(clientX)?.list ?? null) : null),
            onScroll: aim,
          });
        },
        onDrag({ location }) {
          pointer = location.current.input;
          inside = location.current.dropTargets.length > 0;
          aim();
        },
        onDrop({ location }) {
          stop();
          preventUnhandled.stop();
          if (location.current.dropTargets.length > 0) {
            inside = true;
            pointer = location.current.input;
            aim();
            moves.drop();
          } else moves.putBack();
        },
      }),
      () => stop(),
    );
  }, [board, columns, moves]);
}
