import { byServer, fixed, integer, nullable, reference, table, text, uuid } from '../declare.ts';

/** The bytes lie in Storage. */
export const attachments = table({
  name: 'attachments',
  collection: 'catalog',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    record_type: fixed(text()),
    /** Of the table that `record_type` names; the server holds no foreign key. */
    record_id: fixed(uuid()),
    name: text(500),
    mime_type: nullable(fixed(text())),
    size_bytes: fixed(integer()),
    storage_path: fixed(text()),
    /** That of its record; the server keeps it. */
    team_id: nullable(byServer(reference('teams'))),
    created_by: nullable(byServer(reference('profiles'))),
  },
});
