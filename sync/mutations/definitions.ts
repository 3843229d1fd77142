// What people define for themselves: fields of records, and views.
import type { RecordType } from '../api.ts';
import type { Rows } from '../schema/tables.ts';
import type { Context, NamedMutation } from './context.ts';
import { checkConfig } from './custom-field-values.ts';
import { createDraft } from './draft.ts';
import { InvalidInput } from './invalid-input.ts';
import { findLive, liveRow } from './read-rows.ts';

export type DefineCustomField = {
  record_type: RecordType;
  name: string;
  type: 'text' | 'number' | 'date' | 'select' | 'multi_select' | 'boolean' | 'url' | 'currency' | 'link';
  /** Where values lie in `custom_fields`, for good; made from the name without it. */
  key?: string;
  config?: Readonly<Record<string, unknown>>;
  searchable?: boolean;
};

export const defineCustomField: NamedMutation<DefineCustomField, { id: string; key: string }> = async (
  context,
  input,
) => {
  const draft = createDraft(context);
  const fields = await fieldsOf(context, input.record_type);
  const taken = new Set(fields.map(({ key }) => key));
  if (input.key !== undefined && taken.has(input.key))
    throw new InvalidInput('taken', 'key', 'Another field has this key.');
  const key = input.key ?? freeKey(input.name, taken);
  checkConfig(input.type, input.config ?? {});
  const position = Math.max(0, ...fields.map((field) => field.position)) + 1;
  return draft.outcome({ id: draft.make('custom_fields', { ...input, key, position }), key });
};

const fieldsOf = (context: Context, record_type: string) =>
  findLive(context, 'custom_fields', { record_type });

const KEY_LENGTH = 63;

/** `Größe (m²)` becomes `grosse_m2`; with a number behind where that is taken. */
function freeKey(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const key = /^[a-z]/.test(plain) ? plain : `field_${plain}`.replace(/_$/, '');
  for (let nth = 1; ; nth += 1) {
    const ending = nth === 1 ? '' : `_${nth}`;
    const candidate = key.slice(0, KEY_LENGTH - ending.length) + ending;
    if (!taken.has(candidate)) return candidate;
  }
}

export type EditCustomField = {
  field_id: string;
  columns: Partial<Pick<Rows['custom_fields'], 'name' | 'config' | 'searchable'>>;
};

export const editCustomField: NamedMutation<EditCustomField, undefined> = async (
  context,
  { field_id, columns },
) => {
  const draft = createDraft(context);
  const field = await liveRow(context, 'custom_fields', field_id, 'field_id');
  if (columns.config) checkConfig(field.type, columns.config);
  draft.edit('custom_fields', field, columns);
  return draft.outcome(undefined);
};

export type ReorderCustomFields = { record_type: RecordType; field_ids: readonly string[] };

/** All fields of these records, in their new order. */
export const reorderCustomFields: NamedMutation<ReorderCustomFields, undefined> = async (
  context,
  { record_type, field_ids },
) => {
  const draft = createDraft(context);
  const fields = new Map((await fieldsOf(context, record_type)).map((field) => [field.id, field]));
  if (field_ids.length !== fields.size || !field_ids.every((id) => fields.has(id)))
    throw new InvalidInput('not_found', 'field_ids', 'The fields of these records have changed.');
  field_ids.forEach((id, nth) => {
    const field = fields.get(id);
    if (field) draft.edit('custom_fields', field, { position: nth + 1 });
  });
  return draft.outcome(undefined);
};

export type DeleteCustomField = { field_id: string };

/** Its values stay in the records, unseen. */
export const deleteCustomField: NamedMutation<DeleteCustomField, undefined> = async (
  context,
  { field_id },
) => {
  const draft = createDraft(context);
  draft.delete('custom_fields', await liveRow(context, 'custom_fields', field_id, 'field_id'));
  return draft.outcome(undefined);
};

export type SaveView = {
  /** The view that is saved again; without it, a new one. */
  view_id?: string;
  name: string;
  record_type: RecordType | 'task';
  /** `table`, `board` and so on. */
  kind: string;
  definition: Readonly<Record<string, unknown>>;
  is_shared?: boolean;
};

export const saveView: NamedMutation<SaveView, { id: string }> = async (context, { view_id, ...columns }) => {
  const draft = createDraft(context);
  if (view_id === undefined) return draft.outcome({ id: draft.make('saved_views', columns) });
  const { record_type, kind, ...edited } = columns;
  const view = await liveRow(context, 'saved_views', view_id, 'view_id');
  if (view.record_type !== record_type || view.kind !== kind)
    throw new InvalidInput('not_editable', 'kind', 'A view keeps what it shows, and how.');
  draft.edit('saved_views', view, edited);
  return draft.outcome({ id: view_id });
};

export type DeleteView = { view_id: string };

export const deleteView: NamedMutation<DeleteView, undefined> = async (context, { view_id }) => {
  const draft = createDraft(context);
  draft.delete('saved_views', await liveRow(context, 'saved_views', view_id, 'view_id'));
  return draft.outcome(undefined);
};
