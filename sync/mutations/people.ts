// The workspace and its people: profile, members, invitations, teams.
import { pairId } from '../core/pair-id.ts';
import type { Rows } from '../schema/tables.ts';
import type { Context, NamedMutation } from './context.ts';
import { createDraft } from './draft.ts';
import { InvalidInput } from './invalid-input.ts';
import { find, findLive, liveRow } from './read-rows.ts';

export type EditProfile = { columns: Partial<Pick<Rows['profiles'], 'name' | 'avatar_url'>> };

/** The person's own. */
export const editProfile: NamedMutation<EditProfile, undefined> = async (context, { columns }) => {
  const draft = createDraft(context);
  draft.edit('profiles', await liveRow(context, 'profiles', context.user_id, 'id'), columns);
  return draft.outcome(undefined);
};

export type EditWorkspace = { columns: { name: string } };

export const editWorkspace: NamedMutation<EditWorkspace, undefined> = async (context, { columns }) => {
  const draft = createDraft(context);
  draft.edit('workspaces', await liveRow(context, 'workspaces', context.workspace_id, 'id'), columns);
  return draft.outcome(undefined);
};

// members ----------------------------------------------------------------------------------------------------------

export type SetMemberRole = { user_id: string; role: string };

export const setMemberRole: NamedMutation<SetMemberRole, undefined> = async (context, { user_id, role }) => {
  const draft = createDraft(context);
  const member = await memberOf(context, user_id);
  await checkRole(context, role);
  if (role !== 'admin') await keepAnAdmin(context, member);
  draft.edit('workspace_members', member, { role });
  return draft.outcome(undefined);
};

export type RemoveMember = { user_id: string };

/** Also the way to leave. */
export const removeMember: NamedMutation<RemoveMember, undefined> = async (context, { user_id }) => {
  const draft = createDraft(context);
  const member = await memberOf(context, user_id);
  await keepAnAdmin(context, member);
  draft.delete('workspace_members', member);
  return draft.outcome(undefined);
};

const membersOf = (context: Context) =>
  findLive(context, 'workspace_members', { workspace_id: context.workspace_id });

async function memberOf(context: Context, user_id: string): Promise<Rows['workspace_members']> {
  const member = (await membersOf(context)).find((one) => one.user_id === user_id);
  if (!member)
    throw new InvalidInput('not_found', 'user_id', 'This person is not in the workspace any more.');
  return member;
}

async function keepAnAdmin(context: Context, member: Rows['workspace_members']): Promise<void> {
  const others = (await membersOf(context)).filter(({ id, role }) => id !== member.id && role === 'admin');
  if (member.role === 'admin' && others.length === 0)
    throw new InvalidInput('in_use', 'role', 'The last admin of a workspace stays one.');
}

export async function checkRole(context: Context, role: string): Promise<void> {
  const roles = await findLive(context, 'roles', { workspace_id: context.workspace_id });
  if (!roles.some(({ name }) => name === role))
    throw new InvalidInput('not_an_option', 'role', 'There is no such role.');
}

export type InviteMember = { email: string; role: string };

export const inviteMember: NamedMutation<InviteMember, { id: string }> = async (context, { email, role }) => {
  const draft = createDraft(context);
  await checkRole(context, role);
  const open = await findLive(context, 'invitations', { workspace_id: context.workspace_id });
  const address = email.trim().toLowerCase();
  if (open.some((one) => one.accepted_at === null && one.email.toLowerCase() === address))
    throw new InvalidInput('taken', 'email', 'This address has been invited already.');
  return draft.outcome({ id: draft.make('invitations', { email, role }) });
};

export type WithdrawInvitation = { invitation_id: string };

export const withdrawInvitation: NamedMutation<WithdrawInvitation, undefined> = async (
  context,
  { invitation_id },
) => {
  const draft = createDraft(context);
  const invitation = await liveRow(context, 'invitations', invitation_id, 'invitation_id');
  if (invitation.accepted_at !== null)
    throw new InvalidInput('not_editable', 'invitation_id', 'This invitation has been accepted.');
  draft.delete('invitations', invitation);
  return draft.outcome(undefined);
};

// teams ------------------------------------------------------------------------------------------------------------

export type CreateTeam = { name: string };

export const createTeam: NamedMutation<CreateTeam, { id: string }> = (context, { name }) => {
  const draft = createDraft(context);
  if (name.trim() === '') throw new InvalidInput('empty', 'name', 'A team needs a name.');
  return Promise.resolve(draft.outcome({ id: draft.make('teams', { name }) }));
};

export type EditTeam = { team_id: string; columns: { name: string } };

export const editTeam: NamedMutation<EditTeam, undefined> = async (context, { team_id, columns }) => {
  const draft = createDraft(context);
  if (columns.name.trim() === '') throw new InvalidInput('empty', 'name', 'A team needs a name.');
  draft.edit('teams', await liveRow(context, 'teams', team_id, 'team_id'), columns);
  return draft.outcome(undefined);
};

export type DeleteTeam = { team_id: string };

/** Its records are from then on for admins only, until they are given to another team or to all. */
export const deleteTeam: NamedMutation<DeleteTeam, undefined> = async (context, { team_id }) => {
  const draft = createDraft(context);
  draft.delete('teams', await liveRow(context, 'teams', team_id, 'team_id'));
  return draft.outcome(undefined);
};

export type AddTeamMember = { team_id: string; profile_id: string; role?: string };

/** Where the person is in the team already, only the role is set, if one is told. */
export const addTeamMember: NamedMutation<AddTeamMember, { id: string }> = async (context, input) => {
  const { team_id, profile_id } = input;
  const draft = createDraft(context);
  const members = await find(context, 'team_members', { team_id });
  const member = members.find((one) => one.profile_id === profile_id);
  const id = pairId('team_members', { team_id, profile_id });
  return draft.outcome({ id: draft.makeOrRestore('team_members', member, { id, ...input }) });
};

export type RemoveTeamMember = { team_id: string; profile_id: string };

export const removeTeamMember: NamedMutation<RemoveTeamMember, undefined> = async (
  context,
  { team_id, profile_id },
) => {
  const draft = createDraft(context);
  const members = await findLive(context, 'team_members', { team_id });
  const member = members.find((one) => one.profile_id === profile_id);
  if (!member) throw new InvalidInput('not_found', 'profile_id', 'This person is not in the team any more.');
  draft.delete('team_members', member);
  return draft.outcome(undefined);
};
