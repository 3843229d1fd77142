// The frames of Realtime's protocol 2.0.0, both ways. Text frames are JSON arrays [join_ref, ref, topic, event,
// payload]; a client's broadcast comes as a binary frame of kind 3, and binary payloads go out as kind 4.
// Source: node_modules/@supabase/realtime-js/dist/module/lib/serializer.js
import { z } from 'zod';

export type Frame = {
  join_ref: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
};

/** A broadcast's `payload` is JSON, or bytes as they came. */
export type Broadcast = { event: string; payload: unknown; meta?: Record<string, unknown> };

const USER_BROADCAST_PUSH = 3;
const USER_BROADCAST = 4;
const PUSH_HEADER_BYTES = 7;
const JSON_ENCODING = 1;
const TextFrame = z.tuple([
  z.string().nullable(),
  z.string().nullable(),
  z.string(),
  z.string(),
  z.unknown(),
]);

/** Reads one frame; undefined when it is none. A client's broadcast has a `Broadcast` as its payload. */
export function decodeFrame(data: Buffer, isBinary: boolean): Frame | undefined {
  try {
    if (isBinary) return decodeUserBroadcastPush(data);
    const [join_ref, ref, topic, event, payload] = TextFrame.parse(JSON.parse(data.toString('utf8')));
    return { join_ref, ref, topic, event, payload };
  } catch {
    return undefined;
  }
}

function decodeUserBroadcastPush(data: Buffer): Frame | undefined {
  if (data.readUInt8(0) !== USER_BROADCAST_PUSH) return undefined;
  let offset = PUSH_HEADER_BYTES;
  const field = (header: number): string => {
    const from = offset;
    offset += data.readUInt8(header);
    return data.toString('utf8', from, offset);
  };
  const [join_ref, ref, topic, event] = [field(1), field(2), field(3), field(4)];
  field(5);
  const body = data.subarray(offset);
  const payload: unknown = data.readUInt8(6) === JSON_ENCODING ? JSON.parse(body.toString('utf8')) : body;
  const broadcast: Broadcast = { event, payload };
  return { join_ref, ref, topic, event: 'broadcast', payload: broadcast };
}

export function encodeFrame({ join_ref, ref, topic, event, payload }: Frame): string {
  return JSON.stringify([join_ref, ref, topic, event, payload]);
}

export function encodeBroadcast(topic: string, { event, payload, meta }: Broadcast): string | Buffer {
  if (Buffer.isBuffer(payload)) {
    const fields = [topic, event, meta ? JSON.stringify(meta) : ''].map((text) => Buffer.from(text));
    const sizes = fields.map((field) => field.length);
    return Buffer.concat([Buffer.from([USER_BROADCAST, ...sizes, 0]), ...fields, payload]);
  }
  const body = { type: 'broadcast', event, payload, ...(meta ? { meta } : {}) };
  return encodeFrame({ join_ref: null, ref: null, topic, event: 'broadcast', payload: body });
}
