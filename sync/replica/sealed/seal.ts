// What a stored document shows without the key, and what it does not: everything that no index needs is one sealed text
// (AES-256-GCM), bound to what stays readable, so that neither can be put beside another.
import type { Document } from '../migrations.ts';

/** Of one collection; `documents` as RxDB or as its Dexie storage has them: both differ in `_deleted` only. */
export type Seal = {
  /** Fields that an index needs, and RxDB's own. */
  readonly readable: ReadonlySet<string>;
  close(document: Document): Promise<Document>;
  /** What cannot be opened comes back with its readable part alone, so that whoever reads it sees that it is damaged. */
  open(stored: Document): Promise<Document>;
};

/** `indexed`: the fields of all indexes; an `id` is the primary key of every collection. */
export type Sealed = { collection: string; indexed: readonly string[] };

const SEALED = 'sealed';
const OF_RXDB = ['_deleted', '_attachments', '_meta', '_rev'] as const;
const NONCE_BYTES = 12;
/** More arguments than this at once are too many for some engines. */
const CHUNK = 8_192;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export function createSeal(key: CryptoKey, { collection, indexed }: Sealed): Seal {
  const bound = ['id', ...new Set(indexed.filter((field) => !field.startsWith('_') && field !== 'id'))];
  const readable = new Set<string>([...bound, ...OF_RXDB]);
  const boundTo = (document: Document) =>
    encoder.encode(JSON.stringify([collection, ...bound.map((field) => document[field] ?? null)]));
  const readablePart = (document: Document): Record<string, unknown> => {
    const part: Record<string, unknown> = {};
    for (const field of readable) if (Object.hasOwn(document, field)) part[field] = document[field];
    return part;
  };

  return {
    readable,
    async close(document) {
      const stored = readablePart(document);
      const hidden: Record<string, unknown> = {};
      for (const field in document) if (!readable.has(field)) hidden[field] = document[field];
      const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const closed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: boundTo(stored) },
        key,
        encoder.encode(JSON.stringify(hidden)),
      );
      stored[SEALED] = textOf(iv) + textOf(new Uint8Array(closed));
      return stored;
    },
    async open(stored) {
      const document = readablePart(stored);
      try {
        const bytes = bytesOf(String(stored[SEALED]));
        const opened = await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv: bytes.subarray(0, NONCE_BYTES), additionalData: boundTo(stored) },
          key,
          bytes.subarray(NONCE_BYTES),
        );
        return { ...document, ...(JSON.parse(decoder.decode(opened)) as Document) };
      } catch {
        return document;
      }
    },
  };
}

/** One character per byte: IndexedDB stores such a text at one byte each, and RxDB takes a list of bytes apart. */
function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    // As a list of arguments it takes a tenth of the time that spreading takes.
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + CHUNK) as unknown as number[]);
  return text;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
