import { expect, test } from 'vitest';
import { judgeSwitches } from './switches.ts';

const judged = (words: string[], isPackaged = true) =>
  judgeSwitches((name) => words.includes(name), isPackaged);

test('an ordinary start of an installed app is neither refused nor driven', () => {
  expect(judged(['user-data-dir', 'ozone-platform', 'no-sandbox'])).toEqual({
    refused: null,
    isDriven: false,
  });
});

test.each(['remote-debugging-port', 'remote-debugging-pipe'])(
  'an installed app takes --%s only with a data folder of its own, and then as driven',
  (name) => {
    expect(judged([name])).toMatchObject({ refused: name });
    expect(judged([name, 'user-data-dir'])).toEqual({ refused: null, isDriven: true });
  },
);

test.each(['ignore-certificate-errors', 'disable-web-security', 'ssl-key-log-file', 'remote-allow-origins'])(
  'an installed app never takes --%s',
  (name) => expect(judged([name, 'user-data-dir']).refused).toBe(name),
);

test('a development build takes what it is told', () => {
  expect(judged(['remote-debugging-port', 'ignore-certificate-errors'], false)).toEqual({
    refused: null,
    isDriven: false,
  });
});
