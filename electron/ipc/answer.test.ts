import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerCall, type IpcHandlers } from './answer.ts';
import { CHANNELS } from './channels.ts';
import { FAULT_KINDS, SETTING_KEYS, type IpcChannel, type IpcContract } from './contract.ts';

const calls: unknown[][] = [];
const noted =
  <T>(value: T) =>
  (...args: unknown[]): T => {
    calls.push(args);
    return value;
  };
const silent = (): void => undefined;
const channels = [...CHANNELS] as IpcChannel[];
const handlers = Object.fromEntries(
  channels.map((name) => [name, noted(null)]),
) as unknown as IpcHandlers<string>;

type Check = (value: unknown) => boolean;
const isText =
  (maxBytes: number, form = /^/u): Check =>
  (value) =>
    typeof value === 'string' && Buffer.byteLength(value) <= maxBytes && form.test(value);
const isKey = isText(200, /^session\/[^\s/\\]+$/u);
const isSetting: Check = (value) => SETTING_KEYS.includes(value as never);
const isLine = (most: number): Check => isText(4 * most, /^[^\n\r\0]+$/u);

/** What each channel takes, said a second time and without the code that checks it: one rule per argument. */
const AGREED: Record<IpcChannel, Check[]> = {
  'launch:read': [],
  'vault:read': [isKey],
  'vault:write': [isKey, isText(64 * 1024)],
  'vault:remove': [isKey],
  'setting:read': [isSetting],
  'setting:write': [isSetting, (value) => value === null || isText(16 * 1024)(value)],
  'link:open': [isText(3 * 2048, /^(https|mailto|tel):[^\s]*$/iu)],
  'reminder:show': [isLine(100), isLine(300)],
  'updates:read': [],
  'updates:check': [],
  'updates:channel': [(value) => value === 'stable' || value === 'beta'],
  'updates:restart': [],
  'window:writing': [(value) => typeof value === 'boolean'],
  'fault:note': [(value) => FAULT_KINDS.includes(value as never), isText(400), isText(16 * 1024)],
  'log:read': [],
  'lock:read': [],
  'lock:unlock': [isText(1024, /^[^]/u)],
  'lock:turn_on': [isText(1024, /^[^]{10}/)],
  'lock:turn_off': [isText(1024, /^[^]/u)],
  'lock:change': [isText(1024, /^[^]/u), isText(1024, /^[^]{10}/)],
  'lock:idle': [(value) => value === null || [1, 5, 15, 30, 60].includes(value as number)],
  'lock:now': [],
  'lock:moved': [(value) => value === 'copy' || value === 'drop'],
  'lock:forget': [],
  'window:painted': [],
};

/** Arguments that each channel takes. */
const EXAMPLES: { [C in IpcChannel]: IpcContract[C]['args'] } = {
  'launch:read': [],
  'vault:read': ['session/a.b'],
  'vault:write': ['session/a.b', 'text'],
  'vault:remove': ['session/a.b'],
  'setting:read': ['screen'],
  'setting:write': ['screen', null],
  'link:open': ['https://example.com/'],
  'reminder:show': ['Tasks', 'Due today'],
  'updates:read': [],
  'updates:check': [],
  'updates:channel': ['beta'],
  'updates:restart': [],
  'window:writing': [true],
  'fault:note': ['error', 'TypeError', '    at main.js:1:2'],
  'log:read': [],
  'lock:read': [],
  'lock:unlock': ['correct horse'],
  'lock:turn_on': ['correct horse'],
  'lock:turn_off': ['correct horse'],
  'lock:change': ['correct horse', 'battery staple'],
  'lock:idle': [5],
  'lock:now': [],
  'lock:moved': ['copy'],
  'lock:forget': [],
  'window:painted': [],
};

/** Whatever code in a window can send, and what it cannot too: odd, huge, hostile to whoever looks at it. */
const HOSTILE = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\0', '\u2028', '\ud800', 'a'.repeat(1_000_000), '__proto__', 'constructor', '../../x'),
  fc.constantFrom<unknown>(
    JSON.parse('{"__proto__": {"ok": true}, "length": 1}'),
    { toString: () => 'session/a.b', length: 11 },
    new String('session/a.b'),
    Object.assign([], { 0: 'session/a.b', length: 1 }),
    () => 'session/a.b',
    Symbol.iterator,
    new ArrayBuffer(1 << 20),
  ),
);
const LIKELY = fc.oneof(
  fc.constantFrom(...Object.values(EXAMPLES).flat()),
  fc.string().map((rest) => `session/${rest}`),
  fc.webUrl(),
  fc
    .tuple(fc.constantFrom('file:', 'javascript:', 'smb://', 'tel:', 'mailto:'), fc.string())
    .map((all) => all.join('')),
);

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
    ['vault:read', 'lock'],
    ['vault:read', 'session/../settings'],
    ['vault:write', 'session/a.b', 'é'.repeat(32 * 1024 + 1)],
    ['setting:read', 'window'],
    ['setting:read', '__proto__'],
    ['setting:read', ['screen']],
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
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...channels),
        fc.array(fc.oneof(HOSTILE, LIKELY), { maxLength: 4 }),
        async (channel, args) => {
          calls.length = 0;
          const answer = await call(channel, 'window', ...args);
          expect(calls).toEqual(answer.ok ? [['window', ...args]] : []);
          if (answer.ok) {
            expect(args).toHaveLength(AGREED[channel].length);
            for (const [at, isAgreed] of AGREED[channel].entries()) expect(args[at]).toSatisfy(isAgreed);
          } else
            expect(answer.error).toEqual({
              code: 'bad_argument',
              message: `${channel} does not take these arguments.`,
            });
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test('is answered whatever a handler throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...channels), fc.anything(), async (channel, thrown) => {
        const broken = Object.fromEntries(
          channels.map((name) => [
            name,
            () => {
              throw thrown;
            },
          ]),
        ) as unknown as IpcHandlers<string>;
        const answer = await answerCall(broken, silent, channel, 'window', EXAMPLES[channel]);
        expect(answer).toMatchObject({ ok: false, error: { code: 'failed' } });
      }),
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
        ['session/a.b'],
      );
    expect(await answer('ENOSPC')).toMatchObject({ error: { code: 'unavailable' } });
    expect(await answer('secret words')).toMatchObject({ error: { code: 'failed' } });
    expect(lines).toEqual(['vault:read failed: ENOSPC', 'vault:read failed: unexpected']);
  });
});
