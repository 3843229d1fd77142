import { boolean, byServer, json, list, reference, table, text } from '../declare.ts';

export const automations = table({
  name: 'automations',
  collection: 'catalog',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    name: text(500),
    trigger: json(),
    conditions: list(),
    actions: list(),
    is_enabled: boolean(),
  },
});
