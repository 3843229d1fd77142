// The named mutations, by name. A name is part of what is stored: the journal keeps it, for undo and for the list of
// what waits.
import {
  addEntry,
  completeTasks,
  createTask,
  deleteEntry,
  deleteTasks,
  editTasks,
  restoreTasks,
} from './activity.ts';
import {
  addStage,
  archiveBoard,
  createBoard,
  deleteStage,
  editBoard,
  editStage,
  reorderStages,
  restoreBoard,
} from './boards.ts';
import { addCard, addCards, closeDeal, moveCards, removeCard } from './cards.ts';
import { check } from './check.ts';
import type { Context, NamedMutation, Outcome } from './context.ts';
import { linkContact, setContactRole, unlinkContact } from './deal-people.ts';
import {
  defineCustomField,
  deleteCustomField,
  deleteView,
  editCustomField,
  reorderCustomFields,
  saveView,
} from './definitions.ts';
import { mergeRecords } from './merge-records.ts';
import {
  addTeamMember,
  createTeam,
  deleteTeam,
  editProfile,
  editTeam,
  editWorkspace,
  inviteMember,
  removeMember,
  removeTeamMember,
  setMemberRole,
  withdrawInvitation,
} from './people.ts';
import { createRecord, deleteRecords, editRecords, removeTag, renameTag, restoreRecords } from './records.ts';
import { createRole, deleteRole, editRole, setPermission } from './roles.ts';

export const MUTATIONS = {
  create_record: createRecord,
  edit_records: editRecords,
  delete_records: deleteRecords,
  restore_records: restoreRecords,
  merge_records: mergeRecords,
  rename_tag: renameTag,
  remove_tag: removeTag,
  move_cards: moveCards,
  add_card: addCard,
  add_cards: addCards,
  remove_card: removeCard,
  close_deal: closeDeal,
  create_board: createBoard,
  edit_board: editBoard,
  archive_board: archiveBoard,
  restore_board: restoreBoard,
  add_stage: addStage,
  edit_stage: editStage,
  reorder_stages: reorderStages,
  delete_stage: deleteStage,
  link_contact: linkContact,
  unlink_contact: unlinkContact,
  set_contact_role: setContactRole,
  add_entry: addEntry,
  delete_entry: deleteEntry,
  create_task: createTask,
  edit_tasks: editTasks,
  complete_tasks: completeTasks,
  delete_tasks: deleteTasks,
  restore_tasks: restoreTasks,
  define_custom_field: defineCustomField,
  edit_custom_field: editCustomField,
  reorder_custom_fields: reorderCustomFields,
  delete_custom_field: deleteCustomField,
  save_view: saveView,
  delete_view: deleteView,
  edit_profile: editProfile,
  edit_workspace: editWorkspace,
  set_member_role: setMemberRole,
  remove_member: removeMember,
  invite_member: inviteMember,
  withdraw_invitation: withdrawInvitation,
  create_team: createTeam,
  edit_team: editTeam,
  delete_team: deleteTeam,
  add_team_member: addTeamMember,
  remove_team_member: removeTeamMember,
  create_role: createRole,
  edit_role: editRole,
  delete_role: deleteRole,
  set_permission: setPermission,
} as const;

export type MutationName = keyof typeof MUTATIONS;
export type MutationInput<N extends MutationName> = Parameters<(typeof MUTATIONS)[N]>[1];
export type MutationResult<N extends MutationName> = Awaited<ReturnType<(typeof MUTATIONS)[N]>>['result'];

/** What a named mutation changes, checked as the server will check it. Raises InvalidInput and StorageError. */
export async function perform<N extends MutationName>(
  context: Context,
  name: N,
  input: MutationInput<N>,
): Promise<Outcome<MutationResult<N>>> {
  const mutation = MUTATIONS[name] as unknown as NamedMutation<MutationInput<N>, MutationResult<N>>;
  const outcome = await mutation(context, input);
  await check(context, outcome.changes);
  return outcome;
}
