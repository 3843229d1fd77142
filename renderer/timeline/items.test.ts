import { describe, expect, it } from 'vitest';
import { itemsOf, type Entry } from './items.ts';

let count = 0;
const entry = (entry_type: string, at: Date): Entry => {
  count += 1;
  return { id: `e${count}`, entry_type, happened_at: at.toISOString() } as Entry;
};
const today = (hour: number) => new Date(2026, 10, 21, hour);
const yesterday = (hour: number) => new Date(2026, 10, 20, hour);
const none = new Set<string>();
const kinds = (entries: readonly Entry[], open: ReadonlySet<string> = none) =>
  itemsOf(entries, open).map(({ kind }) => kind);

describe('a timeline', () => {
  it('has a heading for each day', () => {
    const items = itemsOf(
      [entry('note', today(9)), entry('call', today(8)), entry('note', yesterday(9))],
      none,
    );
    expect(items.map((item) => (item.kind === 'day' ? item.day : item.kind))).toEqual([
      '2026-11-21',
      'entry',
      'entry',
      '2026-11-20',
      'entry',
    ]);
  });

  const changes = (amount: number) =>
    Array.from({ length: amount }, (_, at) => entry(at % 2 === 0 ? 'field_edit' : 'stage_change', today(9)));

  it('tells a few changes in a row one by one, and folds many', () => {
    expect(kinds(changes(3))).toEqual(['day', 'entry', 'entry', 'entry']);
    expect(kinds(changes(4))).toEqual(['day', 'fold']);
    expect(kinds([...changes(4), entry('note', today(8)), ...changes(2)])).toEqual([
      'day',
      'fold',
      'entry',
      'entry',
      'entry',
    ]);
  });

  it('shows what is in a fold that is open', () => {
    const entries = changes(5);
    const [, fold] = itemsOf(entries, none);
    expect(kinds(entries, new Set([fold!.key]))).toEqual(['day', 'fold', ...Array<string>(5).fill('entry')]);
  });

  it('keeps a fold open when a newer change comes', () => {
    const entries = changes(4);
    const [, fold] = itemsOf(entries, none);
    const [, later] = itemsOf([entry('field_edit', today(10)), ...entries], none);
    expect(later!.key).toBe(fold!.key);
  });

  it('does not fold over a day', () => {
    const entries = [...changes(2), entry('field_edit', yesterday(9)), entry('field_edit', yesterday(8))];
    expect(kinds(entries)).toEqual(['day', 'entry', 'entry', 'day', 'entry', 'entry']);
  });
});
