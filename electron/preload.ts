// The only door between the window and the shell: one function, the channels of the contract and nothing else.
import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS } from './ipc/channels.ts';
import type { Bridge, IpcChannel, IpcContract, IpcResult } from './ipc/contract.ts';

const refused = (message: string): IpcResult<never> => ({
  ok: false,
  error: { code: 'bad_argument', message },
});

const bridge: Bridge = {
  async call<C extends IpcChannel>(channel: C, ...args: IpcContract[C]['args']) {
    if (!CHANNELS.has(channel)) return refused('There is no such channel.');
    try {
      return (await ipcRenderer.invoke(channel, ...args)) as IpcResult<IpcContract[C]['value']>;
    } catch {
      return refused('These arguments cannot be sent.');
    }
  },
};

contextBridge.exposeInMainWorld('outpost', bridge);
