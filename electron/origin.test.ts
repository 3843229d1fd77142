import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOwnUrl, openableLink } from './origin.ts';

describe('the own origin', () => {
  test.each(['app://outpost/', 'app://outpost/index.html#/board', 'app://outpost'])('has %s', (url) => {
    expect(isOwnUrl(url)).toBe(true);
  });

  test.each([
    'app://outpost.example/',
    'app://other/',
    'https://outpost/',
    'app:outpost',
    'app://u@outpost:1/',
    'about:blank',
    '',
  ])('does not have %j', (url) => expect(isOwnUrl(url)).toBe(false));
});

describe('a link', () => {
  test.each(['https://example.com/a?b#c', 'mailto:alex@outpost.example', 'tel:+49301234'])(
    'may be %s',
    (url) => {
      expect(openableLink(url)).toBe(url);
    },
  );

  test.each([
    'http://example.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://a:b@example.com',
    'smb://x',
    'app://outpost/',
    '',
  ])('may not be %j', (url) => expect(openableLink(url)).toBeNull());

  test('is always one of three schemes, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.tuple(fc.string(), fc.string()).map((parts) => parts.join(':')),
        ),
        (text) => {
          expect(openableLink(text) ?? 'https:').toMatch(/^(https|mailto|tel):/u);
        },
      ),
    );
  });
});
