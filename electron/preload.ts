// The only door between the window and the shell: calls and events of the contract and nothing else.
import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS, EVENTS } from './ipc/channels.ts';
import type { Bridge, IpcChannel, IpcContract, IpcResult } from './ipc/contract.ts';
import { createListeners } from './ipc/listeners.ts';

const refused = (message: string): IpcResult<never> => ({
  ok: false,
  error: { code: 'bad_argument', message },
});

const listeners = createListeners();
// The event itself stays here: it holds the renderer's way to every channel.
for (const event of EVENTS)
  ipcRenderer.on(event, (_event, ...args: unknown[]) => listeners.deliver(event, args));

const bridge: Bridge = {
  async call<C extends IpcChannel>(channel: C, ...args: IpcContract[C]['args']) {
    if (!CHANNELS.has(channel)) return refused('There is no such channel.');
    try {
      return (await ipcRenderer.invoke(channel, ...args)) as IpcResult<IpcContract[C]['value']>;
    } catch {
      return refused('These arguments cannot be sent.');
    }
  },
  on: (event, listener) => listeners.on(event, listener as (...args: unknown[]) => void),
};

contextBridge.exposeInMainWorld('outpost', bridge);
