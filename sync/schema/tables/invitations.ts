import { byServer, fixed, nullable, reference, table, text, timestamp } from '../declare.ts';

/** Only admins see them. */
export const invitations = table({
  name: 'invitations',
  collection: 'catalog',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    email: fixed(text(320)),
    /** A name of the workspace's `roles`. */
    role: text(),
    accepted_at: nullable(byServer(timestamp())),
    created_by: nullable(byServer(reference('profiles'))),
  },
});
