import { describe, expect, it } from 'vitest';
import css from './tokens.css?raw';

/** The custom properties of the rule that starts with `selector`. */
function tokens(selector: string): Record<string, string> {
  const start = css.indexOf(selector);
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('\n}', start));
  return Object.fromEntries<string>(
    [...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const dots = Object.values(tokens(':root'));

describe.each(['light', 'dark'])('the %s theme', (name) => {
  const theme = tokens(`[data-theme='${name}']`);
  const ground = ['paper', 'surface', 'sunken'].map((key) => theme[key] ?? '');

  it.each(['text', 'secondary', 'won', 'lost', 'due', 'waiting'])(
    'writes %s readably on every ground',
    (key) => {
      for (const below of ground) expect(contrast(theme[key] ?? '', below)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(['text', 'secondary', 'lost', 'waiting'])('writes %s readably where it is selected', (key) => {
    expect(contrast(theme[key] ?? '', theme['selected'] ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['control', 'accent'])('draws %s visibly on every ground', (key) => {
    for (const below of ground) expect(contrast(theme[key] ?? '', below)).toBeGreaterThanOrEqual(3);
  });

  it('writes readably on the accent and on tooltips', () => {
    expect(contrast(theme['on-accent'] ?? '', theme['accent'] ?? '')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme['on-accent'] ?? '', theme['accent-hover'] ?? '')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme['on-tip'] ?? '', theme['tip'] ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it('keeps all twelve dots visible', () => {
    expect(dots).toHaveLength(12);
    for (const dot of dots)
      for (const below of ground) expect(contrast(dot, below)).toBeGreaterThanOrEqual(3);
  });
});
