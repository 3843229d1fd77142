// Each test of the pgTAP files, which `supabase test db` runs on a hosted project, is one here.
import { describe, expect, it } from 'vitest';
import { runPgtap } from './run-pgtap.ts';
import { connect, stack } from './workspace-under-test.ts';

const whatIsThere = async (): Promise<unknown> => {
  const sql = connect();
  const there = await sql`
    select (select count(*) from auth.users) as users, (select count(*) from public.workspaces) as workspaces,
      (select count(*) from storage.objects) as files, (select array_agg(extname order by 1) from pg_extension) as extensions`;
  await sql.end();
  return there[0];
};
const before = await whatIsThere();

describe.each(Object.entries(await runPgtap(stack.database_url)))('%s', (_file, tests) => {
  for (const { name, passed, diagnostics } of tests)
    it(name, () => {
      expect(passed, diagnostics).toBe(true);
    });
});

it('pgTAP leaves nothing behind', async () => {
  expect(await whatIsThere()).toEqual(before);
});
