// The Supabase project that the `stack` tests run against: a fresh local stack with the migrations and no demo
// data, or the hosted project that SUPABASE_URL and its keys name.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { addPgtap } from '../local/postgres-extensions.ts';
import { startStack } from '../local/stack.ts';

export type TestStack = {
  url: string;
  publishable_key: string;
  secret_key: string;
  /** '' where the hosted project's SUPABASE_DB_URL is not given. */
  database_url: string;
};

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface merges with vitest's own
  export interface ProvidedContext {
    stack: TestStack;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY, SUPABASE_DB_URL } = process.env;
  if (SUPABASE_URL && SUPABASE_PUBLISHABLE_KEY && SUPABASE_SECRET_KEY) {
    project.provide('stack', {
      url: SUPABASE_URL,
      publishable_key: SUPABASE_PUBLISHABLE_KEY,
      secret_key: SUPABASE_SECRET_KEY,
      database_url: SUPABASE_DB_URL ?? '',
    });
    return () => Promise.resolve();
  }
  const data = mkdtempSync(join(tmpdir(), 'outpost-stack-'));
  const log: string[] = [];
  const remove = (): void => rmSync(data, { recursive: true, force: true });
  try {
    addPgtap();
    const stack = await startStack({
      data,
      port: 0,
      seed: false,
      durable: false,
      log: (line) => log.push(line),
    });
    const { url, publishable_key, secret_key, database_url } = stack;
    project.provide('stack', { url, publishable_key, secret_key, database_url });
    return async () => {
      await stack.close();
      remove();
    };
  } catch (error) {
    process.stderr.write(`${log.join('\n')}\n`);
    remove();
    throw error;
  }
}
