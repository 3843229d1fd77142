import { openReplica, signIn } from '../sync/index.ts';
import './bridge.ts';
import { start } from './start.tsx';

void start({ bridge: window.outpost, openReplica, signIn });
