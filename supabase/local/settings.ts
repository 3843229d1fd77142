// What a data folder keeps between starts: keys and passwords, made once from the system's random source and
// readable by their owner only.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateApiKey } from '@supabase/lite';
import { codeOf, StackError } from './stack-error.ts';

export type Settings = {
  publishable_key: string;
  secret_key: string;
  /** Signs the access tokens (HS256). */
  jwt_secret: string;
  /** Password of the database roles `postgres` and `supabase_admin`. */
  database_password: string;
};

export async function readOrMakeSettings(data: string): Promise<Settings> {
  const path = join(data, 'stack.json');
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Partial<Settings>;
    const { publishable_key, secret_key, jwt_secret, database_password } = kept;
    if (publishable_key && secret_key && jwt_secret && database_password)
      return { publishable_key, secret_key, jwt_secret, database_password };
    throw new SyntaxError('a setting is missing');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT')
      throw new StackError(`${path} cannot be read: restore it, or delete the folder ${data} to begin anew.`);
  }
  const settings: Settings = {
    publishable_key: (await generateApiKey('publishable')).key,
    secret_key: (await generateApiKey('secret')).key,
    jwt_secret: randomBytes(32).toString('hex'),
    database_password: randomBytes(18).toString('hex'),
  };
  mkdirSync(data, { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return settings;
}
