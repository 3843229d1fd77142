import { byServer, fixed, nullable, reference, table, text } from '../declare.ts';

export const deal_contacts = table({
  name: 'deal_contacts',
  collection: 'deal_contacts',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    deal_id: fixed(reference('deals')),
    contact_id: fixed(reference('contacts')),
    role: nullable(text()),
    /** That of its deal; the server keeps it. */
    team_id: nullable(byServer(reference('teams'))),
  },
  /** The people on a deal; the deals of a contact. */
  indexes: [['deal_id'], ['contact_id']],
});
