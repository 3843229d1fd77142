import { expect, it } from 'vitest';
import { createManualTimer } from '../test/manual-timer.ts';
import { createClient, settle } from '../test/client.ts';
import { createMemoryServer } from '../test/memory-server.ts';

it('ends although somebody writes all the time what it brings first', async () => {
  const timer = createManualTimer();
  const server = createMemoryServer(() => timer.now());
  const at = new Date(timer.now()).toISOString();
  const note = {
    record_type: 'contact',
    record_id: 'c',
    entry_type: 'note',
    body: 'Met',
    payload: {},
    happened_at: at,
  };
  server.put('timeline_entries', { id: 'n', ...note });
  const client = createClient('ann', server, timer);
  const pull = client.remote.pull.bind(client.remote);
  let pulls = 0;
  client.remote.pull = (...asked) => {
    pulls += 1;
    const isOver = client.status()?.first_sync === null && pulls > 1;
    if (!isOver && pulls < 100) server.put('contacts', { id: 'c', name: `Contact ${pulls}` });
    return pull(...asked);
  };
  client.start();
  await settle();
  expect(pulls).toBeLessThan(20);
  expect(client.row('timeline_entries', 'n')).toBeDefined();
  await client.stop();
});
