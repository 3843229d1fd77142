import { pairId } from '../core/pair-id.ts';
import { createMemoryServer } from './memory-server.ts';
import { describeRemote } from './remote-contract.ts';

describeRemote('memory', () => {
  const server = createMemoryServer(() => Date.now());
  const workspace_id = crypto.randomUUID();
  const [ann_id, ben_id] = [crypto.randomUUID(), crypto.randomUUID()];
  server.put('workspaces', { id: workspace_id, name: 'Nordwind' });
  const member = (user_id: string, columns: object) => {
    const id = pairId('workspace_members', { workspace_id, user_id });
    server.put('workspace_members', { id, workspace_id, user_id, ...columns });
  };
  for (const id of [ann_id, ben_id]) {
    server.put('profiles', { id, name: 'A person' });
    member(id, { role: 'member' });
  }

  return Promise.resolve({
    ann: server.connect(ann_id),
    ben: server.connect(ben_id),
    ben_id,
    workspace_id,
    administrator: {
      async giveBenRole(role) {
        member(ben_id, role ? { role, deleted_at: null } : { deleted_at: new Date().toISOString() });
        await Promise.resolve();
      },
      makeTeamOfAnn() {
        const id = crypto.randomUUID();
        server.put('teams', { id, workspace_id, name: 'Team' });
        const pair = { team_id: id, profile_id: ann_id };
        server.put('team_members', {
          id: pairId('team_members', pair),
          workspace_id,
          ...pair,
          role: 'member',
        });
        return Promise.resolve(id);
      },
      makeBoard() {
        const board_id = crypto.randomUUID();
        server.put('boards', { id: board_id, workspace_id, name: 'Sales', record_type: 'deal' });
        const stage = () =>
          server.put('board_stages', { id: crypto.randomUUID(), workspace_id, board_id, name: 'Stage' });
        return Promise.resolve({ board_id, stage_ids: [stage().id, stage().id] as [string, string] });
      },
      defineField: () => Promise.resolve(),
      async rebalance(stage_id) {
        server.rebalance(stage_id);
        await Promise.resolve();
      },
      async purge() {
        server.purge(0);
        await Promise.resolve();
      },
    },
    close: () => Promise.resolve(),
  });
});
