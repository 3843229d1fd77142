import type { ErrorCode, Failure, OutboxEntry, SyncStatus } from '../api.ts';
import { ERROR_CODES } from '../api.ts';
import { gestureOf, isContested, type Mutation } from '../core/journal.ts';
import type { EngineFault } from '../core/engine.ts';
import { REMOTE_CODES } from '../remote/failures.ts';
import { outboxStateOf } from './journal-view.ts';
import type { Report } from './link.ts';

const CODES: Record<EngineFault, ErrorCode> = {
  ...REMOTE_CODES,
  removed: ERROR_CODES.no_workspace,
  damaged: ERROR_CODES.record_damaged,
  storage_full: ERROR_CODES.storage_full,
  storage_broken: ERROR_CODES.storage_broken,
  storage_newer: ERROR_CODES.storage_newer,
};

export type SyncFacts = {
  /** The last word of the worker that does the sync; undefined before the first. */
  report: Report | undefined;
  /** Mutations in which something is left to do or to look at. */
  unsettled: Iterable<Pick<Mutation, 'id' | 'gesture' | 'state' | 'writes'>>;
  /** Whether this window holds a session; local: there is no server to have one with. */
  session: 'signed_in' | 'signed_out' | 'local';
  /** What this window itself could not do. */
  failure: Failure | null;
};

/** The one visible state of the replica, from what its worker, its journal and its session say. */
export function syncStatus({ report, unsettled, session, failure }: SyncFacts): SyncStatus {
  const mutations = [...unsettled];
  const count = (state: OutboxEntry['state']) =>
    new Set(mutations.filter((one) => outboxStateOf(one) === state).map(gestureOf)).size;
  const waiting = session === 'local' ? 0 : count('waiting');
  const engine = report?.status;
  const fault = engine?.fault ?? null;
  const contact = engine?.last_contact ?? null;
  return {
    kind: kindOf(),
    waiting,
    attention: count('attention'),
    conflicts: mutations.filter(({ writes }) => writes.some(({ state }) => isContested(state))).length,
    first_sync: engine?.first_sync ?? null,
    last_contact_at: contact === null ? null : new Date(contact).toISOString(),
    failure: failure ?? (fault && { code: CODES[fault.fault], message: fault.message }),
  };

  function kindOf(): SyncStatus['kind'] {
    if (failure) return 'stopped';
    // Without a session nothing is asked of the server, so the person is told that first.
    if (session !== 'signed_in') return session;
    switch (engine?.kind) {
      case undefined:
      case 'starting':
        return 'starting';
      case 'offline':
      case 'stopped':
        return engine.kind;
      // There is a session, so the worker is about to get it.
      case 'signed_out':
        return 'syncing';
      case 'idle':
      case 'working':
        return waiting > 0 || engine.first_sync ? 'syncing' : 'up_to_date';
    }
  }
}
