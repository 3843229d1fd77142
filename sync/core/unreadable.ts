// Rows that the server sent and that cannot be taken, such as one with text where a number belongs. They hold up nothing;
// they are remembered, so that the person is told of them, until they come as they should.
import type { TableName } from '../schema/tables.ts';
import type { Memory, Page } from './ports.ts';

export type Unreadable = {
  begin(): Promise<void>;
  /** Takes note of what a page of `table` brought. Raises StorageError. */
  note(table: TableName, page: Page): Promise<void>;
  /** Null where there is none. */
  words(): string | null;
};

/** By table: the id and the column of each. */
type Rows = Readonly<Partial<Record<TableName, Readonly<Record<string, string>>>>>;

/** Per table: enough to tell of, and few enough to remember. */
const LIMIT = 100;

export function createUnreadable(memory: Memory): Unreadable {
  let rows: Rows = {};
  return {
    async begin() {
      rows = (await memory.read<Rows>('unreadable')) ?? {};
    },

    async note(table, page) {
      const before = Object.entries(rows[table] ?? {});
      const readable = new Set(page.rows.map(({ id }) => id));
      const left = before.filter(([id]) => !readable.has(id));
      const more = (page.unreadable ?? []).map(({ id, column }) => [id, column] as const);
      if (left.length === before.length && more.length === 0) return;
      rows = { ...rows, [table]: Object.fromEntries([...left, ...more].slice(-LIMIT)) };
      await memory.write('unreadable', rows);
    },

    words() {
      for (const [table, columns] of Object.entries(rows))
        for (const column of Object.values(columns))
          return `A record of ${table} cannot be read: its ${column} is not what it should be.`;
      return null;
    },
  };
}
