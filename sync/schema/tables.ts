// Every synced table, in the order in which the server writes their rows: a table comes after those it refers to.
// A new table is a file in tables/ and a line here.
import type { Row, SyncedRow, Table } from './declare.ts';
import { attachments } from './tables/attachments.ts';
import { automations } from './tables/automations.ts';
import { board_cards } from './tables/board-cards.ts';
import { board_stages } from './tables/board-stages.ts';
import { boards } from './tables/boards.ts';
import { companies } from './tables/companies.ts';
import { contacts } from './tables/contacts.ts';
import { custom_fields } from './tables/custom-fields.ts';
import { deal_contacts } from './tables/deal-contacts.ts';
import { deals } from './tables/deals.ts';
import { invitations } from './tables/invitations.ts';
import { permissions } from './tables/permissions.ts';
import { profiles } from './tables/profiles.ts';
import { roles } from './tables/roles.ts';
import { saved_views } from './tables/saved-views.ts';
import { scope_log } from './tables/scope-log.ts';
import { tasks } from './tables/tasks.ts';
import { team_members } from './tables/team-members.ts';
import { teams } from './tables/teams.ts';
import { timeline_entries } from './tables/timeline-entries.ts';
import { workspace_members } from './tables/workspace-members.ts';
import { workspaces } from './tables/workspaces.ts';

export const TABLES = {
  workspaces,
  profiles,
  roles,
  permissions,
  workspace_members,
  teams,
  team_members,
  invitations,
  boards,
  custom_fields,
  board_stages,
  companies,
  contacts,
  board_cards,
  deals,
  deal_contacts,
  timeline_entries,
  tasks,
  automations,
  saved_views,
  attachments,
  scope_log,
} as const;

export type TableName = keyof typeof TABLES;
export type Rows = { [N in TableName]: Row<(typeof TABLES)[N]> };

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

/** The declaration of `name`, as data. */
export const tableOf = (name: TableName): Table => TABLES[name];

/** True for a name that this version knows. */
export const isTable = (name: string): name is TableName => Object.hasOwn(TABLES, name);

/** Columns that an edit of a row may carry: neither the server's nor those that are fixed when the row is made. */
export const clientColumns = (name: TableName): readonly string[] =>
  Object.entries(tableOf(name).columns).flatMap(([column, { rule }]) =>
    rule === 'fixed' || rule === 'server' ? [] : [column],
  );

/** A row seen as what all rows share. */
export const asSynced = (row: Rows[TableName]): SyncedRow => row;
