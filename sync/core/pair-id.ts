// A row that stands for a pair has an id derived from the pair, so that two people who make it offline make one row.
// The id is UUID version 5 (RFC 9562) as the server's private.uuid_v5 makes it: it is part of what is stored.
import { NIL, v5 } from 'uuid';

/** The columns that an id is derived from: the namespace, and the name in it. */
export const PAIRS = {
  roles: ['workspace_id', 'name'],
  permissions: ['role_id', 'resource_type'],
  workspace_members: ['workspace_id', 'user_id'],
  team_members: ['team_id', 'profile_id'],
  board_cards: ['board_id', 'record_id'],
  deal_contacts: ['deal_id', 'contact_id'],
} as const;

export type PairTable = keyof typeof PAIRS;
export type Pair<T extends PairTable> = Readonly<Record<(typeof PAIRS)[T][number], string>>;

/** The id of the row of `table` that stands for `pair`. */
export function pairId<T extends PairTable>(table: T, pair: Pair<T>): string {
  const values: Readonly<Record<string, string>> = pair;
  const [namespace, name] = PAIRS[table];
  return derivedId(values[namespace] ?? '', values[name] ?? '');
}

/** The id that `name` has in `namespace`, which is any id, whatever its UUID version; no UUID stands for its hash. */
export const derivedId = (namespace: string, name: string): string => v5(name, bytesOf(namespace));

function bytesOf(id: string): Uint8Array {
  const digits = id.replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/i.test(digits)) return v5(id, NIL, new Uint8Array(16));
  return Uint8Array.from({ length: 16 }, (_, at) => parseInt(digits.slice(2 * at, 2 * at + 2), 16));
}
