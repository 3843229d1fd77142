import { expect, it } from 'vitest';
import { StorageError } from '../core/ports.ts';
import { settle } from '../test/client.ts';
import { createManualTimer } from '../test/manual-timer.ts';
import { createRecovery } from './recovery.ts';

it('tells of what could not be written, and finishes it by itself when there is room', async () => {
  const timer = createManualTimer();
  let full = true;
  let tries = 0;
  const recovery = createRecovery({
    finish() {
      tries += 1;
      return full ? Promise.reject(new StorageError('storage_full', 'No room.')) : Promise.resolve();
    },
    changed: () => undefined,
    timer,
    random: () => 0.5,
  });
  const passes = async (ms: number) => {
    for (let at = 0; at < ms; at += 100) {
      timer.advance(100);
      await settle();
    }
  };
  expect(recovery.failure()).toBeNull();
  recovery.failed(new StorageError('storage_full', 'No room.'));
  await passes(10_000);
  expect(recovery.failure()).toMatchObject({ code: 'storage_full' });
  expect(tries).toBeGreaterThan(1);
  expect(tries).toBeLessThan(10);
  full = false;
  await passes(31_000);
  expect(recovery.failure()).toBeNull();
  const before = tries;
  await passes(60_000);
  expect(tries).toBe(before);
  recovery.close();
});
