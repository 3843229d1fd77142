import { describe, expect, it } from 'vitest';
import type { SyncedRow } from '../schema/declare.ts';
import { applyEdit, mergePulled } from './merge.ts';

const T = (ms: number) => `${String(ms).padStart(13, '0')}-0000-0000000a`;
const company = (rest: Record<string, unknown> = {}): SyncedRow => ({
  id: 'c',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  deleted_at: null,
  row_version: 1,
  clocks: { '*': T(1) },
  name: 'Nordwind',
  domain: null,
  ...rest,
});
const LATER = company({ name: 'Later', row_version: 3, clocks: { '*': T(1), name: T(9) } });

describe('merging rows', () => {
  it('ends alike in whichever order two edits of one cell come', () => {
    const [earlier, later] = [
      { columns: { name: 'Earlier' }, clock: T(5) },
      { columns: { name: 'Later' }, clock: T(6) },
    ];
    const one = applyEdit('companies', applyEdit('companies', company(), earlier), later);
    const other = applyEdit('companies', applyEdit('companies', company(), later), earlier);
    expect(one).toEqual(other);
    expect(one['name']).toBe('Later');
  });

  it('does not bring back what the server has replaced since', () => {
    const mine = applyEdit('companies', company(), { columns: { name: 'Earlier' }, clock: T(5) });
    expect(mergePulled('companies', mine, LATER)).toMatchObject({ name: 'Later', row_version: 3 });
  });

  it('changes nothing the second time', () => {
    const merged = mergePulled('companies', company(), LATER);
    expect(mergePulled('companies', merged, LATER)).toBeUndefined();
  });

  it('never puts a rank of one person into the stage of another', () => {
    const card = company({ stage_id: 'lead', rank: 'a1' });
    const reranked = applyEdit('board_cards', card, { columns: { rank: 'a5' }, clock: T(6) });
    const theirs = { stage_id: 'won', rank: 'a2', row_version: 3 };
    const moved = company({ ...theirs, clocks: { '*': T(1), stage_id: T(4), rank: T(4) } });
    expect(mergePulled('board_cards', reranked, moved)).toMatchObject({ stage_id: 'won', rank: 'a2' });

    const mine = applyEdit('board_cards', card, { columns: { stage_id: 'lost', rank: 'a7' }, clock: T(6) });
    const since = company({ ...theirs, clocks: { '*': T(1), stage_id: T(4), rank: T(9) } });
    expect(mergePulled('board_cards', mine, since)).toMatchObject({ stage_id: 'lost', rank: 'a7' });

    const order = company({
      stage_id: 'lead',
      rank: 'a3',
      row_version: 3,
      clocks: { '*': T(1), rank: T(4) },
    });
    expect(mergePulled('board_cards', reranked, order)).toMatchObject({ stage_id: 'lead', rank: 'a5' });
  });

  it('keeps a column that this version does not know, in an edit and in a pull', () => {
    const known = company({ mood: 'sunny' });
    const edited = applyEdit('companies', known, { columns: { name: 'Nordwind AG' }, clock: T(5) });
    expect(edited).toMatchObject({ mood: 'sunny', name: 'Nordwind AG' });
    expect(mergePulled('companies', known, LATER)).toMatchObject({ mood: 'sunny', name: 'Later' });
    expect(mergePulled('companies', company(), { ...LATER, mood: 'sunny' })).toMatchObject({ mood: 'sunny' });
  });
});
