// What is being added just now, wherever it was asked for: the dialogs for it stand once, in the shell.
import { create } from 'zustand';
import type { RecordTable } from '../../sync/index.ts';
import type { PanelRecord } from './screen.ts';

export type Creatable = RecordTable | 'tasks' | 'notes';

/**
 * `what` is null while the person chooses; `about` is the record that the new one belongs to; `name` is what it is called,
 * where that is known already.
 */
export type Creating = {
  what: Creatable | null;
  about: PanelRecord | null;
  name?: string;
  begins?: Beginning;
};

/** What a new record begins with; with a stage, it comes to the board of that stage. */
export type Beginning = { columns?: Readonly<Record<string, unknown>>; stage_id?: string };

export const useCreating = create<{ creating: Creating | null }>(() => ({ creating: null }));

export const startCreating = (
  what: Creatable | null = null,
  about: PanelRecord | null = null,
  name?: string,
): void => useCreating.setState({ creating: { what, about, ...(name === undefined ? {} : { name }) } });

/** A record that is begun already, on a board or beside another record. */
export const beginRecord = (what: RecordTable, begins: Beginning): void =>
  useCreating.setState({ creating: { what, about: null, begins } });

export const stopCreating = (): void => useCreating.setState({ creating: null });
