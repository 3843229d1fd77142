// postgres_changes: who subscribed to which table, and the delivery of each committed change to those of them
// who may read the row now, as themselves. Changes are delivered in commit order.
import type { Change, RealtimeDatabase } from './database.ts';
import type { ChangeRequest } from './join-config.ts';
import type { Claims } from './tokens.ts';

export type Subscription = {
  /** Made by `subscribe`; the client matches events by it. */
  id: number;
  request: ChangeRequest;
  claims: Claims;
  deliver: (payload: unknown) => void;
};

export type TableChange = Change & { schema: string; table: string; commitTimestamp: string };

export class PostgresChanges {
  readonly #database: RealtimeDatabase;
  readonly #log: (line: string) => void;
  readonly #subscriptions = new Set<Subscription>();
  #nextId = 1;
  #queue = Promise.resolve();

  constructor(database: RealtimeDatabase, log: (line: string) => void) {
    this.#database = database;
    this.#log = log;
  }

  nextId(): number {
    return this.#nextId++;
  }

  add(subscription: Subscription): void {
    this.#subscriptions.add(subscription);
  }

  remove(subscription: Subscription): void {
    this.#subscriptions.delete(subscription);
  }

  /** Called for each change in commit order. */
  publish(change: TableChange): void {
    const interested = [...this.#subscriptions].filter(({ request }) => isAbout(request, change));
    if (interested.length === 0) return;
    this.#queue = this.#queue
      .then(() => this.#deliver(change, interested))
      .catch((error: unknown) => this.#log(`postgres_changes of ${change.table}: ${String(error)}`));
  }

  async #deliver(change: TableChange, interested: Subscription[]): Promise<void> {
    const asked = interested.map(({ id, claims, request }) => ({ id, claims, filters: request.filters }));
    for (const group of await this.#database.fanOut(change, asked)) {
      const data = {
        schema: change.schema,
        table: change.table,
        commit_timestamp: change.commitTimestamp,
        type: change.action,
        columns: group.columns ?? [],
        ...(change.action === 'DELETE' ? {} : { record: group.record ?? {} }),
        ...(change.action === 'INSERT' ? {} : { old_record: group.old_record ?? {} }),
        errors: group.errors,
      };
      // Between asking and now the person may have left, or shown another token.
      for (const subscription of interested)
        if (group.ids.includes(subscription.id) && this.#subscriptions.has(subscription))
          subscription.deliver({ ids: [subscription.id], data });
    }
  }
}

function isAbout({ event, schema, table }: ChangeRequest, change: TableChange): boolean {
  return (
    (event === '*' || event === change.action) &&
    (schema === '*' || schema === change.schema) &&
    (table === null || table === '*' || table === change.table)
  );
}
