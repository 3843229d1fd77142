// How a window and its reader speak to each other.
import type {
  Duplicate,
  DuplicateQuery,
  Figures,
  Hit,
  ListQuery,
  ListRow,
  ListTable,
  ListView,
  Mark,
  Reading,
  RecordTable,
  SearchOptions,
} from '../reads.ts';
import type { Failure, Result } from '../api.ts';

/** Rows of a list by place; `to` excluded. */
export type Range = { from: number; to: number };

/** What is answered once. */
export type Asks = {
  ids: { ask: { list: number }; answer: readonly string[] };
  place: { ask: { list: number; id: string }; answer: number | null };
  search: { ask: { text: string; options: SearchOptions }; answer: readonly Hit[] };
  duplicates: { ask: { query: DuplicateQuery }; answer: readonly Duplicate[] };
  pairs: {
    ask: { table: RecordTable; limit: number };
    answer: readonly { one: string; other: string; because: Duplicate['because'] }[];
  };
  read: { ask: { table: ListTable; ids: readonly string[] }; answer: readonly ListRow[] };
  /** Answered when all lists have these rows as they were stored at `height`, or later. `of`: the record of an entry. */
  shown: {
    ask: { table: ListTable; rows: readonly { id: string; height: number; of: string | null }[] };
    answer: null;
  };
};
export type AskName = keyof Asks;
export type Ask = { [N in AskName]: { name: N } & Asks[N]['ask'] }[AskName];

/** What is told whenever it changes. */
export type Topic = { kind: 'figures' } | { kind: 'tags' } | { kind: 'marks'; board_id: string };

/** What is asked of the reader once it has opened the replica. */
export type Request =
  | { kind: 'watch'; list: number; query: ListQuery; range: Range }
  | { kind: 'range'; list: number; range: Range }
  | { kind: 'unwatch'; list: number }
  | { kind: 'follow'; topic: Topic }
  | { kind: 'call'; call: number; ask: Ask };

export type ToReader =
  /** The replica's name, and the person who looks. */
  { kind: 'open'; name: string; me: string } | { kind: 'ask' } | { kind: 'close' } | Request;

/** A list as it is now. `ids`: those from `from` on; `rows`: those of them that the window has not, or has otherwise. */
export type ListNews = Pick<ListView, 'total' | 'sums' | 'complete'> & {
  kind: 'list';
  list: number;
  from: number;
  ids: readonly string[];
  rows: readonly ListRow[];
};

export type FromReader =
  | ListNews
  | { kind: 'figures'; figures: Figures }
  | { kind: 'tags'; tags: readonly { name: string; count: number }[] }
  /** Marks that are new or other, and records that have none any more. `anew`: those told before are of no use. */
  | {
      kind: 'marks';
      board_id: string;
      anew: boolean;
      marks: readonly (readonly [string, Mark])[];
      gone: readonly string[];
    }
  | { kind: 'reading'; reading: Reading }
  | { kind: 'failure'; failure: Failure | null }
  | { kind: 'answer'; call: number; answer: Result<unknown> }
  | { kind: 'here' }
  | { kind: 'closed' };
