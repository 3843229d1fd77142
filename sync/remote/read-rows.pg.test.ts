// The declarations are strict about what a row is, so what the server really holds has to pass them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { expect, it } from 'vitest';
import { startStack } from '../../supabase/local/stack.ts';
import { TABLE_NAMES } from '../schema/tables.ts';
import { createSupabaseRemote } from './supabase-remote.ts';

const DEMO = '018f0000-0000-7000-8000-000000000001';

it('takes every row of the demo workspace', async () => {
  const data = mkdtempSync(join(tmpdir(), 'outpost-demo-'));
  const stack = await startStack({ data, port: 0, seed: true, durable: false, log: () => undefined });
  try {
    const client = createClient(stack.url, stack.publishable_key, {
      auth: { persistSession: false, autoRefreshToken: false },
    });
    const signedIn = await client.auth.signInWithPassword(stack.users[0]!);
    const token = signedIn.data.session?.access_token ?? null;
    const remote = createSupabaseRemote({ ...stack, workspace_id: DEMO, token: () => token });
    const { tables } = await remote.pull(
      Object.fromEntries(TABLE_NAMES.map((table) => [table, null])),
      5_000,
    );
    const unreadable = Object.entries(tables).flatMap(([table, page]) =>
      (page.unreadable ?? []).map(({ column }) => `${table}.${column}`),
    );
    expect(unreadable).toEqual([]);
    expect(Object.values(tables).flatMap(({ rows }) => rows).length).toBeGreaterThan(200);
  } finally {
    await stack.close();
    rmSync(data, { recursive: true, force: true });
  }
});
