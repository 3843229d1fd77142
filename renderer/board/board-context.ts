// What the parts of one board share: the replica, what its records and people are called, and what may be done.
import { createContext, useContext } from 'react';
import type { RecordTable, RecordType, Replica } from '../../sync/index.ts';
import type { Directory, Stage } from '../fields/directory.ts';
import type { Field } from '../fields/field.ts';
import type { May } from '../fields/permissions.ts';

export type BoardTools = {
  replica: Replica;
  board_id: string;
  record_type: RecordType;
  table: RecordTable;
  directory: Directory;
  /** Of the board, in its order. */
  stages: readonly Stage[];
  may: May;
  /** Every field of the records. */
  fields: readonly Field[];
  /** Those that the person picked for the cards; null: what a card shows of itself. */
  picked: readonly Field[] | null;
};

export const BoardContext = createContext<BoardTools | null>(null);

export function useBoard(): BoardTools {
  const tools = useContext(BoardContext);
  if (!tools) throw new Error('There is no board around this.');
  return tools;
}
