// The reader of a window: opens the replica's database once more and holds its rows, so that sorting, filtering and
// searching are no work for the window's thread. Writes nothing.
import { openDatabase, type ReplicaDatabase } from '../replica/database.ts';
import { openSharedChannel, type SharedChannel } from '../replica/link.ts';
import { storageFailure } from '../replica/results.ts';
import { holdKey, type KeyMessage } from '../replica/sealed/realm-key.ts';
import { systemTimer } from '../replica/system.ts';
import type { FromReader, Request, ToReader } from './messages.ts';
import { createReader, type Reader } from './worker/reader.ts';

declare const self: DedicatedWorkerGlobalScope;

const OPEN_AGAIN_MS = 10_000;

const tell = (message: FromReader) => self.postMessage(message);
const closing = new AbortController();
const early: Request[] = [];
let reader: Reader | null = null;
let database: ReplicaDatabase | null = null;
let shared: SharedChannel | null = null;

async function open(name: string, me: string): Promise<void> {
  shared ??= openSharedChannel(name, () => undefined);
  try {
    database = await openDatabase(name, {
      hears: 'rows',
      damaged: (damage) => shared?.post({ kind: 'damaged', ...damage }),
      signal: closing.signal,
    });
  } catch (error) {
    if (closing.signal.aborted) return;
    tell({ kind: 'failure', failure: storageFailure(error) });
    setTimeout(() => void open(name, me), OPEN_AGAIN_MS);
    return;
  }
  if (closing.signal.aborted) return;
  tell({ kind: 'failure', failure: null });
  reader = createReader({ database, me, timer: systemTimer, tell });
  for (const message of early.splice(0)) reader.receive(message);
}

async function close(): Promise<void> {
  closing.abort();
  await opening;
  reader?.close();
  shared?.close();
  await database?.database.close();
  tell({ kind: 'closed' });
}

let opening: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<ToReader | KeyMessage>) => {
  switch (data.kind) {
    case 'key':
      holdKey(data.key);
      return;
    case 'open':
      opening = open(data.name, data.me);
      return;
    case 'close':
      void close();
      return;
    case 'ask':
      tell({ kind: 'here' });
      return;
    default:
      if (reader) reader.receive(data);
      else early.push(data);
  }
};
