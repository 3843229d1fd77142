import { expect, it } from 'vitest';
import { createManualTimer } from '../test/manual-timer.ts';
import { createClient, settle } from '../test/client.ts';
import { createMemoryServer } from '../test/memory-server.ts';
import { StorageError } from './ports.ts';

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

/** A server with more contacts than a page holds, and somebody who has not begun. */
function withManyContacts(count: number) {
  const timer = createManualTimer();
  const server = createMemoryServer(() => timer.now());
  for (let at = 0; at < count; at += 1) server.put('contacts', { id: `c${at}`, name: `Contact ${at}` });
  const client = createClient('ann', server, timer);
  const pull = client.remote.pull.bind(client.remote);
  const counted = { timer, client, pulls: 0 };
  client.remote.pull = (...asked) => {
    counted.pulls += 1;
    return pull(...asked);
  };
  return counted;
}

it('asks for the next pages while it stores those before, and for none twice', async () => {
  const counted = withManyContacts(2_500);
  const { client } = counted;
  const update = client.stores.rows.update.bind(client.stores.rows);
  const underWay: number[] = [];
  client.stores.rows.update = (table, ...rest) => {
    if (table === 'contacts') underWay.push(counted.pulls);
    return update(table, ...rest);
  };
  client.start();
  await settle();
  expect(underWay.slice(0, 3)).toEqual([2, 3, 3]);
  expect(client.stores.all('contacts')).toHaveLength(2_500);
  await client.stop();
});

it('takes no page after one that could not be stored', async () => {
  const { client, timer } = withManyContacts(2_500);
  const update = client.stores.rows.update.bind(client.stores.rows);
  let failures = 1;
  client.stores.rows.update = (table, ...rest) => {
    if (table !== 'contacts' || failures === 0) return update(table, ...rest);
    failures -= 1;
    return Promise.reject(new StorageError('storage_full', 'full, on purpose'));
  };
  client.start();
  await settle();
  timer.advance(120_000);
  await settle();
  expect(failures).toBe(0);
  expect(client.stores.all('contacts')).toHaveLength(2_500);
  await client.stop();
});
