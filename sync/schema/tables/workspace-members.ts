import { byServer, reference, table, text } from '../declare.ts';

export const workspace_members = table({
  name: 'workspace_members',
  collection: 'catalog',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    user_id: byServer(reference('profiles')),
    role: text(),
  },
});
