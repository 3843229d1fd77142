import { boolean, byServer, fixed, nullable, reference, table, text } from '../declare.ts';

/** Another product in the same project may have made this table; its own rows leave null what is ours. */
export const roles = table({
  name: 'roles',
  collection: 'catalog',
  columns: {
    workspace_id: nullable(byServer(reference('workspaces'))),
    /** What memberships say. */
    name: nullable(fixed(text(100))),
    description: nullable(text()),
    is_builtin: byServer(boolean()),
  },
});
