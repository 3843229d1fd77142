import { expect, it } from 'vitest';
import { createClient, settle } from '../test/client.ts';
import { createManualTimer } from '../test/manual-timer.ts';
import { createMemoryServer } from '../test/memory-server.ts';

it('while a forgotten transaction holds back the horizon, the server is asked ever more rarely', async () => {
  const timer = createManualTimer();
  const server = createMemoryServer(() => timer.now());
  const client = createClient('ann', server, timer);
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 150) {
      timer.advance(150);
      await settle();
    }
  };
  client.start();
  await settle();
  const forgotten = server.begin();
  forgotten.put('contacts', { id: 'c', name: 'Late' });
  server.put('companies', { id: 'n', name: 'Nordwind' });
  const before = client.remote.calls.pull;
  await pass(30_000);
  expect(client.remote.calls.pull - before).toBeLessThan(20);
  forgotten.commit();
  await pass(5_000);
  expect(client.row('companies', 'n')).toBeDefined();
  expect(client.row('contacts', 'c')).toBeDefined();
  await client.stop();
});
