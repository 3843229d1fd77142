import { byServer, nullable, reference, table, text, timestamp } from '../declare.ts';

export const workspaces = table({
  name: 'workspaces',
  collection: 'catalog',
  columns: {
    name: text(500),
    deleted_at: nullable(byServer(timestamp())),
    created_by: nullable(byServer(reference('profiles'))),
  },
});
