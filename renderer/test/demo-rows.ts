// The rows behind a board of the demo: deals, their companies and people, the board and its stages.
import type { BoardView, Rows } from '../../sync/index.ts';
import type { MemoryRows } from './memory-reads.ts';

const WORKSPACE = '018f0000-0000-7000-8000-000000000001';
const AT = '2026-11-01T08:00:00Z';

const synced = (id: string) => ({
  ...{ id, created_at: AT, updated_at: AT, deleted_at: null, row_version: 1, clocks: {} },
  workspace_id: WORKSPACE,
});

export const idOfName = (name: string): string => name.toLowerCase().replace(/\W+/g, '-');

export function demoDeal(
  id: string,
  columns: Pick<Rows['deals'], 'name' | 'value_cents' | 'currency' | 'close_date' | 'stage_id'>,
  company: string | null,
  owner: string | null,
): Rows['deals'] {
  return {
    ...synced(id),
    ...columns,
    ...{ probability: null, primary_contact_id: null, team_id: null, custom_fields: {}, created_by: null },
    company_id: company && idOfName(company),
    owner_id: owner && idOfName(owner),
  };
}

export function demoRows({ id, name, record_type, stages }: BoardView): MemoryRows {
  const cards = stages.flatMap((stage) => stage.cards);
  const named = (key: 'company_name' | 'owner_name') => [
    ...new Set(cards.flatMap((card) => card[key] ?? [])),
  ];
  return {
    boards: [{ ...synced(id), name, record_type, is_archived: false, created_by: null }],
    board_stages: stages.map((stage, position) => ({
      ...synced(stage.id),
      ...{ board_id: id, position, name: stage.name },
      ...{ stage_type: stage.stage_type, probability: stage.probability },
    })),
    deals: cards.map(({ record }) => ({ ...(record as Rows['deals']), clocks: {} })),
    companies: named('company_name').map((company) => ({
      ...synced(idOfName(company)),
      ...{ name: company, domain: null, industry: null, size: null, parent_id: null, owner_id: null },
      ...{ team_id: null, custom_fields: {}, created_by: null },
    })),
    profiles: named('owner_name').map((person) => ({
      ...synced(idOfName(person)),
      ...{ name: person, email: null, avatar_url: null, role: null },
    })),
  };
}
