import { boolean, byServer, fixed, json, nullable, reference, table, text } from '../declare.ts';

export const saved_views = table({
  name: 'saved_views',
  collection: 'catalog',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    owner_id: nullable(byServer(reference('profiles'))),
    name: text(500),
    record_type: fixed(text()),
    kind: fixed(text(50)),
    definition: json(),
    is_shared: boolean(),
  },
});
