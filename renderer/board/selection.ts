// Which cards of the board are selected. A selection survives filtering; it ends with the board that it is of.
import { create } from 'zustand';
import type { CardView, StageView } from '../../sync/index.ts';

type Selection = {
  selected: ReadonlySet<string>;
  /** Where a range begins. */
  anchor_id: string | null;
};

const NOTHING: Selection = { selected: new Set(), anchor_id: null };

export const useSelection = create<Selection>(() => NOTHING);

export const clearSelection = (): void => {
  if (useSelection.getState().selected.size > 0) useSelection.setState(NOTHING);
};

/** Takes the card in, or out where it was in. */
export const toggleSelected = (card_id: string): void =>
  useSelection.setState(({ selected }) => {
    const next = new Set(selected);
    if (!next.delete(card_id)) next.add(card_id);
    return { selected: next, anchor_id: card_id };
  });

/** Takes in all from where the selection began to this card, stage by stage in board order. */
export const selectTo = (stages: readonly StageView[], card_id: string): void =>
  useSelection.setState(({ selected, anchor_id }) => {
    const range = rangeOf(stages, anchor_id ?? card_id, card_id);
    return { selected: new Set([...selected, ...range]), anchor_id: anchor_id ?? card_id };
  });

export function rangeOf(stages: readonly StageView[], one: string, other: string): readonly string[] {
  const ids = stages.flatMap(({ cards }) => cards.map(({ card_id }) => card_id));
  const [at, to] = [ids.indexOf(one), ids.indexOf(other)];
  if (at < 0 || to < 0) return [other];
  return ids.slice(Math.min(at, to), Math.max(at, to) + 1);
}

/** The selected cards in board order where the card is one of them, else the card alone. */
export function selectedInOrder(stages: readonly StageView[], card_id: string): readonly string[] {
  const { selected } = useSelection.getState();
  if (!selected.has(card_id)) return [card_id];
  return cardsOf(stages, selected).map((card) => card.card_id);
}

/** How many are carried where this card is taken hold of. */
export function carriedWith(card_id: string): number {
  const { selected } = useSelection.getState();
  return selected.has(card_id) ? selected.size : 1;
}

export const cardsOf = (stages: readonly StageView[], ids: ReadonlySet<string>): readonly CardView[] =>
  stages.flatMap(({ cards }) => cards.filter(({ card_id }) => ids.has(card_id)));

/** Lets go of cards that have left the board. */
export function keepSelected(stages: readonly StageView[]): void {
  const { selected } = useSelection.getState();
  if (selected.size === 0) return;
  const there = new Set(cardsOf(stages, selected).map(({ card_id }) => card_id));
  if (there.size < selected.size) useSelection.setState({ selected: there });
}
