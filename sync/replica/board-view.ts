// Makes what a board shows from the rows of several tables. Pure: rows in, view out. What was not touched is not looked
// at, and whatever has not changed keeps its identity, so that a move redraws two columns and a poke that brought nothing
// redraws none.
import type { BoardView, CardView, RecordType, StageType, StageView } from '../api.ts';
import type { Rows } from '../schema/tables.ts';

export type CardRow = Rows['board_cards'];
export type StageRow = Rows['board_stages'];
export type BoardRow = Rows['boards'];
/** A deal, a contact or a company; each has some of the columns that a card names. */
export type RecordRow = CardView['record'] & { clocks?: unknown } & Partial<
    Pick<Rows['deals'], 'value_cents' | 'currency' | 'close_date' | 'company_id' | 'owner_id'>
  >;

export type BoardSources = {
  board: BoardRow;
  stages: Iterable<StageRow>;
  /** In board order, without those that are deleted. */
  cards: (stage_id: string) => readonly CardRow[];
  record: (id: string) => RecordRow | undefined;
  company_name: (id: string) => string | null;
  person_name: (id: string) => string | null;
  /** Whether an edit of this row waits to be sent. */
  waiting: (row_id: string) => boolean;
};

/** What may be other than in the last view: cards, by what they show, and stages, by which cards lie in them. */
export type Touched = { cards: ReadonlySet<string>; stages: ReadonlySet<string> };

/**
 * `previous` is the last view of the same board; without `touched`, everything may be other than in it. Cards whose record
 * is deleted or not here yet are left out.
 */
export function boardView(
  sources: BoardSources,
  previous: BoardView | undefined,
  touched?: Touched,
): BoardView {
  const { board } = sources;
  const before = new Map(previous?.stages.map((stage) => [stage.id, stage]));
  const known = new Map<string, CardView>();
  for (const stage of before.values())
    if (!touched || touched.stages.has(stage.id))
      for (const card of stage.cards) known.set(card.card_id, card);

  const viewOf = (card: CardRow): CardView | null => {
    const shown = known.get(card.id);
    if (shown && touched && !touched.cards.has(card.id)) return shown;
    const view = cardView(card, sources);
    return view && kept(shown, view);
  };

  const stages = [...sources.stages]
    .filter(({ board_id, deleted_at }) => board_id === board.id && deleted_at === null)
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
    .map((stage) => {
      const shown = before.get(stage.id);
      if (shown && touched && !touched.stages.has(stage.id))
        return kept(shown, stageView(stage, shown.cards, shown));
      const cards = sources.cards(stage.id).flatMap((card) => viewOf(card) ?? []);
      return kept(shown, stageView(stage, sameItems(shown?.cards, cards), shown));
    });

  return kept(previous, {
    id: board.id,
    name: board.name,
    record_type: board.record_type as RecordType,
    stages: sameItems(previous?.stages, stages),
  });
}

function cardView(card: CardRow, sources: BoardSources): CardView | null {
  const record = sources.record(card.record_id);
  if (!record || record.deleted_at !== null) return null;
  return {
    card_id: card.id,
    record_id: card.record_id,
    record_type: card.record_type as RecordType,
    title: record.name,
    value_cents: record.value_cents ?? null,
    currency: record.currency ?? null,
    close_date: record.close_date ?? null,
    company_name: record.company_id ? sources.company_name(record.company_id) : null,
    owner_name: record.owner_id ? sources.person_name(record.owner_id) : null,
    waiting: sources.waiting(card.id) || sources.waiting(record.id),
    record,
  };
}

function stageView(stage: StageRow, cards: readonly CardView[], before: StageView | undefined): StageView {
  return {
    id: stage.id,
    name: stage.name,
    stage_type: stage.stage_type as StageType,
    probability: stage.probability,
    cards,
    sums: before?.cards === cards ? before.sums : sumsOf(cards),
  };
}

function sumsOf(cards: readonly CardView[]): StageView['sums'] {
  const sums = new Map<string, number>();
  for (const { currency, value_cents } of cards)
    if (currency !== null && value_cents !== null)
      sums.set(currency, (sums.get(currency) ?? 0) + value_cents);
  return [...sums]
    .map(([currency, value_cents]) => ({ currency, value_cents }))
    .sort((a, b) => b.value_cents - a.value_cents || (a.currency < b.currency ? -1 : 1));
}

/** `before` where it says the same. */
function kept<T extends object>(before: T | undefined, now: T): T {
  if (!before) return now;
  const same = (Object.keys(now) as (keyof T)[]).every((key) => Object.is(before[key], now[key]));
  return same ? before : now;
}

function sameItems<T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] {
  return before?.length === now.length && now.every((item, at) => item === before[at]) ? before : now;
}
