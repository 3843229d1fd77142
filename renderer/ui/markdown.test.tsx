import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Markdown } from './markdown.tsx';

const drawn = (text: string): string => renderToStaticMarkup(<Markdown text={text} />);

/** The elements that are drawn, each with the names of its attributes, and every address among them. */
function partsOf(html: string) {
  const tags = [...html.matchAll(/<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gu)];
  return {
    elements: new Set(tags.map(([, name]) => name)),
    attributes: new Set(
      tags.flatMap(([, , all = '']) => [...all.matchAll(/([\w:-]+)(?:="[^"]*")?/gu)].map(([, name]) => name)),
    ),
    addresses: [...html.matchAll(/(?:href|src|srcset|action|data|poster|xlink:href)="([^"]*)"/gu)].map(
      ([, at]) => at,
    ),
  };
}

const HARMLESS = new Set(
  'div p a em strong del code pre ul ol li blockquote hr br table thead tbody tr th td input sup section h2 span'.split(
    ' ',
  ),
);
const PLAIN = new Set(
  'class href title style checked disabled type start align id dir data-footnote-ref data-footnotes data-footnote-backref aria-describedby aria-label'.split(
    ' ',
  ),
);

function expectHarmless(text: string) {
  const { elements, attributes, addresses } = partsOf(drawn(text));
  for (const name of elements) expect(HARMLESS, `<${name ?? ''}> of ${text}`).toContain(name);
  for (const name of attributes) expect(PLAIN, `${name ?? ''} of ${text}`).toContain(name);
  for (const address of addresses) expect(address).toMatch(/^(?:https?|mailto|tel):/iu);
}

const PIECES = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>',
  '<iframe src="https://example.com"></iframe>',
  '<a href="javascript:alert(1)" onclick="alert(1)">x</a>',
  '<style>@import "https://example.com/x.css";</style>',
  '<meta http-equiv="refresh" content="0;url=https://example.com">',
  '<form action="https://example.com"><input name=x></form>',
  '<base href="https://example.com">',
  '<!--[if gte mso 9]><x:y/><![endif]-->',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt&colon;alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:x)',
  '[x](file:///etc/passwd)',
  '[x](blob:app://outpost/x)',
  '[x](app://outpost/x)',
  '[x](//example.com/x)',
  '[x](smb://example.com/x)',
  '<javascript:alert(1)>',
  '![x](https://example.com/seen.png)',
  '![x](data:image/svg+xml,<svg onload=alert(1)>)',
  '![x][y]\n\n[y]: https://example.com/seen.png "a"onerror="alert(1)"',
  '[x](https://example.com "a\\" onmouseover=\\"alert(1)")',
  'x[^1]\n\n[^1]: <b onclick=x>y</b>',
  '- [x] <input onfocus=alert(1) autofocus>',
  '|a|\n|-|\n|<img src=x onerror=alert(1)>|',
  '```html\n<script>alert(1)</script>\n```',
];

describe('a note', () => {
  test.each(PIECES)('%j draws nothing that runs, is loaded or leads elsewhere', expectHarmless);

  test('of any of them together, and of anything else, neither', () => {
    const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary' }), fc.webUrl());
    const between = fc.constantFrom('', ' ', '\n', '\n\n', '> ', '- ', '`', '**', '](', '"', '<', '>');
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, between), { maxLength: 6 }), (parts) =>
        expectHarmless(parts.flat().join('')),
      ),
      { numRuns: 400 },
    );
  });

  test('keeps its plain links, and shows a picture as a link that nobody follows by reading', () => {
    expect(
      partsOf(drawn('[x](https://example.com/) <mara@outpost.example> ![y](https://example.com/z.png)')),
    ).toMatchObject({
      addresses: ['https://example.com/', 'mailto:mara@outpost.example', 'https://example.com/z.png'],
    });
    expect(drawn('![y](https://example.com/z.png)')).not.toContain('<img');
  });
});
