import { expect, test } from 'vitest';
import { decodeFrame, encodeBroadcast, encodeFrame } from './frames.ts';
import { readChangeRequest, readJoin } from './join-config.ts';
import { readToken } from './tokens.ts';

test('a text frame survives the way there and back', () => {
  const frame = { join_ref: '1', ref: null, topic: 'realtime:a', event: 'x', payload: { a: [1, 'ü'] } };
  expect(decodeFrame(Buffer.from(encodeFrame(frame)), false)).toEqual(frame);
});

test.each(['', '{}', '[1]', '[null,null,"t","e"'])('%j is no frame', (text) => {
  expect(decodeFrame(Buffer.from(text), false)).toBeUndefined();
});

test('a cut binary frame is no frame', () => {
  expect(decodeFrame(Buffer.from([3, 1, 1]), true)).toBeUndefined();
  expect(decodeFrame(Buffer.from([9]), true)).toBeUndefined();
});

test('a broadcast of bytes is a frame of kind 4 with its lengths in bytes', () => {
  const encoded = encodeBroadcast('realtime:ü', {
    event: 'e',
    payload: Buffer.from([7, 8]),
    meta: { id: 1 },
  });
  expect([...(encoded as Buffer).subarray(0, 5)]).toEqual([4, 11, 1, 8, 0]);
  expect([...(encoded as Buffer).subarray(-2)]).toEqual([7, 8]);
});

test('a join without a config, or with nonsense in it, asks for nothing', () => {
  const nothing = { isPrivate: false, ack: false, self: false, postgresChanges: [], unserved: [] };
  for (const payload of [undefined, null, {}, { config: 7 }, { config: { private: 'no', broadcast: 1 } }])
    expect(readJoin(payload)).toMatchObject(nothing);
  expect(readJoin({ config: { private: 'true', broadcast: { replay: {} } } })).toMatchObject({
    isPrivate: true,
    unserved: ['broadcast.replay'],
  });
});

test('filters are split at commas outside quotes and lists', () => {
  const filter = 'a=in.("x,y",z),b=eq.1';
  expect(readChangeRequest({ event: 'insert', table: 't', filter })).toEqual({
    event: 'INSERT',
    schema: 'public',
    table: 't',
    filters: [
      { column: 'a', op: 'in', values: ['x,y', 'z'] },
      { column: 'b', op: 'eq', values: ['1'] },
    ],
  });
  expect(() => readChangeRequest({ event: '*', filter: 'a=eq.1' })).toThrow('needs a table');
});

test.each([
  ['nonsense', 'MalformedJWT'],
  ['e30.e30.e30', 'JwtSignatureError'],
  // {"alg":"none"}
  ['eyJhbGciOiJub25lIn0.e30.', 'JwtSignatureError'],
])('the token %s is refused as %s', (token, code) => {
  expect(() => readToken(token, 'secret')).toThrow(expect.objectContaining({ code }));
});
