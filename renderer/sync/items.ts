// The page as one list: what a person has to decide first, what was decided, and what only waits.
import type { Conflict, OutboxEntry } from '../../sync/index.ts';
import { decidedOf, type Decided } from './decided.ts';

export type Section = 'attention' | 'decided' | 'waiting';

export type Item =
  | { kind: 'heading'; key: string; section: Section; count: number }
  | { kind: 'outbox'; key: string; entry: OutboxEntry }
  | { kind: 'decided'; key: string; decided: Decided };

export type Entry = Exclude<Item, { kind: 'heading' }>;
export const isEntry = (item: Item | undefined): item is Entry =>
  item !== undefined && item.kind !== 'heading';

export function itemsOf(outbox: readonly OutboxEntry[], conflicts: readonly Conflict[]): Item[] {
  const ofState = (state: OutboxEntry['state']): Entry[] =>
    outbox
      .filter((entry) => entry.state === state)
      .map((entry) => ({ kind: 'outbox', key: entry.mutation_id, entry }));
  const decided = decidedOf(conflicts).map((one): Entry => ({
    kind: 'decided',
    key: `decided ${one.mutation_id}`,
    decided: one,
  }));
  return [
    ...withHeading('attention', ofState('attention')),
    ...withHeading('decided', decided),
    ...withHeading('waiting', ofState('waiting')),
  ];
}

const withHeading = (section: Section, entries: readonly Entry[]): Item[] =>
  entries.length === 0 ? [] : [{ kind: 'heading', key: section, section, count: entries.length }, ...entries];

/** The entry `steps` further, over headings; the last one in that direction where there are not as many. */
export function entryFrom(items: readonly Item[], key: string | null, steps: number): Entry | null {
  const entries = items.filter(isEntry);
  const at = entries.findIndex((entry) => entry.key === key);
  if (at < 0) return entries[0] ?? null;
  return entries[Math.min(Math.max(at + steps, 0), entries.length - 1)] ?? null;
}

/** The entry that is where `key` was before it left: the next that was below it and is still here, else the last. */
export function entryAfter(
  before: readonly Item[],
  items: readonly Item[],
  key: string | null,
): Entry | null {
  const here = new Map(items.filter(isEntry).map((entry) => [entry.key, entry]));
  const at = before.findIndex((item) => item.key === key);
  const below = before.slice(at + 1).find((item) => here.has(item.key));
  const above = before.slice(0, Math.max(0, at)).findLast((item) => here.has(item.key));
  return here.get((below ?? above)?.key ?? '') ?? [...here.values()].at(0) ?? null;
}
