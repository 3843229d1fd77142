import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerCall, type IpcHandlers } from './answer.ts';
import { ARGUMENTS } from './arguments.ts';
import { CHANNELS } from './channels.ts';
import type { IpcChannel, Launch } from './contract.ts';

const launch: Launch = { version: '1', runtime: 'x', platform: 'linux', vault: 'memory', demo: null };
const calls: unknown[][] = [];
const noted =
  <T>(value: T) =>
  (...args: unknown[]): T => {
    calls.push(args);
    return value;
  };
const handlers: IpcHandlers<string> = {
  'launch:read': noted(launch),
  'vault:read': noted('secret'),
  'vault:write': noted(null),
  'vault:remove': noted(null),
  'setting:read': noted('board'),
  'setting:write': noted(null),
  'link:open': noted(null),
  'reminder:show': noted(null),
  'window:painted': noted(null),
};
const silent = (): void => undefined;
const channels = [...CHANNELS] as IpcChannel[];
const call = (channel: IpcChannel, sender: string | null, ...args: unknown[]) =>
  answerCall(handlers, silent, channel, sender, args);

describe('a call', () => {
  test('is answered by its handler with the sender and the arguments', async () => {
    calls.length = 0;
    expect(await call('vault:write', 'window', 'session/127.0.0.1:54321', 'text')).toEqual({
      ok: true,
      value: null,
    });
    expect(calls).toEqual([['window', 'session/127.0.0.1:54321', 'text']]);
  });

  test.each(channels)('%s from anywhere but a window of ours is refused', async (channel) => {
    expect(await call(channel, null)).toMatchObject({ ok: false, error: { code: 'bad_sender' } });
  });

  test.each<[IpcChannel, ...unknown[]]>([
    ['vault:read'],
    ['vault:read', ''],
    ['vault:read', 'a'.repeat(201)],
    ['vault:read', 'a', 'b'],
    ['vault:write', 'key', 'é'.repeat(32 * 1024 + 1)],
    ['setting:read', 'window'],
    ['setting:read', '__proto__'],
    ['setting:write', 'screen', 'x'.repeat(16 * 1024 + 1)],
    ['setting:write', 'screen', undefined],
    ['link:open', 'file:///etc/passwd'],
    ['reminder:show', 'Tasks'],
    ['reminder:show', '', 'Due today'],
    ['reminder:show', 'Tasks', 'one\nanother'],
    ['reminder:show', 'Tasks', 'a'.repeat(301)],
    ['window:painted', 1],
  ])('%s %s is refused', async (...[channel, ...args]) => {
    expect(await call(channel, 'window', ...args)).toMatchObject({
      ok: false,
      error: { code: 'bad_argument' },
    });
  });

  test('with hostile arguments reaches a handler only in the agreed shape, and never throws', async () => {
    const piece = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withMap: true }),
      fc.string(),
      fc.webUrl(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...channels),
        fc.array(piece, { maxLength: 3 }),
        async (channel, args) => {
          calls.length = 0;
          const answer = await call(channel, 'window', ...args);
          expect(answer.ok).toBe(ARGUMENTS[channel].safeParse(args).success);
          expect(calls).toEqual(answer.ok ? [['window', ...args]] : []);
          if (!answer.ok) expect(answer.error.message).toBe(`${channel} does not take these arguments.`);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('that fails is answered and logged without its words', async () => {
    const lines: string[] = [];
    const fail = (code: string) => (): never => {
      throw Object.assign(new Error('secret words'), { code });
    };
    const answer = (code: string) =>
      answerCall(
        { ...handlers, 'vault:read': fail(code) },
        (line) => lines.push(line),
        'vault:read',
        'window',
        ['key'],
      );
    expect(await answer('ENOSPC')).toMatchObject({ error: { code: 'unavailable' } });
    expect(await answer('secret words')).toMatchObject({ error: { code: 'failed' } });
    expect(lines).toEqual(['vault:read failed: ENOSPC', 'vault:read failed: unexpected']);
  });
});
