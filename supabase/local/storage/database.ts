// Storage's transactions. Each runs as the caller's role with the caller's claims, so row level security decides.
// While PostgreSQL is away they reject with the answer that hosted Storage gives then.
import postgres from 'postgres';
import type { Postgres } from '../postgres.ts';
import { databaseAway, fromDatabase, StorageError } from './errors.ts';

/** On whose behalf: what row level security and `owner_id` see. */
export type Caller = {
  role: string;
  claims: Record<string, unknown>;
  /** The person; null where the caller is a key. */
  owner: string | null;
};

/** Past row level security: what Storage itself must know, and what a signed URL allows. */
export const service = (owner: string | null = null): Caller => ({
  role: 'service_role',
  claims: { role: 'service_role' },
  owner,
});

export type Ask = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;
export type Transaction = {
  ask: Ask;
  /** From here on the statements are this caller's. */
  become: (caller: Caller) => Promise<void>;
};

type Pool = { sql: postgres.Sql; isLost: boolean };

export class StorageDatabase {
  readonly #server: Postgres;
  #pool: Pool | undefined;

  constructor(server: Postgres) {
    this.#server = server;
  }

  /** Runs `body` in one transaction as `caller`. `operation` is what storage.operation() answers to policies. */
  async as<Result>(
    caller: Caller,
    operation: string,
    body: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    if (!this.#server.isReady()) throw databaseAway();
    const pool = (this.#pool ??= this.#open());
    const connection = await pool.sql.reserve();
    // A statement on a reserved connection that has closed would end the process: see openPool in rest.ts.
    const ask: Ask = async <Row extends object>(text: string, values: unknown[] = []) => {
      if (pool.isLost) throw databaseAway();
      return connection.unsafe<Row[]>(text, values as postgres.ParameterOrJSON<never>[], { prepare: true });
    };
    const become = async ({ role, claims }: Caller): Promise<void> => {
      await ask(
        `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
          set_config('storage.operation', $3, true), set_config('storage.allow_delete_query', 'true', true)`,
        [role, JSON.stringify(claims), operation],
      );
    };
    try {
      await ask('begin');
      await become(caller);
      const result = await body({ ask, become });
      await ask('commit');
      return result;
    } catch (error) {
      if (pool.isLost) throw databaseAway();
      await ask('rollback').catch(() => undefined);
      throw fromDatabase(error);
    } finally {
      if (!pool.isLost) connection.release();
    }
  }

  /** Runs `body` as `caller` and takes it back: rejects where the caller may not do it. */
  async test(
    caller: Caller,
    operation: string,
    body: (transaction: Transaction) => Promise<unknown>,
  ): Promise<void> {
    const allowed = new StorageError(200, 'Allowed', '');
    await this.as(caller, operation, async (transaction) => {
      await body(transaction);
      throw allowed;
    }).catch((error: unknown) => {
      if (error !== allowed) throw error;
    });
  }

  async close(): Promise<void> {
    await this.#pool?.sql.end({ timeout: 0 });
  }

  #open(): Pool {
    const pool: Pool = {
      isLost: false,
      sql: postgres(this.#server.url('postgres'), {
        max: 4,
        max_lifetime: null,
        connect_timeout: 3,
        onnotice: () => undefined,
        onclose: () => {
          if (pool.isLost) return;
          pool.isLost = true;
          if (this.#pool === pool) this.#pool = undefined;
          void pool.sql.end({ timeout: 0 });
        },
      }),
    };
    return pool;
  }
}
