import type { ErrorCode } from '../../../sync/index.ts';

export const failures = {
  unreachable: 'There is no answer from this address. Check it, and your network.',
  not_supabase: 'Something answers at this address, but it is not a Supabase project.',
  wrong_key: 'This key does not belong to this project. Copy the publishable key again.',
  wrong_credentials: 'This e-mail and password do not belong together.',
  unconfirmed: 'Open the link in the mail that we sent to this address first.',
  email_taken: 'There is an account with this address already. Sign in with it.',
  weak_password: 'This password is too short or too easy to guess. Take a longer one.',
  closed: 'This server does not let people in this way. Ask whoever looks after it.',
  link_expired: 'This link is too old, or was not asked for on this laptop. Ask for a new one.',
  too_many_requests: 'Too many tries in a short time. Wait a minute, then try again.',
  schema_mismatch: 'This project is not set up for this version of Outpost. Ask whoever looks after it.',
  no_workspace: 'You are not in a workspace yet. Ask a colleague to invite you.',
  signed_out: 'Your sign-in has ended. Sign in again.',
  storage_full: 'The disk of this laptop is full. Make some room, then try again.',
  storage_broken: 'The data on this laptop could not be opened.',
  storage_newer:
    'A newer Outpost has opened the data on this laptop. Nothing is lost. Update Outpost to go on.',
  removed: 'The data on this laptop was removed in another window. Sign in to have it here again.',
  record_damaged: 'A record cannot be read and is left out. Everything else goes on.',
  not_found: 'It is not here any more.',
  refused: 'The server did not accept this.',
  invalid_input: 'This cannot be saved as it is.',
  unexpected: 'Something went wrong that we did not expect.',
} as const satisfies Record<ErrorCode, string>;
