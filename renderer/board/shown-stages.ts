// The stages as they are shown: those of the replica with the cards that pass the filter, and what these add up to.
// A stage that is the same there is the same here, so that a move redraws two columns whatever the filter.
import type { CardView, StageView, Sum } from '../../sync/index.ts';
import { sumsOf } from './figures.ts';

export type ShownStage = Omit<StageView, 'sums'> & {
  /** Of the shown cards. */
  sums: readonly Sum[];
  /** Cards of the stage, shown or not. */
  all: number;
};

/** Shows stages by one filter; null shows every card. */
export function stageShower(passes: ((card: CardView) => boolean) | null) {
  const known = new WeakMap<StageView, ShownStage>();
  const passed = new WeakMap<CardView, boolean>();
  const isShown = (card: CardView): boolean => {
    const before = passed.get(card);
    if (before !== undefined || !passes) return before ?? true;
    const now = passes(card);
    passed.set(card, now);
    return now;
  };
  const show = (stage: StageView): ShownStage => {
    const before = known.get(stage);
    if (before) return before;
    const cards = passes ? stage.cards.filter(isShown) : stage.cards;
    const shown = { ...stage, cards, sums: sumsOf(cards, stage), all: stage.cards.length };
    known.set(stage, shown);
    return shown;
  };
  let last: { stages: readonly StageView[]; shown: readonly ShownStage[] } | null = null;
  return (stages: readonly StageView[]): readonly ShownStage[] => {
    if (last?.stages !== stages) last = { stages, shown: stages.map(show) };
    return last.shown;
  };
}
