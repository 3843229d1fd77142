import type { FocusEvent, KeyboardEvent } from 'react';
import type { StageView } from '../../sync/index.ts';
import { focusSpot, useHand } from './lift.ts';
import type { Moves } from './moves.ts';
import { openMenuBelow } from './open-menu.ts';
import { neighbour, type Key, type Spot } from './neighbours.ts';
import { clearSelection, selectTo, toggleSelected, useSelection } from './selection.ts';

const KEYS: Record<string, Key> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'home',
  End: 'end',
};

/** The spot of the board that `target` stands for; null for anything else on it. */
export function spotOf(target: EventTarget): (Spot & { element: HTMLElement }) | null {
  const element =
    target instanceof Element ? target.closest<HTMLElement>('[data-card-id], [data-head]') : null;
  const stage_id = element?.closest<HTMLElement>('[data-stage-id]')?.dataset['stageId'];
  if (!element || stage_id === undefined) return null;
  return { element, stage_id, card_id: element.dataset['cardId'] ?? null };
}

/** What keys do on a card and on the head of a stage, beyond moving about. */
export type SpotKeys = {
  /** Says why where they may not. */
  mayLift(): boolean;
  open(card_id: string, page: boolean): void;
  delete(card_id: string): void;
  /** Of the stage: moved one place, or its head acted on. */
  moveStage(stage_id: string, by: -1 | 1): void;
  renameStage(stage_id: string): void;
};

/**
 * Arrow keys move the focus, with Shift they select on the way; Space lifts a card and all that are selected with it, then
 * the arrows move them until Space drops them or Escape puts them back.
 */
export function keyboardMoves(stages: () => readonly StageView[], moves: Moves, keys: SpotKeys) {
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

  function go(spot: Spot, key: Key, selecting: boolean): void {
    const next = neighbour(stages(), spot, key);
    if (selecting && spot.card_id !== null) {
      const { selected } = useSelection.getState();
      if (!selected.has(spot.card_id)) toggleSelected(spot.card_id);
      if (next.card_id !== null) selectTo(stages(), next.card_id);
    }
    focusSpot(next);
  }

  function onCard(
    event: KeyboardEvent,
    { stage_id, element }: Spot & { element: HTMLElement },
    card_id: string,
  ) {
    if (event.key === ' ') {
      if (keys.mayLift()) moves.lift(card_id, stage_id, 'keyboard', element.offsetHeight);
    } else if (event.key === 'Enter') keys.open(card_id, false);
    else if (event.key === 'x' || event.key === 'X') toggleSelected(card_id);
    else if (event.key === 'Delete') keys.delete(card_id);
    else if (event.key === 'Escape' && useSelection.getState().selected.size > 0) clearSelection();
    else return false;
    return true;
  }

  function onHead(event: KeyboardEvent, stage_id: string): boolean {
    if (event.key === 'Enter' || event.key === 'F2') keys.renameStage(stage_id);
    else return false;
    return true;
  }

  return {
    onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented) return;
      const spot = spotOf(event.target);
      if (spot && event.key === 'Enter' && (event.ctrlKey || event.metaKey) && spot.card_id !== null) {
        keys.open(spot.card_id, true);
        event.preventDefault();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (lifted()) {
        whileLifted(event);
        return;
      }
      if (!spot) return;
      if (event.key === 'F10' && event.shiftKey) {
        openMenuBelow(spot.element, spot.element);
        event.preventDefault();
        return;
      }
      const key = KEYS[event.key];
      const aside = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
      if (spot.card_id === null && event.shiftKey && aside !== 0) keys.moveStage(spot.stage_id, aside);
      else if (key) go(spot, key, event.shiftKey);
      else if (!(spot.card_id === null ? onHead(event, spot.stage_id) : onCard(event, spot, spot.card_id)))
        return;
      event.preventDefault();
    },
    onFocus(event: FocusEvent) {
      const spot = spotOf(event.target);
      if (spot) useHand.setState({ spot: { stage_id: spot.stage_id, card_id: spot.card_id } });
    },
    /** Nothing is carried on unseen while somebody works elsewhere in this window. */
    onBlur() {
      if (lifted() && document.hasFocus()) moves.putBack();
    },
  };
}
