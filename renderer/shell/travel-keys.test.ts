import { expect, it } from 'vitest';
import { goBack, goForward } from './screen.ts';
import { travelOf } from './travel-keys.ts';

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

it.each([
  ['linux', 'ArrowLeft', { altKey: true }, goBack],
  ['win32', 'ArrowRight', { altKey: true }, goForward],
  ['darwin', '[', { metaKey: true }, goBack],
  ['darwin', ']', { metaKey: true }, goForward],
  ['darwin', 'ArrowLeft', { altKey: true }, undefined],
  ['linux', 'ArrowLeft', {}, undefined],
  ['linux', 'ArrowLeft', { altKey: true, shiftKey: true }, undefined],
  ['linux', 'BrowserBack', {}, goBack],
] as const)('on %s, %s with %o', (platform, key, held, way) => {
  expect(travelOf({ key, ...none, ...held }, platform)).toBe(way);
});
