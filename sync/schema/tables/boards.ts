import { boolean, byServer, fixed, nullable, reference, table, text } from '../declare.ts';

export const boards = table({
  name: 'boards',
  collection: 'catalog',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    name: text(500),
    record_type: fixed(text()),
    is_archived: boolean(),
    created_by: nullable(byServer(reference('profiles'))),
  },
});
