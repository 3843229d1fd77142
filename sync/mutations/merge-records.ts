// Two records of which one was too many. What can be given to the one that is kept is given to it: references, people on
// deals, places on boards, tasks. Timeline entries and files cannot change their record: they stay with the other one,
// which is deleted, and an entry on the kept record names it, so that its timeline shows both.
import type { RecordType } from '../api.ts';
import type { Cells } from '../core/cells.ts';
import { pairId } from '../core/pair-id.ts';
import { asSynced, type Rows, type TableName } from '../schema/tables.ts';
import { putInStage } from './cards.ts';
import type { Context, NamedMutation } from './context.ts';
import { createDraft, type Draft } from './draft.ts';
import { InvalidInput } from './invalid-input.ts';
import { find, findLive, isLive, liveRow } from './read-rows.ts';
import { recordTable, type RecordRow } from './record-types.ts';

export type MergeRecords = {
  record_type: RecordType;
  keep_id: string;
  other_id: string;
  /** What the kept record holds afterwards, where that differs from what it holds. */
  columns: Cells;
};

type Merge = { record_type: RecordType; kept: RecordRow; other: RecordRow };

export const mergeRecords: NamedMutation<MergeRecords, undefined> = async (
  context,
  { record_type, keep_id, other_id, columns },
) => {
  if (keep_id === other_id)
    throw new InvalidInput('not_an_option', 'other_id', 'A record cannot be merged with itself.');
  if ('stage_id' in columns)
    throw new InvalidInput('not_editable', 'stage_id', 'The stage follows from the cards.');
  const table = recordTable(record_type);
  const draft = createDraft(context);
  const kept: RecordRow = await liveRow(context, table, keep_id, 'keep_id');
  const other: RecordRow = await liveRow(context, table, other_id, 'other_id');
  const merge = { record_type, kept, other };

  draft.edit(table, kept, columns);
  if (record_type === 'contact') await giveLinks(context, draft, merge, 'contact_id');
  if (record_type === 'deal') await giveLinks(context, draft, merge, 'deal_id');
  await giveReferences(context, draft, merge);
  await giveCards(context, draft, merge);
  await giveTasks(context, draft, merge);
  draft.make(
    'timeline_entries',
    {
      record_type,
      record_id: keep_id,
      entry_type: 'note',
      payload: { kind: MERGED, record_id: other_id, name: other.name },
      happened_at: context.now(),
    },
    kept.team_id,
  );
  // Last: a large merge that is cut off leaves two records that can be merged again.
  draft.delete(table, other);
  return draft.outcome(undefined);
};

const MERGED = 'merged';

/** The records that were merged into this one, through however many others: their entries and files are its own too. */
export async function mergedInto(
  context: Pick<Context, 'reader'>,
  record_id: string,
): Promise<readonly string[]> {
  const ids = [record_id];
  for (const id of ids)
    for (const { payload } of await findLive(context, 'timeline_entries', { record_id: id })) {
      const merged = payload['kind'] === MERGED ? payload['record_id'] : null;
      if (typeof merged === 'string' && !ids.includes(merged)) ids.push(merged);
    }
  return ids.slice(1);
}

/** By type of record, the columns that refer to one. */
const REFERENCES: Readonly<Record<RecordType, readonly (readonly [TableName, string])[]>> = {
  contact: [['deals', 'primary_contact_id']],
  company: [
    ['contacts', 'company_id'],
    ['deals', 'company_id'],
    ['companies', 'parent_id'],
  ],
  deal: [],
};

async function giveReferences(
  context: Context,
  draft: Draft,
  { record_type, kept, other }: Merge,
): Promise<void> {
  for (const [table, column] of REFERENCES[record_type])
    for (const row of await context.reader.find(table, { column, value: other.id })) {
      if (row.id === other.id) continue;
      // A daughter that takes its mother's place belongs to whom the mother belonged.
      const parent_id = asSynced(other)['parent_id'];
      const heir = row.id === kept.id ? (parent_id === kept.id ? null : parent_id) : kept.id;
      draft.edit(table, row, { [column]: heir });
    }
}

/** `column`: which side of the link the records are on. Where both have the same one, the kept one's role stays. */
async function giveLinks(
  context: Context,
  draft: Draft,
  { kept, other }: Merge,
  column: 'deal_id' | 'contact_id',
): Promise<void> {
  const partner = column === 'deal_id' ? 'contact_id' : 'deal_id';
  const mine = new Map(
    (await find(context, 'deal_contacts', { [column]: kept.id })).map((link) => [link[partner], link]),
  );
  for (const link of await findLive(context, 'deal_contacts', { [column]: other.id })) {
    draft.delete('deal_contacts', link);
    const same = mine.get(link[partner]);
    const pair = { deal_id: link.deal_id, contact_id: link.contact_id, [column]: kept.id };
    const role = (same && isLive(same) ? same.role : null) ?? link.role;
    const team_id = column === 'deal_id' ? kept.team_id : link.team_id;
    draft.makeOrRestore('deal_contacts', same, { id: pairId('deal_contacts', pair), ...pair, role }, team_id);
  }
}

/** Where the kept record has no card, it comes to lie where the other's lies. A deal stands in one stage only. */
async function giveCards(context: Context, draft: Draft, { record_type, kept, other }: Merge): Promise<void> {
  const boards = new Set(
    (await findLive(context, 'board_cards', { record_id: kept.id })).map(({ board_id }) => board_id),
  );
  if (record_type === 'deal' && boards.size > 0) return;
  for (const card of await findLive(context, 'board_cards', { record_id: other.id })) {
    if (boards.has(card.board_id) || (record_type === 'deal' && !standsOn(other, card))) continue;
    const record = { id: kept.id, record_type, row: kept, team_id: kept.team_id };
    await putInStage(context, draft, [record], { stage_id: card.stage_id, spot: { before_id: card.id } });
  }
}

const standsOn = (deal: RecordRow, card: Rows['board_cards']): boolean =>
  asSynced(deal)['stage_id'] === card.stage_id;

/** A task cannot change its record: it is made anew on the kept one. */
async function giveTasks(context: Context, draft: Draft, { kept, other }: Merge): Promise<void> {
  for (const task of await findLive(context, 'tasks', { record_id: other.id })) {
    const { record_type, title, description, assigned_to, due_date, status, source_entry_id } = task;
    draft.delete('tasks', task);
    draft.make(
      'tasks',
      {
        record_type,
        record_id: kept.id,
        title,
        description,
        assigned_to,
        due_date,
        status,
        source_entry_id,
      },
      kept.team_id,
    );
  }
}
