import { boolean, byServer, fixed, nullable, reference, table, text } from '../declare.ts';

/** Another product in the same project may have made this table; its own rows leave null what is ours. */
export const permissions = table({
  name: 'permissions',
  collection: 'catalog',
  columns: {
    workspace_id: nullable(byServer(reference('workspaces'))),
    role_id: nullable(fixed(reference('roles'))),
    resource_type: nullable(fixed(text())),
    can_read: boolean(),
    can_write: boolean(),
    can_delete: boolean(),
  },
});
