// What a write brings with it on the server: a card and its deal in one stage, a rank of its own for each card, and the
// team of a record on all that hangs on it. Each is the SQL of that name, without `position`.
import { generateKeyBetween } from 'fractional-indexing-jittered';
import { clockOf } from '../../core/merge.ts';
import type { SyncedRow } from '../../core/ports.ts';
import { compareRank, type Ranked } from '../../core/rank.ts';
import type { TableName } from '../../schema/tables.ts';
import type { Heap } from './rows.ts';
import { clockAfter, clockLater } from './server-clock.ts';

const LONGEST_RANK = 32;

/** The row that is being written, and the clocks given for it; both may be changed. */
export type Writing = {
  old: SyncedRow | undefined;
  row: Record<string, unknown> & { id: string };
  given: Record<string, string>;
};
/** Writes columns of a row that is there, as a trigger does. */
export type Change = (table: TableName, id: string, columns: object, given: Record<string, string>) => void;
type Ordering = { heap: Heap; change: Change; rebalancing: (act: () => void) => void };

const cardsOf = (heap: Heap, stage_id: unknown, but: string): (SyncedRow & Ranked)[] =>
  heap
    .all('board_cards')
    .filter((card): card is SyncedRow & Ranked => card['stage_id'] === stage_id && card.id !== but)
    .sort(compareRank);

// before ----------------------------------------------------------------------------------------------------------

export function cardMeetsDeal(heap: Heap, { old, row, given }: Writing): void {
  const deal = row['record_type'] === 'deal' ? heap.get('deals', String(row['record_id'])) : undefined;
  const stage = deal && heap.get('board_stages', String(deal['stage_id']));
  if (old || !deal || stage?.['board_id'] !== row['board_id'] || stage?.id === row['stage_id']) return;
  const clock = clockOf(deal.clocks, 'stage_id');
  if (Object.keys(given).length === 0 || clock <= clockOf(given, 'stage_id')) return;
  row['stage_id'] = deal['stage_id'];
  row['rank'] = null;
  given['stage_id'] = clock;
}

export function dealMeetsCard(heap: Heap, { old, row, given }: Writing): void {
  if (old) return;
  const board = heap.get('board_stages', String(row['stage_id']))?.['board_id'];
  const [card] = heap
    .all('board_cards')
    .filter((one) => one['record_id'] === row.id && one.deleted_at === null)
    .filter((one) => (row['stage_id'] ?? null) === null || one['board_id'] === board)
    .sort((a, b) => (clockOf(a.clocks, 'stage_id') > clockOf(b.clocks, 'stage_id') ? -1 : 1));
  if (!card) return;
  const clock = clockOf(card.clocks, 'stage_id');
  const isLater = Object.keys(given).length > 0 && clock > clockOf(given, 'stage_id');
  if ((row['stage_id'] ?? null) !== null && !isLater) return;
  row['stage_id'] = card['stage_id'];
  given['stage_id'] = clock;
}

export function orderCard(order: Ordering, { old, row, given }: Writing): void {
  const chosen = old ? row['rank'] !== old['rank'] || 'rank' in given : (row['rank'] ?? null) !== null;
  if (old && !chosen && row['stage_id'] === old['stage_id']) return;
  const others = cardsOf(order.heap, row['stage_id'], row.id);
  if (!chosen || (row['rank'] ?? null) === null) {
    row['rank'] = generateKeyBetween(others.at(-1)?.rank ?? null, null);
    // Nobody chose this place: it dates from right after the last one that somebody did.
    if (old) given['rank'] = clockAfter(clockOf(old.clocks, 'rank'));
  }
  const own = { id: row.id, rank: String(row['rank']) };
  const below = others.filter((card) => compareRank(card, own) < 0).at(-1)?.rank ?? null;
  const above = others.find((card) => compareRank(card, own) > 0)?.rank ?? null;
  if ((own.rank === below || own.rank === above) && below !== above)
    own.rank = generateKeyBetween(below, above);
  row['rank'] =
    own.rank.length > LONGEST_RANK || (below !== null && below === above)
      ? rebalanceStage(order, row['stage_id'], own)
      : own.rank;
}

/** Gives every card of a stage a short rank in the same order; answers that of the one that is being moved. */
export function rebalanceStage(order: Ordering, stage_id: unknown, moved: Ranked | null): string | null {
  const cards: Ranked[] = [...cardsOf(order.heap, stage_id, moved?.id ?? ''), ...(moved ? [moved] : [])];
  let last: string | null = null;
  let movedTo: string | null = null;
  order.rebalancing(() => {
    for (const card of cards.sort(compareRank)) {
      last = generateKeyBetween(last, null);
      if (card === moved) movedTo = last;
      else {
        const clock = clockOf(order.heap.get('board_cards', card.id)?.clocks ?? {}, 'rank');
        order.change('board_cards', card.id, { rank: last }, { rank: clockAfter(clock) });
      }
    }
  });
  return movedTo;
}

const RECORDS: Readonly<Record<string, TableName>> = {
  deal: 'deals',
  contact: 'contacts',
  company: 'companies',
};

/** What is added to a record is for the record's team. */
export function followTeam(heap: Heap, table: TableName, { row }: Writing): void {
  const [parent, id] =
    table === 'deal_contacts'
      ? (['deals', row['deal_id']] as const)
      : ([RECORDS[String(row['record_type'])], row['record_id']] as const);
  const record = parent && heap.get(parent, String(id));
  if (parent) row['team_id'] = record?.['team_id'] ?? null;
  if (record) row['row_version'] = Math.max(Number(row['row_version'] ?? 0), record.row_version);
}

export const HANGS_ON_RECORD: readonly TableName[] = [
  'board_cards',
  'timeline_entries',
  'tasks',
  'attachments',
];

// after -----------------------------------------------------------------------------------------------------------

export function dealFollowsCard(
  heap: Heap,
  change: Change,
  old: SyncedRow | undefined,
  card: SyncedRow,
): void {
  if (card['record_type'] !== 'deal') return;
  const stayed = old?.['stage_id'] === card['stage_id'];
  if (old && stayed && (old.deleted_at === null) === (card.deleted_at === null)) return;
  const stage = card.deleted_at === null ? card['stage_id'] : null;
  const deal = heap.get('deals', String(card['record_id']));
  const held = deal?.['stage_id'] ?? null;
  if (!deal || held === stage) return;
  if (stage === null && held !== card['stage_id'] && held !== old?.['stage_id']) return;
  const edited = clockOf(card.clocks, old && stayed ? 'deleted_at' : 'stage_id');
  const clock = clockLater(edited, clockOf(deal.clocks, 'stage_id'));
  change('deals', deal.id, { stage_id: stage }, { stage_id: clock });
}

const stageOf = (row: SyncedRow | undefined) => (row?.['stage_id'] ?? null) as string | null;

export function cardFollowsDeal(
  heap: Heap,
  change: Change,
  old: SyncedRow | undefined,
  deal: SyncedRow,
  time: string,
): void {
  const [was, is] = [stageOf(old), stageOf(deal)];
  if (was === is) return;
  const board = heap.get('board_stages', is ?? was ?? '')?.['board_id'];
  const cards = heap
    .all('board_cards')
    .filter((one) => one['board_id'] === board && one['record_id'] === deal.id);
  const card = cards.find((one) => one.deleted_at === null) ?? cards[0];
  if (!card) return;
  const isDeleted = card.deleted_at !== null;
  const clock = clockOf(deal.clocks, 'stage_id');
  const later = (column: string) => clockLater(clock, clockOf(card.clocks, column));
  if (is === null) {
    if (!isDeleted) change('board_cards', card.id, { deleted_at: time }, { deleted_at: later('deleted_at') });
  } else if (isDeleted || card['stage_id'] !== is) {
    change(
      'board_cards',
      card.id,
      { stage_id: is, deleted_at: null },
      { stage_id: later('stage_id'), ...(isDeleted ? { deleted_at: later('deleted_at') } : {}) },
    );
  }
}

/** A record that goes to another team takes along what hangs on it. */
export function teamLeads(
  heap: Heap,
  change: Change,
  table: TableName,
  old: SyncedRow | undefined,
  row: SyncedRow,
): void {
  const team_id = row['team_id'] ?? null;
  if ((old?.['team_id'] ?? null) === team_id) return;
  for (const hanging of [...HANGS_ON_RECORD, ...(table === 'deals' ? (['deal_contacts'] as const) : [])])
    for (const child of heap.all(hanging))
      if (
        (child['record_id'] === row.id || child['deal_id'] === row.id) &&
        (child['team_id'] ?? null) !== team_id
      )
        change(hanging, child.id, { team_id }, {});
}
