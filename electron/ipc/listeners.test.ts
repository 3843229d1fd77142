import { describe, expect, test } from 'vitest';
import { EVENT_ARGUMENTS } from './arguments.ts';
import { createListeners } from './listeners.ts';

describe('what the shell tells a window', () => {
  test('waits for the first listener and comes to each in order', () => {
    const { deliver, on } = createListeners();
    const heard: unknown[] = [];
    deliver('link:opened', ['a']);
    deliver('link:opened', ['b']);
    on('link:opened', (url) => heard.push(url));
    on('link:opened', (url) => heard.push(`again ${String(url)}`));
    deliver('link:opened', ['c']);
    expect(heard).toEqual(['a', 'b', 'c', 'again c']);
  });

  test('ends with the function that listening answered, once for each time', () => {
    const { deliver, on } = createListeners();
    const heard: unknown[] = [];
    const listener = (url: unknown) => void heard.push(url);
    const stop = on('link:opened', listener);
    on('link:opened', listener);
    stop();
    deliver('link:opened', ['a']);
    expect(heard).toEqual(['a']);
  });

  test('is only what the contract names, and keeps no more than a few', () => {
    const { deliver, on } = createListeners();
    const heard: unknown[] = [];
    on('vault:read', () => heard.push('vault:read'))();
    deliver('vault:read', ['x']);
    for (let at = 0; at < 20; at += 1) deliver('link:opened', [at]);
    on('link:opened', (at) => heard.push(at));
    expect(heard).toEqual([12, 13, 14, 15, 16, 17, 18, 19]);
  });

  test('has only the agreed arguments', () => {
    expect(EVENT_ARGUMENTS['link:opened'].safeParse(['outpost://auth?code=12345678']).success).toBe(true);
    expect(EVENT_ARGUMENTS['link:opened'].safeParse(['https://outpost.example']).success).toBe(false);
    expect(EVENT_ARGUMENTS['link:opened'].safeParse(['outpost://auth?code=12345678&x=1']).success).toBe(
      false,
    );
    expect(EVENT_ARGUMENTS['reminder:clicked'].safeParse([1]).success).toBe(false);
  });
});
