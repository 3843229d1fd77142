import { expect, test } from 'vitest';
import { readStartup } from './startup.ts';

const demo = {
  url: 'http://127.0.0.1:1',
  publishable_key: 'k',
  email: 'a@b.c',
  password: 'p',
  sign_in: true,
};
const environment = {
  OUTPOST_DEMO: JSON.stringify(demo),
  OUTPOST_USER_DATA: '/data',
  OUTPOST_SMOKE: '/shot.png',
  OUTPOST_QUIT_WITH_STDIN: '1',
};

test('a development build takes what it is told', () => {
  expect(readStartup(environment, false)).toEqual({
    demo,
    userData: '/data',
    smoke: '/shot.png',
    quitWithStdin: true,
  });
});

test('a packaged build takes nothing from its environment', () => {
  expect(readStartup(environment, true)).toEqual({
    demo: null,
    userData: null,
    smoke: null,
    quitWithStdin: false,
  });
});

test('without variables there is nothing special', () => {
  expect(readStartup({}, false)).toEqual({ demo: null, userData: null, smoke: null, quitWithStdin: false });
});

test.each([
  '{',
  '{}',
  '[]',
  JSON.stringify({ ...demo, url: 'file:///x' }),
  JSON.stringify({ ...demo, more: 1 }),
])('the demo %s is refused with a sentence that does not repeat it', (text) =>
  expect(() => readStartup({ OUTPOST_DEMO: text }, false)).toThrow(
    /^OUTPOST_DEMO is not the JSON of a demo/u,
  ),
);
