import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTextStore } from './text-store.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'outpost-text-store-'));
  file = path.join(folder, 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a text store', () => {
  test('gives an answered write back after it is opened again', async () => {
    await openTextStore(file).write('screen', 'board');
    expect(openTextStore(file).read('screen')).toBe('board');
  });

  test('keeps any key and any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), async (key, value) => {
        await openTextStore(file).write(key, value);
        expect(openTextStore(file).read(key)).toBe(value);
      }),
      { numRuns: 30, examples: [['__proto__', 'x']] },
    );
  });

  test('writes in the order asked', async () => {
    const store = openTextStore(file);
    await Promise.all(['1', '2', '3', '4'].map((value) => store.write('screen', value)));
    expect(openTextStore(file).read('screen')).toBe('4');
  });

  test('is settled when all its writes have ended', async () => {
    const store = openTextStore(file);
    void store.write('screen', 'board');
    await store.settled();
    expect(openTextStore(file).read('screen')).toBe('board');
  });

  test('leaves nothing but its file behind', async () => {
    const store = openTextStore(file);
    await store.write('screen', 'board');
    await store.write('screen', null);
    expect(store.read('screen')).toBeNull();
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  test.each(['', '{"screen":', '[]', 'null', '{"screen":7}', '\0\0\0'])(
    'sets %j aside and starts empty',
    async (text) => {
      writeFileSync(file, text);
      const store = openTextStore(file);
      expect(store.read('screen')).toBeNull();
      expect(readFileSync(`${file}.unreadable`, 'utf8')).toBe(text);
      await store.write('screen', 'board');
      expect(openTextStore(file).read('screen')).toBe('board');
    },
  );

  test('keeps the old value and takes later writes when one write fails', async () => {
    const store = openTextStore(path.join(folder, 'file', 'settings.json'));
    writeFileSync(path.join(folder, 'file'), 'in the way');
    await expect(store.write('screen', 'board')).rejects.toThrow();
    expect(store.read('screen')).toBeNull();
    rmSync(path.join(folder, 'file'));
    await store.write('screen', 'table');
    expect(store.read('screen')).toBe('table');
    expect(existsSync(path.join(folder, 'file', 'settings.json'))).toBe(true);
  });
});
