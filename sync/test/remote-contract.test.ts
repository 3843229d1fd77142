import { createMemoryServer } from './memory-server.ts';
import { describeRemote } from './remote-contract.ts';

describeRemote('memory', () => {
  const server = createMemoryServer(() => Date.now());
  const workspace_id = crypto.randomUUID();
  server.put('workspaces', { id: workspace_id, name: 'Nordwind' });
  server.refuse('companies', (columns) => columns['name'] === '');
  return Promise.resolve({
    ann: server.connect(),
    ben: server.connect(),
    workspace_id,
    close: () => Promise.resolve(),
  });
});
