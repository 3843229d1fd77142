import { expect, test } from 'vitest';
import { mayAsk, type Frame } from './sender.ts';

const top = { url: 'app://outpost/#/board', origin: 'app://outpost', parent: null };

test('the top frame of a window of ours may ask the shell', () => expect(mayAsk(top)).toBe(true));

test.each<[string, Frame]>([
  ['that is gone', null],
  ['inside of a window of ours', { ...top, parent: top }],
  ['on another origin', { ...top, url: 'https://example.com/', origin: 'https://example.com' }],
  ['of another host of our scheme', { ...top, url: 'app://other/', origin: 'app://other' }],
  ['without an origin, such as a sandboxed one', { ...top, origin: 'null' }],
  ['that shows nothing', { ...top, url: 'about:blank' }],
])('a frame %s may not', (_, frame) => expect(mayAsk(frame)).toBe(false));
