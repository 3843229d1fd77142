// What a client asks for when it joins a channel, read leniently as hosted Realtime does: what does not parse
// counts as not given. What hosted serves and this stack does not is refused by name.
import { z } from 'zod';

const flag = z
  .union([z.boolean(), z.literal('true').transform(() => true), z.literal('false').transform(() => false)])
  .catch(false);
const PostgresChange = z.looseObject({
  event: z
    .string()
    .transform((event) => event.toUpperCase())
    .catch('*'),
  schema: z.string().catch('public'),
  table: z.string().optional(),
  filter: z.string().optional(),
});
const JoinPayload = z.looseObject({
  access_token: z.string().nullish().catch(null),
  config: z
    .looseObject({
      private: flag.default(false),
      broadcast: z
        .looseObject({ ack: flag.default(false), self: flag.default(false) })
        .catch({ ack: false, self: false }),
      presence: z
        .looseObject({ enabled: flag.default(false), key: z.string().catch('') })
        .catch({ enabled: false, key: '' }),
      postgres_changes: z.array(z.looseObject({})).catch([]),
    })
    .catch({
      private: false,
      broadcast: { ack: false, self: false },
      presence: { enabled: false, key: '' },
      postgres_changes: [],
    }),
});

export type JoinRequest = {
  accessToken: string | null;
  isPrivate: boolean;
  ack: boolean;
  self: boolean;
  presence: { isEnabled: boolean; key: string };
  /** As given, to be sent back with ids: the client compares them. */
  postgresChanges: Record<string, unknown>[];
  waitsForPostgresChanges: boolean;
  /** Names of asked features that the stack does not serve. */
  unserved: string[];
};

export function readJoin(payload: unknown): JoinRequest {
  const { access_token, config } = JoinPayload.catch(JoinPayload.parse({})).parse(payload ?? {});
  const { broadcast, presence } = config;
  const options = z.looseObject({ wait: flag.default(false) }).catch({ wait: false });
  return {
    accessToken: access_token ?? null,
    isPrivate: config.private,
    ack: broadcast.ack,
    self: broadcast.self,
    presence: { isEnabled: presence.enabled, key: presence.key },
    postgresChanges: config.postgres_changes,
    waitsForPostgresChanges: options.parse(config['postgres_changes_options']).wait,
    unserved: [...('replay' in broadcast ? ['broadcast.replay'] : [])],
  };
}

export type Filter = {
  column: string;
  op: 'eq' | 'neq' | 'lt' | 'lte' | 'gt' | 'gte' | 'in';
  values: string[];
};
export type ChangeRequest = { event: string; schema: string; table: string | null; filters: Filter[] };

/** Throws an Error whose message says what is wrong with the subscription. */
export function readChangeRequest(given: Record<string, unknown>): ChangeRequest {
  const { event, schema, table, filter } = PostgresChange.parse(given);
  if (!['*', 'INSERT', 'UPDATE', 'DELETE'].includes(event)) throw new Error(`invalid event ${event}`);
  if ('select' in given) throw new Error('select is not served by the local stack');
  const filters = filter ? splitTopLevel(filter).map(readFilter) : [];
  if (filters.length > 0 && (!table || table === '*')) throw new Error('a filter needs a table');
  return { event, schema, table: table ?? null, filters };
}

function readFilter(text: string): Filter {
  const [, column, op, value] = /^([^=]+)=(eq|neq|lte|lt|gte|gt|in)\.(.*)$/s.exec(text) ?? [];
  if (column === undefined || op === undefined || value === undefined)
    throw new Error(
      `Error parsing \`filter\` params: ${text} (the local stack serves eq, neq, lt, lte, gt, gte and in)`,
    );
  const list = /^\((.*)\)$/s.exec(value)?.[1];
  if (op === 'in' && list === undefined) throw new Error('`in` filter value must be wrapped by parentheses');
  return {
    column,
    op: op as Filter['op'],
    values: (op === 'in' ? splitTopLevel(list ?? '') : [value]).map(unquote),
  };
}

/** Splits at commas that stand in neither quotes nor parentheses. */
function splitTopLevel(text: string): string[] {
  return text.match(/(?:"(?:\\.|[^"\\])*"|\([^)]*\)|[^,"(]|["(])+/gs) ?? [];
}

function unquote(value: string): string {
  return /^".*"$/s.test(value) ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
}
