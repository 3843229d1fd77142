// What happens on a record: entries on its timeline, which never change, and tasks.
import type { RecordType } from '../api.ts';
import type { Cells } from '../core/cells.ts';
import type { Rows } from '../schema/tables.ts';
import type { NamedMutation } from './context.ts';
import { createDraft } from './draft.ts';
import { InvalidInput } from './invalid-input.ts';
import { liveRow, liveRowsOf, rowsOf } from './read-rows.ts';
import { recordTable } from './record-types.ts';

export type AddEntry = {
  record_type: RecordType;
  record_id: string;
  entry_type: 'note' | 'call' | 'email' | 'meeting' | 'task';
  /** Markdown. */
  body?: string | null;
  payload?: Readonly<Record<string, unknown>>;
  /** ISO 8601; now without it. */
  happened_at?: string;
};

export const addEntry: NamedMutation<AddEntry, { id: string }> = async (context, input) => {
  const draft = createDraft(context);
  const record = await liveRow(context, recordTable(input.record_type), input.record_id, 'record_id');
  if (input.entry_type === 'note' && (input.body ?? '').trim() === '')
    throw new InvalidInput('empty', 'body', 'There is nothing in the note.');
  const id = draft.make('timeline_entries', { happened_at: context.now(), ...input }, record.team_id);
  return draft.outcome({ id });
};

export type DeleteEntry = { entry_id: string };

/** What the server logged stays. */
export const deleteEntry: NamedMutation<DeleteEntry, undefined> = async (context, { entry_id }) => {
  const draft = createDraft(context);
  const entry = await liveRow(context, 'timeline_entries', entry_id, 'entry_id');
  if (entry.entry_type === 'stage_change' || entry.entry_type === 'field_edit')
    throw new InvalidInput('not_editable', 'entry_id', 'What was changed stays on the timeline.');
  draft.delete('timeline_entries', entry);
  return draft.outcome(undefined);
};

export type CreateTask = { record_type: RecordType; record_id: string; title: string } & Partial<
  Pick<Rows['tasks'], 'description' | 'assigned_to' | 'due_date' | 'status' | 'source_entry_id'>
>;

export const createTask: NamedMutation<CreateTask, { id: string }> = async (context, input) => {
  const draft = createDraft(context);
  const record = await liveRow(context, recordTable(input.record_type), input.record_id, 'record_id');
  return draft.outcome({ id: draft.make('tasks', input, record.team_id) });
};

export type EditTasks = {
  ids: readonly string[];
  /** title, description, assigned_to, due_date, status. */
  columns: Cells;
};

export const editTasks: NamedMutation<EditTasks, undefined> = async (context, { ids, columns }) => {
  const draft = createDraft(context);
  for (const task of await liveRowsOf(context, 'tasks', ids, 'ids')) draft.edit('tasks', task, columns);
  return draft.outcome(undefined);
};

export type TaskIds = { ids: readonly string[] };

export const completeTasks: NamedMutation<TaskIds, undefined> = (context, { ids }) =>
  editTasks(context, { ids, columns: { status: 'done' } });

export const deleteTasks: NamedMutation<TaskIds, undefined> = async (context, { ids }) => {
  const draft = createDraft(context);
  for (const task of await liveRowsOf(context, 'tasks', ids, 'ids')) draft.delete('tasks', task);
  return draft.outcome(undefined);
};

export const restoreTasks: NamedMutation<TaskIds, undefined> = async (context, { ids }) => {
  const draft = createDraft(context);
  for (const task of await rowsOf(context, 'tasks', ids, 'ids'))
    draft.edit('tasks', task, { deleted_at: null });
  return draft.outcome(undefined);
};
