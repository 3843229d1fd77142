// What is burnt into the binary that ships: it runs our app.asar and nothing else, and takes no orders from its
// environment or its arguments. Flipped after packing, before signing; read back by `npm run verify:dist`.
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/** Fuses by their names in `@electron/fuses`. */
type Wanted = Partial<Record<keyof typeof FuseV1Options, boolean>>;

const WANTED: Wanted = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};
/** Linux checks no app.asar, in any version of Electron. */
const WANTED_WHERE_HONOURED: Wanted = { EnableEmbeddedAsarIntegrityValidation: true };

function wantedOn(platform: string): [name: string, option: FuseV1Options, on: boolean][] {
  const wanted = platform === 'linux' ? WANTED : { ...WANTED, ...WANTED_WHERE_HONOURED };
  return Object.entries(wanted).map(([name, on]) => [name, FuseV1Options[name as keyof Wanted], on]);
}

/** `executable`: the binary, or on macOS the .app. A fuse that this Electron does not have yet is left out. */
export async function burnFuses(executable: string, platform: string): Promise<void> {
  const wire = await getCurrentFuseWire(executable);
  const there = wantedOn(platform).filter(([, option]) => wire[option] !== undefined);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // An arm64 binary whose signature no longer fits does not start; signing follows and replaces this one.
    resetAdHocDarwinSignature: platform === 'darwin',
    ...Object.fromEntries(there.map(([, option, on]) => [option, on])),
  });
}

/** A sentence for each fuse that does not stand as it has to. */
export async function wrongFuses(executable: string, platform: string): Promise<string[]> {
  const wire = await getCurrentFuseWire(executable);
  return wantedOn(platform)
    .filter(([, option, on]) => wire[option] !== undefined && wire[option] !== stateOf(on))
    .map(([name, , on]) => `The fuse ${name} is not ${on ? 'on' : 'off'}.`);
}

const stateOf = (on: boolean): FuseState => (on ? FuseState.ENABLE : FuseState.DISABLE);
