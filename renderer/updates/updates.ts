// What the shell says of updates, for every view that shows it, and the three things that can be asked of it.
import { create } from 'zustand';
import type { Bridge, UpdateChannel, Updates } from '../../electron/ipc/contract.ts';

/** Null until the shell has said something. */
export const useUpdates = create<{ updates: Updates | null }>(() => ({ updates: null }));

type Asks = { check: () => void; restart: () => void; choose: (channel: UpdateChannel) => void };
let asks: Asks | null = null;

export const checkForUpdates = (): void => asks?.check();
export const restartIntoUpdate = (): void => asks?.restart();
export const chooseChannel = (channel: UpdateChannel): void => asks?.choose(channel);

/** Called once per window. */
export async function startUpdates(bridge: Bridge): Promise<void> {
  asks = {
    check: () => void bridge.call('updates:check'),
    restart: () => void bridge.call('updates:restart'),
    choose: (channel) => void bridge.call('updates:channel', channel),
  };
  bridge.on('updates:changed', (updates) => useUpdates.setState({ updates }));
  const answer = await bridge.call('updates:read');
  // What was told meanwhile is newer.
  if (answer.ok) useUpdates.setState(({ updates }) => ({ updates: updates ?? answer.value }));
}
