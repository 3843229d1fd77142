// The only door between the window and the shell: calls and events of the contract and nothing else.
import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS, EVENTS } from './ipc/channels.ts';
import type { Bridge, IpcChannel, IpcContract, IpcResult, KeyDoor, KeyMessage } from './ipc/contract.ts';
import { createListeners } from './ipc/listeners.ts';
import { KEY_CHANNEL } from './lock/key-channel.ts';

type Page = { location: { origin: string }; postMessage: (message: unknown, origin: string) => void };

const refused = (message: string): IpcResult<never> => ({
  ok: false,
  error: { code: 'bad_argument', message },
});

const listeners = createListeners();
// The event itself stays here: it holds the renderer's way to every channel.
for (const event of EVENTS)
  ipcRenderer.on(event, (_event, ...args: unknown[]) => listeners.deliver(event, args));

const bridge: Bridge & KeyDoor = {
  async call<C extends IpcChannel>(channel: C, ...args: IpcContract[C]['args']) {
    if (!CHANNELS.has(channel)) return refused('There is no such channel.');
    try {
      return (await ipcRenderer.invoke(channel, ...args)) as IpcResult<IpcContract[C]['value']>;
    } catch {
      return refused('These arguments cannot be sent.');
    }
  },
  on: (event, listener) => listeners.on(event, listener as (...args: unknown[]) => void),
  async postKey() {
    const bytes = (await ipcRenderer.invoke(KEY_CHANNEL)) as Uint8Array<ArrayBuffer> | null;
    if (!bytes) return false;
    const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
    bytes.fill(0);
    // The bridge copies plain values only; the page's own messages carry a key as it is.
    const { location, postMessage } = globalThis as unknown as Page;
    const message: KeyMessage<object> = { outpost_key: key };
    postMessage(message, location.origin);
    return true;
  },
};

contextBridge.exposeInMainWorld('outpost', bridge);
