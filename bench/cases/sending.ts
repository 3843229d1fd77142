import { startRelay } from '../../e2e/relay.ts';
import type { Bench, Case } from '../bench.ts';
import { makeFlatPeer } from '../peer-tables.ts';
import type { PageBench } from '../page/bench.ts';
import type { Seeded } from '../stack.ts';
import { inNewProfile, placeOf } from '../syncing.ts';

declare const window: { bench: PageBench };

export const sending: Case = {
  name: 'sending',
  means:
    'Time to send edits that were made without a network, each an edit of its own to another contact, from when the network ' +
    'is back until the server has taken all: our replica in Chromium, whole, beside RxDB’s own `replication-supabase` plugin.',
  async measure(bench) {
    for (const edits of bench.sizes({ quick: [200], whole: [1_000], full: [10_000] })) {
      const workspace = await bench.ownWorkspace({
        ...{ contacts: edits, companies: 0, deals: 0, timeline_entries: 0, tasks: 0 },
      });
      await makeFlatPeer(workspace);
      await bench.compare({
        size: edits,
        rounds: edits > 1_000 ? 1 : 2,
        figures: {
          time: {
            unit: 'ms',
            ...(edits === 1_000 && {
              budgets: { 'replication-supabase': { of: 'ratio' as const, atMost: 0.1 } },
            }),
          },
        },
        ours: async () => ({ time: await sendOurs(bench, workspace, edits) }),
        theirs: { 'replication-supabase': async () => ({ time: await sendPlugin(bench, workspace, edits) }) },
      });
    }
  },
};

async function sendOurs(bench: Bench, workspace: Seeded, edits: number): Promise<number> {
  const wire = await startRelay(workspace.stack.url);
  const place = { ...(await placeOf(workspace)), url: wire.url };
  const title = `Sent ${Date.now()}`;
  const profile = await bench.profile();
  const page = await profile.page('bench');
  await page.evaluate(([at, password]) => window.bench.openSynced(at, password), [
    place,
    workspace.password,
  ] as const);
  await wire.cut();
  const { stack, workspace_id } = workspace;
  const contacts = await stack.sql<{ id: string }[]>`
    select id from contacts where workspace_id = ${workspace_id} order by id limit ${edits}`;
  const ids = contacts.map(({ id }) => id);
  await page.evaluate(([each, text]) => window.bench.editEach(each, text), [ids, title] as const);
  await wire.restore();
  const ms = await page.evaluate(() => window.bench.sendAll());
  await profile.close();
  await wire.cut();
  await expectSent(workspace, 'contacts', title, edits);
  return ms;
}

async function sendPlugin(bench: Bench, workspace: Seeded, edits: number): Promise<number> {
  const { token, ...place } = await placeOf(workspace);
  const title = `Sent ${Date.now()}`;
  const asked = { do: 'plugin-send', place, token, edits, title } as const;
  const { ms } = await inNewProfile(bench, (page) =>
    page.evaluate((what) => window.bench.inPeer(what), asked),
  );
  await expectSent(workspace, 'peer_flat_contacts', title, edits);
  return ms;
}

/** Who says too early that all was sent has not been measured. */
async function expectSent(
  { stack: { sql } }: Seeded,
  table: string,
  title: string,
  edits: number,
): Promise<void> {
  const [found] = await sql<{ count: number }[]>`
    select count(*)::int from ${sql(table)} where title like ${`${title} %`}`;
  if (found?.count !== edits) throw new Error(`${found?.count ?? 0} of ${edits} edits are in ${table}.`);
}
