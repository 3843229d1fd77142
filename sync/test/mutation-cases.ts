// What is tried of every named mutation on the seeded replica, in memory and against the server.
import type { MutationInput, MutationName } from '../mutations/index.ts';
import * as seed from './seeded-replica.ts';

/** Of every named mutation, inputs that change something. */
export const MUTATION_CASES: { [N in MutationName]: readonly MutationInput<N>[] } = {
  create_record: [
    { record_type: 'deal', columns: { name: 'New', value_cents: 5, currency: 'EUR' }, stage_id: seed.LEAD },
    { record_type: 'deal', columns: { name: 'New' }, stage_id: seed.LEAD, spot: 'top' },
    { record_type: 'company', columns: { name: 'New' }, stage_id: seed.SCOUTING },
    { record_type: 'contact', columns: { name: 'New', tags: ['vip'], custom_fields: { region: 'South' } } },
  ],
  edit_records: [
    { record_type: 'contact', ids: [seed.ERIKA, seed.OLE], columns: { title: 'CTO', tags: ['vip', 'new'] } },
    {
      record_type: 'contact',
      ids: [seed.ERIKA],
      columns: { 'tags.vip': false, 'custom_fields.region': null },
    },
    {
      record_type: 'deal',
      ids: [seed.FIRST],
      columns: { custom_fields: { budget: { currency: 'EUR', value_cents: 5 } }, close_date: '2026-12-01' },
    },
    { record_type: 'deal', ids: [seed.FIRST, seed.THIRD, seed.LOOSE], columns: { stage_id: seed.QUALIFIED } },
    { record_type: 'deal', ids: [seed.FIRST], columns: { stage_id: null, name: 'Off' } },
  ],
  delete_records: [{ record_type: 'deal', ids: [seed.FIRST, seed.SECOND] }],
  restore_records: [{ record_type: 'contact', ids: [seed.DELETED_CONTACT] }],
  merge_records: [
    {
      record_type: 'contact',
      keep_id: seed.ERIKA,
      other_id: seed.ERIKA_TWICE,
      columns: { company_id: seed.NORDWIND },
    },
    { record_type: 'company', keep_id: seed.NORDWIND, other_id: seed.NORDWIND_TWICE, columns: {} },
    { record_type: 'company', keep_id: seed.DAUGHTER, other_id: seed.NORDWIND_TWICE, columns: {} },
    { record_type: 'deal', keep_id: seed.LOOSE, other_id: seed.FIRST, columns: { name: 'Both' } },
  ],
  rename_tag: [{ from: 'fair', to: 'fair 2026' }],
  remove_tag: [{ tag: 'fair' }],
  move_cards: [
    { card_ids: [seed.cardOf(seed.FIRST)], stage_id: seed.QUALIFIED, spot: 'top' },
    { card_ids: [seed.cardOf(seed.THIRD)], stage_id: seed.LEAD, spot: 'top' },
    { card_ids: [seed.cardOf(seed.FIRST)], stage_id: seed.LEAD, spot: 'end' },
    { card_ids: [seed.cardOf(seed.SECOND), seed.cardOf(seed.FIRST)], stage_id: seed.QUALIFIED },
    { card_ids: [seed.cardOf(seed.FIRST), seed.cardOf(seed.SECOND)], stage_id: seed.RENEWING },
  ],
  add_card: [
    { record_type: 'company', record_id: seed.NORDWIND, stage_id: seed.ACTIVE },
    { record_type: 'deal', record_id: seed.LOOSE, stage_id: seed.LEAD, spot: 'top' },
  ],
  add_cards: [
    { record_type: 'company', record_ids: [seed.NORDWIND], stage_id: seed.ACTIVE },
    { record_type: 'deal', record_ids: [seed.LOOSE, seed.FIRST], stage_id: seed.LEAD },
  ],
  remove_card: [
    { card_id: seed.cardOf(seed.FIRST) },
    { card_id: seed.cardOf(seed.NORDWIND_TWICE, seed.PARTNERS) },
    { card_id: seed.cardOf(seed.FIRST), and_ids: [seed.cardOf(seed.SECOND)] },
  ],
  close_deal: [
    { deal_id: seed.FIRST, outcome: 'lost', reason: 'Too dear' },
    { deal_id: seed.LOOSE, outcome: 'won', stage_id: seed.WON },
    { deal_id: seed.FIRST, and_ids: [seed.SECOND], outcome: 'won' },
  ],
  create_board: [{ name: 'Hiring', record_type: 'contact', stages: [{ name: 'Met' }, { name: 'Hired' }] }],
  edit_board: [{ board_id: seed.PIPELINE, columns: { name: 'Pipeline' } }],
  archive_board: [{ board_id: seed.PIPELINE }],
  restore_board: [{ board_id: seed.RENEWALS }],
  add_stage: [
    { board_id: seed.PIPELINE, name: 'Proposal', probability: 50, before_id: seed.WON },
    { board_id: seed.PIPELINE, name: 'Parked' },
  ],
  edit_stage: [{ stage_id: seed.LEAD, columns: { name: 'Leads', probability: 10 } }],
  reorder_stages: [{ board_id: seed.PIPELINE, stage_ids: [seed.QUALIFIED, seed.LEAD, seed.LOST, seed.WON] }],
  delete_stage: [{ stage_id: seed.LEAD, move_to: seed.QUALIFIED }, { stage_id: seed.ACTIVE }],
  link_contact: [
    { deal_id: seed.SECOND, contact_id: seed.OLE, role: 'buyer' },
    { deal_id: seed.FIRST, contact_id: seed.ERIKA, role: 'boss' },
  ],
  unlink_contact: [{ deal_id: seed.FIRST, contact_id: seed.ERIKA }],
  set_contact_role: [{ deal_id: seed.FIRST, contact_id: seed.ERIKA, role: null }],
  add_entry: [
    { record_type: 'deal', record_id: seed.FIRST, entry_type: 'note', body: 'Called back' },
    { record_type: 'company', record_id: seed.NORDWIND, entry_type: 'call', payload: { minutes: 5 } },
  ],
  delete_entry: [{ entry_id: seed.NOTE }],
  create_task: [{ record_type: 'deal', record_id: seed.FIRST, title: 'Send', due_date: '2026-12-01' }],
  edit_tasks: [{ ids: [seed.TASK], columns: { due_date: '2026-12-24', assigned_to: seed.BEN } }],
  complete_tasks: [{ ids: [seed.TASK] }],
  delete_tasks: [{ ids: [seed.TASK] }],
  restore_tasks: [{ ids: [seed.DELETED_TASK] }],
  define_custom_field: [{ record_type: 'deal', name: 'Size', type: 'number', config: { min: 0 } }],
  edit_custom_field: [
    { field_id: seed.REGION, columns: { config: { options: ['East'] }, searchable: false } },
  ],
  reorder_custom_fields: [{ record_type: 'deal', field_ids: [seed.BUDGET] }],
  delete_custom_field: [{ field_id: seed.REGION }],
  save_view: [
    { name: 'Big', record_type: 'deal', kind: 'table', definition: { min: 1 } },
    { view_id: seed.VIEW, name: 'Ours', record_type: 'deal', kind: 'table', definition: {}, is_shared: true },
  ],
  delete_view: [{ view_id: seed.VIEW }],
  edit_profile: [{ columns: { name: 'Ann Keller' } }],
  edit_workspace: [{ columns: { name: 'Nordwind' } }],
  set_member_role: [{ user_id: seed.BEN, role: 'scout' }],
  remove_member: [{ user_id: seed.BEN }],
  invite_member: [{ email: 'dan@outpost.example', role: 'member' }],
  withdraw_invitation: [{ invitation_id: seed.INVITATION }],
  create_team: [{ name: 'South' }],
  edit_team: [{ team_id: seed.TEAM, columns: { name: 'Nord' } }],
  delete_team: [{ team_id: seed.TEAM }],
  add_team_member: [
    { team_id: seed.TEAM, profile_id: seed.ANN },
    { team_id: seed.TEAM, profile_id: seed.BEN, role: 'member' },
  ],
  remove_team_member: [{ team_id: seed.TEAM, profile_id: seed.BEN }],
  create_role: [{ name: 'auditor', description: 'Reads the log' }],
  edit_role: [{ role_id: seed.SCOUT_ROLE, columns: { description: 'Finds' } }],
  delete_role: [{ role_id: seed.SCOUT_ROLE }],
  set_permission: [
    { role_id: seed.SCOUT_ROLE, resource_type: 'contact', can_read: true },
    { role_id: seed.MEMBER_ROLE, resource_type: 'contact', can_write: false },
  ],
};

export const EACH_CASE = (Object.keys(MUTATION_CASES) as MutationName[]).flatMap((name) =>
  MUTATION_CASES[name].map((input, nth) => ({ name, nth, input })),
);
