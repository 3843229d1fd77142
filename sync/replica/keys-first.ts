// Dexie asks IndexedDB for many documents one by one, which costs as much for one that is not there. Where many are asked
// for, this asks once which of them are there, so that the pages of a first sync, of which none is, cost one request.
import type { DBCoreRangeType, DBCoreTable, Dexie } from 'dexie';

/** Fewer than these are not worth a question of their own. */
const MANY = 20;
/** How many keys more than were asked for may lie between them until asking one by one is the cheaper way. */
const BETWEEN = 8;
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- Dexie's enum is there for the compiler only.
const RANGE: DBCoreRangeType.Range = 2;

/** For every table of `dexie`; to be called before it is opened. */
export function askForKeysFirst(dexie: Dexie): void {
  dexie.use({
    stack: 'dbcore',
    name: 'keys-first',
    create: (core) => ({ ...core, table: (name) => withKeysFirst(core.table(name)) }),
  });
}

function withKeysFirst(table: DBCoreTable): DBCoreTable {
  return {
    ...table,
    getMany(request) {
      const { trans } = request;
      const keys: readonly unknown[] = request.keys;
      if (keys.length < MANY || !keys.every((key) => typeof key === 'string')) return table.getMany(request);
      const sorted = [...keys].sort();
      const limit = keys.length * BETWEEN;
      const range = { type: RANGE, lower: sorted[0], upper: sorted.at(-1) };
      const query = { index: table.schema.primaryKey, range };
      return table.query({ trans, values: false, limit, query }).then(({ result }) => {
        if (result.length === limit) return table.getMany(request);
        const there = new Set<unknown>(result);
        const asked = keys.filter((key) => there.has(key));
        if (asked.length === 0) return keys.map(() => undefined);
        return table.getMany({ ...request, keys: asked }).then((found) => {
          const values = new Map(asked.map((key, at) => [key, found[at] as unknown]));
          return keys.map((key) => values.get(key));
        });
      });
    },
  };
}
