// Realtime's questions to the database, one statement each. While PostgreSQL is away they reject with
// DatabaseAway, and the pool is made anew when it is back.
import postgres from 'postgres';
import type { Postgres } from '../postgres.ts';
import type { ChangeRequest, Filter } from './join-config.ts';
import type { Claims } from './tokens.ts';

export type Extension = 'broadcast' | 'presence';

export type FanOut = {
  ids: number[];
  columns: { name: string; type: string }[] | null;
  record: Record<string, unknown> | null;
  old_record: Record<string, unknown> | null;
  errors: string[] | null;
};

export type Change = {
  /** Oid of the table. */
  relation: number;
  action: 'INSERT' | 'UPDATE' | 'DELETE';
  /** Columns' values as PostgreSQL writes them as text; JSON parsed. */
  row: Record<string, unknown> | null;
  oldRow: Record<string, unknown> | null;
};

export class DatabaseAway extends Error {
  override message = 'Realtime was unable to connect to the project database';
}

export class RealtimeDatabase {
  readonly #server: Postgres;
  #sql: postgres.Sql | undefined;

  constructor(server: Postgres) {
    this.#server = server;
  }

  async readable(topic: string, extensions: Extension[], claims: Claims): Promise<Extension[]> {
    const [row] = await this.#ask<{ readable: Extension[] }>(
      'select _realtime.readable($1, $2, $3) as readable',
      [topic, extensions, claims],
    );
    return row?.readable ?? [];
  }

  async isWritable(topic: string, extension: Extension, claims: Claims): Promise<boolean> {
    const [row] = await this.#ask<{ writable: boolean }>(
      'select _realtime.writable($1, $2, $3) as writable',
      [topic, extension, claims],
    );
    return row?.writable ?? false;
  }

  /** Whether there is anything to subscribe to; rejects with PostgreSQL's words where a filter is wrong. */
  async maySubscribe({ schema, table, filters }: ChangeRequest, claims: Claims): Promise<boolean> {
    const [row] = await this.#ask<{ may: boolean }>('select _realtime.may_subscribe($1, $2, $3, $4) as may', [
      schema,
      table,
      filters,
      claims,
    ]);
    return row?.may ?? false;
  }

  async fanOut(
    change: Change,
    subscriptions: { id: number; claims: Claims; filters: Filter[] }[],
  ): Promise<FanOut[]> {
    const { relation, action, row, oldRow } = change;
    const [answer] = await this.#ask<{ groups: FanOut[] }>(
      'select _realtime.fan_out($1::oid::regclass, $2, $3, $4, $5) as groups',
      [relation, action, row, oldRow, subscriptions],
    );
    return answer?.groups ?? [];
  }

  /** Hosted keeps messages for three days. */
  async deleteOldMessages(): Promise<void> {
    await this.#ask(
      `delete from realtime.messages where inserted_at < now() at time zone 'utc' - interval '3 days'`,
      [],
    );
  }

  async close(): Promise<void> {
    await this.#sql?.end({ timeout: 0 });
  }

  async #ask<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    if (!this.#server.isReady()) throw new DatabaseAway();
    const sql = (this.#sql ??= this.#open());
    try {
      // The driver knows from PostgreSQL which parameters are jsonb and encodes those.
      return await sql.unsafe<Row[]>(text, values as postgres.ParameterOrJSON<never>[], { prepare: true });
    } catch (error) {
      throw this.#sql === sql ? error : new DatabaseAway();
    }
  }

  /** A pool of which one connection broke is not used again: see openPool in rest.ts. */
  #open(): postgres.Sql {
    const sql = postgres(this.#server.url('supabase_admin'), {
      max: 4,
      max_lifetime: null,
      connect_timeout: 3,
      onnotice: () => undefined,
      onclose: () => {
        if (this.#sql !== sql) return;
        this.#sql = undefined;
        void sql.end({ timeout: 0 });
      },
    });
    return sql;
  }
}
