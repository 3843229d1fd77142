import { expect, it } from 'vitest';
import { wayOf } from './undo-keys.ts';

const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

it.each([
  ['z', { ctrlKey: true }, 'undo'],
  ['z', { metaKey: true }, 'undo'],
  ['Z', { ctrlKey: true, shiftKey: true }, 'redo'],
  ['Z', { metaKey: true, shiftKey: true }, 'redo'],
  ['y', { ctrlKey: true }, 'redo'],
  ['z', {}, null],
  ['z', { ctrlKey: true, altKey: true }, null],
  ['Y', { ctrlKey: true, shiftKey: true }, null],
])('%s with %o asks for %s', (key, held, way) => {
  expect(wayOf({ key, ...none, ...held })).toBe(way);
});
