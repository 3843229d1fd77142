// Each list as it was left: it comes back so, also after a start.
import { create } from 'zustand';
import type { RecordType } from '../../sync/index.ts';
import { definitionOf, parseState, usualState, type ListState } from './list-state.ts';

export type KeptList = {
  state: ListState;
  /** The view that it began with; null for all of the table. */
  view_id: string | null;
};
export type KeptLists = Readonly<Record<RecordType, KeptList>>;

const TYPES = ['contact', 'company', 'deal'] as const satisfies readonly RecordType[];
/** A setting holds no more. */
const LONGEST = 16_000;

const asLeft = (of: (record_type: RecordType) => KeptList): KeptLists => ({
  contact: of('contact'),
  company: of('company'),
  deal: of('deal'),
});

export const useLists = create<KeptLists>(() =>
  asLeft((record_type) => ({ state: usualState(record_type), view_id: null })),
);

export function parseLists(setting: unknown): KeptLists {
  const kept = (typeof setting === 'object' && setting !== null ? setting : {}) as Record<string, unknown>;
  return asLeft((record_type) => {
    const { view_id, ...state } = (kept[record_type] ?? {}) as Record<string, unknown>;
    return {
      state: record_type in kept ? parseState(state, record_type) : usualState(record_type),
      view_id: typeof view_id === 'string' ? view_id : null,
    };
  });
}

/** What is kept of the lists; without the conditions where there are too many of them. */
export function settingOf(lists: KeptLists): unknown {
  const whole = written(lists, ({ state }) => state);
  return JSON.stringify(whole).length <= LONGEST
    ? whole
    : written(lists, ({ state }) => ({ ...state, conditions: [], text: '' }));
}

const written = (lists: KeptLists, stateOf: (list: KeptList) => ListState) =>
  Object.fromEntries(
    TYPES.map((type) => [type, { ...definitionOf(stateOf(lists[type])), view_id: lists[type].view_id }]),
  );

const SAVED_AFTER_MS = 400;

/** Begins with `initial` and hands what is kept to `save` once it stands for a moment. Called once. */
export function startLists(initial: KeptLists, save: (setting: unknown) => void): void {
  useLists.setState(initial);
  let timer: ReturnType<typeof setTimeout> | undefined;
  useLists.subscribe((lists) => {
    clearTimeout(timer);
    timer = setTimeout(() => save(settingOf(lists)), SAVED_AFTER_MS);
  });
}
