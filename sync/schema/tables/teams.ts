import { byServer, nullable, reference, table, text } from '../declare.ts';

/** Another product in the same project may have made this table; its own rows leave null what is ours. */
export const teams = table({
  name: 'teams',
  collection: 'catalog',
  columns: {
    workspace_id: nullable(byServer(reference('workspaces'))),
    name: nullable(text(500)),
  },
});
