import { describe, expect, it } from 'vitest';
import type { EngineStatus } from '../core/engine.ts';
import type { Mutation, MutationState, Write, WriteState } from '../core/journal.ts';
import { syncStatus, type SyncFacts } from './sync-status.ts';

const engine = (kind: EngineStatus['kind'], rest: Partial<EngineStatus> = {}): SyncFacts => ({
  report: { offsetMs: 0, status: { kind, first_sync: null, last_contact: null, fault: null, ...rest } },
  unsettled: [],
  session: 'signed_in',
  failure: null,
});
const unsettled = (id: string, state: MutationState, rest: Partial<Mutation> = {}) => ({
  ...{ id, state, writes: [write(WRITE_STATES[state])] },
  ...rest,
});
const CONTEST = { lost: { name: { theirs: 'Theirs', clock: '' } }, won: {}, seen: false };
const WRITE_STATES: Readonly<Record<MutationState, WriteState>> = {
  saved: { kind: 'waiting' },
  waiting: { kind: 'waiting' },
  refused: { kind: 'refused', code: '23514', message: '', details: null },
  contested: { kind: 'merged', ...CONTEST },
  done: { kind: 'sent' },
};
const write = (state: WriteState): Write => ({
  ...{ table: 'companies', id: 'c', columns: {}, before: {}, base: {}, state },
});
const waiting = [unsettled('m', 'waiting')];

describe('sync status', () => {
  it('says up to date only when nothing waits', () => {
    expect(syncStatus(engine('idle')).kind).toBe('up_to_date');
    expect(syncStatus({ ...engine('idle'), unsettled: waiting })).toMatchObject({
      kind: 'syncing',
      waiting: 1,
    });
    expect(syncStatus(engine('working', { first_sync: { done: 1, total: 9 } })).kind).toBe('syncing');
  });

  it('is not restless: a look at the server that brings nothing is not shown', () => {
    expect(syncStatus(engine('working')).kind).toBe('up_to_date');
  });

  it('counts refused writes apart from waiting ones', () => {
    const found = [unsettled('a', 'saved'), unsettled('b', 'waiting'), unsettled('c', 'refused')];
    expect(syncStatus({ ...engine('offline'), unsettled: found })).toMatchObject({
      kind: 'offline',
      waiting: 2,
      attention: 1,
    });
  });

  it('counts an import of many mutations once, and once more where some of it was refused', () => {
    const gesture = { gesture: 'import' };
    const found = [
      unsettled('a', 'waiting', gesture),
      unsettled('b', 'waiting', gesture),
      unsettled('c', 'refused', gesture),
      unsettled('d', 'refused', gesture),
      unsettled('e', 'waiting'),
    ];
    expect(syncStatus({ ...engine('offline'), unsettled: found })).toMatchObject({
      waiting: 2,
      attention: 1,
    });
  });

  it('counts as the pages show it: what waits beside a refusal is to be looked at, and so is what was decided', () => {
    const mixed = { writes: [write(WRITE_STATES.contested), write(WRITE_STATES.refused)] };
    expect(syncStatus({ ...engine('idle'), unsettled: [unsettled('a', 'waiting', mixed)] })).toMatchObject({
      ...{ waiting: 0, attention: 1, conflicts: 1 },
    });
  });

  it('asks to sign in before it says anything of the server', () => {
    expect(syncStatus({ ...engine('offline'), session: 'signed_out' }).kind).toBe('signed_out');
  });

  it('is on its way while the worker only lacks the token that the window has', () => {
    expect(syncStatus(engine('signed_out')).kind).toBe('syncing');
  });

  it('says why it stopped, the window before the worker', () => {
    const stopped = engine('stopped', { fault: { fault: 'mismatch', message: 'older' } });
    expect(syncStatus(stopped)).toMatchObject({ kind: 'stopped', failure: { code: 'schema_mismatch' } });
    const failure = { code: 'storage_full' as const, message: 'full' };
    expect(syncStatus({ ...engine('idle'), failure })).toMatchObject({ kind: 'stopped', failure });
  });

  it('goes on where something is damaged, and says so', () => {
    const damaged = engine('idle', { fault: { fault: 'damaged', message: 'A record of deals' } });
    expect(syncStatus(damaged)).toMatchObject({ kind: 'up_to_date', failure: { code: 'record_damaged' } });
  });

  it('gives the last contact as a time', () => {
    expect(syncStatus(engine('idle', { last_contact: 0 })).last_contact_at).toBe('1970-01-01T00:00:00.000Z');
    expect(syncStatus(engine('idle')).last_contact_at).toBeNull();
  });
});
