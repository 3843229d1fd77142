import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOwnBlob, isOwnUrl, openableLink } from './origin.ts';

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

test('what a window made itself is told from what it got elsewhere', () => {
  expect(isOwnBlob('blob:app://outpost/0f0c8e36-4ad1-4a8c-9b1f-3d1a2f5f5b1e')).toBe(true);
  for (const url of [
    'blob:https://outpost/x',
    'blob:null/x',
    'app://outpost/',
    'data:,x',
    'https://a.b/c.csv',
  ])
    expect(isOwnBlob(url), url).toBe(false);
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
    'https://mara@example.com',
    'https://exam\nple.com',
    'https://example.com/\0',
    'https://example.com/\u0085',
    `https://example.com/${'a'.repeat(2048)}`,
    'mailto:mara@outpost.example?attach=/etc/passwd',
    'mailto:mara@outpost.example?subject=x&ATTACH=C:/secret',
    'tel:*#06#',
    'tel:+49301234"&calc.exe',
    'smb://x',
    'ms-msdt:/id',
    'search-ms:query=x',
    'vbscript:x',
    'blob:https://example.com/x',
    'data:text/html,x',
    'view-source:https://example.com',
    'outpost://connect?url=https://a.b&key=k',
    'app://outpost/',
    '__proto__:x',
    '',
  ])('may not be %j', (url) => expect(openableLink(url)).toBeNull());

  test.each([
    ['mailto:Mara "M" <mara@outpost.example>', 'mailto:Mara%20%22M%22%20%3Cmara@outpost.example%3E'],
    ["https://example.com/it's|`x`", 'https://example.com/it%27s%7C%60x%60'],
    ['HTTPS:\\\\example.com\\share', 'https://example.com/share'],
  ])('%s is handed on as %s', (asked, handed) => expect(openableLink(asked)).toBe(handed));

  test('is always one of three schemes in signs that end no argument, whatever is asked', () => {
    const scheme = fc.constantFrom('https://', 'https:', 'mailto:', 'tel:', 'tel:+49', 'HTTPS://a.b/');
    const asked = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.tuple(fc.string(), fc.string()).map((parts) => parts.join(':')),
      fc.tuple(scheme, fc.string({ unit: 'grapheme' })).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(asked, (text) => {
        const link = openableLink(text);
        if (link === null) return;
        expect(link).toMatch(/^(https:\/\/[^/@]|mailto:|tel:)[!#-&(-;=?-[\]_a-z~]*$/u);
        expect(openableLink(link)).toBe(link);
      }),
      { numRuns: 2_000 },
    );
  });
});
