// The page as one list: what a person has to decide first, what was decided, and what only waits.
import type { Conflict, OutboxEntry } from '../../sync/index.ts';
import { decidedOf, type Decided } from './decided.ts';

export type Section = 'attention' | 'decided' | 'waiting';

export type Item =
  | { kind: 'heading'; key: string; section: Section; count: number }
  | { kind: 'outbox'; key: string; entry: OutboxEntry }
  | { kind: 'decided'; key: string; decided: Decided };

export type Entry = Exclude<Item, { kind: 'heading' }>;
const isEntry = (item: Item): item is Entry => item.kind !== 'heading';

export const entriesIn = (items: readonly Item[]): readonly string[] =>
  items.filter(isEntry).map(({ key }) => key);

export function itemsOf(outbox: readonly OutboxEntry[], conflicts: readonly Conflict[]): Item[] {
  const ofState = (state: OutboxEntry['state']): Entry[] =>
    outbox
      .filter((entry) => entry.state === state)
      .map((entry) => ({ kind: 'outbox', key: entry.id, entry }));
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
