import { byServer, json, nullable, reference, table, text } from '../declare.ts';

export const companies = table({
  name: 'companies',
  collection: 'companies',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    name: text(),
    domain: nullable(text()),
    industry: nullable(text()),
    size: nullable(text()),
    parent_id: nullable(reference('companies')),
    owner_id: nullable(reference('profiles')),
    custom_fields: json(),
    created_by: nullable(byServer(reference('profiles'))),
  },
});
