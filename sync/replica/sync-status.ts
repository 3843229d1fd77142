import type { ErrorCode, Failure, SyncStatus } from '../api.ts';
import { ERROR_CODES } from '../api.ts';
import type { Mutation } from '../core/journal.ts';
import type { RemoteFault, StorageFault } from '../core/ports.ts';
import type { Report } from './link.ts';

const CODES: Record<RemoteFault | StorageFault, ErrorCode> = {
  unreachable: ERROR_CODES.unreachable,
  busy: ERROR_CODES.unreachable,
  signed_out: ERROR_CODES.signed_out,
  mismatch: ERROR_CODES.schema_mismatch,
  broken: ERROR_CODES.unexpected,
  storage_full: ERROR_CODES.storage_full,
  storage_broken: ERROR_CODES.storage_broken,
};

export type SyncFacts = {
  /** The last word of the worker that does the sync; undefined before the first. */
  report: Report | undefined;
  /** Mutations that the server has not confirmed. */
  unsent: Iterable<Pick<Mutation, 'state'>>;
  /** Whether this window holds a session. */
  signed_in: boolean;
  /** What this window itself could not do. */
  failure: Failure | null;
};

/** The one visible state of the replica, from what its worker, its journal and its session say. */
export function syncStatus({ report, unsent, signed_in, failure }: SyncFacts): SyncStatus {
  let waiting = 0;
  let attention = 0;
  for (const { state } of unsent) {
    if (state === 'refused') attention += 1;
    else waiting += 1;
  }
  const engine = report?.status;
  const fault = engine?.fault ?? null;
  const contact = engine?.last_contact ?? null;
  return {
    kind: kindOf(),
    waiting,
    attention,
    first_sync: engine?.first_sync ?? null,
    last_contact_at: contact === null ? null : new Date(contact).toISOString(),
    failure: failure ?? (fault && { code: CODES[fault.fault], message: fault.message }),
  };

  function kindOf(): SyncStatus['kind'] {
    if (failure) return 'stopped';
    // Without a session nothing is asked of the server, so the person is told that first.
    if (!signed_in) return 'signed_out';
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
