// The window's side of the shell: one typed call, the vault as a session store, settings as JSON text.
import type { Bridge, IpcResult, KeyDoor, SettingKey } from '../electron/ipc/contract.ts';
import type { SessionStore } from '../sync/index.ts';

declare global {
  // An interface is the only way to add to the browser's own type.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Window {
    readonly outpost: Bridge & KeyDoor;
  }
}

/** Keeps the session in the shell's vault. Raises when the vault does not answer, so that nobody takes a lost token for none. */
export function vaultStore(bridge: Bridge): SessionStore {
  const valueOf = <T>(answer: IpcResult<T>): T => {
    if (!answer.ok) throw new Error(`The vault did not answer: ${answer.error.code}`);
    return answer.value;
  };
  return {
    read: async (key) => valueOf(await bridge.call('vault:read', key)),
    write: async (key, text) => {
      valueOf(await bridge.call('vault:write', key, text));
    },
    remove: async (key) => {
      valueOf(await bridge.call('vault:remove', key));
    },
  };
}

/** A setting's text, or null when it was never written or cannot be read: none of them is worth stopping for. */
export async function readSetting(bridge: Bridge, key: SettingKey): Promise<string | null> {
  const answer = await bridge.call('setting:read', key);
  return answer.ok ? answer.value : null;
}

/** The same for a setting that holds JSON. Damaged JSON counts as none. */
export async function readJsonSetting(bridge: Bridge, key: SettingKey): Promise<unknown> {
  const text = await readSetting(bridge, key);
  try {
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

export async function writeJsonSetting(bridge: Bridge, key: SettingKey, value: unknown): Promise<void> {
  await bridge.call('setting:write', key, value === null ? null : JSON.stringify(value));
}
