import { byServer, fixed, nullable, reference, table, text } from '../declare.ts';

/** Another product in the same project may have made this table; its own rows leave null what is ours. */
export const team_members = table({
  name: 'team_members',
  collection: 'catalog',
  columns: {
    workspace_id: nullable(byServer(reference('workspaces'))),
    team_id: fixed(reference('teams')),
    profile_id: fixed(reference('profiles')),
    role: text(),
  },
});
