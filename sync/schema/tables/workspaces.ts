import { byServer, nullable, reference, table, text } from '../declare.ts';

export const workspaces = table({
  name: 'workspaces',
  collection: 'catalog',
  columns: {
    name: text(),
    created_by: nullable(byServer(reference('profiles'))),
  },
});
