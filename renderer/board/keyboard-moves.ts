import type { FocusEvent, KeyboardEvent } from 'react';
import type { StageView } from '../../sync/index.ts';
import { focusSpot, useHand } from './lift.ts';
import type { Moves } from './moves.ts';
import { neighbour, type Key, type Spot } from './neighbours.ts';

const KEYS: Record<string, Key> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'home',
  End: 'end',
};

/** The spot of the board that `target` stands for; null for anything else on it. */
function spotOf(target: EventTarget): (Spot & { element: HTMLElement }) | null {
  const element =
    target instanceof Element ? target.closest<HTMLElement>('[data-card-id], [data-head]') : null;
  const stage_id = element?.closest<HTMLElement>('[data-stage-id]')?.dataset['stageId'];
  if (!element || stage_id === undefined) return null;
  return { element, stage_id, card_id: element.dataset['cardId'] ?? null };
}

/** Arrow keys move the focus; Space lifts a card, then they move the card until Space drops it or Escape puts it back. */
export function keyboardMoves(stages: () => readonly StageView[], moves: Moves) {
  const lifted = () => useHand.getState().lift?.by === 'keyboard';

  function whileLifted(event: KeyboardEvent) {
    const key = KEYS[event.key];
    if (event.key === 'Tab') {
      moves.putBack();
      return;
    }
    if (key) moves.nudge(key);
    else if (event.key === ' ' || event.key === 'Enter') moves.drop();
    else if (event.key === 'Escape') moves.putBack();
    else return;
    event.preventDefault();
  }

  return {
    onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (lifted()) {
        whileLifted(event);
        return;
      }
      const spot = spotOf(event.target);
      if (!spot) return;
      const { stage_id, card_id } = spot;
      const key = KEYS[event.key];
      if (key) focusSpot(neighbour(stages(), { stage_id, card_id }, key));
      else if (event.key === ' ' && card_id !== null)
        moves.lift(card_id, stage_id, 'keyboard', spot.element.offsetHeight);
      else return;
      event.preventDefault();
    },
    onFocus(event: FocusEvent) {
      const spot = spotOf(event.target);
      if (spot) useHand.setState({ spot: { stage_id: spot.stage_id, card_id: spot.card_id } });
    },
    /** A card is not carried on unseen while somebody works elsewhere in this window. */
    onBlur() {
      if (lifted() && document.hasFocus()) moves.putBack();
    },
  };
}
