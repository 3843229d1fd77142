// Cards on boards. A deal stands in the stage of its card: both are set together, as the server will have them.
import { pairId } from '../core/pair-id.ts';
import type { RecordType, StageType } from '../api.ts';
import { asSynced, type Rows } from '../schema/tables.ts';
import type { Context, NamedMutation } from './context.ts';
import { createDraft, type Draft } from './draft.ts';
import { InvalidInput } from './invalid-input.ts';
import { cardsIn, ranksAt, stayersOf, type Spot } from './places.ts';
import { find, findLive, isLive, liveRow, liveRowsOf, rowsOf } from './read-rows.ts';
import { recordTable, type RecordRow } from './record-types.ts';

type Card = Rows['board_cards'];

/**
 * Puts records on the board of `stage_id`, or moves their cards there, in this order. A record that is being made in the
 * same draft has no row yet. Answers the ids of the cards.
 */
export async function putInStage(
  context: Context,
  draft: Draft,
  records: readonly { id: string; record_type: RecordType; row: RecordRow | null; team_id: string | null }[],
  { stage_id, spot = 'end' }: { stage_id: string; spot?: Spot | undefined },
): Promise<readonly string[]> {
  const stage = await liveRow(context, 'board_stages', stage_id, 'stage_id');
  const board = await liveRow(context, 'boards', stage.board_id, 'stage_id');
  if (records.some(({ record_type }) => record_type !== board.record_type))
    throw new InvalidInput('not_an_option', 'stage_id', 'This board is for records of another type.');
  const cards = await find(context, 'board_cards', { board_id: board.id });
  const cardOf = new Map(cards.map((card) => [card.record_id, card]));
  const ids = records.map(
    ({ id }) => cardOf.get(id)?.id ?? pairId('board_cards', { board_id: board.id, record_id: id }),
  );
  const behind = stayersOf((of) => cardsIn(cards, of), new Set(ids));
  const ranks = new Map(
    ranksAt(cardsIn(cards, stage_id), ids, spot, context.random).map(({ id, rank }) => [id, rank]),
  );
  records.forEach(({ id, record_type, row, team_id }, nth) => {
    const card = cardOf.get(id);
    const rank = ranks.get(ids[nth] ?? '');
    if (rank !== undefined) {
      if (card && isLive(card)) draft.edit('board_cards', card, { stage_id, rank }, behind(card));
      else {
        const made = { id: ids[nth] ?? '', board_id: board.id, stage_id, record_type, record_id: id, rank };
        draft.makeOrRestore('board_cards', card, made, team_id);
      }
    }
    if (record_type === 'deal' && row) draft.edit('deals', row, { stage_id });
  });
  return ids;
}

const recordToPut = (record_type: RecordType, row: RecordRow) => ({
  id: row.id,
  record_type,
  row,
  team_id: row.team_id,
});

/** Takes a deal from its stage where the card that goes is the one that it stands on. */
function takeOff(draft: Draft, card: Card, record: RecordRow | undefined): void {
  draft.delete('board_cards', card);
  if (record && card.record_type === 'deal' && asSynced(record)['stage_id'] === card.stage_id)
    draft.edit('deals', record, { stage_id: null });
}

export type MoveCards = { card_ids: readonly string[]; stage_id: string; spot?: Spot };

/** Within a stage, between stages, or to another board of the same type of record. */
export const moveCards: NamedMutation<MoveCards, { card_ids: readonly string[] }> = async (
  context,
  input,
) => {
  const draft = createDraft(context);
  const cards = await liveRowsOf(context, 'board_cards', input.card_ids, 'card_ids');
  const stage = await liveRow(context, 'board_stages', input.stage_id, 'stage_id');
  const records = [];
  for (const card of cards) {
    const record_type = card.record_type as RecordType;
    const row = await liveRow(context, recordTable(record_type), card.record_id, 'card_ids');
    records.push(recordToPut(record_type, row));
  }
  const card_ids = await putInStage(context, draft, records, input);
  for (const card of cards) if (card.board_id !== stage.board_id) draft.delete('board_cards', card);
  return draft.outcome({ card_ids });
};

export type AddCard = { record_type: RecordType; record_id: string; stage_id: string; spot?: Spot };

export const addCard: NamedMutation<AddCard, { card_id: string }> = async (context, input) => {
  const draft = createDraft(context);
  const row = await liveRow(context, recordTable(input.record_type), input.record_id, 'record_id');
  const [card_id = ''] = await putInStage(context, draft, [recordToPut(input.record_type, row)], input);
  return draft.outcome({ card_id });
};

export type AddCards = {
  record_type: RecordType;
  record_ids: readonly string[];
  stage_id: string;
  spot?: Spot;
};

/** Many records at once, in their order; what is on the board already is moved. */
export const addCards: NamedMutation<AddCards, { card_ids: readonly string[] }> = async (context, input) => {
  const draft = createDraft(context);
  const rows = await liveRowsOf(context, recordTable(input.record_type), input.record_ids, 'record_ids');
  const records = rows.map((row) => recordToPut(input.record_type, row));
  return draft.outcome({ card_ids: await putInStage(context, draft, records, input) });
};

export type RemoveCard = {
  card_id: string;
  /** Others that go with it. */
  and_ids?: readonly string[];
};

/** From the board; the record stays. */
export const removeCard: NamedMutation<RemoveCard, undefined> = async (
  context,
  { card_id, and_ids = [] },
) => {
  const draft = createDraft(context);
  for (const card of await liveRowsOf(context, 'board_cards', [card_id, ...and_ids], 'card_id')) {
    const [record] = await rowsOf(context, recordTable(card.record_type), [card.record_id], 'card_id');
    takeOff(draft, card, record);
  }
  return draft.outcome(undefined);
};

/** Of deals: to a stage, at its end, or off their boards. For an edit of many deals at once. */
export async function setStage(
  context: Context,
  draft: Draft,
  deals: readonly Rows['deals'][],
  stage_id: string | null,
): Promise<void> {
  if (stage_id !== null) {
    const elsewhere = deals.filter((deal) => deal.stage_id !== stage_id);
    await putInStage(
      context,
      draft,
      elsewhere.map((deal) => recordToPut('deal', deal)),
      { stage_id },
    );
    return;
  }
  for (const deal of deals) {
    const cards = await findLive(context, 'board_cards', { record_id: deal.id });
    for (const card of cards.filter((one) => one.stage_id === deal.stage_id)) takeOff(draft, card, deal);
    draft.edit('deals', deal, { stage_id });
  }
}

export type CloseDeal = {
  deal_id: string;
  /** Others that are closed with it. */
  and_ids?: readonly string[];
  outcome: Exclude<StageType, 'open'>;
  /** Which of the stages of that outcome; without it the first of the deal's board. */
  stage_id?: string;
  /** Why; kept as a note on the deal's timeline. */
  reason?: string | null;
  /** ISO 8601 date; today without it. */
  close_date?: string;
};

/** Won or lost: into the stage that says so, with the day; the chance is that of the stage from then on. */
export const closeDeal: NamedMutation<CloseDeal, { card_id: string }> = async (context, input) => {
  const draft = createDraft(context);
  const deals = await liveRowsOf(context, 'deals', [input.deal_id, ...(input.and_ids ?? [])], 'deal_id');
  const closing = new Map<string, Rows['deals'][]>();
  for (const deal of deals) {
    const stage_id = input.stage_id ?? (await closingStage(context, deal, input.outcome));
    closing.set(stage_id, [...(closing.get(stage_id) ?? []), deal]);
  }
  const card_ids: string[] = [];
  for (const [stage_id, of] of closing) {
    const records = of.map((deal) => recordToPut('deal', deal));
    card_ids.push(...(await putInStage(context, draft, records, { stage_id, spot: 'top' })));
  }
  const reason = input.reason?.trim() ?? '';
  for (const deal of deals) {
    draft.edit('deals', deal, {
      close_date: input.close_date ?? context.now().slice(0, 10),
      probability: null,
    });
    if (reason !== '')
      draft.make(
        'timeline_entries',
        {
          record_type: 'deal',
          record_id: deal.id,
          entry_type: 'note',
          body: reason,
          payload: { kind: 'closed', outcome: input.outcome },
          happened_at: context.now(),
        },
        deal.team_id,
      );
  }
  return draft.outcome({ card_id: card_ids[0] ?? '' });
};

async function closingStage(context: Context, deal: Rows['deals'], outcome: string): Promise<string> {
  const here =
    deal.stage_id === null ? null : await liveRow(context, 'board_stages', deal.stage_id, 'stage_id');
  const stages = here ? await findLive(context, 'board_stages', { board_id: here.board_id }) : [];
  const [first] = stages
    .filter(({ stage_type }) => stage_type === outcome)
    .sort((a, b) => a.position - b.position);
  if (!first) throw new InvalidInput('not_found', 'stage_id', `The board has no stage for ${outcome} deals.`);
  return first.id;
}
