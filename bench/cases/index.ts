// All cases, in the order in which they run.
import type { Case } from '../bench.ts';
import { disk } from './disk.ts';
import { drag } from './drag.ts';
import { firstSync } from './first-sync.ts';
import { live } from './live.ts';
import { longTasks } from './long-tasks.ts';
import { memory } from './memory.ts';
import { opening } from './opening.ts';
import { search } from './search.ts';
import { sending } from './sending.ts';
import { server } from './server.ts';
import { tables } from './tables.ts';

export const CASES: readonly Case[] = [
  firstSync,
  sending,
  live,
  disk,
  opening,
  drag,
  search,
  tables,
  longTasks,
  memory,
  server,
];
