import { boolean, byServer, fixed, integer, json, reference, table, text } from '../declare.ts';

export const custom_fields = table({
  name: 'custom_fields',
  collection: 'catalog',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    record_type: fixed(text()),
    name: text(500),
    /** Where the value lies in the `custom_fields` of a record. */
    key: fixed(text()),
    type: fixed(text()),
    config: json(),
    searchable: boolean(),
    /** Among the fields of its records; the oldest first where it is the same. */
    position: integer(),
  },
});
