import { useEffect, useRef } from 'react';
import type { StageView } from '../../sync/index.ts';
import { useTakingBack } from '../undo/take-back.ts';
import { focusSpot } from './lift.ts';
import { movedCard } from './moved-card.ts';

/** Focuses the card that undo or redo has put elsewhere, and so brings it into view. */
export function useRevealTakenBack(stages: readonly StageView[]): void {
  const taking = useTakingBack((state) => state.taking);
  const before = useRef(stages);
  useEffect(() => {
    const moved = taking ? movedCard(before.current, stages) : null;
    before.current = stages;
    if (moved) focusSpot(moved);
  }, [taking, stages]);
}
