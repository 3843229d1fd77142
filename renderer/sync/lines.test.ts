import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../sync/index.ts';
import { demoOutbox } from '../test/demo-outbox.ts';
import { entryTitle, linesOf, losesContent, MOST_LINES } from './lines.ts';

const find = (name: string, title?: string): OutboxEntry =>
  demoOutbox().find((entry) => entry.name === name && (!title || entry.writes[0]!.title === title))!;

describe('what a person set', () => {
  it('is one move, though a card and its deal were written, and its rank is not spoken of', () => {
    const lines = linesOf(find('move_cards'));
    expect(lines.map(({ cell, before, after }) => [cell, before, after])).toEqual([
      ['stage_id', 'stage-0', 'stage-2'],
    ]);
  });

  it('leaves out what stayed as it was, and knows the currency beside an amount', () => {
    const [line, ...others] = linesOf(find('edit_records', 'Lieferkette 札幌'));
    expect(line).toMatchObject({ cell: 'value_cents', currency: 'JPY' });
    expect(others).toEqual([]);
  });

  it('of a new record is what was filled in', () => {
    const entry = find('create_record');
    const [write] = entry.writes;
    const filled = { ...entry, writes: [{ ...write!, columns: { ...write!.columns, notes: '', tags: [] } }] };
    const cells = linesOf(filled).map(({ cell }) => cell);
    expect(cells).toContain('email');
    expect(cells).not.toContain('notes');
    expect(cells).not.toContain('tags');
  });

  it('is told of each of two records that have the same name', () => {
    const entry = find('edit_records', 'Åsa Öberg');
    const namesakes = { ...entry, writes: entry.writes.map((write) => ({ ...write, title: 'Åsa' })) };
    expect(linesOf(namesakes)).toHaveLength(10);
    expect(entryTitle(namesakes)).toBe('Åsa and 4 more');
  });

  it('is cut where nobody would read on, what was refused first', () => {
    const entry = find('edit_records', 'Lieferkette 札幌');
    const [write] = entry.writes;
    const writes = Array.from({ length: 2 * MOST_LINES }, (_, n) => ({ ...write!, row_id: `row-${n}` }));
    const refused = { ...write!, row_id: 'refused', state: 'refused' as const };
    const lines = linesOf({ ...entry, writes: [...writes, refused] });
    expect(lines).toHaveLength(MOST_LINES);
    expect(lines[0]).toMatchObject({ index: 2 * MOST_LINES, row_id: 'refused' });
  });

  it('points at the refused of two writes that say the same', () => {
    const entry = find('move_cards');
    const [card, deal] = entry.writes;
    const lines = linesOf({ ...entry, writes: [card!, { ...deal!, state: 'refused' }] });
    expect(lines).toMatchObject([{ index: 1, refused: true }]);
  });
});

describe('the name of an entry', () => {
  it('is that of its record, or of the first with how many more', () => {
    expect(entryTitle(find('move_cards'))).toBe('Nordwind ERP');
    expect(entryTitle(find('edit_records', 'Åsa Öberg'))).toBe('Åsa Öberg and 4 more');
  });

  it('is what it is of where the record has no name here', () => {
    const [write] = find('move_cards').writes;
    const entry = { ...find('move_cards'), writes: [{ ...write!, title: null }] };
    expect(entryTitle(entry)).toBe('A card');
    expect(entryTitle(find('some_later_mutation'))).toBe('A record');
  });
});

it('asks before something is lost that is nowhere else', () => {
  expect(losesContent(find('create_record'))).toBe(true);
  expect(losesContent(find('edit_records', 'Brückner & Söhne'))).toBe(false);
});
