import { byServer, fixed, json, nullable, reference, table, text, timestamp, uuid } from '../declare.ts';

/** An entry never changes; it can only be deleted. */
export const timeline_entries = table({
  name: 'timeline_entries',
  collection: 'timeline_entries',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    record_type: fixed(text()),
    /** Of the table that `record_type` names; the server holds no foreign key. */
    record_id: fixed(uuid()),
    entry_type: fixed(text()),
    author_id: nullable(byServer(reference('profiles'))),
    /** Markdown. */
    body: nullable(fixed(text())),
    /** Of an entry that the server makes: `column`, `before` and `after`. */
    payload: fixed(json()),
    /** By the clock of whoever did it; `created_at` is when the server had it. */
    happened_at: fixed({ ...timestamp(), maxLength: 35 }),
    /** That of its record; the server keeps it. */
    team_id: nullable(byServer(reference('teams'))),
  },
  /** A record's timeline from some moment on. */
  indexes: [['record_id', 'happened_at']],
});
