import { ERROR_CODES, type ErrorCode, type Failure } from '../api.ts';
import type { RemoteError, RemoteFault } from '../core/ports.ts';

/** What a person is told of a server that could not be asked. */
export const REMOTE_CODES: Readonly<Record<RemoteFault, ErrorCode>> = {
  unreachable: ERROR_CODES.unreachable,
  busy: ERROR_CODES.unreachable,
  signed_out: ERROR_CODES.signed_out,
  mismatch: ERROR_CODES.schema_mismatch,
  broken: ERROR_CODES.unexpected,
};

export const remoteFailure = ({ fault, message }: RemoteError): Failure => ({
  code: REMOTE_CODES[fault],
  message,
});
