import { byKey, asSet, byServer, json, nullable, reference, table, text, texts } from '../declare.ts';

export const contacts = table({
  name: 'contacts',
  collection: 'contacts',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    name: text(500),
    email: nullable(text()),
    phone: nullable(text()),
    title: nullable(text()),
    company_id: nullable(reference('companies')),
    owner_id: nullable(reference('profiles')),
    /** The team that sees it, and admins; null: the whole workspace. */
    team_id: nullable(reference('teams')),
    tags: asSet(texts()),
    custom_fields: byKey(json()),
    created_by: nullable(byServer(reference('profiles'))),
  },
});
