// Contacts, companies and deals. A record that is deleted takes nothing along: what hangs on it hides with it, and is
// back with it.
import type { RecordType } from '../api.ts';
import type { Cells } from '../core/cells.ts';
import type { Rows } from '../schema/tables.ts';
import { putInStage, setStage } from './cards.ts';
import type { Context, NamedMutation } from './context.ts';
import { createDraft } from './draft.ts';
import { InvalidInput } from './invalid-input.ts';
import type { Spot } from './places.ts';
import { liveRowsOf, rowsOf } from './read-rows.ts';
import { recordTable } from './record-types.ts';

export type CreateRecord = {
  record_type: RecordType;
  /** Whole columns; the others have their defaults. A stage is not among them. */
  columns: Cells;
  /** Puts the record on the board of that stage. */
  stage_id?: string;
  spot?: Spot;
};

export const createRecord: NamedMutation<CreateRecord, { id: string; card_id: string | null }> = async (
  context,
  { record_type, columns, stage_id, spot },
) => {
  const table = recordTable(record_type);
  if ('stage_id' in columns)
    throw new InvalidInput('not_editable', 'stage_id', 'The stage is told beside the columns.');
  const draft = createDraft(context);
  const ofDeal = table === 'deals' && stage_id !== undefined ? { stage_id } : {};
  const id = draft.make(table, { ...columns, ...ofDeal });
  if (stage_id === undefined) return draft.outcome({ id, card_id: null });
  const team_id = typeof columns['team_id'] === 'string' ? columns['team_id'] : null;
  const [card_id = null] = await putInStage(context, draft, [{ id, record_type, row: null, team_id }], {
    stage_id,
    spot,
  });
  return draft.outcome({ id, card_id });
};

export type EditRecords = {
  record_type: RecordType;
  ids: readonly string[];
  /** Whole columns, or cells such as `tags.vip` and `custom_fields.budget`; a deal's stage moves its card along. */
  columns: Cells;
};

export const editRecords: NamedMutation<EditRecords, undefined> = async (
  context,
  { record_type, ids, columns },
) => {
  const table = recordTable(record_type);
  const draft = createDraft(context);
  const rows = await liveRowsOf(context, table, ids, 'ids');
  const { stage_id, ...others } = columns;
  const withStage = table === 'deals' && stage_id !== undefined;
  if (withStage) await setStage(context, draft, rows as Rows['deals'][], stage_id as string | null);
  const edited = withStage ? others : columns;
  for (const row of rows) draft.edit(table, row, edited);
  if (table === 'companies') await refuseCircle(context, ids, columns['parent_id']);
  return draft.outcome(undefined);
};

/** A company belongs, through however many others, never to itself. */
async function refuseCircle(context: Context, ids: readonly string[], parent_id: unknown): Promise<void> {
  const seen = new Set<unknown>();
  for (let id = parent_id; typeof id === 'string' && !seen.has(id);) {
    if (ids.includes(id))
      throw new InvalidInput('not_an_option', 'parent_id', 'A company cannot belong to itself.');
    seen.add(id);
    id = (await context.reader.read('companies', [id])).get(id)?.['parent_id'];
  }
}

export type RecordIds = { record_type: RecordType; ids: readonly string[] };

export const deleteRecords: NamedMutation<RecordIds, undefined> = async (context, { record_type, ids }) => {
  const table = recordTable(record_type);
  const draft = createDraft(context);
  for (const row of await liveRowsOf(context, table, ids, 'ids')) draft.delete(table, row);
  return draft.outcome(undefined);
};

export const restoreRecords: NamedMutation<RecordIds, undefined> = async (context, { record_type, ids }) => {
  const table = recordTable(record_type);
  const draft = createDraft(context);
  for (const row of await rowsOf(context, table, ids, 'ids')) draft.edit(table, row, { deleted_at: null });
  return draft.outcome(undefined);
};

export type RenameTag = { from: string; to: string };

/** On every contact; where the other word is there already, one of it stays. */
export const renameTag: NamedMutation<RenameTag, { contacts: number }> = async (context, { from, to }) => {
  if (to.trim() === '') throw new InvalidInput('empty', 'tags', 'A tag needs a name.');
  return retag(context, from, (tags) => [...new Set(tags.map((tag) => (tag === from ? to.trim() : tag)))]);
};

export type RemoveTag = { tag: string };

export const removeTag: NamedMutation<RemoveTag, { contacts: number }> = (context, { tag }) =>
  retag(context, tag, (tags) => tags.filter((one) => one !== tag));

async function retag(context: Context, tag: string, change: (tags: readonly string[]) => readonly string[]) {
  const draft = createDraft(context);
  const contacts = await context.reader.find('contacts');
  for (const contact of contacts) {
    const tags = contact['tags'] as readonly string[];
    if (contact.deleted_at === null && tags.includes(tag))
      draft.edit('contacts', contact, { tags: change(tags) });
  }
  return draft.outcome({ contacts: draft.changes().length });
}
