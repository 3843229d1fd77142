import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf, elementOf, type Cells } from '../core/cells.ts';
import { tableOf, type TableName } from '../schema/tables.ts';
import { EACH_CASE, MUTATION_CASES } from '../test/mutation-cases.ts';
import { cellIn, openSeededReplica, type SeededReplica } from '../test/seeded-replica.ts';
import { InvalidInput } from './invalid-input.ts';
import { MUTATIONS, type MutationName } from './index.ts';

/** Rows that are there in `after` and were not in `before` count as gone when they, or their records, are deleted. */
function expectContent(
  after: Record<string, Record<string, unknown>>,
  before: Record<string, Record<string, unknown>>,
): void {
  expect(after).toMatchObject(before);
  for (const [key, row] of Object.entries(after))
    if (before[key]) expect(row).toEqual(before[key]);
    else
      expect([key, row['deleted_at'] ?? recordOf(after, row)?.['deleted_at']]).toEqual([
        key,
        expect.any(String),
      ]);
}

const recordOf = (rows: Record<string, Record<string, unknown>>, { record_id }: Record<string, unknown>) =>
  Object.values(rows).find(({ id }) => id === record_id);

/** A value that nobody has set yet. */
function another(table: TableName, cell: string, held: unknown): unknown {
  if (elementOf(cell) !== null) return columnOf(cell) === 'tags' ? held !== true : 'theirs';
  switch (tableOf(table).columns[cell]?.kind) {
    case 'boolean':
      return held !== true;
    case 'integer':
    case 'number':
      return 77;
    case 'timestamp':
      return held === null ? '2026-11-20T12:00:00+00:00' : null;
    case 'date':
      return '2030-01-01';
    case 'json':
      return { theirs: true };
    default:
      return 'theirs';
  }
}

it('any sequence of mutations goes back to the beginning, and forth to its end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...EACH_CASE), { maxLength: 12 }), async (sequence) => {
      const replica = await openSeededReplica();
      const contents = [replica.content()];
      for (const { name, input } of sequence) {
        const done = replica.stores.mutations().length;
        try {
          await replica.mutate(name, input);
        } catch (error) {
          // What the one before has left is not always what this one needs.
          expect(error).toBeInstanceOf(InvalidInput);
        }
        if (replica.stores.mutations().length > done) contents.push(replica.content());
      }
      for (const before of contents.slice(0, -1).reverse()) {
        expect((await replica.undo()).skipped).toEqual([]);
        expectContent(replica.content(), before);
      }
      for (const after of contents.slice(1)) {
        expect((await replica.redo()).skipped).toEqual([]);
        expectContent(replica.content(), after);
      }
    }),
    { numRuns: 60 },
  );
});

describe('every named mutation', () => {
  it('has a case here', () => {
    expect(Object.keys(MUTATION_CASES).sort()).toEqual(Object.keys(MUTATIONS).sort());
    for (const name of Object.keys(MUTATIONS))
      expect(MUTATION_CASES[name as MutationName].length, name).toBeGreaterThan(0);
  });

  describe.each(EACH_CASE)('$name ($nth)', ({ name, input }) => {
    const done = async (): Promise<{
      replica: SeededReplica;
      before: ReturnType<SeededReplica['content']>;
    }> => {
      const replica = await openSeededReplica();
      const before = replica.content();
      await replica.mutate(name, input);
      return { replica, before };
    };

    it('is taken back by undo, and done again by redo', async () => {
      const { replica, before } = await done();
      const after = replica.content();
      expect(after).not.toEqual(before);
      expect((await replica.undo()).skipped).toEqual([]);
      expectContent(replica.content(), before);
      expect((await replica.redo()).skipped).toEqual([]);
      expect(replica.content()).toEqual(after);
      await replica.undo();
      expectContent(replica.content(), before);
      await replica.redo();
      expect(replica.content()).toEqual(after);
    });

    it('writes each row once', async () => {
      const { replica } = await done();
      const written = replica
        .last()
        .writes.filter(({ state }) => state.kind === 'waiting')
        .map(({ table, id }) => `${table}/${id}`);
      expect(written).toHaveLength(new Set(written).size);
    });

    it('is taken back after a restart, once the server has all of it', async () => {
      const { replica, before } = await done();
      const after = replica.content();
      await replica.answer({ kind: 'sent' });
      const undone = replica.restart();
      await undone.undo();
      expectContent(undone.content(), before);
      const redone = undone.restart();
      await redone.redo();
      expect(redone.content()).toEqual(after);
    });

    it('leaves alone what somebody else has edited since', async () => {
      const { replica: probe } = await done();
      const edits = probe
        .last()
        .writes.filter(({ before, state }) => before !== null && state.kind === 'waiting');
      for (const { table, id, columns } of edits)
        for (const cell of Object.keys(columns)) {
          if (tableOf(table).columns[columnOf(cell)]?.rule === 'place') continue;
          const { replica, before } = await done();
          const theirs = another(table, cell, cellIn(replica, table, id, cell));
          await replica.comes(table, id, { [cell]: theirs });
          const { skipped } = await replica.undo();
          const was = { ...before[`${table}/${id}`] } as Cells;
          expect(cellIn(replica, table, id, cell)).toEqual(theirs);
          if (JSON.stringify(was[cell] ?? null) !== JSON.stringify(theirs) && elementOf(cell) === null)
            expect(skipped).toEqual([{ table, id, cells: [cell] }]);
          const others = Object.keys(columns).filter((one) => columnOf(one) !== columnOf(cell));
          for (const other of others)
            expect(cellIn(replica, table, id, columnOf(other))).toEqual(
              columnOf(other) === 'tags'
                ? expect.arrayContaining(was['tags'] as string[])
                : was[columnOf(other)],
            );
        }
    });
  });
});
