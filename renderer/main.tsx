import {
  carryOver,
  copyReplicas,
  countUnsent,
  createLocalWorkspace,
  dropReplicas,
  openAccount,
  openReplica,
  removeReplica,
  useLockKey,
  type Replica,
} from '../sync/index.ts';
import './bridge.ts';
import { enter } from './lock/enter.tsx';
import { start } from './start.tsx';

let replica: Replica | null = null;

await enter({
  bridge: window.outpost,
  useKey: useLockKey,
  copyReplicas,
  dropReplicas,
  countUnsent,
  close: async () => replica?.close(),
});
void start({
  bridge: window.outpost,
  openAccount,
  async openReplica(...asked) {
    const opened = await openReplica(...asked);
    if (opened.ok) replica = opened.value;
    return opened;
  },
  createLocalWorkspace,
  carryOver,
  removeReplica,
});
