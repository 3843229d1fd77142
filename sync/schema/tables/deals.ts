import {
  byKey,
  byServer,
  date,
  integer,
  json,
  nullable,
  number,
  reference,
  table,
  text,
} from '../declare.ts';

export const deals = table({
  name: 'deals',
  collection: 'deals',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    name: text(500),
    /** Minor units of `currency`. */
    value_cents: nullable(integer()),
    /** ISO 4217. */
    currency: nullable(text()),
    /** Follows the stage of its card; the server keeps both the same. */
    stage_id: nullable(reference('board_stages')),
    close_date: nullable(date()),
    probability: nullable(number()),
    primary_contact_id: nullable(reference('contacts')),
    company_id: nullable(reference('companies')),
    owner_id: nullable(reference('profiles')),
    /** The team that sees it, and admins; null: the whole workspace. */
    team_id: nullable(reference('teams')),
    custom_fields: byKey(json()),
    created_by: nullable(byServer(reference('profiles'))),
  },
});
