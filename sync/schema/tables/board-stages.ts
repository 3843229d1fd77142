import { byServer, fixed, integer, nullable, number, reference, table, text } from '../declare.ts';

export const board_stages = table({
  name: 'board_stages',
  collection: 'catalog',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    board_id: fixed(reference('boards')),
    name: text(500),
    position: integer(),
    stage_type: text(),
    probability: nullable(number()),
  },
});
