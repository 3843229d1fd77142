import { byKey, byServer, json, nullable, reference, table, text } from '../declare.ts';

export const companies = table({
  name: 'companies',
  collection: 'companies',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    name: text(500),
    domain: nullable(text()),
    industry: nullable(text()),
    size: nullable(text()),
    parent_id: nullable(reference('companies')),
    owner_id: nullable(reference('profiles')),
    /** The team that sees it, and admins; null: the whole workspace. */
    team_id: nullable(reference('teams')),
    custom_fields: byKey(json()),
    created_by: nullable(byServer(reference('profiles'))),
  },
});
