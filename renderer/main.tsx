import { carryOver, createLocalWorkspace, openAccount, openReplica, removeReplica } from '../sync/index.ts';
import './bridge.ts';
import { start } from './start.tsx';

void start({
  bridge: window.outpost,
  openAccount,
  openReplica,
  createLocalWorkspace,
  carryOver,
  removeReplica,
});
