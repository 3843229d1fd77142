// The people on a deal, besides its primary contact.
import { pairId } from '../core/pair-id.ts';
import type { Rows } from '../schema/tables.ts';
import type { Context, NamedMutation } from './context.ts';
import { createDraft } from './draft.ts';
import { InvalidInput } from './invalid-input.ts';
import { find, isLive, liveRow } from './read-rows.ts';

export type LinkContact = { deal_id: string; contact_id: string; role?: string | null };

/** Where the contact is on the deal already, only the role is set, if one is told. */
export const linkContact: NamedMutation<LinkContact, { id: string }> = async (context, input) => {
  const { deal_id, contact_id } = input;
  const draft = createDraft(context);
  const deal = await liveRow(context, 'deals', deal_id, 'deal_id');
  await liveRow(context, 'contacts', contact_id, 'contact_id');
  const id = pairId('deal_contacts', { deal_id, contact_id });
  const link = await linkOf(context, input);
  const made = draft.makeOrRestore('deal_contacts', link, { id, ...input }, deal.team_id);
  return draft.outcome({ id: made });
};

export type UnlinkContact = { deal_id: string; contact_id: string };

export const unlinkContact: NamedMutation<UnlinkContact, undefined> = async (context, input) => {
  const draft = createDraft(context);
  draft.delete('deal_contacts', await liveLinkOf(context, input));
  return draft.outcome(undefined);
};

export type SetContactRole = { deal_id: string; contact_id: string; role: string | null };

export const setContactRole: NamedMutation<SetContactRole, undefined> = async (
  context,
  { role, ...pair },
) => {
  const draft = createDraft(context);
  draft.edit('deal_contacts', await liveLinkOf(context, pair), { role });
  return draft.outcome(undefined);
};

async function linkOf(
  context: Context,
  { deal_id, contact_id }: UnlinkContact,
): Promise<Rows['deal_contacts'] | undefined> {
  const links = await find(context, 'deal_contacts', { deal_id });
  return links.find((link) => link.contact_id === contact_id);
}

async function liveLinkOf(context: Context, pair: UnlinkContact): Promise<Rows['deal_contacts']> {
  const link = await linkOf(context, pair);
  if (!link || !isLive(link))
    throw new InvalidInput('not_found', 'contact_id', 'This contact is not on the deal any more.');
  return link;
}
