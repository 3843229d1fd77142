// The key that seals what is on this laptop: random, and kept only wrapped by a key from the person's passphrase. Deriving
// that takes 128 MiB of memory and most of a second, so that guessing is dear. Neither ever reaches a log.
import { createCipheriv, createDecipheriv, randomBytes, scrypt, type ScryptOptions } from 'node:crypto';

export const KEY_BYTES = 32;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** 128 · N · r bytes of memory: 128 MiB. By OWASP's password storage advice of 2023. */
export const COST = { N: 2 ** 17, r: 8, p: 1 } as const;
/** What a file may ask for at most: a changed one must not stop the machine. */
const MOST_MEMORY = 1024 * 1024 * 1024;

export type Cost = { N: number; r: number; p: number };
/** base64 texts. */
export type WrappedKey = Cost & { salt: string; wrapped: string };

export const newKey = (): Buffer => randomBytes(KEY_BYTES);

export async function wrapKey(key: Buffer, passphrase: string, cost: Cost = COST): Promise<WrappedKey> {
  const salt = randomBytes(SALT_BYTES);
  const wrapping = await derive(passphrase, salt, cost);
  return { ...cost, salt: salt.toString('base64'), wrapped: sealText(wrapping, key.toString('base64')) };
}

/** Null where the passphrase is another. */
export async function unwrapKey(of: WrappedKey, passphrase: string): Promise<Buffer | null> {
  const { N, r, p, salt, wrapped } = of;
  const wrapping = await derive(passphrase, Buffer.from(salt, 'base64'), { N, r, p });
  const opened = openText(wrapping, wrapped);
  return opened === null ? null : Buffer.from(opened, 'base64');
}

function derive(passphrase: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  const options = { ...cost, maxmem: MOST_MEMORY };
  return new Promise((resolve, reject) => {
    // One passphrase has one form, whatever keyboard it was typed on.
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, options, (error, derived) => {
      if (error) reject(error);
      else resolve(derived);
    });
  });
}

/** AES-256-GCM; base64 of nonce, tag and text. */
export function sealText(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Null for what this key did not seal. */
export function openText(key: Buffer, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const opened = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(opened).toString('utf8');
  } catch {
    return null;
  }
}
