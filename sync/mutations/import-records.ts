// Any number of new records, in mutations of at most BATCH writes, so that none of them is slow to save or to send. A row
// that cannot be taken is told and holds up no other.
import type { RecordType } from '../api.ts';
import type { Cells } from '../core/cells.ts';
import { pairId } from '../core/pair-id.ts';
import { rankBetween } from '../core/rank.ts';
import { BATCH } from './batches.ts';
import { faultsOf } from './check.ts';
import type { Context, Outcome } from './context.ts';
import { createDraft } from './draft.ts';
import type { Change } from './edits.ts';
import { InvalidInput } from './invalid-input.ts';
import { cardsIn } from './places.ts';
import { findLive, liveRow } from './read-rows.ts';
import { recordTable, type RecordTable } from './record-types.ts';

export type ImportRecords = {
  record_type: RecordType;
  /** Each row's whole columns. */
  rows: Iterable<Cells>;
  /** Puts all of them at the end of that stage. */
  stage_id?: string;
  /** A UUID that several imports share which are one gesture. */
  gesture?: string;
};

/** By place in `rows`: the ids that were given, and what could not be taken. */
export type Imported = {
  ids: ReadonlyMap<number, string>;
  rejected: ReadonlyMap<number, InvalidInput>;
};

/** The mutations of one gesture; each is to be committed before the next is asked for. */
export async function* importRecords(
  context: Context,
  { record_type, rows, stage_id }: ImportRecords,
): AsyncGenerator<Outcome<Imported>, void, void> {
  const table = recordTable(record_type);
  const place = stage_id === undefined ? null : await endOf(context, record_type, stage_id);
  const atOnce = place ? Math.floor(BATCH / 2) : BATCH;
  let batch: Cells[] = [];
  let first = 0;
  for (const row of rows) {
    batch.push(row);
    if (batch.length < atOnce) continue;
    yield await imported(context, { table, record_type, place, batch, first });
    first += batch.length;
    batch = [];
  }
  if (batch.length > 0) yield await imported(context, { table, record_type, place, batch, first });
}

type End = { stage_id: string; board_id: string; rank: string | null };
type Batch = {
  table: RecordTable;
  record_type: RecordType;
  place: End | null;
  batch: readonly Cells[];
  first: number;
};

async function endOf(context: Context, record_type: RecordType, stage_id: string): Promise<End> {
  const stage = await liveRow(context, 'board_stages', stage_id, 'stage_id');
  const board = await liveRow(context, 'boards', stage.board_id, 'stage_id');
  if (board.record_type !== record_type)
    throw new InvalidInput('not_an_option', 'stage_id', 'This board is for records of another type.');
  const cards = await findLive(context, 'board_cards', { board_id: board.id });
  return { stage_id, board_id: board.id, rank: cardsIn(cards, stage_id).at(-1)?.rank ?? null };
}

async function imported(
  context: Context,
  { table, record_type, place, batch, first }: Batch,
): Promise<Outcome<Imported>> {
  const records = batch.map((columns) => {
    const draft = createDraft(context);
    const ofDeal = table === 'deals' && place ? { stage_id: place.stage_id } : {};
    const id = draft.make(table, { ...columns, ...ofDeal });
    return { id, team_id: columns['team_id'], change: draft.changes()[0] };
  });
  const made = records.flatMap(({ change }) => change ?? []);
  const faults = await faultsOf(context, made);
  const changes: Change[] = [];
  const ids = new Map<number, string>();
  const rejected = new Map<number, InvalidInput>();
  records.forEach(({ id, team_id, change }, nth) => {
    const fault = change && faults.get(change);
    if (fault) rejected.set(first + nth, fault);
    if (fault || !change) return;
    ids.set(first + nth, id);
    changes.push(change);
    if (!place) return;
    const { board_id, stage_id } = place;
    place.rank = rankBetween(place.rank, null, context.random);
    const draft = createDraft(context);
    draft.make(
      'board_cards',
      {
        id: pairId('board_cards', { board_id, record_id: id }),
        board_id,
        stage_id,
        record_type,
        record_id: id,
        rank: place.rank,
      },
      typeof team_id === 'string' ? team_id : null,
    );
    changes.push(...draft.changes());
  });
  return { changes, result: { ids, rejected } };
}
