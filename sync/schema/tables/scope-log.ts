import { byServer, nullable, reference, table, text, timestamp, uuid } from '../declare.ts';

/**
 * What left somebody's sight. moved: whoever holds `record_id` in an earlier version than this entry's forgets it and
 * what hangs on it; changed: `user_id` pulls the workspace anew and forgets what does not come.
 */
export const scope_log = table({
  name: 'scope_log',
  collection: 'catalog',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    kind: byServer(text()),
    user_id: nullable(byServer(reference('profiles'))),
    table_name: nullable(byServer(text())),
    record_id: nullable(byServer(uuid())),
    from_team_id: nullable(byServer(uuid())),
    deleted_at: nullable(byServer(timestamp())),
  },
});
