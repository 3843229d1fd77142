import { byServer, date, fixed, nullable, reference, table, text, uuid } from '../declare.ts';

export const tasks = table({
  name: 'tasks',
  collection: 'tasks',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    record_type: fixed(text()),
    /** Of the table that `record_type` names; the server holds no foreign key. */
    record_id: fixed(uuid()),
    title: text(500),
    description: nullable(text()),
    assigned_to: nullable(reference('profiles')),
    due_date: nullable(date()),
    status: text(),
    source_entry_id: nullable(reference('timeline_entries')),
    /** That of its record; the server keeps it. */
    team_id: nullable(byServer(reference('teams'))),
  },
  /** The tasks of a record. */
  indexes: [['record_id']],
});
