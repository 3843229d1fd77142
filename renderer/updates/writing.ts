// Tells the shell while this window writes, sends or receives, so that no update begins in the middle of it. A write
// counts from the call until it is durable; an import until its last row.
import type { Bridge } from '../../electron/ipc/contract.ts';
import type { Live, Replica } from '../../sync/index.ts';
import type { AppState } from '../start-up/app-state.ts';
import type { Ports } from '../start-up/start-up.ts';

const WRITES = [
  'moveCard',
  'moveCards',
  'mutate',
  'importRecords',
  'undo',
  'redo',
  'retry',
  'discard',
  'takeBack',
  'dismiss',
  'signOut',
] as const satisfies readonly (keyof Replica)[];

type Write = (...args: unknown[]) => Promise<unknown>;
type Writes = Record<(typeof WRITES)[number], Write>;

export type WriteCount = {
  /** The same replica, whose writes are counted. */
  counted: (replica: Replica) => Replica;
  underWay: () => boolean;
  subscribe: (listener: () => void) => void;
};

export function createWriteCount(): WriteCount {
  let count = 0;
  const listeners: (() => void)[] = [];
  const add = (by: number) => {
    count += by;
    for (const listener of listeners) listener();
  };
  const during = async (write: () => Promise<unknown>): Promise<unknown> => {
    add(1);
    try {
      return await write();
    } finally {
      add(-1);
    }
  };
  return {
    counted(replica) {
      const writes = replica as unknown as Writes;
      const counts: [string, Write][] = WRITES.map((name) => [
        name,
        (...args) => during(() => writes[name](...args)),
      ]);
      return Object.assign({ ...replica }, Object.fromEntries(counts));
    },
    underWay: () => count > 0,
    subscribe: (listener) => void listeners.push(listener),
  };
}

/** The same ports, which open replicas whose writes are counted. */
export const countedPorts = (ports: Ports, { counted }: WriteCount): Ports => ({
  ...ports,
  async openReplica(...args) {
    const opened = await ports.openReplica(...args);
    return opened.ok ? { ok: true, value: counted(opened.value) } : opened;
  },
});

/** Called once per window, whatever replica it shows. */
export function startWriting(bridge: Bridge, state: Live<AppState>, writes: WriteCount): void {
  let told = false;
  let leave = () => undefined as unknown;
  let watched: Replica | null = null;
  const tell = () => {
    const shown = state.get();
    const opening = shown?.kind === 'opening' && shown.updating !== undefined;
    const writing = opening || writes.underWay() || watched?.sync.get()?.kind === 'syncing';
    if (writing !== told) void bridge.call('window:writing', (told = writing));
  };
  const watch = () => {
    const shown = state.get();
    const replica = shown?.kind === 'ready' ? shown.replica : null;
    if (replica !== watched) {
      leave();
      watched = replica;
      leave = replica?.sync.subscribe(tell) ?? (() => undefined);
    }
    tell();
  };
  writes.subscribe(tell);
  state.subscribe(watch);
  // A window that was loaded anew may have told otherwise before.
  void bridge.call('window:writing', false);
  watch();
}
