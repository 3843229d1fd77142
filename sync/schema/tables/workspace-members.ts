import { byServer, fixed, reference, table, text } from '../declare.ts';

export const workspace_members = table({
  name: 'workspace_members',
  collection: 'catalog',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    user_id: fixed(reference('profiles')),
    /** A name of the workspace's `roles`. */
    role: text(),
  },
});
